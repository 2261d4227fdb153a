"""The import of files: looked at, columns given a meaning, names of places decided on, taken in, and accounted for.

Each file is one step of the history. The window beside it stays usable: the work is done on another thread.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QThreadPool, Signal
from PySide6.QtWidgets import QWidget

from libyamap.app.importing.importer import Importer
from libyamap.app.importing.looking import FileLook
from libyamap.app.importing.placing_names import NameAsked, NamedPlace, PlaceName
from libyamap.app.importing.rows import Cancelled, Outcome
from libyamap.app.opening_view import NEVER_KEPT
from libyamap.errors import WorldError
from libyamap.ui import jobs
from libyamap.ui.desk import Desk
from libyamap.ui.elsewhere import JobProgress, change_elsewhere
from libyamap.ui.exchange.import_afterwards import Afterwards
from libyamap.ui.exchange.import_files import ImportFiles
from libyamap.ui.exchange.import_frame import ImportFrame, Stage
from libyamap.ui.exchange.import_jobs import look_and_prepare, take_in_each
from libyamap.ui.exchange.import_names import looking_for_names
from libyamap.ui.exchange.import_part import Part
from libyamap.ui.exchange.mapping_page import WAIT_MS, MappingPage
from libyamap.ui.exchange.mapping_room import MappingRoom
from libyamap.ui.exchange.preview_map import MapMaker
from libyamap.ui.turns import AT_ONCE, Pieces, Turns

ROWS_SHARE = 0.8
"""Of an import's time; the rest goes to the indexes of the file, which come after the last row."""


