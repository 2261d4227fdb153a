"""One table before its import: what it is read as, what its columns mean, and how its first rows will look."""

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from libyamap.app.importing.importer import Importer
from libyamap.app.importing.mapping import Mapping, fitted
from libyamap.app.importing.presets import Preset
from libyamap.app.importing.preview import Preview, Previewed
from libyamap.ui.desk import Desk
from libyamap.ui.errors import told
from libyamap.ui.exchange.destination_fields import DestinationFields, labelled
from libyamap.ui.exchange.import_part import Part
from libyamap.ui.exchange.looking_again import LookingAgain
from libyamap.ui.exchange.mapping_form import MappingForm
from libyamap.ui.exchange.mapping_questions import MappingQuestions
from libyamap.ui.exchange.mapping_words import how_read, new_edition, what_comes
from libyamap.ui.exchange.preset_box import MappingFiles, PresetBox
from libyamap.ui.exchange.preview_map import PreviewMap
from libyamap.ui.exchange.preview_table import PreviewTable
from libyamap.ui.text import Look, PlainLabel
from libyamap.ui.turns import AT_ONCE, Pieces, Turns

REST_MS = 250
WAIT_MS = 20
READING = "Looking at all dates of the file…"
_EVIDENCE = ("date", "end", "date_order", "latitude", "longitude", "swapped", "country", "crs")


class MappingPage(QWidget):
    """Shows one part; `changed` after every change, and once it is drawn."""

    changed = Signal()

    def __init__(
        self, imports: Importer, desk: Desk, small_map: PreviewMap, form: MappingForm, parent: QWidget | None = None
    ) -> None:
        """`small_map` and `form` come into the page."""
        super().__init__(parent)
        self._imports = imports
        self._store = desk.session.store
        self.map = small_map
        self._preview = Preview(self.map.workspace.session, imports.world)
        self.part: Part | None = None
        self.previewed: Previewed | None = None
        self.again = LookingAgain(imports.world, self)
        self.how = PlainLabel("", Look.QUIET)
        self.preset = PresetBox(imports)
        self.destination = DestinationFields([layer.title for layer in desk.contents.layers.values()])
        self.questions = MappingQuestions(after=self.destination.dataset)
        self.form = form
        self.files = MappingFiles()
        self.table = PreviewTable()
        self.words = PlainLabel()
        self._turns = Turns(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self._draw_in_turns)
        self._place()
        self._wire()

    def _place(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(labelled("Read as", self.preset))
        top.addWidget(self.preset, 3)
        top.addWidget(self.destination, 5)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.map)
        right.addWidget(_column(self.words, self.table, above=4))
        right.setSizes([300, 260])
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(_column(self.questions, self.form, self.files))
        across.addWidget(right)
        across.setSizes([400, 660])
        across.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.how)
        column.addWidget(across, 1)

    def _wire(self) -> None:
        self.form.changed.connect(self._form_changed)
        self.again.over.connect(self._draw_in_turns)
        self.destination.changed.connect(self._say_how)
        self.preset.chosen.connect(self._preset_chosen)
        self.questions.axes_answered.connect(self._axes_answered)
        self.questions.dates_answered.connect(self._dates_answered)
        self.files.opened.connect(self._mapping_opened)
        self.files.saved.connect(self.how.set_text)

    def show_part(self, part: Part) -> None:
        """Show a table with what is chosen for it: form and questions at once, then what becomes of its rows."""
        pieces = self.showing(part)
        next(pieces, None)
        self._turns.begin(pieces)

    def showing(self, part: Part) -> Pieces:
        """The same, piece by piece."""
        self.part = None  # what follows is no choice of the person
        self.destination.show_part(part)
        self.preset.offer(part)
        self.form.show_mapping(part.look, part.mapping)
        self.part = self.files.part = part
        yield from self._drawing()

    def draw(self) -> None:
        """Import the first rows for show, and say what became of them."""
        self._turns.begin(self._drawing())
        self._turns.finish()

    def _draw_in_turns(self) -> None:
        self._turns.begin(self._drawing())

    def _drawing(self) -> Pieces:
        self._timer.stop()
        part = self.part
        if part is None:
            return
        if self.again.goes_on:  # then it is drawn when that is over
            self.words.set_text(READING)
            self.changed.emit()
            return
        self.questions.ask(part)
        self.changed.emit()
        yield AT_ONCE
        trouble = self.form.problem() or part.trouble()
        self.previewed = None
        self._preview.clear()
        if not trouble:
            yield AT_ONCE
            self.previewed = self._preview.show(part.look, part.mapping)
        yield AT_ONCE
        self.map.draw()
        yield AT_ONCE
        self.words.set_text(self.again.problem or trouble or what_comes(part, self.previewed))
        self._say_how()
        yield from self.table.showing(part.look, part.mapping, self.previewed)
        self.changed.emit()

    def letting_go(self) -> Pieces:
        """Let go of the file; the map's page and its project are not drawn on any more."""
        self._timer.stop()
        self._turns.stop()
        self.again.stop()
        while self.again.busy:
            yield WAIT_MS

    def _say_how(self) -> None:
        if self.part is not None:
            again = bool(self._store.kinds_imported(self.part.dataset))
            self.how.set_text(" ".join(filter(None, (how_read(self.part), new_edition(self.part) if again else ""))))

    def ready(self) -> str:
        """What has to be done before the import; empty where nothing has."""
        if self.part is None:
            return ""
        if self.again.goes_on:
            return READING
        if self.questions.ask_something:
            return "Answer the question above the columns first."
        return self.form.problem() or self.part.trouble()

    # ---- choices

    def _axes_answered(self, swapped: bool) -> None:
        if self.part is not None:
            self.part.axes_settled = True
            self._take(msgspec.structs.replace(self.part.mapping, swapped=swapped))

    def _dates_answered(self, order: str) -> None:
        if self.part is not None:
            self._take(msgspec.structs.replace(self.part.mapping, date_order=order))

    def _preset_chosen(self, preset: Preset | None) -> None:
        part = self.part
        if part is None:
            return
        if preset is None:
            self._take(part.look.planned.mapping, part.look.planned.preset)
        else:
            part.dataset = preset.dataset
            self._take(fitted(preset.mapping, part.look.columns), preset)

    def _mapping_opened(self, preset: Preset) -> None:
        with told(self, "The mapping was not opened"):
            self._preset_chosen(preset)

    def _form_changed(self) -> None:
        part = self.part
        if part is None:
            return
        before, part.mapping = part.mapping, self.form.mapping()
        if before != part.mapping:
            part.changed, part.preset = True, None
            self._look_again(part, before)
        self._timer.start()

    def _take(self, mapping: Mapping, preset: Preset | None = None) -> None:
        """Choose a whole mapping."""
        part = self.part
        if part is None:
            return
        before, part.mapping, part.changed, part.preset = part.mapping, mapping, True, preset
        self._look_again(part, before)
        self.show_part(part)

    def _look_again(self, part: Part, before: Mapping) -> None:
        if any(getattr(before, name) != getattr(part.mapping, name) for name in _EVIDENCE):
            if part.mapping.swapped:
                part.axes_settled = True
            self.again.look(part)


def _column(*widgets: QWidget, above: int = 0) -> QWidget:
    """Widgets one beneath the other; the second has the room that is left."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, above, 0, 0)
    for at, widget in enumerate(widgets):
        column.addWidget(widget, int(at == 1))
    return box
