"""Bends a straight chord that would run over the sea so that it follows the shore, as the road it stands for does."""

import numpy as np
import shapely
from shapely.ops import substring

from assets.geo.build.topology import Floats, Geometries

LONGEST = 2.0  # times the chord; where the shore is longer than that, the chord was no coastal road
PLAIN = 1_500.0  # metres; the bent road is no more exact than the chords around it


class Coast:
    """Land (Web Mercator metres), asked about chords: in small pieces to measure, by country to follow the shore."""

    def __init__(self, pieces: Geometries, countries: Geometries) -> None:
        self._pieces, self._pieces_tree = pieces, shapely.STRtree(pieces)
        self._land, self._tree = countries, shapely.STRtree(countries)

    def over_water(self, chords: Geometries) -> Floats:
        """Metres of each chord that no land covers."""
        water = shapely.length(chords)
        chord, piece = self._pieces_tree.query(chords, predicate="intersects")
        np.subtract.at(water, chord, shapely.length(shapely.intersection(chords[chord], self._pieces[piece])))
        return np.asarray(water)

    def along(self, chord: shapely.LineString) -> shapely.LineString | None:
        """The chord with its stretches over water laid along the shore; None where that makes no sense."""
        countries = self._tree.query(chord, predicate="intersects")
        sea = chord
        for country in self._land[countries]:
            sea = shapely.difference(sea, country)
        points = [chord.coords[0]]
        for stretch in sorted(shapely.get_parts(sea), key=lambda part: chord.project(shapely.Point(part.coords[0]))):
            shore = self._shore(stretch, self._land[countries])
            if shore is None or shore.length > LONGEST * chord.length:
                return None
            points += shore.simplify(PLAIN).coords
        return shapely.LineString([*points, chord.coords[-1]])

    def _shore(self, stretch: shapely.LineString, lands: Geometries) -> shapely.LineString | None:
        """The shorter way round the ring that both ends of the stretch lie on."""
        start, end = (shapely.Point(stretch.coords[index]) for index in (0, -1))
        for ring in shapely.get_exterior_ring(shapely.get_parts(lands)):
            if ring.distance(start) > 1.0 or ring.distance(end) > 1.0:
                continue
            low, high = ring.project(start), ring.project(end)
            near, far = (0.0, ring.length) if low < high else (ring.length, 0.0)
            round_the_other_way = [*substring(ring, low, near).coords, *substring(ring, far, high).coords]
            ways = substring(ring, low, high), shapely.LineString(round_the_other_way)
            shortest = min(ways, key=lambda way: float(way.length))
            return shortest if isinstance(shortest, shapely.LineString) else None
        return None
