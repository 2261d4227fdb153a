"""The index of a large project: where it is kept, how it is made, and making it before anybody looks."""

import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from libyamap.bootstrap.assets import areas, asset
from libyamap.bootstrap.projects import open_store
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

    `told` hears how far it is, 0 to 1, from another thread. Where the index cannot be made this time, the next opening
    tries again and says why.
    """
    from libyamap.store.index.feature_index import LARGE_FROM, FeatureIndex
    from libyamap.store.index.size import has_more_than

    with suppress(WorldError):
        if not has_more_than(path, LARGE_FROM):
            return
        with closing(areas()) as ground, closing(open_store(path, read_only=True)) as store:
            index = FeatureIndex(ground, index_making())
            index.subscribe(lambda progress: told(progress.fraction))
            try:
                index.refresh(store, None)
                index.wait()
            finally:
                index.close()
