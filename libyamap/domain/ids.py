"""Identities: UUID version 7 (RFC 9562), so that ids sort by the time they were made."""

import re
import uuid

import uuid_utils

from libyamap.errors import InvalidValue

_CANONICAL = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def new_id() -> str:
    """Make a new UUIDv7 in its canonical text form (36 lower-case characters)."""
    return str(uuid_utils.uuid7())


def new_ids(count: int) -> list[str]:
    """Make new UUIDv7s in rising order, many at once."""
    make = uuid_utils.uuid7
    return [str(make()) for _ in range(count)]


def checked_id(text: str, field: str = "id") -> str:
    """Return `text` if it is a UUID in canonical form, else raise InvalidValue."""
    if _CANONICAL.fullmatch(text):
        return text
    raise InvalidValue(field, f"“{text[:60]}” is not an id: it should be a UUID such as {uuid.UUID(int=0)}.")
