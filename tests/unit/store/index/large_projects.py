"""A large project that is open, with its index, and workers of all sorts that make it."""

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from libyamap.app.session import Session
from libyamap.app.viewport import EVERYTHING, Selection
from libyamap.store.index import FeatureIndex
from libyamap.store.index.cache import Cache
from libyamap.store.index.growing import Making
from libyamap.store.project import GeoPackageStore
from tests.unit.store.samples import NoAreas

WORKER = (sys.executable, "-m", "libyamap.cli.indexing")
BROKEN = (sys.executable, "-c", "raise SystemExit(3)")
_MAIN = "import sys; from libyamap.cli.indexing import main; sys.exit(main(sys.argv[1:]))"
_WORKER = "import time; from libyamap.store.index.columns import worker;"
SLOW_TEXTS = (sys.executable, "-c", f"{_WORKER} worker.make_texts = lambda *_: time.sleep(600); {_MAIN}")
NO_TEXTS = (sys.executable, "-c", f"{_WORKER} worker.make_texts = lambda *_: open('/none/such'); {_MAIN}")
ENDLESS = (sys.executable, "-c", "import time; time.sleep(600)")
COUNT = 40
SECONDS = 60.0


class Opened:
    """An open project of more than a few features and its index."""

    def __init__(self, path: Path, cache: Path, worker: Sequence[str]) -> None:
        self.store = GeoPackageStore.open(path)
        self.session = Session(self.store, "me")
        self.index = FeatureIndex(NoAreas(), Making(Cache(cache, "test"), worker), large_from=10)
        self._ready = threading.Event()
        self.index.subscribe(lambda progress: self._ready.set() if progress.ready else None)
        self.index.refresh(self.store, None)
        self.session.subscribe(lambda changes: self.index.refresh(self.store, changes))

    def close(self, *, ours_alone: bool = True) -> None:
        """As the workspace does it."""
        self.index.close()
        self.store.close()
        if ours_alone:
            self.index.remember()

    def wait_for_columns(self) -> None:
        """Until the map can be drawn; the texts may be missing."""
        assert self._ready.wait(SECONDS)

    def ids(self, selection: Selection = EVERYTHING) -> list[str]:
        """What it answers."""
        order = self.index.order(selection)
        return order.ids(0, len(order))


@contextmanager
def opened(path: Path, worker: tuple[str, ...] = BROKEN) -> Iterator[Opened]:
    """Opened, ready or failed, and closed again."""
    found = Opened(path, path.parent / "cache", worker)
    try:
        assert found.index.wait(SECONDS)
        yield found
    finally:
        found.close()
