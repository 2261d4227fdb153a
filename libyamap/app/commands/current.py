"""What a command was given may be out of date: it works on the record as it is now."""

from typing import TypeVar

from libyamap.app.naming import quoted
from libyamap.app.transaction import Transaction
from libyamap.domain.model import Record
from libyamap.errors import Conflict

T = TypeVar("T", bound=Record)


def current_of(transaction: Transaction, record: T) -> T:
    """The record as it is now; Conflict if it is gone."""
    current = transaction.get(type(record), record.id)
    if current is None:
        raise Conflict(f"{quoted(record)} was deleted in the meantime; nothing was changed.")
    return current
