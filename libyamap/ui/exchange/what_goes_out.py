"""Which features an export takes, as a choice with the number of each."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGroupBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from libyamap.app.filter import Filter
from libyamap.app.named_areas import NAMED_AREA
from libyamap.app.viewport import EVERYTHING, Selection
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Zone
from libyamap.domain.vocabulary import Kind
from libyamap.ui.check_box import CheckBox
from libyamap.ui.check_delegate import CheckDelegate
from libyamap.ui.desk import Desk
from libyamap.ui.filter.fields import CHOICE_SHEET

EVERY, SHOWN, FRAME, SELECTED, LAYERS = "everything", "shown", "frame", "selected", "layers"
ROW, MOST_ROWS = 24, 6
_NAMED_AREAS = Selection(filter=Filter(kinds=(Kind.ZONE,), types=(NAMED_AREA,)))


class GoesOut(NamedTuple):
    """What is chosen: a selection of the project, a frame (EPSG:4326), and single features (ids).

    `named_areas`: sets of these too, which are what features refer to, as features.
    """

    selection: Selection = EVERYTHING
    bounds: Bounds | None = None
    features: frozenset[str] | None = None
    named_areas: bool = False


class WhatGoesOut(QGroupBox):
    """`changed` when something else is chosen."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("What", parent)
        self._desk = desk
        self.buttons = {name: QRadioButton() for name in (EVERY, SHOWN, FRAME, SELECTED, LAYERS)}
        self.named_areas = CheckBox()
        self._counted: tuple[int, ...] = ()
        self._group = QButtonGroup(self)
        self.layers = QListWidget()
        self.layers.setAccessibleName("Layers to export")
        self.layers.setItemDelegate(CheckDelegate(self.layers))
        self.layers.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        sets = set(desk.session.store.layers_of_type(Zone, NAMED_AREA)) if desk.contents.named_areas else set()
        parents = {layer.parent for layer in desk.contents.layers.values()}
        for layer in desk.contents.layers.values():
            if layer.id not in parents:
                item = QListWidgetItem(layer.title)
                item.setData(Qt.ItemDataRole.UserRole, layer.id)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                is_set = layer.id in sets
                item.setCheckState(Qt.CheckState.Unchecked if is_set else Qt.CheckState.Checked)
                item.setSizeHint(QSize(0, ROW))
                self.layers.addItem(item)
        self.layers.setFixedHeight(min(self.layers.count(), MOST_ROWS) * ROW + 2 * self.layers.frameWidth())
        column = QVBoxLayout(self)
        for button in self.buttons.values():
            self._group.addButton(button)
            column.addWidget(button)
            button.setStyleSheet(CHOICE_SHEET)
            button.setMinimumHeight(ROW)
            button.toggled.connect(self._changed)
            if button is self.buttons[EVERY]:
                below = QHBoxLayout()
                below.setContentsMargins(24, 0, 0, 0)
                below.addWidget(self.named_areas)
                column.addLayout(below)
        column.addWidget(self.layers)
        self.named_areas.toggled.connect(lambda _on: self.changed.emit())
        self.layers.itemChanged.connect(lambda _item: self.changed.emit())
        state = desk.viewing.state
        self._count()
        narrowed = state.filter or state.window is not None
        self.buttons[SHOWN if narrowed else EVERY].setChecked(True)
        desk.viewed.connect(self._renew_view)  # not a lambda, which would outlive this
        desk.contents_changed.connect(self._renew)

    def choice(self) -> GoesOut:
        """What is chosen now."""
        state = self._desk.viewing.state
        chosen = next(name for name, button in self.buttons.items() if button.isChecked())
        if chosen == SHOWN:
            return GoesOut(state.selection)
        if chosen == FRAME:
            return GoesOut(state.selection, state.bounds)
        if chosen == SELECTED:
            return GoesOut(features=frozenset(state.selected), named_areas=True)  # those that are selected
        if chosen == LAYERS:
            return GoesOut(Selection(layers=frozenset(self._ticked())))
        return GoesOut(named_areas=self.named_areas.isChecked())

    def trouble(self) -> str:
        """What is missing."""
        chosen = next(name for name, button in self.buttons.items() if button.isChecked())
        if chosen == LAYERS and not self._ticked():
            return "Tick at least one layer."
        if chosen == SELECTED and not self._desk.viewing.state.selected:
            return "Nothing is selected any more; choose what is to go out."
        if self._desk.contents.is_unread:
            return ""  # nobody knows yet
        if chosen in {SHOWN, FRAME} and not self._shown:
            return "Layers, filter and timeline leave nothing, so there is nothing to export."
        if chosen == EVERY and not self._every and not self.named_areas.isChecked():
            return "There is nothing in this project to export yet."
        return ""

    def _renew_view(self, _flags: object, _origin: str) -> None:
        self._renew()

    def _renew(self) -> None:
        """The window is in use meanwhile: say what would go out now."""
        if self._count():
            self.changed.emit()

    def _count(self) -> bool:
        """Say the numbers; whether they are others than before."""
        state, index = self._desk.viewing.state, self._desk.workspace.index
        areas = len(index.order(_NAMED_AREAS)) if self._desk.contents.named_areas else 0
        self._every, self._shown = len(index.order(EVERYTHING)) - areas, len(index.order(state.selection))
        before, self._counted = self._counted, (self._every, self._shown, len(state.selected), areas,
                                         self._desk.contents.is_unread)  # fmt: skip
        for name, words in (
            (EVERY, f"Everything{self._number(self._every)}"),
            (SHOWN, f"What layers, filter and timeline show{self._number(self._shown)}"),
            (FRAME, "Of that, what the map's frame holds"),
            (SELECTED, f"The selection ({len(state.selected):,})"),
            (LAYERS, "Some layers:"),
        ):
            self.buttons[name].setText(words)
        self.buttons[SELECTED].setEnabled(bool(state.selected) or self.buttons[SELECTED].isChecked())
        self.named_areas.setText(f"Named areas too ({areas:,}), such as districts, as zones among the rest")
        self.named_areas.setHidden(not areas)
        return before != self._counted

    def _number(self, count: int) -> str:
        """Nothing while a large project is being read."""
        return "" if self._desk.contents.is_unread else f" ({count:,})"

    def _ticked(self) -> Sequence[str]:
        items = [self.layers.item(at) for at in range(self.layers.count())]
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _changed(self) -> None:
        self.layers.setVisible(self.buttons[LAYERS].isChecked())
        self.named_areas.setEnabled(self.buttons[EVERY].isChecked())
        self.changed.emit()
