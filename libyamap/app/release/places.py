"""Places made coarser: by the cell of a grid, the province or the country, never to one side of what is known.

What comes out is drawn by the same rule as everything else: a ring around a cell that holds all of the old ring, the
province, the country's card, an area made of whole cells or provinces. A geometry that is not drawn does not go out.
"""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from libyamap.app.here import AreasUnderfoot
from libyamap.app.placing import AREA, COUNTRY, NEAR, NOWHERE, PROVINCE, Placement, put_at
from libyamap.app.release.circles import Circle, circle_of
from libyamap.app.release.grid import GridCell, cell_at, cells_in
from libyamap.app.release.rules import ReleaseRules
from libyamap.app.whereabouts import drawing_of, middle_of
from libyamap.domain.areas import Province
from libyamap.domain.geometry import Geometry, GeometryType, Position, union_of_areas
from libyamap.domain.model import Feature, Link
from libyamap.domain.precision import Drawing, ring_radius_m

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

LARGEST_RADIUS_M = 2_000_000.0
MOST_CELLS = 4_000
"""An area of more cells than this is given by its provinces' countries instead."""
STEP = 0.1
"""Of a cell's size: what radii are rounded up to."""
_HAIR = 1e-3
"""Of such a step: what a radius that was measured on its corners may be too long by."""
_AREAS = {GeometryType.POLYGON, GeometryType.MULTIPOLYGON}
_SHARE = 0.01
"""Of a province: what an area covers less of is a border drawn differently."""


def blurred(feature: Feature, rules: ReleaseRules, areas: AreasUnderfoot) -> Feature:
    """The feature placed as coarsely as the rules say; unchanged where they leave places as they are."""
    if not rules.blurs:
        return feature
    if isinstance(feature, Link):
        return _blurred_link(feature, rules, areas)
    return put_at(feature, _placement(feature, rules, areas))


def blurred_position(position: Position, rules: ReleaseRules, areas: AreasUnderfoot) -> Position | None:
    """Where something at a position is said to be: the middle of a cell, the label of a province or country."""
    if rules.places == "grid":
        return cell_at(position, rules.grid_km).middle
    province = areas.province_at(*position)
    if rules.places == "province" and province:
        return province.label
    country = areas.country(province.country) if province else None
    return country.label if country else None


def _placement(feature: Feature, rules: ReleaseRules, areas: AreasUnderfoot) -> Placement:
    drawing, geometry = drawing_of(feature), feature.geometry
    if drawing is Drawing.NOWHERE:
        return NOWHERE
    known = areas.province(feature.province) if feature.province else None
    if drawing is Drawing.PROVINCE and known is not None and rules.places != "country":
        return _of_province(known)
    if drawing in {Drawing.BADGE, Drawing.PROVINCE} or geometry is None:
        return _of_country(feature.country or (known.country if known else ""), areas)
    if geometry.type in _AREAS and drawing is Drawing.AREA:
        return _of_area(feature, geometry, rules, areas)
    middle = middle_of(geometry)
    if rules.places == "grid":
        return _of_cell(feature, middle, geometry, rules.grid_km, areas)
    province = areas.province_at(*middle) or known
    if rules.places == "province" and province is not None:
        return _of_province(province)
    return _of_country(province.country if province else feature.country, areas)


def _of_cell(feature: Feature, middle: Position, geometry: Geometry, km: float, areas: AreasUnderfoot) -> Placement:
    """A ring that holds the whole cell, and all that may lie beyond it.

    What lies beyond is given in steps: a radius to the metre would tell which of many records this is.
    """
    from libyamap.domain.geodesy import course

    cell = cell_at(middle, km)
    around = max((course(middle, each).metres for each in geometry.positions()), default=0.0)
    if drawing_of(feature) is Drawing.RING and feature.where_prec is not None:
        around += ring_radius_m(feature.where_prec, feature.radius_m)
    radius = min(LARGEST_RADIUS_M, float(round(cell.reach_m + _in_steps(around, km))))
    country = _country_around(cell, areas)
    return Placement(
        where_prec=NEAR, geometry=Geometry(GeometryType.POINT, cell.middle), radius_m=radius, country=country
    )


def _in_steps(metres: float, km: float) -> float:
    """Not less than these metres, in tenths of a cell's size."""
    step = km * 1000 * STEP
    return math.ceil(metres / step - _HAIR) * step


