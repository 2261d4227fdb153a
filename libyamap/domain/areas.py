"""Countries and provinces as the app needs them: names in both scripts, a place for their label, and their shape."""

import msgspec

from libyamap.domain.geometry import Bounds, Geometry, Position


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """A country by its ISO 3166-1 alpha-3 code. `label` is where its name and badge stand (EPSG:4326)."""

    iso3: str
    name: str
    name_ar: str
    label: Position
    bounds: Bounds


class Province(msgspec.Struct, frozen=True, kw_only=True):
    """A first-level administrative area (ADM1). `geometry` is a MultiPolygon (EPSG:4326)."""

    code: str
    country: str
    name: str
    name_ar: str
    label: Position
    bounds: Bounds
    geometry: Geometry


class PlaceName(msgspec.Struct, frozen=True, kw_only=True):
    """A name on the ground: a town, a country, water. `kind` and `rank` (smaller: more important) as in map data."""

    name: str
    name_ar: str
    kind: str
    rank: float
    at: Position
