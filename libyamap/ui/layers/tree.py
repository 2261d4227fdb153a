"""The layers as a Qt model: a tree with check boxes, counts, and an order that drag and keyboard can change.

All of it is view state (`Viewing`): looking never changes the project. Groups have no state of their own.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from libyamap.app.view_state import ViewFlags
from libyamap.domain.changes import ChangeFlags, OpChanges
from libyamap.ui.desk import Desk
from libyamap.ui.layers.cells import cell
from libyamap.ui.layers.nodes import Node, count_nodes, tree_of
from libyamap.ui.layers.states import LayerStates

MIME = "application/x-libyamap-layer"
Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class LayerTree(QAbstractItemModel):
    """Layers with groups; column 0 is the title with its check box, column 1 the number of features."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._states = LayerStates(desk.viewing)
        self._root = Node(None, None)
        self._build()
        desk.changed.connect(self._changed)
        desk.counts_changed.connect(self.recount)
        desk.viewed.connect(self._viewed)

    # ---- what it is made of

    def rebuild(self) -> None:
        """Read layers and counts anew."""
        self.beginResetModel()
        self._build()
        self.endResetModel()

    def recount(self) -> None:
        """Show other counts; the tree stays as it is, and so does what has the same count."""
        before = [(node, node.count) for node in self._root.walk()]
        count_nodes(self._root, self._desk.contents.counts.by_layer)
        for node, count in before:
            if node.count != count:
                self.dataChanged.emit(self._index(node, 1), self._index(node, 1))

    def _changed(self, changes: OpChanges | None) -> None:
        if changes is None or changes.flags & ChangeFlags.LAYERS:
            self.rebuild()
        elif changes.flags & ChangeFlags.FEATURES:
            self.recount()

    def _build(self) -> None:
        layers = sorted(self._desk.contents.layers.values(), key=lambda layer: self._states.of(layer.id).position)
        self._root = tree_of(layers, self._desk.contents.counts.by_layer)

    def _viewed(self, flags: ViewFlags, _origin: str) -> None:
        if not flags & ViewFlags.LAYERS:
            return
        if not self._states.in_order(self._root):
            self.rebuild()
        else:
            for node in self._root.walk():
                self.dataChanged.emit(self._index(node), self._index(node, 1))

    # ---- changes asked for by the user

    def show(self, layers: Sequence[str], visible: bool) -> None:
        """Show or hide layers and all below them, in one change."""
        self._states.show(map(self._node_of, layers), visible)

    def show_only(self, layer: str) -> None:
        """Hide all layers but this one and what it groups."""
        self._states.show_only(self._node_of(layer), self._root)

    def set_opacity(self, layer: str, opacity: float) -> None:
        """Opacity (0-1) of a layer and all below it."""
        self._states.set_opacity(self._node_of(layer), opacity)

    def opacity(self, layer: str) -> float:
        """Opacity of a layer; of a group that of its most opaque member."""
        return self._states.opacity(self._node_of(layer))

    def move(self, layer: str, row: int) -> bool:
        """Put a layer at `row` among its siblings; False where it is there already."""
        node = self._node_of(layer)
        siblings = node.parent.children if node.parent else []
        row = max(0, min(row, len(siblings) - 1))
        if siblings.index(node) == row:
            return False
        self.beginResetModel()
        siblings.remove(node)
        siblings.insert(row, node)
        self.endResetModel()
        self._states.keep_order(self._root)
        return True

    def row_of(self, layer: str) -> int:
        """Its place among its siblings."""
        node = self._node_of(layer)
        return node.parent.children.index(node) if node.parent else 0

    def below(self, layer: str) -> list[str]:
        """The layer and all that it groups."""
        node = self._node_of(layer)
        return [node.id, *(inner.id for inner in node.walk())]

    # ---- Qt's side

    def index_of(self, layer: str) -> QModelIndex:
        """Index of a layer; invalid where it is gone."""
        return next((self._index(node) for node in self._root.walk() if node.id == layer), QModelIndex())

    def index(self, row: int, column: int, parent: Index = _TOP) -> QModelIndex:
        """Qt: address of a cell."""
        node = self._node(parent)
        return self.createIndex(row, column, node.children[row]) if row < len(node.children) else QModelIndex()

    def parent(self, index: Index = _TOP) -> Any:
        """Qt: the group above."""
        above = self._node(index).parent if index.isValid() else None
        return self._index(above) if above is not None and above.layer else QModelIndex()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Qt: members of a group."""
        return 0 if parent.column() > 0 else len(self._node(parent).children)

    def columnCount(self, _parent: Index = _TOP) -> int:
        """Qt: title and count."""
        return 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: what can be done with a cell."""
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        if index.isValid():
            flags |= Qt.ItemFlag.ItemIsDragEnabled
            if index.column() == 0:
                flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what a cell shows."""
        if index.column() and self._desk.contents.is_unread:
            return None  # nobody knows how many there are yet
        return cell(self._node(index), index.column(), role, self._states.of)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: the check box was used."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column():
            return False
        self.show([self._node(index).id], Qt.CheckState(value) != Qt.CheckState.Unchecked)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: column titles."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return ("Layer", "")[section]  # the second is as wide as its numbers, with its head hidden
        return None

    # ---- drag and drop: only among siblings

    def supportedDropActions(self) -> Qt.DropAction:
        """Qt: layers are moved, never copied."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Qt: what a drag carries."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Qt: pack the dragged layer's id."""
        data = QMimeData()
        if indexes:
            data.setData(MIME, self._node(indexes[0]).id.encode())
        return data

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index) -> bool:
        """Qt: a layer was dropped. Answers False always: the move is done here, the view must remove nothing."""
        node = self._find(bytes(data.data(MIME).data()).decode(errors="replace"))
        target = self._node(parent)
        if node is None or node.parent is None:
            return False
        if row < 0 and target.parent is node.parent:
            self.move(node.id, self.row_of(target.id))
        elif target is node.parent:
            place = len(target.children) if row < 0 else row
            self.move(node.id, place - 1 if place > self.row_of(node.id) else place)
        return False

    def _node(self, index: Index) -> Node:
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, Node) else self._root

    def _index(self, node: Node, column: int = 0) -> QModelIndex:
        row = node.parent.children.index(node) if node.parent else 0
        return self.createIndex(row, column, node)

    def _find(self, layer: str) -> Node | None:
        return next((node for node in self._root.walk() if node.id == layer), None)

    def _node_of(self, layer: str) -> Node:
        return self._find(layer) or self._root
