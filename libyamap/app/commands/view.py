"""The view that a project opens with."""

from dataclasses import dataclass, field

import msgspec

from libyamap.app.opening_view import kept
from libyamap.app.transaction import Transaction
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Layer, Project


@dataclass(frozen=True)
class KeepView:
    """Make what is on screen the view that the project opens with."""

    bounds: Bounds
    layers: tuple[Layer, ...]
    title: str = field(default="Keep this as the opening view", init=False)
    name: str = field(default="keep-view", init=False)

    def apply(self, transaction: Transaction) -> None:
        """Write the bounds and each layer's state."""
        for project in transaction.all(Project):
            transaction.put(msgspec.structs.replace(project, bounds=kept(self.bounds)))
        for layer in self.layers:
            transaction.put(layer)
