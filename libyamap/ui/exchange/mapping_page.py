"""One table before its import: what it is read as, what its columns mean, and how its first rows will look."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from libyamap.app.importing.importer import Importer
from libyamap.app.importing.looking import TableLook, look_again
from libyamap.app.importing.mapping import Mapping, fitted
from libyamap.app.importing.plan import TableChoice, check_enough
from libyamap.app.importing.presets import Preset, read_preset, write_preset
from libyamap.app.importing.preview import Preview, Previewed
from libyamap.errors import WorldError
from libyamap.ui.errors import told
from libyamap.ui.exchange.ask_bar import AskBar
from libyamap.ui.exchange.mapping_form import MappingForm
from libyamap.ui.exchange.preview_map import PreviewMap
from libyamap.ui.exchange.preview_table import PreviewTable
from libyamap.ui.jobs import busy
from libyamap.ui.text import Look, PlainLabel, plain_tip
from libyamap.ui.theme import FIELD_SHEET

REST_MS = 250
SAVED_MAPPINGS = "Mappings of columns (*.json *.toml)"
_EVIDENCE = ("date", "end", "date_order", "latitude", "longitude", "swapped", "country")


class Part(msgspec.Struct):
    """A table that may be imported, and what is chosen for it. `axes_settled`: a person has said how its axes are."""

    path: Path
    look: TableLook
    mapping: Mapping
    layer: str
    dataset: str
    preset: Preset | None = None
    included: bool = True
    changed: bool = False
    axes_settled: bool = False

    @property
    def choice(self) -> TableChoice:
        """As the import is told."""
        return TableChoice(mapping=self.mapping, preset=self.preset, layer=self.layer)

    def trouble(self) -> str:
        """Why it cannot be imported like this."""
        try:
            check_enough(self.path.name, self.look.table, self.mapping)
        except WorldError:
            return "Say which column holds a place, or at least a title."
        return ""

    def dates_asked(self) -> str:
        """An example of a date that can be read in two ways, where all of the column's can."""
        note = self.look.order.note
        if not note or self.look.order.mixed or self.mapping.date_order:
            return ""
        for text in self.look.codes(self.mapping.date or self.mapping.end):
            parts = [part for part in text.replace("-", "/").replace(".", "/").split("/") if part.strip()]
            if len(parts) >= 3 and parts[0] != parts[1]:
                return text
        return ""


