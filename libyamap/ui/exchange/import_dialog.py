"""The import of files: looked at, columns given a meaning, names of places decided on, taken in, and accounted for.

Each file is one step of the history. The window beside it stays usable: the work is done on another thread.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from enum import Enum, auto
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QThreadPool, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from libyamap.app.filter import Filter
from libyamap.app.importing.districts import PlacesAndDistricts
from libyamap.app.importing.importer import Importer
from libyamap.app.importing.looking import FileLook, FirstRows, TableLook, look_at, names_without_place
from libyamap.app.importing.placing_names import NameAsked, NamedPlace, PlaceName, names_asked
from libyamap.app.importing.plan import Choices
from libyamap.app.importing.rows import Cancelled, Outcome, Progress
from libyamap.app.places import Places
from libyamap.app.session import Session
from libyamap.domain.geometry import Position
from libyamap.errors import WorldError
from libyamap.ui import jobs
from libyamap.ui.desk import Desk
from libyamap.ui.exchange.account_page import AccountPage
from libyamap.ui.exchange.elsewhere import JobProgress, change_elsewhere
from libyamap.ui.exchange.mapping_page import MappingPage, Part
from libyamap.ui.exchange.names_page import NamesPage
from libyamap.ui.exchange.preview_map import MapMaker, PreviewMap
from libyamap.ui.exchange.progress_page import ProgressPage
from libyamap.ui.text import Look, PlainLabel, plain_tip

CANCELLED = "The import was cancelled; nothing of this file was taken in."
_READ_WHOLE_BYTES = 10_000_000
"""Of larger files the first rows alone say whether places are named without coordinates."""


class Stage(Enum):
    """How far the import is."""

    LOOKING = auto()
    MAPPING = auto()
    NAMES = auto()
    RUNNING = auto()
    DONE = auto()


class ImportDialog(QDialog):
    """`imported` carries the outcomes when the files are in; `stop` before the project is closed."""

    imported = Signal(object)

    def __init__(self, desk: Desk, imports: Importer, make_map: MapMaker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import")
        self.setWindowTitle("Import")
        self.setModal(False)
        self.setSizeGripEnabled(True)
        self._desk, self._imports, self._make_map = desk, imports, make_map
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._progress = JobProgress(self)
        self._preview: PreviewMap | None = None
        self.mapping_page: MappingPage | None = None
        self._looks: list[FileLook] = []
        self._failed: list[Outcome] = []
        self.parts: list[Part] = []
        self.stage = Stage.LOOKING
        self._stopped = False
        self.show_duplicates: Callable[[str], object] | None = None
        self.head = PlainLabel("", Look.TITLE)
        self.list = QListWidget()
        self.list.setAccessibleName("Files and their tables")
        self.list.setMaximumWidth(220)
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()
        self.work = ProgressPage()
        self.plain = PlainLabel()
        self.names = NamesPage()
        self.account = AccountPage()
        self.pages = QStackedWidget()
        for page in (self.work, self.plain, self.names, self.account):
            self.pages.addWidget(page)
        self.note = QLabel()
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.cancel_button = QPushButton("Cancel")
        self.back_button = QPushButton("Back")
        self.back_button.setAutoDefault(False)
        self.back_button.hide()
        self.go_button = QPushButton("Import")
        self.go_button.setDefault(True)
        self._place()
        self._wire()

    def _place(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.list)
        middle.addWidget(self.pages, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.go_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.head)
        column.addLayout(middle, 1)
        column.addLayout(foot)
        room = self.screen().availableSize()
        self.resize(min(1180, room.width() - 60), min(760, room.height() - 60))

    def _wire(self) -> None:
        self._progress.moved.connect(self.work.take)
        self.cancel_button.clicked.connect(lambda _checked=False: self.reject())
        self.go_button.clicked.connect(lambda _checked=False: self._go())
        self.back_button.clicked.connect(lambda _checked=False: self._go_back())
        self.list.currentRowChanged.connect(self._show_part)
        self.list.itemChanged.connect(self._ticked)
        self.account.show_asked.connect(self._show_what_came_in)
        self.account.undo_asked.connect(self._undo)

    # ---- looking

    def look_at(self, files: Sequence[Path]) -> None:
        """Begin with these files."""
        self.head.set_text(f"Import {files[0].name}" if len(files) == 1 else f"Import {len(files)} files")
        self._enter(Stage.LOOKING, self.work)
        self.work.begin("Looking at the file…" if len(files) == 1 else "Looking at the files…")
        jobs.start(partial(_looks, tuple(files), self._imports), self._looked, self._broke, self, self._pool)

    def _looked(self, found: list[FileLook | Outcome]) -> None:
        if self._stopped:
            return
        self._failed = [each for each in found if isinstance(each, Outcome)]
        self._looks = [each for each in found if isinstance(each, FileLook)]
        self.parts = [
            Part(file.path, look, look.planned.mapping, look.layer, look.dataset, look.planned.preset)
            for file in self._looks
            for look in file.tables
        ]
        if not self._looks:
            self._show_account(self._failed)
            return
        self._fill_list()
        if self.parts:
            self._enter(Stage.MAPPING, self._page())
            self._show_part(0)
            self.go_button.setFocus()
        else:
            names = ", ".join(file.path.name for file in self._looks)
            self.plain.set_text(
                f"{names}: exported by libyamap. The features come back as they were, with their actors, claims and "
                "sources; what was edited in the readable columns is taken as your change."
            )
            self._enter(Stage.MAPPING, self.plain)
        self._refresh()

    def _page(self) -> MappingPage:
        if self.mapping_page is None:
            self._preview = PreviewMap(self._desk, self._make_map, self)
            layers = [layer.title for layer in self._desk.contents.layers.values()]
            self.mapping_page = MappingPage(self._imports, self._preview, layers, self)
            self.mapping_page.changed.connect(self._refresh)
            self.pages.addWidget(self.mapping_page)
        return self.mapping_page

    def _fill_list(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for part in self.parts:
            table = part.look.table.name
            several = len({each.path for each in self.parts}) > 1
            words = f"{part.path.name} – {table}" if several and table else table or part.path.name
            item = QListWidgetItem(words)
            item.setToolTip(plain_tip(words))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    def _show_part(self, at: int) -> None:
        if self.mapping_page is not None and 0 <= at < len(self.parts):
            self.mapping_page.show_part(self.parts[at])

    def _ticked(self, item: QListWidgetItem) -> None:
        self.parts[self.list.row(item)].included = item.checkState() is Qt.CheckState.Checked
        self._refresh()

    # ---- deciding

    def _refresh(self) -> None:
        """Say what keeps the import from beginning, and let it begin where nothing does."""
        if self.stage is not Stage.MAPPING:
            return
        trouble = self._trouble()
        self.go_button.setEnabled(not trouble)
        failed = "; ".join(outcome.error for outcome in self._failed)
        self.note.setText(trouble or failed)
        self.note.setToolTip("")

    def _trouble(self) -> str:
        chosen = [part for part in self.parts if part.included]
        if not chosen and not any(file.own for file in self._looks):
            return "Nothing is ticked."
        if self.mapping_page is not None and self.mapping_page.part is not None and self.mapping_page.part.included:
            trouble = self.mapping_page.ready()
            if trouble:
                return trouble
        for part in chosen:
            open_question = (part.look.axes_asked and not part.axes_settled) or part.dates_asked()
            trouble = "a question is open." if open_question else part.trouble()
            if trouble:
                return f"{part.look.table.name or part.path.name}: {trouble}"
        return ""

    def _go(self) -> None:
        if self.stage is Stage.MAPPING:
            self._ask_for_names()
        elif self.stage is Stage.NAMES:
            self._run(self.names.chosen())
        elif self.stage is Stage.DONE:
            self.accept()

    def _ask_for_names(self) -> None:
        places: Places | None = self._desk.workspace.places
        if places is not None and (named := self._desk.contents.named_areas):
            places = PlacesAndDistricts(places, named, self._imports.world.country_at)
        parts = [part for part in self.parts if part.included and part.mapping.place]
        if places is None or not parts:
            self._run({})
            return
        self._enter(Stage.RUNNING, self.work)
        self.work.begin("Looking for places that are named without coordinates…")
        west, south, east, north = self._desk.viewing.state.bounds
        near = ((west + east) / 2, (south + north) / 2)
        jobs.start(
            partial(_names, parts, self._imports, places, near, self._progress),
            self._named, self._broke, self, self._pool,
        )  # fmt: skip

    def _named(self, answer: tuple[list[NameAsked], int]) -> None:
        if self._stopped:
            return
        asked, unknown = answer
        if not asked:
            self._run({})
            return
        self.names.ask(asked, unknown)
        self._enter(Stage.NAMES, self.names)

    # ---- taking in

    def _run(self, places: dict[PlaceName, NamedPlace]) -> None:
        self._enter(Stage.RUNNING, self.work)
        self.work.begin("Importing…")
        work = [(file.path, self._choices(file, places)) for file in self._looks]
        work = [(path, choices) for path, choices in work if choices.tables is None or choices.tables]
        for part in self.parts:
            if part.included and part.changed:
                self._imports.remembered.keep(part.look.columns, part.mapping)
        change_elsewhere(
            self._desk,
            partial(_import, work, self._imports, self._progress),
            self._over, self._broke, self, self._pool,
        )  # fmt: skip

    def _choices(self, file: FileLook, places: dict[PlaceName, NamedPlace]) -> Choices:
        if file.own:
            return Choices()
        parts = [part for part in self.parts if part.path == file.path and part.included]
        dataset = parts[0].dataset if parts else ""
        return Choices(tables={part.look.number: part.choice for part in parts}, dataset=dataset, places=places)

    def _over(self, outcomes: list[Outcome]) -> None:
        if self._stopped:
            return
        self._show_account([*outcomes, *self._failed])
        datasets = list(dict.fromkeys(each.dataset for each in outcomes if each.dataset and not each.error))
        if self.show_duplicates is not None and datasets:
            show, only = self.show_duplicates, datasets[0] if len(datasets) == 1 else ""
            self.account.offer("Likely duplicates…", lambda: show(only))
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
        self._show_account([Outcome(file=self._looks[0].path.name if self._looks else "", error=str(error))])

    def _show_account(self, outcomes: Sequence[Outcome]) -> None:
        self.account.show_account(outcomes)
        self._enter(Stage.DONE, self.account)
        self.back_button.setVisible(bool(self._looks) and not any(o.accepted + o.updated for o in outcomes))

    def _go_back(self) -> None:
        """Nothing came in, or names are asked: back to what can be changed."""
        self._enter(Stage.MAPPING, self.mapping_page or self.plain)
        self._refresh()

    # ---- afterwards

    def _show_what_came_in(self) -> None:
        datasets = tuple(dict.fromkeys(o.dataset for o in self.account.outcomes if o.dataset and not o.error))
        if datasets:
            self._desk.viewing.change("import", filter=Filter(datasets=datasets), window=None)
        self._desk.show_all()

    def _undo(self) -> None:
        numbers = [o.revision for o in self.account.outcomes if o.revision and o.accepted - o.unchanged + o.updated]
        self.account.undone("Undoing the import… The window can be used meanwhile; nothing can be changed.")

        def take_back(session: Session) -> None:
            for number in reversed(numbers):
                session.take_back(number, "import")

        change_elsewhere(
            self._desk,
            take_back,
            lambda _nothing: self.account.undone("The import was undone; the project is as it was before. "
                                                 "Redo brings it back."),
            self._not_undone, self, self._pool,
        )  # fmt: skip

    def _not_undone(self, error: Exception) -> None:
        if not isinstance(error, WorldError):
            raise error
        self.account.undone(str(error))

    # ---- in and out

    def _enter(self, stage: Stage, page: QWidget) -> None:
        self.stage = stage
        self._progress.cancelled = False
        self.pages.setCurrentWidget(page)
        self.list.setVisible(stage is Stage.MAPPING and len(self.parts) > 1)
        self.go_button.setVisible(stage in {Stage.MAPPING, Stage.NAMES, Stage.DONE})
        self.go_button.setText("Close" if stage is Stage.DONE else "Import")
        self.go_button.setEnabled(True)
        self.cancel_button.setVisible(stage is not Stage.DONE)
        self.back_button.setVisible(stage is Stage.NAMES)
        self.note.setText("")
        if stage is Stage.DONE:
            self.go_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter in a field ends what is typed; it never begins an import."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and not isinstance(self.focusWidget(), QPushButton):
            event.accept()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Qt: cancel the work that goes on; otherwise close."""
        if self.stage is Stage.RUNNING:
            self.work.words.set_text("Cancelling…")
            self._progress.cancel()
            return
        self.reject_now()

    def reject_now(self) -> None:
        """Close without asking."""
        self.stop()
        super().reject()

    def accept(self) -> None:
        """Qt: close."""
        self.stop()
        super().accept()

    def stop(self) -> None:
        """End everything and let go of files and page; harmless when called twice."""
        if self._stopped:
            return
        self._stopped = True
        self._progress.cancel()
        self._pool.waitForDone()
        if self._preview is not None:
            self._preview.close_all()
        self._imports.close()


