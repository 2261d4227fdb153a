"""Zones made of whole provinces, and links whose line leads from one end's place to the other's."""

from dataclasses import dataclass, field

import msgspec

from libyamap.app.following import place_of_end
from libyamap.app.ports import AreaGazetteer
from libyamap.app.transaction import Transaction
from libyamap.domain.geometry import Geometry, line, union_of_areas
from libyamap.domain.model import Link, Zone
from libyamap.errors import InvalidValue


@dataclass(frozen=True)
class DrawZone:
    """Add a zone that covers whole provinces (codes of the shipped areas)."""

    zone: Zone
    provinces: tuple[str, ...]
    areas: AreaGazetteer
    name: str = field(default="draw-zone", init=False)

    @property
    def title(self) -> str:
        """“Draw zone ‘...’”."""
        return f"Draw zone ‘{self.zone.title}’"

    def apply(self, transaction: Transaction) -> None:
        """Merge the provinces into the zone's geometry and write it."""
        shapes: list[Geometry] = []
        for code in self.provinces:
            province = self.areas.province(code)
            if province is None:
                raise InvalidValue("province", f"There is no province with the code “{code}” in the map data.")
            shapes.append(province.geometry)
        transaction.put(msgspec.structs.replace(self.zone, geometry=union_of_areas(shapes)))


@dataclass(frozen=True)
class DrawLink:
    """Add a link whose line leads from its origin's place to its target's; without a line where either has none."""

    link: Link
    areas: AreaGazetteer
    name: str = field(default="draw-link", init=False)

    @property
    def title(self) -> str:
        """“Draw link ‘...’”."""
        return f"Draw link ‘{self.link.title}’"

    def apply(self, transaction: Transaction) -> None:
        """Find both ends and write the link."""
        ends = (self.link.origin, self.link.target)
        start, end = (place_of_end(record_id, transaction.reader, self.areas) for record_id in ends)
        if start is None or end is None or start == end:
            placed = msgspec.structs.replace(self.link, geometry=None, where_prec=None)
        else:
            placed = msgspec.structs.replace(self.link, geometry=line(start, end), where_prec=5)
        transaction.put(placed)
