"""Which rows lie in countries or provinces: `app.in_areas` for whole columns."""

from collections.abc import Iterable

import numpy as np

from libyamap.app.in_areas import Sort, provinces_meant
from libyamap.domain.areas import Province
from libyamap.store.index.columns.area_mask import inside
from libyamap.store.index.columns.arrays import Column, Floats, Mask, looked_up
from libyamap.store.index.columns.base import Base
from libyamap.store.index.columns.lying import FIRST, NOWHERE, SEVERAL


def in_areas(base: Base, sort: Sort, codes: tuple[str, ...]) -> Mask:
    """By position where there is one; what lies in no province, or has no position, is where its record says."""
    mask = says = _says(base, sort, codes)
    provinces = provinces_meant(sort, sorted(set(codes)), base.areas)
    known = {code: number for number, code in enumerate(base.lists.where, FIRST)}
    wanted = np.zeros(len(known) + FIRST, np.bool_)
    wanted[[known[province.code] for province in provinces if province.code in known]] = True
    middles = base["middle"]
    for block, where, lon, lat in (
        (base.points, base["where"], base["lon"], base["lat"]),
        (base.shapes, base["middle_where"], middles[:, 0], middles[:, 1]),
    ):
        found = looked_up(wanted, where)
        several = np.flatnonzero(where == SEVERAL)  # few: where the edges of neighbours overlap
        found[several] = _in_any(provinces, lon[several], lat[several])
        mask[block] = found | (says[block] & (where == NOWHERE))
    return mask


def _in_any(provinces: Iterable[Province], lon: Floats, lat: Floats) -> Mask:
    found = np.zeros(len(lon), np.bool_)
    for province in provinces:
        west, south, east, north = province.bounds
        across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
        rows = np.flatnonzero(across & (lat >= south) & (lat <= north) & ~found)
        if len(rows):
            found[rows] = inside(province.geometry, lon[rows], lat[rows])
    return found


def _says(base: Base, sort: Sort, codes: tuple[str, ...]) -> Mask:
    numbers = base.numbers[sort]
    wanted = [numbers[code] for code in set(codes) if code in numbers]
    column: Column = base[sort]
    return np.isin(column, wanted)
