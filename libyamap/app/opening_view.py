"""Where on the globe a project opens: at the view that its maker kept, else at what it holds."""

from collections.abc import Iterable, Iterator
from typing import Final

from libyamap.app.frames import frame_of
from libyamap.app.ports import AreaGazetteer, StoreReader
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Project

NEVER_KEPT: Final[Bounds] = (-180.0, -85.0, 180.0, 85.0)
"""The bounds of a project whose maker has kept no view: the whole world."""
LEAST_DEGREES: Final = 1.0
"""A place alone is shown with its surroundings: about 100 km."""
_NEARLY: Final = 1e-6


def opening_bounds(project: Project, reader: StoreReader, areas: AreaGazetteer) -> Bounds:
    """The frame (EPSG:4326; west > east across the antimeridian) that a project opens with.

    Where none was kept: what it holds with room around it, however much that is; where nothing has a position, the
    provinces and countries that are named; without those the countries in focus; at last the whole world.
    """
    if project.bounds != NEVER_KEPT:
        return project.bounds
    return (
        frame_of(reader.extents(), LEAST_DEGREES)
        or frame_of(_bounds_of(reader.places_named(), areas), LEAST_DEGREES)
        or frame_of(_bounds_of([(code, "") for code in project.focus], areas), LEAST_DEGREES)
        or NEVER_KEPT
    )


def _bounds_of(codes: Iterable[tuple[str, str]], areas: AreaGazetteer) -> Iterator[Bounds]:
    for country, province in codes:
        area = (areas.province(province) if province else None) or (areas.country(country) if country else None)
        if area is not None:
            yield area.bounds


def kept(bounds: Bounds) -> Bounds:
    """The bounds as a project keeps them: those of the whole world are told from those that nobody has kept."""
    if bounds != NEVER_KEPT:
        return bounds
    west, south, east, north = bounds
    return west, south, east, north + _NEARLY
