"""How layers are shown - visible, how strongly, in which order - read and changed in the view state. Knows no Qt."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from libyamap.app.view_state import LayerState, Viewing
from libyamap.ui.layers.nodes import Node

_NOTHING = LayerState(True, 1.0, 0)


class LayerStates:
    """All of it is view state: looking never changes the project. Groups are shown as their members are."""

    def __init__(self, viewing: Viewing) -> None:
        self._viewing = viewing

    def of(self, layer: str) -> LayerState:
        """State of a layer; that of a new one where nothing is known."""
        return self._viewing.state.layers.get(layer, _NOTHING)

    def show(self, nodes: Iterable[Node], visible: bool) -> None:
        """Show or hide layers and all below them, in one change."""
        leaves = [leaf for node in nodes for leaf in node.leaves()]
        self._set(leaves, lambda _leaf: {"visible": visible})

    def show_only(self, node: Node, root: Node) -> None:
        """Hide all layers but this one and what it groups."""
        wanted = {leaf.id for leaf in node.leaves()}
        self._set(root.leaves(), lambda leaf: {"visible": leaf.id in wanted})

    def set_opacity(self, node: Node, opacity: float) -> None:
        """Opacity (0-1) of a layer and all below it."""
        self._set(node.leaves(), lambda _leaf: {"opacity": opacity})

    def opacity(self, node: Node) -> float:
        """Opacity of a layer; of a group that of its most opaque member."""
        return max(self.of(leaf.id).opacity for leaf in node.leaves())

    def keep_order(self, root: Node) -> None:
        """Make the tree's order the order of drawing."""
        places = {node.id: place for place, node in enumerate(root.walk())}
        self._set(root.walk(), lambda node: {"position": places[node.id]})

    def in_order(self, root: Node) -> bool:
        """Whether siblings stand in the order of the view state, everywhere in the tree."""
        return all(self._sorted(node) for node in (root, *root.walk()))

    def _sorted(self, node: Node) -> bool:
        positions = [self.of(child.id).position for child in node.children]
        return positions == sorted(positions)

    def _set(self, nodes: Iterable[Node], values: Callable[[Node], dict[str, Any]]) -> None:
        states = dict(self._viewing.state.layers)
        for node in nodes:
            states[node.id] = msgspec.structs.replace(self.of(node.id), **values(node))
        self._viewing.change("layers", layers=states)
