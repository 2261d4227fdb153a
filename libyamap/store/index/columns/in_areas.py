"""Which rows lie in countries or provinces: `app.in_areas` for whole columns."""

from collections.abc import Iterable

import numpy as np

from libyamap.app.in_areas import MOST_AROUND, Sort, provinces_meant
from libyamap.domain.areas import Province
from libyamap.store.index.columns.area_mask import inside
from libyamap.store.index.columns.arrays import Column, Floats, Mask
from libyamap.store.index.columns.base import Base


def in_areas(base: Base, sort: Sort, codes: tuple[str, ...]) -> Mask:
    """By position where there is one; what lies in no province, or has no position, is where its record says."""
    says = _says(base, sort, codes)
    mask = says.copy()
    provinces = provinces_meant(sort, sorted(set(codes)), base.areas)
    middles = base["middle"]
    for block, lon, lat in (
        (base.points, base["lon"], base["lat"]),
        (base.shapes, middles[:, 0], middles[:, 1]),
    ):
        there = np.isfinite(lon)
        found = _in_any(provinces, lon, lat)
        left = np.flatnonzero(says[block] & there & ~found)  # few: those that the record puts elsewhere
        found[left] = ~_in_any(_around(base, lon[left], lat[left]), lon[left], lat[left])
        mask[block] = np.where(there, found, says[block])
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


def _around(base: Base, lon: Floats, lat: Floats) -> list[Province]:
    """Every province whose box holds one of these positions."""
    if not len(lon):
        return []
    bounds = float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())
    return base.areas.provinces_in(bounds, MOST_AROUND * 50)


def _says(base: Base, sort: Sort, codes: tuple[str, ...]) -> Mask:
    numbers = base.numbers[sort]
    wanted = [numbers[code] for code in set(codes) if code in numbers]
    column: Column = base[sort]
    return np.isin(column, wanted)
