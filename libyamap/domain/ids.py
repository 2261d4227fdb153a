"""Identities: UUID version 7 (RFC 9562), so that ids sort by the time they were made."""

import re
import uuid

import uuid_utils

from libyamap.errors import InvalidValue

_LAST_GROUP = 24
"""Where the last 12 digits of the text form begin."""
_TOP_OF_RANDOM = 1 << 31
_CANONICAL = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def new_id() -> str:
    """Make a new UUIDv7 in its canonical text form (36 lower-case characters)."""
    return str(uuid_utils.uuid7())


def new_ids(count: int) -> list[str]:
    """Make new UUIDv7s in rising order, many at once: one after the other by one (RFC 9562, 6.2, method 2).

    So they need hardly any room where they are kept together (`packed_ids.IdRun`).
    """
    first = new_id()
    # The last 32 bits are random, those before them count what is made in the same millisecond: there is room for 2**31
    # ids before the next that is made.
    rest = int(first[_LAST_GROUP:], 16) & ~_TOP_OF_RANDOM
    return list(map(f"{first[:_LAST_GROUP]}%012x".__mod__, range(rest, rest + count)))


def checked_id(text: str, field: str = "id") -> str:
    """Return `text` if it is a UUID in canonical form, else raise InvalidValue."""
    if _CANONICAL.fullmatch(text):
        return text
    raise InvalidValue(field, f"“{text[:60]}” is not an id: it should be a UUID such as {uuid.UUID(int=0)}.")
