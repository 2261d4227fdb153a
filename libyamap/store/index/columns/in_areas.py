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
    """By position or shape, where there is one; what is in no province, or has none, is where its record says."""
    mask = says = _says(base, sort, codes)
    provinces = provinces_meant(sort, sorted(set(codes)), base.areas)
    wanted = {province.code for province in provinces}
    points, shapes, where = base.points, base.shapes, base["where"]
    found = looked_up(np.array([False] * FIRST + [code in wanted for code in base.lists.where], np.bool_), where)
    several = np.flatnonzero(where == SEVERAL)  # few: where the edges of neighbours overlap
    found[several] = _in_any(provinces, base["lon"][several], base["lat"][several])
    mask[points] = found | (says[points] & (where == NOWHERE))
    mask[shapes] = _met(base, wanted) | (says[shapes] & (np.diff(base["met_starts"]) == 0))
    return mask


def _met(base: Base, codes: set[str]) -> Mask:
    """Which shapes have a part in one of these provinces."""
    numbers = np.diff(base["met_starts"])
    wanted = np.array([code in codes for code in base.lists.met], np.bool_)[base["met"]]
    found: Mask = np.bincount(np.repeat(np.arange(len(numbers)), numbers)[wanted], minlength=len(numbers)) > 0
    return found


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
