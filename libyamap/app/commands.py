"""The commands that change a project; GUI, command line and Python run the same ones."""

from dataclasses import dataclass, field

import msgspec

from libyamap.app.history import CREATE_COMMAND
from libyamap.app.ports import AreaGazetteer
from libyamap.app.session import Command
from libyamap.app.transaction import Transaction
from libyamap.app.whereabouts import position_of_actor, position_of_feature
from libyamap.domain.geometry import Bounds, Geometry, Position, line, union_of_areas
from libyamap.domain.model import (
    Actor,
    Attachment,
    Claim,
    Feature,
    Layer,
    Link,
    Project,
    Record,
    SavedFilter,
    SavedView,
    Source,
    Zone,
)
from libyamap.errors import InvalidValue


def title_of(record: Record) -> str:
    """What a reader calls the record."""
    if isinstance(record, Actor | Attachment):
        return record.name
    if isinstance(record, Feature | Source | Layer | Project | SavedFilter | SavedView):
        return record.title
    return record.id


@dataclass(frozen=True)
class Put:
    """Add a record, or replace the one with its id."""

    record: Record

    @property
    def name(self) -> str:
        """`put-actor`, `put-event` ..."""
        return f"put-{type(self.record).__name__.lower()}"

    @property
    def title(self) -> str:
        """“Set actor ‘...’”."""
        return f"Set {type(self.record).__name__.lower()} ‘{title_of(self.record)}’"

    def apply(self, transaction: Transaction) -> None:
        """Write the record."""
        transaction.put(self.record)


@dataclass(frozen=True)
class Remove:
    """Delete a record; the claims on a feature go with it."""

    record: Record

    @property
    def name(self) -> str:
        """`remove-actor`, `remove-event` ..."""
        return f"remove-{type(self.record).__name__.lower()}"

    @property
    def title(self) -> str:
        """“Delete ‘...’”."""
        return f"Delete ‘{title_of(self.record)}’"

    def apply(self, transaction: Transaction) -> None:
        """Delete it, claims and what is attached to them first; InvalidValue if something else still refers to it."""
        transaction.check_unused(self.record)
        claims = transaction.reader.claims_of([self.record.id]) if isinstance(self.record, Feature) else []
        with_files = [self.record.id] if isinstance(self.record, Claim) else [claim.id for claim in claims]
        for attachment in transaction.reader.attachments_of(with_files):
            transaction.delete(Attachment, attachment.id)
        for claim in claims:
            transaction.delete(Claim, claim.id)
        transaction.delete(type(self.record), self.record.id)


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
        start, end = (self._place(transaction, record_id) for record_id in (self.link.origin, self.link.target))
        if start is None or end is None or start == end:
            placed = msgspec.structs.replace(self.link, geometry=None, where_prec=None)
        else:
            placed = msgspec.structs.replace(self.link, geometry=line(start, end), where_prec=5)
        transaction.put(placed)

    def _place(self, transaction: Transaction, record_id: str) -> Position | None:
        actor = transaction.get(Actor, record_id)
        if actor is not None:
            return position_of_actor(actor, transaction, self.areas)
        feature = transaction.feature(record_id)
        return position_of_feature(feature, self.areas) if feature else None


@dataclass(frozen=True)
class InsertMany:
    """Add many new records at once; the journal keeps their ids, not copies."""

    records: tuple[Record, ...]
    title: str
    name: str = field(default="insert-many", init=False)

    def apply(self, transaction: Transaction) -> None:
        """Bulk-load them."""
        transaction.insert_many(self.records)


@dataclass(frozen=True)
class KeepView:
    """Make what is on screen the view that the project opens with."""

    bounds: Bounds
    layers: tuple[Layer, ...]
    title: str = field(default="Keep this as the opening view", init=False)
    name: str = field(default="keep-view", init=False)

    def apply(self, transaction: Transaction) -> None:
        """Write the bounds and each layer's state."""
        for project in transaction.all(Project):
            transaction.put(msgspec.structs.replace(project, bounds=self.bounds))
        for layer in self.layers:
            transaction.put(layer)


@dataclass(frozen=True)
class Together:
    """Several commands as one step."""

    title: str
    commands: tuple[Command, ...]
    name: str = "together"

    def apply(self, transaction: Transaction) -> None:
        """Run them in order."""
        for command in self.commands:
            command.apply(transaction)


def create(project: Project, commands: tuple[Command, ...] = ()) -> Together:
    """The first step of every project: its description, and what it begins with. It cannot be undone."""
    return Together(f"Create ‘{project.title}’", (Put(project), *commands), CREATE_COMMAND)