def _country_around(cell: GridCell, areas: AreasUnderfoot) -> str:
    """The country that holds the middle and all corners; else none is named, which would tell more than the cell."""
    west, south, east, north = cell.bounds
    corners = ((west, south), (west, north), (east, south), (east, north), cell.middle)
    found = {province.country if (province := areas.province_at(*corner)) else "" for corner in corners}
    return found.pop() if len(found) == 1 else ""


def _of_province(province: Province) -> Placement:
    return Placement(where_prec=PROVINCE, place=province.name, country=province.country, province=province.code)


def _of_country(iso3: str, areas: AreasUnderfoot) -> Placement:
    country = areas.country(iso3) if iso3 else None
    return Placement(where_prec=COUNTRY, place=country.name, country=iso3) if country else NOWHERE


def _of_area(feature: Feature, geometry: Geometry, rules: ReleaseRules, areas: AreasUnderfoot) -> Placement:
    """An area of whole cells or provinces; the country's card where there is none. A circle stays one."""
    around = circle_of(geometry) if rules.places == "grid" else None
    if around is not None:
        return _of_circle(around, rules.grid_km, areas)
    if rules.places == "country":
        return _of_country(feature.country or _country_at(middle_of(geometry), areas), areas)
    parts = list(_cells_of(geometry, rules.grid_km) if rules.places == "grid" else _provinces_of(geometry, areas))
    if not parts:
        return _of_country(feature.country or _country_at(middle_of(geometry), areas), areas)
    return Placement(where_prec=AREA, geometry=union_of_areas(parts), country=feature.country)


def _of_circle(around: Circle, km: float, areas: AreasUnderfoot) -> Placement:
    """A circle about the middle of the cell, which holds all that the circle about any place in the cell would hold.

    The cells that a circle covers would tell its middle more exactly than a cell does.
    """
    from libyamap.domain.geodesy import circle

    cell = cell_at(around.middle, km)
    radius = min(LARGEST_RADIUS_M, float(round(cell.reach_m + _in_steps(around.radius_m, km))))
    return Placement(where_prec=AREA, geometry=circle(cell.middle, radius), country=_country_around(cell, areas))


def _country_at(position: Position, areas: AreasUnderfoot) -> str:
    province = areas.province_at(*position)
    return province.country if province else ""


def _cells_of(geometry: Geometry, km: float) -> Iterable[Geometry]:
    """The cells that the area covers any of; none where there would be too many."""
    import shapely

    shape = _shape(geometry)
    cells = cells_in(geometry.bounds(), km)
    if len(cells) > MOST_CELLS:
        return
    shapely.prepare(shape)
    for cell in cells:
        box = shapely.box(*cell.bounds)
        if shape.intersects(box) and shape.intersection(box).area > 0:
            west, south, east, north = cell.bounds
            ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
            yield Geometry(GeometryType.POLYGON, (ring,))


def _provinces_of(geometry: Geometry, areas: AreasUnderfoot) -> Iterable[Geometry]:
    shape = _shape(geometry)
    for province in areas.provinces_in(geometry.bounds(), limit=2_000):
        whole = _shape(province.geometry)
        if shape.intersects(whole) and shape.intersection(whole).area > _SHARE * min(whole.area, shape.area):
            yield province.geometry


def _shape(geometry: Geometry) -> "BaseGeometry":
    import shapely

    shape = shapely.geometry.shape({"type": geometry.type.value, "coordinates": geometry.coordinates})
    return shape if shape.is_valid else shapely.make_valid(shape)


def _blurred_link(link: Link, rules: ReleaseRules, areas: AreasUnderfoot) -> Link:
    """A line between the two coarser places; what lies between them is not told."""
    ends = [blurred_position(end, rules, areas) for end in _ends(link)]
    bare = msgspec.structs.replace(link, place="", province="", radius_m=None)
    if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] == ends[1]:
        return msgspec.structs.replace(bare, geometry=None, where_prec=None)
    return msgspec.structs.replace(bare, geometry=Geometry(GeometryType.LINESTRING, (ends[0], ends[1])))


def _ends(link: Link) -> list[Position]:
    if link.geometry is None or drawing_of(link) is Drawing.NOWHERE:
        return []
    positions = list(link.geometry.positions())
    return [positions[0], positions[-1]]
