"""The layers as a tree of plain objects, with how many features each holds. Knows no Qt."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from libyamap.domain.model import Layer


class Node:
    """One layer in the tree; the root has none."""

    def __init__(self, layer: Layer | None, parent: "Node | None") -> None:
        self.layer = layer
        self.parent = parent
        self.children: list[Node] = []
        self.count = 0

    @property
    def id(self) -> str:
        """The layer's id; empty for the root."""
        return self.layer.id if self.layer else ""

    def leaves(self) -> Iterator["Node"]:
        """The layers with features below this one, itself if it groups nothing."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def walk(self) -> Iterator["Node"]:
        """All nodes below, top first."""
        for child in self.children:
            yield child
            yield from child.walk()


def tree_of(layers: Iterable[Layer], counts: Mapping[str, int]) -> Node:
    """The root of a tree of `layers`, siblings in the order given; a group counts what its members hold too.

    A layer whose group is missing stands at the top.
    """
    ordered = list(layers)
    known = {layer.id for layer in ordered}
    below: defaultdict[str, list[Layer]] = defaultdict(list)
    for layer in ordered:
        below[layer.parent if layer.parent in known else ""].append(layer)
    root = Node(None, None)
    _grow(root, below)
    count_nodes(root, counts)
    return root


def count_nodes(root: Node, counts: Mapping[str, int]) -> None:
    """Give each node its count; a group counts what its members hold too."""
    for node in root.walk():
        node.count = counts.get(node.id, 0) + sum(counts.get(inner.id, 0) for inner in node.walk())


def _grow(node: Node, below: Mapping[str, list[Layer]]) -> None:
    for layer in below.get(node.id, []):
        child = Node(layer, node)
        node.children.append(child)
        _grow(child, below)
