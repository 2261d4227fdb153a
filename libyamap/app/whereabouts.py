"""Where a thing stands on the map: one position to tie links and labels to, and the extent it can be seen in."""

import itertools
import math
from typing import Protocol

from libyamap.app.ports import AreaGazetteer, F, R
from libyamap.domain.geometry import Bounds, Geometry, GeometryType, Position
from libyamap.domain.model import Actor, Feature, Site
from libyamap.domain.precision import Drawing, drawing_for, ring_radius_m
from libyamap.domain.vocabulary import Role

METRES_PER_DEGREE = 111_195.0
"""Of latitude, on the mean sphere; only for padding an extent, never for a distance that is shown."""

_PLACED = frozenset({Drawing.POINT, Drawing.RING, Drawing.AREA})


class Reader(Protocol):
    """Whatever gives records: a session's store or a running transaction."""

    def get(self, record_type: type[R], record_id: str) -> R | None:
        """One record, or None."""
        ...

    def all(self, record_type: type[R]) -> list[R]:
        """All records of a type."""
        ...

    def features_with(self, record_type: type[F], actor_id: str, role: Role | None = None) -> list[F]:
        """Features of one kind in which the actor has this role."""
        ...


def drawing_of(feature: Feature) -> Drawing:
    """The shape that the feature's precision allows."""
    return drawing_for(
        feature.where_prec,
        has_geometry=feature.geometry is not None,
        has_province=bool(feature.province),
        has_country=bool(feature.country),
    )


def position_of_feature(feature: Feature, areas: AreaGazetteer) -> Position | None:
    """One position for the feature: its point, the middle of its area, its province's or country's label."""
    drawing = drawing_of(feature)
    if drawing is Drawing.PROVINCE:
        province = areas.province(feature.province)
        return province.label if province else None
    if drawing is Drawing.BADGE:
        country = areas.country(feature.country)
        return country.label if country else None
    if drawing is Drawing.NOWHERE or feature.geometry is None:
        return None
    return middle_of(feature.geometry)


def position_of_actor(actor: Actor, reader: Reader, areas: AreaGazetteer) -> Position | None:
    """Where an actor stands: at a site it owns, else at its parent's place, else at its country's label."""
    family = _with_parents(actor, reader)
    for member in family:
        for site in reader.features_with(Site, member.id, Role.OWNER):
            position = position_of_feature(site, areas)
            if position is not None:
                return position
    for member in reversed(family):
        country = areas.country(member.country) if member.country else None
        if country is not None:
            return country.label
    return None


def _with_parents(actor: Actor, reader: Reader) -> list[Actor]:
    """The actor, its parent, and so on; a circle, which a damaged file may hold, ends where it closes."""
    family = [actor]
    while family[-1].parent:
        parent = reader.get(Actor, family[-1].parent)
        if parent is None or any(parent.id == member.id for member in family):
            break
        family.append(parent)
    return family


def extent_of(feature: Feature, areas: AreaGazetteer) -> Bounds | None:
    """Bounds of all that is drawn of the feature; None where nothing is."""
    drawing = drawing_of(feature)
    if drawing is Drawing.PROVINCE:
        province = areas.province(feature.province)
        return province.bounds if province else None
    if drawing is Drawing.BADGE:
        country = areas.country(feature.country)
        return country.bounds if country else None
    if drawing is Drawing.NOWHERE or feature.geometry is None:
        return None
    west, south, east, north = feature.geometry.bounds()
    if drawing is Drawing.RING and feature.where_prec is not None:
        pad = ring_radius_m(feature.where_prec, feature.radius_m) / METRES_PER_DEGREE
        across = pad / max(0.01, math.cos(math.radians(min(89.0, max(abs(south), abs(north))))))
        return west - across, max(-90.0, south - pad), east + across, min(90.0, north + pad)
    return west, south, east, north


def geometry_drawn(feature: Feature) -> Geometry | None:
    """What says whether the feature is in an area: its geometry, if that is drawn."""
    return feature.geometry if drawing_of(feature) in _PLACED else None


def middle_of(geometry: Geometry) -> Position:
    """A position that stands for the geometry: the point itself, a line's middle vertex, an area's largest ring."""
    if geometry.type is GeometryType.POINT:
        lon, lat = geometry.coordinates
        return lon, lat
    if geometry.type in {GeometryType.POLYGON, GeometryType.MULTIPOLYGON}:
        polygons = [geometry.coordinates] if geometry.type is GeometryType.POLYGON else geometry.coordinates
        return _centroid(max((polygon[0] for polygon in polygons), key=lambda ring: abs(_twice_area(ring))))
    positions = list(geometry.positions())
    return positions[len(positions) // 2]


def _twice_area(ring: tuple[Position, ...]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))


def _centroid(ring: tuple[Position, ...]) -> Position:
    area = _twice_area(ring)
    if not area:
        return ring[0]
    lon = lat = 0.0
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        cross = x1 * y2 - x2 * y1
        lon += (x1 + x2) * cross
        lat += (y1 + y2) * cross
    return lon / (3 * area), lat / (3 * area)
