"""Where a table goes to: the layer that its rows come into, and the data set that they are known by."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from libyamap.ui.exchange.import_part import Part
from libyamap.ui.text import plain_tip
from libyamap.ui.theme import FIELD_SHEET
from libyamap.ui.wheel import let_wheel_past


class DestinationFields(QWidget):
    """Writes what is typed into the part that is shown; `changed` once it has."""

    changed = Signal()

    def __init__(self, layers: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part: Part | None = None
        self.layer = QComboBox()
        let_wheel_past(self.layer)
        self.layer.setEditable(True)
        self.layer.setMinimumHeight(26)
        self.layer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.layer.setMinimumContentsLength(12)  # whatever the names of other layers
        self.layer.addItems(list(layers))
        self.layer.setAccessibleName("Layer")
        self.layer.setToolTip(plain_tip("The layer that the rows come into; a new one is made"))
        self.dataset = QLineEdit()
        self.dataset.setMinimumHeight(26)
        self.dataset.setMinimumWidth(120)
        self.dataset.setStyleSheet(FIELD_SHEET)
        self.dataset.setAccessibleName("Data set")
        self.dataset.setToolTip(plain_tip("Rows of the same data set are recognised when they come in again"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(labelled("into layer", self.layer))
        row.addWidget(self.layer, 3)
        row.addWidget(labelled("data set", self.dataset))
        row.addWidget(self.dataset, 2)
        self.layer.currentTextChanged.connect(self._take)
        self.dataset.textChanged.connect(self._take)

    def show_part(self, part: Part) -> None:
        """Show where this one goes."""
        self._part = None  # what follows is no choice of the person
        self.layer.setCurrentText(part.layer)
        self.dataset.setText(part.dataset)
        for line in filter(None, (self.layer.lineEdit(), self.dataset)):
            line.setCursorPosition(0)  # of a long name the beginning is seen
        self._part = part

    def _take(self) -> None:
        if self._part is not None:
            self._part.layer = self.layer.currentText().strip()
            self._part.dataset = self.dataset.text().strip()
            self.changed.emit()


def labelled(words: str, field: QWidget) -> QLabel:
    """A label that belongs to a field."""
    label = QLabel(words)
    label.setBuddy(field)
    return label
