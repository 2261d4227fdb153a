"""Split, cut, merge and repair areas. What sources said of a zone is said of all its parts."""

from dataclasses import dataclass, field

import msgspec

from libyamap.app.commands.copying import copy_claims
from libyamap.app.commands.current import current_of
from libyamap.app.commands.remove import put_in_place, remove_whole
from libyamap.app.naming import quoted
from libyamap.app.transaction import Transaction
from libyamap.domain.geometry import Geometry, union_of_areas
from libyamap.domain.ids import new_id
from libyamap.domain.model import Feature, Zone
from libyamap.domain.shaping import cut_area, repaired_area, split_area
from libyamap.errors import InvalidValue


@dataclass(frozen=True)
class SplitZone:
    """Cut a zone in two along a line (LineString, EPSG:4326). The larger part stays, the other is a new zone.

    `part_id` is the id of the new zone; the claims on the zone are copied to it.
    """

    zone: Zone
    line: Geometry
    part_title: str = ""
    part_id: str = field(default_factory=new_id)
    name: str = "split-zone"

    @property
    def title(self) -> str:
        """“Split ‘...’”."""
        return f"Split {quoted(self.zone)}"

    def apply(self, transaction: Transaction) -> None:
        """Write both parts; InvalidValue if the line does not lead across the zone."""
        zone = current_of(transaction, self.zone)
        larger, smaller = split_area(_area_of(zone), self.line)
        part_title = self.part_title or f"{zone.title} (part)"
        transaction.put(msgspec.structs.replace(zone, geometry=larger))
        transaction.put(msgspec.structs.replace(zone, id=self.part_id, title=part_title, geometry=smaller))
        copy_claims(transaction, zone.id, self.part_id)


@dataclass(frozen=True)
class CutZone:
    """Take an area (EPSG:4326) out of a zone."""

    zone: Zone
    area: Geometry
    name: str = "cut-zone"

    @property
    def title(self) -> str:
        """“Cut a piece out of ‘...’”."""
        return f"Cut a piece out of {quoted(self.zone)}"

    def apply(self, transaction: Transaction) -> None:
        """Write what is left; InvalidValue if that is nothing, or all."""
        zone = current_of(transaction, self.zone)
        transaction.put(msgspec.structs.replace(zone, geometry=cut_area(_area_of(zone), self.area)))


@dataclass(frozen=True)
class MergeZones:
    """Make one zone of several: the first keeps its fields and takes over areas, claims and links of the others."""

    zones: tuple[Zone, ...]
    name: str = "merge-zones"

    @property
    def title(self) -> str:
        """“Merge ‘...’ with ‘...’”, “Merge ‘...’ with 3 zones”."""
        others = quoted(self.zones[1]) if len(self.zones) == 2 else f"{len(self.zones) - 1} zones"
        return f"Merge {quoted(self.zones[0])} with {others}" if self.zones else "Merge zones"

    def apply(self, transaction: Transaction) -> None:
        """Write the merged zone and delete the others."""
        if len({zone.id for zone in self.zones}) < 2:
            raise InvalidValue("geometry", "Choose at least two zones to merge.")
        first, *others = (current_of(transaction, zone) for zone in self.zones)
        merged = union_of_areas([_area_of(zone) for zone in (first, *others)])
        transaction.put(msgspec.structs.replace(first, geometry=merged))
        for zone in others:
            for claim in transaction.reader.claims_of([zone.id]):
                transaction.put(msgspec.structs.replace(claim, feature=first.id))
            put_in_place(transaction, zone, first)
            remove_whole(transaction, zone)


@dataclass(frozen=True)
class Repair:
    """Make an area valid that crosses itself or the like, without adding to what it covers where that is possible."""

    feature: Feature
    name: str = "repair"

    @property
    def title(self) -> str:
        """“Repair the shape of ‘...’”."""
        return f"Repair the shape of {quoted(self.feature)}"

    def apply(self, transaction: Transaction) -> None:
        """Write the repaired shape; InvalidValue if nothing is left of it."""
        feature = current_of(transaction, self.feature)
        transaction.put(msgspec.structs.replace(feature, geometry=repaired_area(_area_of(feature))))


def _area_of(feature: Feature) -> Geometry:
    if feature.geometry is None:
        raise InvalidValue("geometry", f"{quoted(feature)} has no area yet; draw one first.")
    return feature.geometry
