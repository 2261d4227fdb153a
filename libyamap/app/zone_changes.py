"""What changed between two days for zones: which party gained and lost how much ground, and where.

A party is whoever a zone names together: a zone of one actor is that actor's, a contested zone belongs to its claimants
as one party, so that contested ground never counts as anybody's own. A zone holds on a day when its time may include
that day; a zone without a time holds always.
"""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from libyamap.app.measure import RANGE_RING
from libyamap.domain.geodesy import area_m2
from libyamap.domain.geometry import Geometry, GeometryType, checked_geometry
from libyamap.domain.model import Zone
from libyamap.domain.vocabulary import Role, Status
from libyamap.errors import InvalidValue

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SLIVER_M2 = 1_000.0
"""Less than this is what rounding leaves between borders that are meant to be one: nothing that anybody holds."""
HOLDERS = frozenset({Role.ACTOR, Role.HOLDER, Role.CLAIMANT, Role.OWNER})
"""The roles in which an actor stands for a zone; a host or a target does not hold it."""


class PartyChange(NamedTuple):
    """Ground of one party (ids of its actors) on both days, gained and lost: square metres, geodesic on WGS 84.

    `gained_where` and `lost_where` are MultiPolygons (EPSG:4326), None where there is nothing. Of the ground gained so
    much (`unknown_before_m2`) lay in nobody's zone on the first day, of the ground lost in nobody's on the second.
    """

    party: tuple[str, ...]
    before_m2: float
    after_m2: float
    gained_m2: float
    lost_m2: float
    gained_where: Geometry | None
    lost_where: Geometry | None
    unknown_before_m2: float = 0.0
    unknown_after_m2: float = 0.0


def holds_on(zone: Zone, day: dt.date) -> bool:
    """Whether the zone's time may include the day; a time that cannot be read counts as none."""
    try:
        earliest, latest = zone.span
    except InvalidValue:
        return True
    return (earliest is None or earliest <= day) and (latest is None or day <= latest)


def party_of(zone: Zone) -> tuple[str, ...]:
    """The actors that a zone belongs to, in a fixed order; empty where it names none."""
    return tuple(sorted({part.actor for part in zone.actors if part.role in HOLDERS}))


def zone_changes(zones: Iterable[Zone], first: dt.date, second: dt.date) -> list[PartyChange]:
    """Parties whose ground differs between the two days, largest change first. Imports shapely and pyproj.

    Measured rings, what is only proposed or refused, and zones that name nobody are left out.
    """
    before: dict[tuple[str, ...], list[Zone]] = {}
    after: dict[tuple[str, ...], list[Zone]] = {}
    for zone in zones:
        if zone.geometry is None or zone.type == RANGE_RING or zone.status in {Status.PROPOSED, Status.REFUSED}:
            continue
        party = party_of(zone)
        for day, held in ((first, before), (second, after)):
            if party and holds_on(zone, day):
                held.setdefault(party, []).append(zone)
    changes = [_change(party, before.get(party, []), after.get(party, [])) for party in {**before, **after}]
    found = [change for change in changes if change.gained_where is not None or change.lost_where is not None]
    if found:
        then, now = (_ground([zone for zones in held.values() for zone in zones]) for held in (before, after))
        found = [_with_unknown(change, then, now) for change in found]
    return sorted(found, key=lambda change: (-(change.gained_m2 + change.lost_m2), change.party))


def _change(party: tuple[str, ...], before: list[Zone], after: list[Zone]) -> PartyChange:
    if {zone.id for zone in before} == {zone.id for zone in after}:
        return PartyChange(party, 0.0, 0.0, 0.0, 0.0, None, None)  # the same zones: nothing has to be cut
    then, now = _ground(before), _ground(after)
    gained, lost = _areas(now.difference(then)), _areas(then.difference(now))
    held_then, held_now = _areas(then), _areas(now)
    return PartyChange(
        party=party,
        before_m2=area_m2(held_then) if held_then else 0.0,
        after_m2=area_m2(held_now) if held_now else 0.0,
        gained_m2=area_m2(gained) if gained else 0.0,
        lost_m2=area_m2(lost) if lost else 0.0,
        gained_where=gained,
        lost_where=lost,
    )


def _with_unknown(change: PartyChange, then: "BaseGeometry", now: "BaseGeometry") -> PartyChange:
    """The change with what of it lay in no zone at all on the other day."""

    def outside(where: Geometry | None, known: "BaseGeometry") -> float:
        rest = _areas(_shape(where).difference(known)) if where else None
        return area_m2(rest) if rest else 0.0

    return change._replace(
        unknown_before_m2=outside(change.gained_where, then), unknown_after_m2=outside(change.lost_where, now)
    )


def _shape(geometry: Geometry) -> "BaseGeometry":
    import shapely
    from shapely.geometry import shape

    return shapely.make_valid(shape({"type": geometry.type.value, "coordinates": geometry.coordinates}))


def _ground(zones: list[Zone]) -> "BaseGeometry":
    import shapely

    return shapely.union_all([_shape(zone.geometry) for zone in zones if zone.geometry is not None])


def _areas(ground: "BaseGeometry") -> Geometry | None:
    """Its polygons as one geometry of ours, without slivers; None where nothing is left."""
    import shapely
    from shapely.geometry import mapping

    polygons = []
    for part in shapely.get_parts(shapely.get_parts([ground])).tolist():
        if part.geom_type == "Polygon" and not part.is_empty:
            coordinates = mapping(part)["coordinates"]
            if area_m2(Geometry(GeometryType.POLYGON, coordinates)) >= SLIVER_M2:
                polygons.append(coordinates)
    return checked_geometry(Geometry(GeometryType.MULTIPOLYGON, tuple(polygons))) if polygons else None
