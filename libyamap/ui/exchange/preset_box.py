"""What a table is read as: found, guessed, or one of the known data sets; and mappings kept in files of their own."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QPushButton, QWidget

from libyamap.app.importing.importer import Importer
from libyamap.app.importing.presets import Preset, read_preset, write_preset
from libyamap.ui.errors import told
from libyamap.ui.exchange.import_part import Part
from libyamap.ui.exchange.mapping_words import how_it_fits
from libyamap.ui.text import plain_tip

SAVED_MAPPINGS = "Mappings of columns (*.json *.toml)"
_FIRST = {"preset": "As found", "remembered": "As last time", "format": "As the format says"}


class PresetBox(QComboBox):
    """`chosen` carries the preset that a person picks; None is what was found."""

    chosen = Signal(object)

    def __init__(self, imports: Importer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._imports = imports
        self.setAccessibleName("Read as")
        self.setMinimumHeight(26)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(22)
        self.activated.connect(lambda at: self.chosen.emit(self.itemData(at)))

    def offer(self, part: Part) -> None:
        """Offer what was found and all that is known, the part's own choice chosen."""
        self.clear()
        self.addItem(_FIRST.get(part.look.planned.how, "A guess"), None)
        for preset in self._imports.presets:
            self.addItem(f"{preset.title} – {how_it_fits(preset, part.look.columns)}", preset)
            self.setItemData(
                self.count() - 1,
                plain_tip(f"{preset.name}: recognised by {', '.join(preset.needs[:6]) or 'its shape'}"),
                Qt.ItemDataRole.ToolTipRole,
            )
        chosen = part.preset
        if chosen is not None:
            at = next((at for at in range(1, self.count()) if self.itemData(at) == chosen), 0)
            if not at:
                self.addItem(chosen.title, chosen)
                at = self.count() - 1
            self.setCurrentIndex(at)


class MappingFiles(QWidget):
    """Buttons that open a mapping from a file (`opened` carries it) and save the part's own (`saved` says where)."""

    opened = Signal(object)
    saved = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part: Part | None = None
        self.open_button = QPushButton("Open mapping…")
        self.save_button = QPushButton("Save mapping…")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.open_button, self.save_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        self.open_button.clicked.connect(lambda _checked=False: self._open())
        self.save_button.clicked.connect(lambda _checked=False: self._save())

    def _open(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Open mapping", "", SAVED_MAPPINGS)
        if not chosen:
            return
        with told(self, "The mapping was not opened"):
            self.opened.emit(read_preset(Path(chosen)))

    def _save(self) -> None:
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
            self.saved.emit(f"The mapping was saved to {path}")
