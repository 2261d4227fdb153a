"""The layers: what is shown, how strongly, and in which order."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QSlider,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from libyamap.app.viewport import Selection
from libyamap.ui.buttons import sign_button
from libyamap.ui.check_delegate import CheckDelegate
from libyamap.ui.count_delegate import CountDelegate
from libyamap.ui.desk import Desk
from libyamap.ui.layers.cells import ID_ROLE
from libyamap.ui.layers.tree import LayerTree
from libyamap.ui.text import Look, PlainLabel, with_even_digits

NOTHING_YET = "This project has no layers yet. One comes with the first feature, or with the first import."


class LayersPanel(QWidget):
    """A tree with check boxes; below it what can be done with the layer that has the focus."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.model = LayerTree(desk, self)
        self.tree = self._make_tree()
        self.empty = PlainLabel(NOTHING_YET, Look.QUIET)
        self.empty.setContentsMargins(12, 8, 12, 8)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(10, 100)
        self.slider.setValue(100)
        self.slider.setPageStep(10)
        self.slider.setAccessibleName("Opacity of the layer in percent")
        self.slider.setMinimumHeight(24)
        self._percent = QLabel("100 %")
        with_even_digits(self._percent)
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("100 %"))
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.up = self._button("arrow-up", "Move the layer up (Alt+Up)", lambda: self._step(-1))
        self.down = self._button("arrow-down", "Move the layer down (Alt+Down)", lambda: self._step(1))
        self.zoom = self._button("focus", "Show all of the layer on the map (Enter)", self._zoom)
        self._lay_out()
        self._connect()
        self._go_to(self.model.index(0, 0))
        self._show_opacity()
        self._show_whether_empty()

    @property
    def current(self) -> str:
        """Id of the layer that has the focus; empty where there is none."""
        layer = self.tree.currentIndex().data(ID_ROLE)
        return layer if isinstance(layer, str) else ""

    def _make_tree(self) -> QTreeView:
        tree = QTreeView(self)
        tree.setModel(self.model)
        with_even_digits(tree)
        tree.setItemDelegateForColumn(0, CheckDelegate(tree))
        tree.setItemDelegateForColumn(1, CountDelegate(tree))
        tree.setAccessibleName("Layers")
        tree.setUniformRowHeights(True)
        tree.setHeaderHidden(True)
        tree.setFrameShape(QTreeView.Shape.NoFrame)
        tree.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        tree.setDefaultDropAction(Qt.DropAction.MoveAction)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        tree.setIndentation(16)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.expandAll()
        return tree

    def _button(self, name: str, tip: str, work: Callable[[], None]) -> QToolButton:
        button = sign_button(name, tip, work)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _lay_out(self) -> None:
        label = QLabel("Opacity")
        label.setBuddy(self.slider)
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 8, 8)
        row.setSpacing(8)
        for widget in (label, self.slider, self._percent, self.up, self.down, self.zoom):
            row.addWidget(widget, 1 if widget is self.slider else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.empty, 1)
        column.addWidget(self.tree, 1)
        column.addLayout(row)

    def _connect(self) -> None:
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.modelReset.connect(self._restore)
        self.model.modelReset.connect(self._show_whether_empty)
        self.model.dataChanged.connect(lambda *_: self._show_opacity())
        self.tree.selectionModel().currentChanged.connect(lambda *_: self._show_opacity())
        self.tree.activated.connect(lambda _index: self._zoom())
        self.tree.customContextMenuRequested.connect(self._menu)
        self.slider.valueChanged.connect(self._slid)
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self.tree)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda step=step: self._step(step))
        self._remembered = ""
        self._collapsed: set[str] = set()
        self.tree.collapsed.connect(lambda index: self._collapsed.add(index.data(ID_ROLE)))
        self.tree.expanded.connect(lambda index: self._collapsed.discard(index.data(ID_ROLE)))

    def _remember(self) -> None:
        self._remembered = self.current

    def _restore(self) -> None:
        collapsed = set(self._collapsed)
        self.tree.expandAll()
        for layer in collapsed:
            self.tree.setExpanded(self.model.index_of(layer), False)
        index = self.model.index_of(self._remembered)
        self._go_to(index if index.isValid() else self.model.index(0, 0))

    def _show_whether_empty(self) -> None:
        empty = not self.model.rowCount()
        self.empty.setVisible(empty)
        self.tree.setVisible(not empty)

    def _go_to(self, index: QModelIndex) -> None:
        """Where the keyboard stands; a layer is not a selection, so nothing is highlighted before it is used."""
        self.tree.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _show_opacity(self) -> None:
        layer = self.current
        for widget in (self.slider, self.up, self.down, self.zoom):
            widget.setEnabled(bool(layer))
        if layer:
            percent = round(self.model.opacity(layer) * 100)
            self._percent.setText(f"{percent} %")
            self.slider.blockSignals(True)
            self.slider.setValue(percent)
            self.slider.blockSignals(False)

    def _slid(self, percent: int) -> None:
        if self.current:
            self.model.set_opacity(self.current, percent / 100)

    def _step(self, rows: int) -> None:
        if self.current:
            self.model.move(self.current, self.model.row_of(self.current) + rows)

    def _zoom(self) -> None:
        if self.current:
            state = self._desk.viewing.state
            below = frozenset(self.model.below(self.current))
            self._desk.show_all(Selection(layers=below, filter=state.filter, window=state.window))

    def _menu(self, at: QPoint) -> None:
        index: QModelIndex = self.tree.indexAt(at)
        if not index.isValid():
            return
        self.tree.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Show on the map", self._zoom)
        menu.addAction("Show only this", self._only)
        menu.addAction("Show all layers", self._all)
        menu.addSeparator()
        menu.addAction("Move up", lambda: self._step(-1))
        menu.addAction("Move down", lambda: self._step(1))
        menu.popup(self.tree.viewport().mapToGlobal(at))

    def _only(self) -> None:
        self.model.show_only(self.current)

    def _all(self) -> None:
        self.model.show(list(self._desk.contents.layers), visible=True)
