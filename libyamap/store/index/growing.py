"""The index of one large project through its life: found in the cache or made, kept in step with every change."""

import logging
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from libyamap.app.ports import AreaGazetteer, StoreReader
from libyamap.app.viewport import Progress
from libyamap.domain.model import Project
from libyamap.errors import WorldError
from libyamap.store.index.cache import Cache, State, file_state, read_state, remove_folder, write_state
from libyamap.store.index.changed import MOST_CHANGED, changed_since
from libyamap.store.index.connections import Connections
from libyamap.store.index.loading import read_names
from libyamap.store.index.sorting import Names

if TYPE_CHECKING:
    from libyamap.store.index.columns.large import Large
    from libyamap.store.index.columns.maker import Maker

log = logging.getLogger(__name__)
_CHECK_AFTER: Final = 5.0
"""Seconds after the opening, when the first picture has been drawn."""
_TEXTS_AFTER: Final = 2.5
"""Seconds after the opening for texts that an earlier one did not finish; they need a processor."""
_PROBLEM: Final = (
    "The index of this project could not be made ({problem}); close some programs, or make room on the disk."
)


class Making(NamedTuple):
    """How columns are made: where they are kept, and the command that makes them (`columns.worker`)."""

    cache: Cache
    worker: Sequence[str]


