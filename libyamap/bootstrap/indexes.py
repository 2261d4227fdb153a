"""The index of a large project: where it is kept, how it is made, and making it before anybody looks."""

import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from libyamap.bootstrap.assets import areas, asset
from libyamap.bootstrap.projects import open_store
from libyamap.domain.model import Project
from libyamap.errors import WorldError

if TYPE_CHECKING:
    from libyamap.store.index.growing import Making


def index_making() -> "Making":
    """How the index of a large project is made and where it is kept."""
    from libyamap.store.index.cache import Cache
    from libyamap.store.index.growing import Making

    ground = asset("areas.sqlite").stat()
    stamp = f"{ground.st_size} {ground.st_mtime_ns}"
    root = Path(platformdirs.user_cache_dir("libyamap", appauthor=False)) / "index"
    return Making(Cache(root, stamp), (sys.executable, "-m", "libyamap.cli.indexing"))


def make_index(path: Path, told: Callable[[float], None]) -> None:
    """Make the index of a closed project, so that it opens at once the next time; a small one needs none.

    `told` hears how far it is, 0 to 1. Where the index cannot be made this time, the next opening tries again and says
    why. It is made in this process, which nobody waits for but to be done.
    """
    from libyamap.store.index.cache import read_state, remove_folder
    from libyamap.store.index.columns.worker import make
    from libyamap.store.index.feature_index import LARGE_FROM
    from libyamap.store.index.size import has_more_than

    def say(line: dict[str, object]) -> None:
        if isinstance(fraction := line.get("fraction"), float):
            told(fraction)

    making = index_making()
    with suppress(WorldError, OSError):
        if not has_more_than(path, LARGE_FROM) or making.cache.find(path, _project_of(path)) is not None:
            return
        folder = making.cache.new_folder(path)
        try:
            with closing(areas()) as ground:
                make(path.resolve(), folder, making.cache.stamp, ground, say)
            making.cache.tidy(folder)
        finally:
            if read_state(folder) is None:
                remove_folder(folder)


def _project_of(path: Path) -> str:
    with closing(open_store(path, read_only=True)) as store:
        return next((project.id for project in store.all(Project)), "")
