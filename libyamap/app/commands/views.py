"""Named views: keep one, rename it, put them in another order. Deleting one is `Remove`. Each is one step to undo."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from libyamap.app.commands.current import current_of
from libyamap.app.naming import quoted
from libyamap.app.transaction import Transaction
from libyamap.domain.model import SavedView


@dataclass(frozen=True)
class SaveView:
    """Keep a view, in place of the one with its id; a new one comes last."""

    view: SavedView
    name: str = field(default="save-view", init=False)

    @property
    def title(self) -> str:
        """“Keep the view ‘...’”."""
        return f"Keep the view {quoted(self.view)}"

    def apply(self, transaction: Transaction) -> None:
        """Write it; one that is there keeps its place in the order."""
        known = transaction.get(SavedView, self.view.id)
        position = known.position if known else _next_position(transaction)
        transaction.put(msgspec.structs.replace(self.view, position=position))


@dataclass(frozen=True)
class RenameView:
    """Give a view another name; Conflict if it is gone."""

    view: SavedView
    to: str
    name: str = field(default="rename-view", init=False)

    @property
    def title(self) -> str:
        """“Rename the view ‘...’”."""
        return f"Rename the view {quoted(self.view)}"

    def apply(self, transaction: Transaction) -> None:
        """Write the name and nothing else; InvalidValue where it is empty."""
        transaction.put(msgspec.structs.replace(current_of(transaction, self.view), title=self.to.strip()))


@dataclass(frozen=True)
class OrderViews:
    """Put the views in this order (ids, first to last); those not named come after, as they were."""

    ids: Sequence[str]
    name: str = field(default="order-views", init=False)
    title: str = field(default="Put the views in another order", init=False)

    def apply(self, transaction: Transaction) -> None:
        """Number them anew; only those that move are written."""
        places = {key: place for place, key in enumerate(self.ids)}
        views = sorted(
            transaction.all(SavedView), key=lambda view: (places.get(view.id, len(places)), view.position, view.id)
        )
        for position, view in enumerate(views):
            if view.position != position:
                transaction.put(msgspec.structs.replace(view, position=position))


def _next_position(transaction: Transaction) -> int:
    return max((view.position for view in transaction.all(SavedView)), default=-1) + 1
