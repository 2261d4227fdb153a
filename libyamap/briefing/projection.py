"""From bounds to the frame of a map: Web Mercator (EPSG:3857) as the page draws it, 256 pixels a world at zoom 0."""

import math
from typing import Final, NamedTuple

from libyamap.domain.geometry import Bounds, Position

POLE: Final = 85.0511287798
EQUATOR_M: Final = 40_075_016.686
"""Circumference of Web Mercator's sphere."""
DEEPEST: Final = 18.0


class MapFrame(NamedTuple):
    """Size in pixels, middle (EPSG:4326) and zoom. Pixels count from the upper left corner."""

    width: float
    height: float
    lon: float
    lat: float
    zoom: float

    @property
    def world(self) -> float:
        """Width of the whole world in pixels."""
        return float(256 * 2.0**self.zoom)

    def pixel(self, position: Position) -> tuple[float, float]:
        """Where a position lies, on the copy of the world nearest to the middle."""
        lon = self.lon + (position[0] - self.lon + 180) % 360 - 180
        return self.unwrapped(lon, position[1])

    def unwrapped(self, lon: float, lat: float) -> tuple[float, float]:
        """The same for a longitude that counts on beyond 180 degrees."""
        x = (lon - self.lon) / 360 * self.world + self.width / 2
        return x, (north(self.lat) - north(lat)) * self.world + self.height / 2

    def position(self, x: float, y: float) -> Position:
        """Longitude (counting on beyond 180 degrees) and latitude of a pixel."""
        lon = self.lon + (x - self.width / 2) / self.world * 360
        return lon, south_of(north(self.lat) - (y - self.height / 2) / self.world)

    @property
    def edges(self) -> Bounds:
        """West, south, east, north; longitudes count on beyond 180 degrees."""
        west, top = self.position(0, 0)
        east, bottom = self.position(self.width, self.height)
        return west, bottom, east, top

    @property
    def bounds(self) -> Bounds:
        """The same with longitudes from -180 to 180; west > east across the antimeridian."""
        west, south, east, top = self.edges
        if east - west >= 360:
            return -180.0, south, 180.0, top
        turned = [(lon + 180) % 360 - 180 for lon in (west, east)]
        return turned[0], south, turned[1] if turned[1] != -180 else 180.0, top

    @property
    def metres_per_pixel(self) -> float:
        """True at the middle of the frame."""
        return EQUATOR_M * math.cos(math.radians(self.lat)) / self.world


def north(lat: float) -> float:
    """Mercator's way north of the equator, in widths of the world."""
    sine = math.sin(math.radians(max(-POLE, min(POLE, lat))))
    return math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def south_of(way: float) -> float:
    """The latitude that far north of the equator."""
    return math.degrees(math.atan(math.sinh(way * 2 * math.pi)))


def frame_for(bounds: Bounds, width: float, height: float, edge: float = 0.0) -> MapFrame:
    """The frame that shows the bounds with at least `edge` pixels around them, as near as that goes.

    The world is never shown twice side by side, and where it fits nothing beyond the poles of the map is shown.
    """
    west, south, east, top = bounds
    across = (east - west) % 360 if (east - west) % 360 or east <= west else 360.0
    upper, lower = north(top), north(south)
    zoom = min(
        _zoom_for(width - 2 * edge, across / 360),
        _zoom_for(height - 2 * edge, upper - lower),
        DEEPEST,
    )
    zoom = round(max(zoom, math.log2(width / 256)), 6)
    middle = (upper + lower) / 2
    half = height / (256 * 2**zoom) / 2
    middle = max(-0.5 + half, min(0.5 - half, middle)) if half < 0.5 else 0.0
    lon = (west + across / 2 + 180) % 360 - 180
    return on_whole_pixels(MapFrame(width, height, lon, south_of(middle), zoom))


def on_whole_pixels(frame: MapFrame) -> MapFrame:
    """The frame with its corner on a whole pixel of the world, where the page would put it anyway."""
    world = frame.world
    x = round((frame.lon / 360 + 0.5) * world - frame.width / 2) + frame.width / 2
    y = round((0.5 - north(frame.lat)) * world - frame.height / 2) + frame.height / 2
    return frame._replace(lon=(x / world - 0.5) * 360, lat=south_of(0.5 - y / world))


def _zoom_for(pixels: float, share: float) -> float:
    return math.log2(max(pixels, 1) / (256 * share)) if share > 0 else DEEPEST
