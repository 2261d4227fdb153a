"""Change one or several fields of many features in one step."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from libyamap.app.commands.current import current_of
from libyamap.app.commands.remove import remove_whole
from libyamap.app.naming import how_many, labels_of
from libyamap.app.transaction import Transaction
from libyamap.domain.model import Feature, Link
from libyamap.errors import InvalidValue

_OF_ONE = frozenset({"id", "dataset", "dataset_id", "dataset_digest", "origin", "target"})


@dataclass(frozen=True)
class ChangeMany:
    """Set `changes` (fields to values) in all the features; tags can be added and taken away one by one."""

    features: tuple[Feature, ...]
    changes: Mapping[str, object] = field(default_factory=dict)
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    name: str = "change-many"

    @property
    def title(self) -> str:
        """“Change status, layer of 12 features”."""
        fields = [*self.changes, *(["tags"] if self.add_tags or self.remove_tags else [])]
        return f"Change {labels_of(fields)} of {how_many(self.features)}" if self.features else "Change nothing"

    def apply(self, transaction: Transaction) -> None:
        """Write each feature; if one cannot take a value, none is changed."""
        for name in self.changes:
            if name in _OF_ONE or name not in Feature.__struct_fields__:
                raise InvalidValue(name, f"“{name}” cannot be changed for several features at once.")
        for feature in self.features:
            current = current_of(transaction, feature)
            changed = msgspec.structs.replace(current, **self.changes)
            kept = tuple(tag for tag in changed.tags if tag not in self.remove_tags)
            tags = tuple(dict.fromkeys((*kept, *self.add_tags)))
            transaction.put(changed if tags == changed.tags else msgspec.structs.replace(changed, tags=tags))


@dataclass(frozen=True)
class RemoveMany:
    """Delete several features in one step, with their claims and the links among them."""

    features: tuple[Feature, ...]
    name: str = "remove-many"

    @property
    def title(self) -> str:
        """“Delete 12 features”."""
        return f"Delete {how_many(self.features)}" if self.features else "Delete nothing"

    def apply(self, transaction: Transaction) -> None:
        """Delete links first; InvalidValue if something else still refers to one of them."""
        for feature in sorted(self.features, key=lambda each: not isinstance(each, Link)):
            transaction.check_unused(feature)
            remove_whole(transaction, feature)