def _looks(files: Sequence[Path], imports: Importer) -> list[FileLook | Outcome]:
    found: list[FileLook | Outcome] = []
    for path in files:
        try:
            found.append(look_at(path, imports))
        except WorldError as error:
            found.append(imports.failed(path, str(error)))
    return found


def _names(
    parts: Sequence[Part], imports: Importer, places: Places, near: Position, progress: Progress
) -> tuple[list[NameAsked], int]:
    """Names to be asked about, and how many others the gazetteer does not know."""
    counted: Counter[PlaceName] = Counter()
    for part in parts:
        large = part.path.stat().st_size > _READ_WHOLE_BYTES
        if large and not names_without_place(_first_rows(part.look), part.mapping, imports.world):
            continue
        counted.update(names_without_place(part.look, part.mapping, imports.world, progress))
    asked = names_asked(counted, places, imports.world.country_code, near, progress)
    return asked, len(counted) - len(asked)


def _first_rows(look: TableLook) -> TableLook:
    return TableLook(
        look.number, FirstRows(look), look.batch, look.planned, look.order, look.axes_asked, look.layer, look.dataset
    )


def _import(
    work: Sequence[tuple[Path, Choices]], imports: Importer, progress: Progress, session: Session
) -> list[Outcome]:
    """One file after the other, each one step; what fails says so, and the others go on."""
    outcomes: list[Outcome] = []
    for path, choices in work:
        try:
            outcomes.append(imports.run(session, path, choices, progress))
        except WorldError as error:
            outcomes.append(imports.failed(path, str(error)))
        except Cancelled:
            outcomes.append(imports.failed(path, CANCELLED))
            break
    return outcomes
