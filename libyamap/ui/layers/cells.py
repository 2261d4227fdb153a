"""What a layer's row shows: its title with a check box, and how many features it holds."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt

from libyamap.app.view_state import LayerState
from libyamap.domain.model import Layer
from libyamap.ui.layers.nodes import Node
from libyamap.ui.text import alignment_for, plain_tip

ROW_HEIGHT = 26
ID_ROLE = Qt.ItemDataRole.UserRole
_Role = Qt.ItemDataRole


def cell(node: Node, column: int, role: int, state_of: Callable[[str], LayerState]) -> Any:
    """Qt's value for a role: column 0 is the title, column 1 the number; None for the root and for other roles."""
    layer = node.layer
    if layer is None:
        return None
    if role == ID_ROLE:
        return layer.id
    if role == _Role.ToolTipRole:
        return plain_tip("\n".join(filter(None, (layer.title, layer.description))))
    if role == _Role.SizeHintRole and not column:
        return QSize(0, ROW_HEIGHT)
    if column:
        return _count(node.count, role)
    return _check(node, state_of) if role == _Role.CheckStateRole else _title(layer, role)


def _title(layer: Layer, role: int) -> Any:
    if role == _Role.DisplayRole:
        return layer.title
    if role == _Role.TextAlignmentRole:
        return alignment_for(layer.title) | Qt.AlignmentFlag.AlignVCenter
    return None


def _check(node: Node, state_of: Callable[[str], LayerState]) -> Qt.CheckState:
    """A group has no state of its own: it says what its members have."""
    shown = {state_of(leaf.id).visible for leaf in node.leaves()}
    if len(shown) > 1:
        return Qt.CheckState.PartiallyChecked
    return Qt.CheckState.Checked if True in shown else Qt.CheckState.Unchecked


def _count(count: int, role: int) -> Any:
    if role == _Role.DisplayRole:
        return f"{count:,}"
    if role == _Role.TextAlignmentRole:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    if role == _Role.AccessibleTextRole:
        return "1 feature" if count == 1 else f"{count:,} features"
    return None
