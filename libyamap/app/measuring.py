"""What a person is measuring: a line, an area or rings around a place, step by step; each step gives a new state."""

from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

import msgspec

from libyamap.app.measure import area_words, course_words, distance_words, radius_words
from libyamap.domain.geodesy import area_m2, course, length_m
from libyamap.domain.geometry import Geometry, GeometryType, Position, area_problem, checked_geometry
from libyamap.errors import InvalidValue

MOST_POINTS = 500
FEWEST_OF_AREA = 3


class Tool(StrEnum):
    """What can be measured."""

    LINE = "line"
    AREA = "area"
    RINGS = "rings"


class Leg(NamedTuple):
    """One straight (geodesic) part of a line."""

    start: Position
    end: Position
    words: str

    @property
    def middle(self) -> Position:
        """Halfway in degrees, to write beside; legs over the antimeridian are unwrapped first."""
        east = self.end[0] + 360 * round((self.start[0] - self.end[0]) / 360)
        return (self.start[0] + east) / 2, (self.start[1] + self.end[1]) / 2


class Measuring(msgspec.Struct, frozen=True):
    """The corners so far; `ended`: the next click begins anew."""

    tool: Tool = Tool.LINE
    points: tuple[Position, ...] = ()
    ended: bool = False
    radii: tuple[float, ...] = ()

    def pointed(self, position: Position, near_m: float = 0.0) -> "Measuring":
        """Another corner; a line that comes back to within `near_m` of its start closes to an area."""
        if self.tool is Tool.RINGS or self.ended:
            return msgspec.structs.replace(self, points=(position,), ended=self.tool is Tool.RINGS)
        if len(self.points) >= FEWEST_OF_AREA and course(self.points[0], position).metres <= near_m:
            return msgspec.structs.replace(self, tool=Tool.AREA, ended=True)
        if self.points and self.points[-1] == position:
            return self
        if len(self.points) >= MOST_POINTS:
            raise InvalidValue("geometry", f"A measured line has at most {MOST_POINTS} corners.")
        return msgspec.structs.replace(self, points=(*self.points, position))

    def without_last(self) -> "Measuring":
        """The last corner taken back."""
        return msgspec.structs.replace(self, points=self.points[:-1], ended=False)

    def finished(self) -> "Measuring":
        """No more corners."""
        return msgspec.structs.replace(self, ended=bool(self.points))

    def with_tool(self, tool: Tool) -> "Measuring":
        """The same corners measured otherwise; rings stand around the first."""
        points = self.points[:1] if tool is Tool.RINGS else self.points
        return msgspec.structs.replace(self, tool=tool, points=points, ended=self.ended or tool is Tool.RINGS)

    @property
    def closed(self) -> bool:
        """Whether it has an inside."""
        return self.tool is Tool.AREA and len(self.points) >= FEWEST_OF_AREA

    @property
    def round_trip(self) -> tuple[Position, ...]:
        """The corners, and the first again where it is closed."""
        return (*self.points, self.points[0]) if self.closed else self.points

    @property
    def legs(self) -> tuple[Leg, ...]:
        """From corner to corner, with distance and bearing in words."""
        path = self.round_trip
        return tuple(Leg(one, two, course_words(one, two)) for one, two in pairwise(path))

    @property
    def area(self) -> Geometry | None:
        """The measured area as a polygon; None where it is none. InvalidValue where its edge crosses itself."""
        if not self.closed:
            return None
        polygon = checked_geometry(Geometry(GeometryType.POLYGON, (self.round_trip,)))
        if area_problem(polygon):
            raise InvalidValue("geometry", "The outline crosses itself, so it encloses no one area; take corners back.")
        return polygon

    @property
    def summary(self) -> str:
        """Such as “Length 312 km” or “Area 1,760 km², perimeter 180 km”; empty before there is anything to say."""
        if self.tool is Tool.RINGS:
            return "Rings of " + ", ".join(map(radius_words, self.radii)) if self.points and self.radii else ""
        if self.closed:
            polygon = Geometry(GeometryType.POLYGON, (self.round_trip,))
            return f"Area {area_words(area_m2(polygon))}, perimeter {distance_words(length_m(self.round_trip))}"
        return f"Length {distance_words(length_m(self.points))}" if len(self.points) > 1 else ""
