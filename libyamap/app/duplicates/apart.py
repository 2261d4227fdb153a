"""“Not the same”: two events that somebody has looked at and told apart are not offered again.

The project remembers it in an attribute of the event with the lesser id, so that it is undone, exported and deleted
together with the event; a new edition of its data set leaves that attribute alone.
"""

from typing import Final

from libyamap.domain.model import Feature, Scalar

NOT_SAME: Final = "not the same as"


def kept_apart(feature: Feature) -> frozenset[str]:
    """The ids of the events that it was told apart from."""
    said = feature.attributes.get(NOT_SAME)
    return frozenset(said.split()) if isinstance(said, str) else frozenset()


def with_apart(attributes: dict[str, Scalar], others: frozenset[str]) -> dict[str, Scalar]:
    """The attributes of an event, with these ids told apart from it."""
    rest = {name: value for name, value in attributes.items() if name != NOT_SAME}
    return {**rest, NOT_SAME: " ".join(sorted(others))} if others else rest
