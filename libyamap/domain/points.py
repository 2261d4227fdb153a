"""Many points as plain numbers: a column of geometries that travels and is written without an object a point."""

import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from libyamap.domain.geometry import Geometry, GeometryType

_NOWHERE = (math.nan, math.nan)


class Points:
    """A column of points (EPSG:4326), read like a list of `Geometry | None`. `numbers` are longitude and latitude of
    each in turn, in degrees; NaN where there is none.
    """

    __slots__ = ("numbers",)

    def __init__(self, numbers: "array[float]") -> None:
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.numbers) // 2

    def __getitem__(self, at: int) -> Geometry | None:
        lon, lat = self.numbers[2 * at], self.numbers[2 * at + 1]
        return None if math.isnan(lon) else Geometry(GeometryType.POINT, (lon, lat))

    def __iter__(self) -> Iterator[Geometry | None]:
        return map(self.__getitem__, range(len(self)))

    def some(self, places: Iterable[int]) -> "Points":
        """Those at these places, in that order."""
        chosen = array("d")
        for at in places:
            chosen.extend(self.numbers[2 * at : 2 * at + 2])
        return Points(chosen)


def as_points(geometries: Sequence[Geometry | None]) -> Points | None:
    """The column as points; None where there is another geometry among them."""
    if None not in geometries and {each.type for each in geometries if each} == {GeometryType.POINT}:
        return Points(array("d", chain.from_iterable([each.coordinates for each in geometries if each])))
    numbers = array("d")
    for geometry in geometries:
        if geometry is None:
            numbers.extend(_NOWHERE)
        elif geometry.type is GeometryType.POINT:
            numbers.extend(geometry.coordinates)
        else:
            return None
    return Points(numbers)
