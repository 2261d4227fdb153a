"""The rules of a safe release as a form: how coarse places become, and what stays behind."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionGroupBox,
    QWidget,
)

from libyamap.app.release.rules import LEAST_KM, MOST_KM, USUAL_KM, ReleaseRules
from libyamap.ui.check_box import CheckBox, draw_check_box
from libyamap.ui.edit.form.choices import Box
from libyamap.ui.text import plain_tip
from libyamap.ui.theme import FIELD_SHEET
from libyamap.ui.wheel import let_wheel_past

COARSENESS = (
    ("exact", "as they are"), ("grid", "cells of a grid"), ("province", "the province"), ("country", "the country"),
)  # fmt: skip
KEPT = (
    ("titles", "Titles", "Without them, the type stands in their place"),
    ("layer_titles", "Titles of layers", "In your words, whatever they tell; without them, a layer has a number"),
    ("descriptions", "Descriptions", "What happened, in words"),
    ("sources", "Sources and claims", "Who says so, and what"),
    ("authors", "Authors of sources", "Names of the people who wrote them"),
)
_ACROSS = 3
TIP = (
    "For readers who must not learn everything. History, notes, attachments and ids always stay behind, and all other "
    "columns but those named here."
)


class ReleaseFields(QGroupBox):
    """Off at first; `rules` is None then. `changed` after every change."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Safe release", parent)
        self.setCheckable(True)
        self.setChecked(False)
        self.setToolTip(plain_tip(TIP))
        self.places = Box()
        self.places.fill(COARSENESS)
        self.places.choose("grid")  # whoever ticks the box means places too, unless they say otherwise
        self.places.setAccessibleName("Places become")
        self.km = QDoubleSpinBox()
        self.km.setRange(LEAST_KM, MOST_KM)
        self.km.setDecimals(0)
        self.km.setValue(USUAL_KM)
        self.km.setSuffix(" km")
        self.km.setMinimumHeight(28)
        let_wheel_past(self.km)
        self.km.setAccessibleName("Size of the cells")
        self.kept = {name: CheckBox(words) for name, words, _tip in KEPT}
        for name, _words, tip in KEPT:
            self.kept[name].setToolTip(plain_tip(tip))
            self.kept[name].setChecked(True)
        self.columns = QLineEdit()
        self.columns.setPlaceholderText("none; names with commas between")
        self.columns.setMinimumHeight(28)
        self.columns.setAccessibleName("Further columns that stay")
        self.columns.setStyleSheet(FIELD_SHEET)
        row = QHBoxLayout()
        row.addWidget(self.places, 1)
        row.addWidget(self.km)
        ticks = QGridLayout()
        for number, box in enumerate(self.kept.values()):
            ticks.addWidget(box, number // _ACROSS, number % _ACROSS)
        ticks.setColumnStretch(_ACROSS, 1)
        grid = QGridLayout(self)
        for at, (words, part) in enumerate((("Places become", row), ("These stay", ticks))):
            grid.addWidget(QLabel(words), at, 0, Qt.AlignmentFlag.AlignTop if part is ticks else Qt.AlignmentFlag(0))
            grid.addLayout(part, at, 1)
        grid.addWidget(QLabel("Columns that stay"), 2, 0)
        grid.addWidget(self.columns, 2, 1)
        grid.setColumnStretch(1, 1)
        self.toggled.connect(self._changed)
        self.places.currentIndexChanged.connect(self._changed)
        self.kept["sources"].toggled.connect(self._changed)
        self._changed()

    def rules(self) -> ReleaseRules | None:
        """What is chosen; None where everything goes out as it is."""
        if not self.isChecked():
            return None
        named = tuple(name for part in self.columns.text().split(",") if (name := part.strip()))
        return ReleaseRules(
            places=self.places.currentData(),
            grid_km=self.km.value(),
            titles=self.kept["titles"].isChecked(),
            layer_titles=self.kept["layer_titles"].isChecked(),
            descriptions=self.kept["descriptions"].isChecked(),
            sources=self.kept["sources"].isChecked(),
            authors=self.kept["authors"].isChecked(),
            attributes=named,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the box can be seen in the dark too."""
        super().paintEvent(event)
        option = QStyleOptionGroupBox()
        self.initStyleOption(option)
        box = self.style().subControlRect(
            QStyle.ComplexControl.CC_GroupBox, option, QStyle.SubControl.SC_GroupBoxCheckBox, self
        )
        state = Qt.CheckState.Checked if self.isChecked() else Qt.CheckState.Unchecked
        with QPainter(self) as painter:
            draw_check_box(painter, QRectF(box), state, self.palette(), enabled=self.isEnabled())

    def _changed(self) -> None:
        self.km.setVisible(self.places.currentData() == "grid")
        self.kept["authors"].setEnabled(self.isChecked() and self.kept["sources"].isChecked())
        self.changed.emit()
