"""Move and reshape a feature on the map. Links that end there follow; `app.following` sees to it."""

from dataclasses import dataclass

import msgspec

from libyamap.app.commands.current import current_of
from libyamap.app.here import AreasUnderfoot
from libyamap.app.naming import quoted
from libyamap.app.transaction import Transaction
from libyamap.app.whereabouts import middle_of
from libyamap.domain.geometry import Geometry, GeometryType, checked_geometry, point
from libyamap.domain.model import Feature
from libyamap.domain.shaping import shifted

_NO_SHAPE_OF_THEIR_OWN = frozenset({None, 4, 6})
"""Precisions whose shape is a province, a country or nothing: a drawn shape says something else."""


@dataclass(frozen=True)
class Move:
    """Put the feature's point, or the middle of its line or area, to `lon`, `lat` (degrees, WGS 84).

    The precision stays what the source gives, unless it had no place of its own: then the place is taken as exact (a
    point) or as the shape that is there. `where_prec` says otherwise. A point's province and country, where it had
    them, become those of the new place.
    """

    feature: Feature
    lon: float
    lat: float
    where_prec: int | None = None
    name: str = "move"

    @property
    def title(self) -> str:
        """“Move ‘...’”."""
        return f"Move {quoted(self.feature)}"

    def apply(self, transaction: Transaction) -> None:
        """Write the new place; InvalidValue where it is not on the globe."""
        feature = current_of(transaction, self.feature)
        there = point(self.lon, self.lat)
        if feature.geometry is None or feature.geometry.type is GeometryType.POINT:
            geometry = there
        else:
            lon, lat = middle_of(feature.geometry)
            geometry = shifted(feature.geometry, (self.lon - lon, self.lat - lat))
        where_prec = self.where_prec or _precision_with(feature, geometry)
        moved = msgspec.structs.replace(feature, geometry=geometry, where_prec=where_prec)
        transaction.put(_in_its_province(moved, transaction.areas))


@dataclass(frozen=True)
class Reshape:
    """Give the feature another geometry (EPSG:4326)."""

    feature: Feature
    geometry: Geometry
    where_prec: int | None = None
    name: str = "reshape"

    @property
    def title(self) -> str:
        """“Reshape ‘...’”."""
        return f"Reshape {quoted(self.feature)}"

    def apply(self, transaction: Transaction) -> None:
        """Write the new shape; InvalidValue where it cannot be one, with the reason."""
        feature = current_of(transaction, self.feature)
        geometry = checked_geometry(self.geometry)
        where_prec = self.where_prec or _precision_with(feature, geometry)
        transaction.put(msgspec.structs.replace(feature, geometry=geometry, where_prec=where_prec))


def _in_its_province(feature: Feature, areas: AreasUnderfoot | None) -> Feature:
    """With the province and country that its point lies in, where it had one; at sea, it keeps its country."""
    if areas is None or feature.geometry is None or feature.geometry.type is not GeometryType.POINT:
        return feature
    if not feature.country and not feature.province:
        return feature
    found = areas.province_at(*feature.geometry.coordinates)
    province = found.code if found and feature.province else ""
    country = found.country if found and feature.country else feature.country
    return msgspec.structs.replace(feature, province=province, country=country)


def _precision_with(feature: Feature, geometry: Geometry) -> int | None:
    """The precision that the feature has, or has to have for this shape to be drawn."""
    if geometry.type is not GeometryType.POINT:
        return feature.where_prec if feature.where_prec in {5, 7} else 5
    return 1 if feature.where_prec in _NO_SHAPE_OF_THEIR_OWN else feature.where_prec