class ImportDialog(ImportFrame):
    """`imported` carries the outcomes when the files are in; `stop` before the project is closed.

    `gone` once a dialog that was closed has let go of everything.
    """

    imported = Signal(object)
    gone = Signal()

    def __init__(self, desk: Desk, imports: Importer, make_map: MapMaker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._imports = desk, imports
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._progress = JobProgress(self)
        self._room = MappingRoom(imports, desk, make_map)
        self._turns = Turns(self)
        self._files = ImportFiles()
        self._stopped = False
        self._opens_there = False
        self._heading = ""
        self.afterwards = Afterwards(desk, self, self._pool, self._progress)
        self._progress.moved.connect(self.work.take)
        self.cancel_button.clicked.connect(lambda _checked=False: self.reject())
        self.go_button.clicked.connect(lambda _checked=False: self._go())
        self.back_button.clicked.connect(lambda _checked=False: self._go_back())
        self.list.currentRowChanged.connect(self._show_part)
        self.list.ticked.connect(self._refresh)

    @property
    def mapping_page(self) -> MappingPage | None:
        """Where columns are given a meaning, once it is made."""
        return self._room.page

    @property
    def parts(self) -> list[Part]:
        """The tables whose columns are given a meaning."""
        return self._files.parts

    @property
    def would_lose(self) -> bool:
        """Whether columns were given another meaning, or places accepted, for nothing."""
        named = self.stage is Stage.NAMES and bool(self.names.chosen())
        return named or (self.stage in {Stage.MAPPING, Stage.NAMES} and any(part.changed for part in self.parts))

    # ---- looking

    def look_at(self, files: Sequence[Path]) -> None:
        """Begin with these files."""
        self._heading = f"Import {files[0].name}" if len(files) == 1 else f"Import {len(files)} files"
        self.head.set_text(self._heading)
        self.enter(Stage.LOOKING, self.work)
        self.work.begin("Looking at the file…" if len(files) == 1 else "Looking at the files…")
        prepare = partial(self._room.prepare, self._desk.session.store.path)
        work = partial(look_and_prepare, tuple(files), self._imports, prepare)
        jobs.start(work, self._looked, self._broke, self, self._pool)

    def _looked(self, found: list[FileLook | Outcome]) -> None:
        if self._stopped:
            return
        self._files = ImportFiles(found)
        if not self._files.looks:
            self._show_account(self._files.failed)
            return
        self.list.show_parts(self.parts)
        if self.parts:
            self._turns.begin(self._make_page())
        else:
            self.plain.set_text(self._files.own_words())
            self.enter(Stage.MAPPING, self.plain)
            self._refresh()

    def _make_page(self) -> Pieces:
        yield from self._room.make(self, self.parts[0])
        page = self._room.page
        if page is not None:
            self.pages.addWidget(page)
            page.changed.connect(self._refresh)
            self.enter(Stage.MAPPING, page)
            (page.questions.first_answer or self.go_button).setFocus()
            self._refresh()

    def _show_part(self, at: int) -> None:
        if self.mapping_page is not None and 0 <= at < len(self.parts):
            self.mapping_page.show_part(self.parts[at])

    # ---- deciding

    def _refresh(self) -> None:
        """Say what keeps the import from beginning, and let it begin where nothing does."""
        if self.stage is not Stage.MAPPING:
            return
        self.warned = False
        page = self.mapping_page
        shown = page.ready() if page is not None and page.part is not None and page.part.included else ""
        trouble = shown or self._files.trouble()
        self.go_button.setEnabled(not trouble)
        failed = " ".join(outcome.error for outcome in self._files.failed)
        self.note.show_text(trouble or failed)

    def _go(self) -> None:
        if self.stage is Stage.MAPPING:
            self._ask_for_names()
        elif self.stage is Stage.NAMES:
            self._run(self.names.chosen())
        elif self.stage is Stage.DONE:
            self.accept()

    def _ask_for_names(self) -> None:
        work = looking_for_names(self._desk, self._imports, self._files.chosen, self._progress)
        if work is None:
            self._run({})
            return
        self._begin("Looking for places that are named without coordinates…")
        jobs.start(work, self._named, self._broke, self, self._pool)

    def _named(self, answer: tuple[list[NameAsked], int]) -> None:
        if self._stopped:
            return
        asked, unknown = answer
        if not asked:
            self._run({})
            return
        self.names.ask(asked, unknown)
        self.enter(Stage.NAMES, self.names)

    # ---- taking in

    def _begin(self, title: str, rows_share: float = 1.0) -> None:
        self._progress.cancelled = False
        self.enter(Stage.RUNNING, self.work)
        self.work.begin(title, rows_share)

    def _run(self, places: dict[PlaceName, NamedPlace]) -> None:
        self._begin("Importing…", ROWS_SHARE)
        project, store = self._desk.contents.project, self._desk.session.store
        self._opens_there = project.bounds == NEVER_KEPT and not store.extents()
        work = self._files.work(places)
        self._files.remember(self._imports)
        change_elsewhere(
            self._desk,
            partial(take_in_each, work, self._imports, self._progress),
            self._over, self._broke, self, self._pool,
        )  # fmt: skip

    def _over(self, outcomes: list[Outcome]) -> None:
        if self._stopped:
            return
        self._show_account([*outcomes, *self._files.failed])
        self.afterwards.offer_duplicates(outcomes)
        if self._opens_there:  # the first that the project holds
            self._desk.show_opening_view()
        self.imported.emit(outcomes)

    def _broke(self, error: Exception) -> None:
        if self._stopped:
            return
        if isinstance(error, Cancelled):
            self._go_back()
            return
        if not isinstance(error, WorldError):
            self.reject_now()
            raise error
        looks = self._files.looks
        self._show_account([Outcome(file=looks[0].path.name if looks else "", error=str(error))])

    def _show_account(self, outcomes: Sequence[Outcome]) -> None:
        self.head.set_text("Nothing was imported" if all(each.error for each in outcomes) else self._heading)
        self.account.show_account(outcomes)
        self.enter(Stage.DONE, self.account)
        self.back_button.setVisible(bool(self._files.looks) and not any(o.accepted + o.updated for o in outcomes))

    def _go_back(self) -> None:
        """Nothing came in, or names are asked: back to what can be changed."""
        self.head.set_text(self._heading)
        self.enter(Stage.MAPPING, self.mapping_page or self.plain)
        self._refresh()
        self.go_button.setFocus()

    # ---- out

    def reject(self) -> None:
        """Qt: cancel the work that goes on; otherwise close."""
        if self.stage is Stage.RUNNING:
            self.work.end("Cancelling…")
            self._progress.cancel()
            return
        self.reject_now()

    def reject_now(self) -> None:
        """Close without asking."""
        self._let_go()
        super().reject()

    def accept(self) -> None:
        """Qt: close."""
        self._let_go()
        super().accept()

    def stop(self) -> None:
        """End everything and let go of files and page; harmless when called twice."""
        self._let_go()
        self._turns.finish()

    def _let_go(self) -> None:
        if self._stopped:
            return
        self._stopped = True
        self._progress.cancel()
        self._turns.begin(self._letting_go())

    def _letting_go(self) -> Pieces:
        yield AT_ONCE  # it is seen no more
        self.afterwards.stop()
        while self._pool.activeThreadCount():
            yield WAIT_MS
        yield from self._room.take_down()
        self._imports.close()
        self.gone.emit()
