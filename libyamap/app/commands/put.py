"""Add and change one record: from a form (`Add`, `Edit`), or whatever it was before (`Put`)."""

from dataclasses import dataclass
from functools import cached_property

import msgspec

from libyamap.app.naming import labels_of, noun_of, quoted, title_of
from libyamap.app.transaction import Transaction
from libyamap.domain.fields import changed_fields, words_for
from libyamap.domain.model import Record
from libyamap.errors import Conflict


@dataclass(frozen=True)
class Put:
    """Add a record, or replace the one with its id."""

    record: Record

    @property
    def name(self) -> str:
        """`put-actor`, `put-event` ..."""
        return f"put-{type(self.record).__name__.lower()}"

    @property
    def title(self) -> str:
        """“Set actor ‘...’”."""
        return f"Set {noun_of(type(self.record))} {quoted(self.record)}"

    def apply(self, transaction: Transaction) -> None:
        """Write the record."""
        transaction.put(self.record)


@dataclass(frozen=True)
class Add:
    """Add a new record."""

    record: Record

    @property
    def name(self) -> str:
        """`add-actor`, `add-event` ..."""
        return f"add-{type(self.record).__name__.lower()}"

    @property
    def title(self) -> str:
        """“Add event ‘...’”."""
        noun = noun_of(type(self.record))
        return f"Add {noun} {quoted(self.record)}" if title_of(self.record) != self.record.id else f"Add a {noun}"

    def apply(self, transaction: Transaction) -> None:
        """Write it; Conflict if its id is taken."""
        if transaction.get(type(self.record), self.record.id) is not None:
            raise Conflict("A record with the same id is in the project already, so nothing was changed.")
        transaction.put(self.record)


@dataclass(frozen=True)
class Edit:
    """Change the fields in which `after` differs from `before` (what the form was opened with), and no others.

    So two people may edit one record at once; Conflict if both changed the same field, or it is gone.
    """

    before: Record
    after: Record

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Names of the fields that are changed."""
        return tuple(changed_fields(self.before, self.after))

    @property
    def name(self) -> str:
        """`edit-actor`, `edit-event` ..."""
        return f"edit-{type(self.after).__name__.lower()}"

    @property
    def title(self) -> str:
        """“Change ‘...’ (time, place)”."""
        return f"Change {quoted(self.before)}" + (f" ({labels_of(self.fields)})" if self.fields else "")

    def apply(self, transaction: Transaction) -> None:
        """Merge the changed fields into what is there now."""
        current = transaction.get(type(self.before), self.before.id)
        if current is None:
            raise Conflict(f"{quoted(self.before)} was deleted in the meantime; nothing was changed.")
        for name in self.fields:
            now = getattr(current, name)
            if now not in (getattr(self.before, name), getattr(self.after, name)):
                raise Conflict(
                    f"The {words_for(name).label.lower()} of {quoted(self.before)} was changed by somebody else in the "
                    "meantime; look at it again before you change it."
                )
        transaction.put(msgspec.structs.replace(current, **{name: getattr(self.after, name) for name in self.fields}))