class Growing:
    """Holds the newest `Large` of a project; `changed` is called from any thread whenever there is news of it."""

    def __init__(self, path: Path, areas: AreaGazetteer, making: Making, changed: Callable[[], None]) -> None:
        self.large: Large | None = None
        self.progress = Progress(ready=False, fraction=0.0, what="Reading")
        self.ended = threading.Event()
        self.path = path
        self._areas = areas
        self._making = making
        self._changed = changed
        self._sources = Connections(path)
        self._names: Names = Names({}, {})
        self._project = ""
        self._folder: Path | None = None
        self._revision = 0
        self._maker: Maker | None = None
        self._ending: list[Maker] = []
        self._unfinished: Path | None = None
        self._later: list[threading.Timer] = []
        self._lock = threading.RLock()
        self._closed = False

    def open(self, store: StoreReader) -> None:
        """Find the columns in the cache, else begin to make them. Called by the store's thread."""
        from libyamap.store.index.columns.files import Unusable

        self._names = read_names(store)
        self._project = next((project.id for project in store.all(Project)), "")
        found = self._making.cache.find(self.path, self._project)
        if found is not None:
            folder, _ = found
            try:
                self._take(folder, store, check=True)
            except Unusable as error:
                log.info("The kept index of “%s” is not used: %s", self.path.name, error)
                remove_folder(folder)
                self.large = None
            else:
                self._find_texts(folder)
                return
        self._make()

    def take_in(self, store: StoreReader, revision: int, *, renamed: bool) -> None:
        """Lay the changes of a revision over the columns. Called by the store's thread, after each change."""
        with self._lock:
            if renamed:
                self._names = read_names(store)
            if self.large is None:
                return  # what is made now is caught up with when it is there
            touched = changed_since(store, revision - 1)
            lies_on_it = len(self.large.overlay.entries)
            if touched is not None and len(touched) + lies_on_it <= MOST_CHANGED and (touched or renamed):
                self.large = self.large.after(touched, store, self._areas, self._names)
        if touched is None or len(touched) + lies_on_it > MOST_CHANGED:
            self._make()

    def renew(self, store: StoreReader) -> None:
        """Make the columns anew: another program has changed the file, and nobody knows what."""
        self._names = read_names(store)
        self._make()

    def cancel(self) -> None:
        """Give up making. Columns that are there stay; only what needs the texts is then refused."""
        folder = self._unfinished
        if folder is None:
            return
        self._stop_maker()
        if self.large is not None and self._folder == folder:
            self.large.texts.fail("Reading the texts was stopped; open the project again to search them.")
            self._end(Progress(ready=True))
        else:
            self._end(Progress(ready=False, fraction=0.0, problem="Reading the project was stopped."))

    def close(self, *, keep: bool = True) -> None:
        """Let go of the file. What the maker is writing is finished and kept for the next opening, if anybody wants it.

        Without `keep` nobody waits for that.
        """
        self._closed = True
        for timer in self._later:
            timer.cancel()
        self._stop_maker(kill=not keep)
        for maker in self._ending if keep else ():
            maker.wait()
        self.ended.set()
        self._sources.close()

    def remember(self) -> None:
        """Note that the columns and the journal are all that is needed to know the closed file as it is now.

        Only when no other program has written to it since it was opened.
        """
        if self._folder is not None and self.ended.is_set():
            try:
                now = file_state(self.path)
                write_state(self._folder, State(self._making.cache.stamp, self._project, self._revision, now))
            except OSError as error:
                log.info("The index is not kept: %s", error)

    def _make(self) -> None:
        self._stop_maker()  # not under the lock, which the maker's thread may be waiting for
        with self._lock:
            old, self._folder = self._folder, None
            if old is not None:
                remove_folder(old)
            self.ended.clear()
            self.progress = Progress(ready=False, fraction=0.0, what="Reading")
            try:
                self._unfinished = self._making.cache.new_folder(self.path)
                self._start_maker(self._unfinished)
            except OSError as error:
                self._end(Progress(ready=False, problem=_PROBLEM.format(problem=error)))
        self._changed()

    def _start_maker(self, folder: Path) -> None:
        from libyamap.store.index.columns.maker import Maker, command_for

        command = command_for(self._making.worker, self.path, folder, self._making.cache.stamp)
        self._maker = Maker(command, lambda line: self._hear(folder, line))

    def _stop_maker(self, *, kill: bool = True) -> None:
        """End the maker; what it has not finished is deleted."""
        with self._lock:
            folder = self._unfinished
            if kill:
                self._unfinished = None  # and hear no more of it
            maker, self._maker = self._maker, None
        if maker is not None:  # also one that has nothing left to do: its thread may still be telling so
            if kill:
                self._ending.append(maker)
                maker.cancel(partial(_remove_unfinished, folder))
                return
            maker.stop()
        self._unfinished = None
        _remove_unfinished(folder)

    def _find_texts(self, folder: Path) -> None:
        """Take the texts of columns that are there, or make them a little later."""
        from libyamap.store.index.columns.files import Unusable, remove
        from libyamap.store.index.columns.worker import TEXTS

        try:
            self._take_texts(folder)
        except (Unusable, OSError) as error:
            remove(folder / TEXTS)
            log.info("The texts of “%s” are still to be read: %s", self.path.name, error)
            self._unfinished = folder
            self._do_later(_TEXTS_AFTER, self._make_texts, folder)
            self._texts_are_missing()
        else:
            self._end(Progress(ready=True))

    def _texts_are_missing(self) -> None:
        """The map can be drawn already."""
        from libyamap.store.index.columns.worker import ARRANGED

        self.progress = Progress(ready=True, fraction=ARRANGED, what="Reading texts")
        self._changed()

    def _make_texts(self, folder: Path) -> None:
        """The texts alone, in a timer's thread."""
        with self._lock:  # so that nobody stops what is just being started
            if self._closed or self._unfinished != folder:
                return
            try:
                self._start_maker(folder)
            except OSError as error:
                self._fail(folder, str(error))

    def _hear(self, folder: Path, line: dict[str, Any]) -> None:
        """A line of the maker, in its thread."""
        from libyamap.store.index.columns.files import Unusable

        if folder != self._unfinished:
            return  # it was stopped
        if self._closed:
            if line.get("done") == "columns":  # they were being written when the window was closed
                self._folder, self._revision = folder, int(line["revision"])
            return
        try:
            if "fraction" in line:
                self.progress = Progress(self.large is not None, float(line["fraction"]), str(line.get("what", "")))
                self._changed()
            elif line.get("done") == "columns":
                self._take(folder, self._sources.reader(), check=False)
                self._texts_are_missing()
            elif line.get("done") == "texts":
                self._take_texts(folder)
                self._making.cache.tidy(folder)
                self._unfinished = None
                self._end(Progress(ready=True))
            elif "problem" in line or "ended" in line:
                self._fail(folder, str(line.get("problem", "it ended too early")))
        except (Unusable, WorldError, OSError) as error:
            self._fail(folder, str(error))

    def _take(self, folder: Path, reader: StoreReader, *, check: bool) -> None:
        """Open columns and lay over them what the journal says has changed since. Unusable where they are damaged."""
        from libyamap.store.index.columns.files import Unusable
        from libyamap.store.index.columns.opening import open_base

        with self._lock:
            opened = open_base(folder, self._areas, self._names, self._sources, check=check)
            touched = changed_since(reader, opened.revision)
            if touched is None:
                raise Unusable("Too much has changed since.")
            large = opened.large
            self.large = large.after(touched, reader, self._areas, self._names) if touched else large
            self._folder, self._revision = folder, opened.revision
        if check:
            self._do_later(_CHECK_AFTER, self._check, folder)

    def _take_texts(self, folder: Path) -> None:
        from libyamap.store.index.columns.opening import provide_texts

        if self.large is not None:
            provide_texts(folder, self.large.texts)

    def _do_later(self, seconds: float, do: Callable[[Path], None], folder: Path) -> None:
        later = threading.Timer(seconds, do, (folder,))
        later.daemon = True
        later.start()
        self._later.append(later)

    def _check(self, folder: Path) -> None:
        from libyamap.store.index.columns.opening import is_sound

        if not is_sound(folder) and not self._closed and self._folder == folder:
            log.warning("The kept index of “%s” is damaged and made anew.", self.path.name)
            remove_folder(folder)
            self._make()

    def _fail(self, folder: Path, problem: str) -> None:
        if self._unfinished != folder:
            return  # it was stopped meanwhile, and what is made now is another
        self._unfinished = None
        log.warning("The index of “%s” could not be made: %s", self.path.name, problem)
        if self.large is not None:
            self.large.texts.fail(_PROBLEM.format(problem=problem))
        if self.large is not None and self._folder == folder:  # the texts alone are missing
            self._end(Progress(ready=True))
            return
        remove_folder(folder)
        self._end(Progress(ready=False, problem=_PROBLEM.format(problem=problem)))

    def _end(self, progress: Progress) -> None:
        self.progress = progress
        self.ended.set()
        self._changed()


def _remove_unfinished(folder: Path | None) -> None:
    if folder is not None and read_state(folder) is None:
        remove_folder(folder)
