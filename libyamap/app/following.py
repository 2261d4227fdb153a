"""Links follow their ends: what a step moved takes the ends of its links along, in the same step.

An end follows only if it was where its feature or actor stood: an end that somebody drew elsewhere stays. The vertices
between the ends stay as well.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Final, NamedTuple

import msgspec

from libyamap.app.ports import AreaGazetteer, StoreReader
from libyamap.app.references import feature_in
from libyamap.app.transaction import Transaction
from libyamap.app.whereabouts import position_of_actor, position_of_feature
from libyamap.domain.changes import Change
from libyamap.domain.geometry import Position, line
from libyamap.domain.model import Actor, Feature, Link, Site
from libyamap.domain.vocabulary import Role

_DECIDE_THE_PLACE: Final = ("geometry", "where_prec", "province", "country")
_SAME_DEGREES: Final = 1e-7
"""About a centimetre on the ground: what is nearer is the same place."""
_Actors = Callable[[], dict[str, Actor]]
_LONGEST_CHAIN: Final = 5
"""A link may end at another link, which may end at another ..."""


class _Moved(NamedTuple):
    """Where something stood before the step, and where it stands now."""

    old: Position | None
    new: Position | None


def place_of_end(record_id: str, reader: StoreReader, areas: AreaGazetteer) -> Position | None:
    """Where a link's end stands: an actor's or a feature's place; None where neither is known."""
    actor = reader.get(Actor, record_id)
    if actor is not None:
        return position_of_actor(actor, reader, areas)
    feature = feature_in(reader, record_id)
    return position_of_feature(feature, areas) if feature else None


def follow_ends(transaction: Transaction, areas: AreaGazetteer) -> None:
    """Move the ends of links after what the transaction has changed so far."""
    changes: Iterable[Change] = transaction.changes.single()
    actors = cache(lambda: {actor.id: actor for actor in transaction.all(Actor)})  # only links change here
    for _ in range(_LONGEST_CHAIN):
        moved = {record_id: way for change in changes for record_id, way in _moves(change, transaction, areas, actors)}
        if not moved:
            return
        done = len(transaction.changes.single())
        for link in transaction.reader.links_of(moved):
            transaction.put(_following(link, moved, transaction.reader, areas))
        changes = transaction.changes.single()[done:]


def settle_followed(transaction: Transaction) -> None:
    """Settle what was changed so far, with the ends of links that follow it (`Transaction.settle`)."""
    if transaction.areas is not None and transaction.ends_follow:
        follow_ends(transaction, transaction.areas)
    transaction.settle()


def _moves(
    change: Change, transaction: Transaction, areas: AreaGazetteer, actors: _Actors
) -> Iterable[tuple[str, _Moved]]:
    before, after = change.before, change.after
    if isinstance(before, Actor) and isinstance(after, Actor):
        if (before.country, before.parent) != (after.country, after.parent):
            old = position_of_actor(before, transaction.reader, areas)
            yield from _family_moves(before.id, old, transaction, areas, actors())
        return
    if not isinstance(before, Feature):
        return
    owners = _owners(before) | _owners(after)
    if isinstance(after, Feature):
        same_place = all(getattr(before, name) == getattr(after, name) for name in _DECIDE_THE_PLACE)
        if same_place and _owners(before) == _owners(after):
            return
        if not same_place:
            yield before.id, _Moved(position_of_feature(before, areas), position_of_feature(after, areas))
    old = position_of_feature(before, areas)
    for actor in owners:
        yield from _family_moves(actor, old, transaction, areas, actors())


def _owners(record: object) -> set[str]:
    """The actors that stand at this site."""
    return {part.actor for part in record.actors if part.role is Role.OWNER} if isinstance(record, Site) else set()


def _family_moves(
    actor_id: str, old: Position | None, transaction: Transaction, areas: AreaGazetteer, actors: dict[str, Actor]
) -> Iterable[tuple[str, _Moved]]:
    """The actor and all that are part of it: they stand where it does, unless they have a place of their own."""
    family, added = {actor_id}, True
    while added:
        children = {actor.id for actor in actors.values() if actor.parent in family} - family
        family |= children
        added = bool(children)
    for member in sorted(family & actors.keys()):
        yield member, _Moved(old, position_of_actor(actors[member], transaction.reader, areas))


def _following(link: Link, moved: dict[str, _Moved], reader: StoreReader, areas: AreaGazetteer) -> Link:
    """The link with its ends where they belong now; itself where nothing has to follow."""
    if link.geometry is None:
        start, end = (place_of_end(each, reader, areas) for each in (link.origin, link.target))
        appeared = any(moved[each].old is None for each in (link.origin, link.target) if each in moved)
        if not appeared or start is None or end is None or start == end:
            return link
        return msgspec.structs.replace(link, geometry=line(start, end), where_prec=5)
    positions: list[Position] = list(link.geometry.positions())
    for at, end_id in ((0, link.origin), (-1, link.target)):
        way = moved.get(end_id)
        if way is None or way.old is None or not _same(positions[at], way.old):
            continue
        if way.new is None:
            return msgspec.structs.replace(link, geometry=None, where_prec=None)
        positions[at] = way.new
    if len(positions) == 2 and positions[0] == positions[1]:
        return msgspec.structs.replace(link, geometry=None, where_prec=None)
    followed = line(*positions)
    return link if followed == link.geometry else msgspec.structs.replace(link, geometry=followed)


def _same(a: Position, b: Position) -> bool:
    return abs(a[0] - b[0]) <= _SAME_DEGREES and abs(a[1] - b[1]) <= _SAME_DEGREES
