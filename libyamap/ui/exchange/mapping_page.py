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
from libyamap.ui.exchange.preview_map import MapMaker, PreviewMap
from libyamap.ui.exchange.preview_table import PreviewTable
from libyamap.ui.text import Look, PlainLabel

REST_MS = 250
READING = "Looking at all dates of the file…"
_EVIDENCE = ("date", "end", "date_order", "latitude", "longitude", "swapped", "country")


class MappingPage(QWidget):
    """Shows one part; `changed` after every change, once it is drawn."""

    changed = Signal()

    def __init__(self, imports: Importer, desk: Desk, make_map: MapMaker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._imports = imports
        self._store = desk.session.store
        self.map = PreviewMap(desk, make_map, self)
        self._preview = Preview(self.map.workspace.session, imports.world)
        self.part: Part | None = None
        self.previewed: Previewed | None = None
        self.again = LookingAgain(imports.world, self)
        self.how = PlainLabel("", Look.QUIET)
        self.preset = PresetBox(imports)
        self.destination = DestinationFields([layer.title for layer in desk.contents.layers.values()])
        self.questions = MappingQuestions(after=self.destination.dataset)
        self.form = MappingForm()
        self.files = MappingFiles()
        self.table = PreviewTable()
        self.words = PlainLabel()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self.draw)
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
        self.again.over.connect(self.draw)
        self.destination.changed.connect(self._say_how)
        self.preset.chosen.connect(self._preset_chosen)
        self.questions.axes_answered.connect(self._axes_answered)
        self.questions.dates_answered.connect(self._dates_answered)
        self.files.opened.connect(self._mapping_opened)
        self.files.saved.connect(self.how.set_text)

    def show_part(self, part: Part) -> None:
        """Show a table with what is chosen for it."""
        self.part = None  # what follows is no choice of the person
        self.destination.show_part(part)
        self.preset.offer(part)
        self.form.show_mapping(part.look, part.mapping)
        self.part = self.files.part = part
        self.draw()

    def draw(self) -> None:
        """Import the first rows for show, and say what became of them."""
        self._timer.stop()
        part = self.part
        if part is None:
            return
        if self.again.goes_on:  # then it is drawn when that is over
            self.words.set_text(READING)
            self.changed.emit()
            return
        self.questions.ask(part)
        trouble = self.form.problem() or part.trouble()
        self.previewed = None
        if trouble:
            self._preview.clear()
        else:
            self.previewed = self._preview.show(part.look, part.mapping)
        self.map.draw()
        self.words.set_text(self.again.problem or trouble or what_comes(part, self.previewed))
        self._say_how()
        self.table.show_rows(part.look, part.mapping, self.previewed)
        self.changed.emit()

    def close_all(self) -> None:
        """Let go of the file and of the map's page."""
        self.again.stop()
        self.map.close_all()

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