class MappingPage(QWidget):
    """Shows one part; `changed` after every change, once it is drawn."""

    changed = Signal()

    def __init__(
        self, imports: Importer, preview: PreviewMap, layers: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._imports = imports
        self.map = preview
        self._preview = Preview(preview.workspace.session, imports.world)
        self.part: Part | None = None
        self.previewed: Previewed | None = None
        self.how = PlainLabel("", Look.QUIET)
        self.preset = QComboBox()
        self.preset.setAccessibleName("Read as")
        self.preset.setMinimumHeight(26)
        self.preset.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.preset.setMinimumContentsLength(22)
        self.layer = QComboBox()
        self.layer.setEditable(True)
        self.layer.setMinimumHeight(26)
        self.layer.addItems(list(layers))
        self.layer.setAccessibleName("Layer")
        self.layer.setToolTip(plain_tip("The layer that the rows come into; a new one is made"))
        self.dataset = QLineEdit()
        self.dataset.setMinimumHeight(26)
        self.dataset.setStyleSheet(FIELD_SHEET)
        self.dataset.setAccessibleName("Data set")
        self.dataset.setToolTip(plain_tip("Rows of the same data set are recognised when they come in again"))
        self.axes, self.dates = AskBar(), AskBar()
        self.form = MappingForm()
        self.table = PreviewTable()
        self.words = PlainLabel()
        self.open_button = QPushButton("Open mapping…")
        self.save_button = QPushButton("Save mapping…")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self.draw)
        self._place()
        self._wire()

    def _place(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for words, widget, share in (
            ("Read as", self.preset, 3), ("into layer", self.layer, 3), ("data set", self.dataset, 2),
        ):  # fmt: skip
            label = QLabel(words)
            label.setBuddy(widget)
            top.addWidget(label)
            top.addWidget(widget, share)
        left = QWidget()
        left_column = QVBoxLayout(left)
        left_column.setContentsMargins(0, 0, 0, 0)
        left_column.addWidget(self.axes)
        left_column.addWidget(self.dates)
        left_column.addWidget(self.form, 1)
        buttons = QHBoxLayout()
        for button in (self.open_button, self.save_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        left_column.addLayout(buttons)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.map)
        beneath = QWidget()
        lower = QVBoxLayout(beneath)
        lower.setContentsMargins(0, 4, 0, 0)
        lower.addWidget(self.words)
        lower.addWidget(self.table, 1)
        right.addWidget(beneath)
        right.setSizes([300, 260])
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(left)
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
        self.layer.currentTextChanged.connect(self._titles_changed)
        self.dataset.textChanged.connect(self._titles_changed)
        self.preset.activated.connect(self._preset_chosen)
        self.axes.answered.connect(self._axes_answered)
        self.dates.answered.connect(self._dates_answered)
        self.open_button.clicked.connect(self._open_mapping)
        self.save_button.clicked.connect(self._save_mapping)

    def show_part(self, part: Part) -> None:
        """Show a table with what is chosen for it."""
        self.part = None  # what follows is no choice of the person
        self.layer.setCurrentText(part.layer)
        self.dataset.setText(part.dataset)
        self._offer_presets(part)
        self.form.show_mapping(part.look, part.mapping)
        self.part = part
        self.draw()

    def draw(self) -> None:
        """Import the first rows for show, and say what became of them."""
        self._timer.stop()
        part = self.part
        if part is None:
            return
        self._ask(part)
        trouble = self.form.problem() or part.trouble()
        self.previewed = None
        if trouble:
            self._preview.clear()
        else:
            self.previewed = self._preview.show(part.look, part.mapping)
        self.map.draw()
        self.words.set_text(trouble or self._said(part))
        self.how.set_text(_how(part))
        self.table.show_rows(part.look, part.mapping, self.previewed)
        self.changed.emit()

    def ready(self) -> str:
        """What has to be done before the import; empty where nothing has."""
        if self.part is None:
            return ""
        if self.axes.asks or self.dates.asks:
            return "Answer the question above the columns first."
        return self.form.problem() or self.part.trouble()

    def _said(self, part: Part) -> str:
        if self.previewed is None:
            return ""
        outcome = self.previewed.outcome
        if not outcome.rows:
            return "There is a heading but no rows: nothing can be imported."
        notes = " ".join(outcome.notes + ([part.look.order.note] if part.look.order.mixed else []))
        return f"{_counted(outcome.rows, outcome.rejected)} {notes}".strip()

    def _ask(self, part: Part) -> None:
        if part.look.axes_asked and not part.axes_settled:
            self.axes.ask(part.look.axes_asked, (("Exchange them", True), ("Take them as they are", False)))
        else:
            self.axes.clear()
        example = part.dates_asked()
        if example:
            self.dates.ask(
                f"Every date can be read in two ways. What is “{example[:30]}”?",
                tuple((_read_as(example, order), order) for order in ("day-first", "month-first")),
            )
        else:
            self.dates.clear()

    def _axes_answered(self, swapped: bool) -> None:
        if self.part is not None:
            self.part.axes_settled = True
            self._take(msgspec.structs.replace(self.part.mapping, swapped=swapped))

    def _dates_answered(self, order: str) -> None:
        if self.part is not None:
            self._take(msgspec.structs.replace(self.part.mapping, date_order=order))

    def _form_changed(self) -> None:
        part = self.part
        if part is None:
            return
        before, part.mapping = part.mapping, self.form.mapping()
        if before != part.mapping:
            part.changed, part.preset = True, None
            self._look_again(before)
        self._timer.start()

    def _take(self, mapping: Mapping, preset: Preset | None = None) -> None:
        """Choose a whole mapping."""
        part = self.part
        if part is None:
            return
        before, part.mapping, part.changed, part.preset = part.mapping, mapping, True, preset
        self._look_again(before)
        self.show_part(part)

    def _look_again(self, before: Mapping) -> None:
        part = self.part
        if part is not None and any(getattr(before, name) != getattr(part.mapping, name) for name in _EVIDENCE):
            if part.mapping.swapped:
                part.axes_settled = True
            with busy():  # all dates of a large file may have to be looked at
                look_again(part.look, part.mapping, self._imports.world, part.path.name)

    def _titles_changed(self) -> None:
        if self.part is not None:
            self.part.layer = self.layer.currentText().strip()
            self.part.dataset = self.dataset.text().strip()

    # ---- presets

    def _offer_presets(self, part: Part) -> None:
        self.preset.clear()
        first = {"preset": "As found", "remembered": "As last time", "format": "As the format says"}
        self.preset.addItem(first.get(part.look.planned.how, "A guess"), None)
        for preset in self._imports.presets:
            self.preset.addItem(f"{preset.title} – {_fit(preset, part.look.columns)}", preset)
            self.preset.setItemData(
                self.preset.count() - 1,
                plain_tip(f"{preset.name}: recognised by {', '.join(preset.needs[:6]) or 'its shape'}"),
                Qt.ItemDataRole.ToolTipRole,
            )
        chosen = part.preset
        if chosen is not None:
            at = next((at for at in range(1, self.preset.count()) if self.preset.itemData(at) == chosen), 0)
            if not at:
                self.preset.addItem(chosen.title, chosen)
                at = self.preset.count() - 1
            self.preset.setCurrentIndex(at)

    def _preset_chosen(self, at: int) -> None:
        part, preset = self.part, self.preset.itemData(at)
        if part is None:
            return
        if preset is None:
            self._take(part.look.planned.mapping, part.look.planned.preset)
        else:
            self._choose_preset(preset)

    def _choose_preset(self, preset: Preset) -> None:
        part = self.part
        if part is not None:
            part.dataset = preset.dataset
            self._take(fitted(preset.mapping, part.look.columns), preset)

    def _open_mapping(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Open mapping", "", SAVED_MAPPINGS)
        if chosen:
            with told(self, "The mapping was not opened"):
                self._choose_preset(read_preset(Path(chosen)))

    def _save_mapping(self) -> None:
        part = self.part
        if part is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(self, "Save mapping", f"{part.dataset}.json", SAVED_MAPPINGS)
        if not chosen:
            return
        path = Path(chosen).with_suffix(".json")
        with told(self, "The mapping was not saved"):
            needs = tuple(name.strip().casefold() for name in part.look.columns)
            preset = Preset(
                name=path.stem, title=part.dataset or path.stem, dataset=part.dataset or path.stem, needs=needs,
                mapping=part.mapping,
            )  # fmt: skip
            write_preset(path, preset)
            self.how.set_text(f"The mapping was saved to {path}")


def _fit(preset: Preset, columns: Sequence[str]) -> str:
    """A word on how a preset fits a table."""
    own = {name.strip().casefold() for name in columns}
    missing = [need for need in preset.needs if own.isdisjoint(need.split("|"))]
    return f"{len(missing)} of its {len(preset.needs)} columns are not there" if missing else "fits"


def _counted(rows: int, refused: int) -> str:
    if rows == 1:
        return "The first row cannot be taken." if refused else "The first row can be taken."
    if not refused:
        return f"All of the first {rows:,} rows can be taken."
    return f"{refused:,} of the first {rows:,} rows cannot be taken; why stands beside them."


def _how(part: Part) -> str:
    planned = part.look.planned
    if part.preset is not None:
        found = f"This is read as {part.preset.title}; what its columns mean is known."
    elif part.changed:
        found = "Read as you have chosen; the choice is remembered for files with these columns."
    elif planned.how == "remembered":
        found = "Read as you chose for a file with these columns before."
    elif planned.how == "format":
        found = "The format itself says what its fields mean."
    else:
        found = "No known data set: what the columns mean is guessed. Look it over, and change what is wrong."
    return " ".join([found, *part.look.table.notes])


def _read_as(text: str, order: str) -> str:
    """A date as it is read in this order, in words."""
    from libyamap.app.importing.dates import Order, date_reader
    from libyamap.domain.time import in_words

    try:
        return in_words(date_reader(Order("day-first" if order == "day-first" else "month-first"))(text))
    except WorldError:
        return "the day first" if order == "day-first" else "the month first"
