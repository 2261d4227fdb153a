"""The actor whose colour a feature wears, decided once for the map, the cells of many events and the timeline."""

from collections.abc import Iterable
from typing import Final

from libyamap.domain.model import Involvement
from libyamap.domain.vocabulary import Role

SIDE_ROLES: Final = frozenset({Role.ACTOR, Role.HOLDER, Role.CLAIMANT, Role.INITIATOR, Role.OWNER})
"""Roles of those who hold, claim, own or do it."""


def leading_actor(parts: Iterable[Involvement]) -> str:
    """Id of the first actor that holds, claims, owns or does it; else of the first at all; empty: nobody is named."""
    first = ""
    for part in parts:
        if part.role in SIDE_ROLES:
            return part.actor
        first = first or part.actor
    return first
