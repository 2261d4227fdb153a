"""Which features an export takes, as a choice with the number of each."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGroupBox, QListWidget, QListWidgetItem, QRadioButton, QVBoxLayout, QWidget

from libyamap.app.viewport import EVERYTHING, Selection
from libyamap.domain.geometry import Bounds
from libyamap.ui.desk import Desk

EVERY, SHOWN, FRAME, SELECTED, LAYERS = "everything", "shown", "frame", "selected", "layers"


class GoesOut(NamedTuple):
    """What is chosen: a selection of the project, a frame (EPSG:4326), and single features (ids)."""

    selection: Selection = EVERYTHING
    bounds: Bounds | None = None
    features: frozenset[str] | None = None


class WhatGoesOut(QGroupBox):
    """`changed` when something else is chosen."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("What", parent)
        self._desk = desk
        state = desk.viewing.state
        index = desk.workspace.index
        filtered = len(index.order(state.selection))
        names = (
            (EVERY, f"Everything ({len(index.order(EVERYTHING)):,})"),
            (SHOWN, f"What layers, filter and timeline show ({filtered:,})"),
            (FRAME, "Of that, what the map's frame holds"),
            (SELECTED, f"The selection ({len(state.selected):,})"),
            (LAYERS, "Some layers:"),
        )
        self.buttons = {name: QRadioButton(words) for name, words in names}
        self._group = QButtonGroup(self)
        self.layers = QListWidget()
        self.layers.setAccessibleName("Layers to export")
        self.layers.setMaximumHeight(120)
        parents = {layer.parent for layer in desk.contents.layers.values()}
        for layer in desk.contents.layers.values():
            if layer.id not in parents:
                item = QListWidgetItem(layer.title)
                item.setData(Qt.ItemDataRole.UserRole, layer.id)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked)
                self.layers.addItem(item)
        column = QVBoxLayout(self)
        for button in self.buttons.values():
            self._group.addButton(button)
            column.addWidget(button)
            button.toggled.connect(self._changed)
        column.addWidget(self.layers)
        self.layers.itemChanged.connect(lambda _item: self.changed.emit())
        self.buttons[SELECTED].setEnabled(bool(state.selected))
        narrowed = state.filter or state.window is not None
        self.buttons[SHOWN if narrowed else EVERY].setChecked(True)

    def choice(self) -> GoesOut:
        """What is chosen now."""
        state = self._desk.viewing.state
        chosen = next(name for name, button in self.buttons.items() if button.isChecked())
        if chosen == SHOWN:
            return GoesOut(state.selection)
        if chosen == FRAME:
            return GoesOut(state.selection, state.bounds)
        if chosen == SELECTED:
            return GoesOut(features=frozenset(state.selected))
        if chosen == LAYERS:
            return GoesOut(Selection(layers=frozenset(self._ticked())))
        return GoesOut()

    def trouble(self) -> str:
        """What is missing."""
        if self.buttons[LAYERS].isChecked() and not self._ticked():
            return "Tick at least one layer."
        return ""

    def _ticked(self) -> Sequence[str]:
        items = [self.layers.item(at) for at in range(self.layers.count())]
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _changed(self) -> None:
        self.layers.setVisible(self.buttons[LAYERS].isChecked())
        self.changed.emit()
