"""What the application needs from the outside, as Protocols; `bootstrap` plugs the adapters in."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol, TypeVar

from libyamap.app.viewport import (
    Category,
    CellKey,
    Counts,
    Density,
    GatherKey,
    Histogram,
    Progress,
    ProgressListener,
    RowOrder,
    Selection,
    Sorting,
    Unit,
    ViewFound,
    ViewQuery,
)
from libyamap.domain.areas import Country, PlaceName, Province
from libyamap.domain.changes import Change, Inserted, OpChanges, Recorded, RecordKey, Removed, Revision
from libyamap.domain.columns import Columns
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Attachment, Claim, Feature, Link, Record
from libyamap.domain.vocabulary import Role

R = TypeVar("R", bound=Record)
F = TypeVar("F", bound=Feature)


class StoreReader(Protocol):
    """Reading records, in the state last committed (inside a transaction: with its own changes)."""

    def get(self, record_type: type[R], record_id: str) -> R | None:
        """One record, or None."""
        ...

    def all(self, record_type: type[R]) -> list[R]:
        """All records of a type, oldest id first."""
        ...

    def marks(self, record_type: type[Record], every: int) -> list[str]:
        """Every so-manieth id of a type, by rising id: where to cut many records into pieces."""
        ...

    def between(self, record_type: type[R], after: str, until: str) -> list[R]:
        """The records whose ids follow `after`, up to `until` (empty: to the end), by rising id.

        Values that are against the rules (another program may have written them) are given as they are.
        """
        ...

    def columns_between(self, record_type: type[F], after: str, until: str) -> Columns | None:
        """What `between` gives, as columns, which is quicker; None where it has to be given as records."""
        ...

    def attribute_names(self, kinds: Iterable[type[Feature]]) -> list[str]:
        """The names of all attributes of features of these kinds, in alphabetical order."""
        ...

    def get_many(self, record_type: type[R], record_ids: Iterable[str]) -> dict[str, R]:
        """Those of the records that are there, by id."""
        ...

    def as_kept(self, record_type: type[R], record_ids: Iterable[str]) -> dict[str, R]:
        """As `get_many`, but as the rows have them, also where another program has broken a rule: much quicker."""
        ...

    def claims_of(self, feature_ids: Iterable[str]) -> list[Claim]:
        """The claims on these features, oldest id first."""
        ...

    def attachments_of(self, claim_ids: Iterable[str]) -> list[Attachment]:
        """What is attached to these claims, oldest id first."""
        ...

    def links_of(self, end_ids: Iterable[str]) -> list[Link]:
        """The links that begin or end at these actors or features, oldest id first."""
        ...

    def features_with(self, record_type: type[F], actor_id: str, role: Role | None = None) -> list[F]:
        """Features of one kind in which the actor has this role (None: any), oldest id first."""
        ...

    def users_of(self, record: Record, limit: int | None = None) -> list[RecordKey]:
        """Other records that refer to this one, at most `limit`; the claims on a feature, which go with it, aside."""
        ...

    def count_users(self, record: Record) -> int:
        """How many other records refer to this one, counted as `users_of` lists them."""
        ...

    def extents(self) -> list[Bounds]:
        """Boxes (degrees, EPSG:4326) that together hold all geometry: few, however many features there are."""
        ...

    def places_named(self) -> list[tuple[str, str]]:
        """Codes of country and province, either may be empty, that the first thousands of features of a kind name."""
        ...

    def layers_of_type(self, record_type: type[Feature], word: str) -> list[str]:
        """Ids of the layers with features of one kind that have this type."""
        ...

    def kinds_imported(self, dataset: str) -> list[type[Feature]]:
        """The kinds of which there are features of this data set."""
        ...

    def imported(
        self, dataset: str, kinds: Sequence[type[Feature]], identities: Sequence[str]
    ) -> Mapping[str, tuple[RecordKey, str]]:
        """Features of a data set by these identities there: which record it became, and the digest of its row."""
        ...

    def get_bytes(self, sha256: str) -> bytes | None:
        """The bytes kept under this SHA-256 (hex), or None."""
        ...

    def revision(self) -> int:
        """Number of the newest revision; 0 in an empty journal."""
        ...

    def revisions(self, after: int = 0) -> list[Revision]:
        """The journal, oldest first; only revisions with a number above `after`."""
        ...

    def history_of(self, record_id: str) -> list[Recorded]:
        """What happened to one record, oldest first; its bulk insert has both sides None."""
        ...

    def changes_of(self, number: int, most: int | None = None) -> list[Change]:
        """What a revision changed, in the order it was done; records of a bulk insert have both sides None.

        With `most`, only so many of them, so that nobody reads a million to show a few.
        """
        ...

    def parts_of(self, number: int, *, last_first: bool = False) -> Iterator[Change | Inserted | Removed]:
        """The same with what came or went in bulk by its ids alone, so that a million records need little room."""
        ...

    def count_changes(self, number: int) -> int:
        """How many records a revision changed."""
        ...


class StoreWriter(StoreReader, Protocol):
    """Writing inside one transaction."""

    def put(self, record: Record) -> None:
        """Insert the record, or replace the one with its id."""
        ...

    def insert_many(self, records: Iterable[Record]) -> list[str]:
        """Insert new records in bulk (spatial index packed afterwards); gives their ids."""
        ...

    def insert_columns(self, stream: Iterable[Columns]) -> None:
        """Insert new records that come as columns; otherwise as `insert_many`."""
        ...

    def delete(self, record_type: type[Record], record_id: str) -> None:
        """Remove the record; KeyError if it is not there."""
        ...

    def delete_kept(
        self,
        number: int,
        record_type: type[Record],
        pieces: Iterable[bytes],
        count: int,
        noted: Callable[[Sequence[str]], None],
    ) -> None:
        """Remove the records of these packed ids, last first, and keep them in blocks of the journal's entry `number`.

        They are about `count`. `noted` hears the ids of each block; those that are not there are left out. An error in
        between is for the whole transaction to be rolled back.
        """
        ...

    def bring_back(
        self, record_type: type[Record], blocks: Iterable[int], noted: Callable[[Sequence[str]], None]
    ) -> None:
        """Insert what these blocks of the journal keep, row for row; `noted` hears the ids of each.

        StepRefused if a record is there again, InvalidValue if what it refers to is gone, WorldError for a block that
        is damaged: then the whole transaction is to be rolled back.
        """
        ...

    def put_bytes(self, data: bytes) -> str:
        """Keep these bytes, once however often they come; gives their SHA-256 (hex)."""
        ...

    def write_changes(self, number: int, changes: Sequence[Change]) -> None:
        """Begin the journal's entry of this number, the next one, with some of its changes."""
        ...

    def write_revision(self, revision: Revision, changes: Sequence[Change]) -> None:
        """Add an entry to the journal, with its changes or what is still to be told of them."""
        ...


class ProjectStore(StoreReader, Protocol):
    """An open project file."""

    @property
    def path(self) -> Path:
        """Where the file lies."""
        ...

    @property
    def read_only(self) -> bool:
        """Whether the file can only be looked at."""
        ...

    def transaction(self) -> AbstractContextManager[StoreWriter]:
        """One SQL transaction: committed and synced when the block ends, rolled back when it raises."""
        ...

    def changed_elsewhere(self) -> bool:
        """Whether another process has written since this was last asked."""
        ...

    def problems(self) -> list[str]:
        """What is wrong with the file and its rows, a sentence each; empty if sound."""
        ...

    def copy_to(self, path: Path, revision: int | None = None) -> None:
        """Write the last committed state to a new file; WorldError if there is one, and nothing is left if it fails.

        Any thread may call it. With `revision`, the copy holds what was known right after that one.
        """
        ...

    def compact(self) -> tuple[int, int]:
        """Write the file anew without its gaps; gives its size before and after, in bytes. Nothing is lost by it."""
        ...

    def checkpoint(self) -> None:
        """Fold what was committed into the file itself; for when nothing else happens. Never waits, never fails."""
        ...

    def close(self) -> None:
        """Leave one ordinary file behind (no -wal); harmless when called twice."""
        ...


class ViewportIndex(Protocol):
    """Answers what a part of the map, the table and the timeline can show. Safe to ask from any thread.

    Every answer is exact for one committed state. Before a large project is ready (`progress`), answers are of
    whatever is known already: nothing at first. A filter that cannot be read is an InvalidValue.
    """

    def features_in(self, bounds: Bounds, layers: frozenset[str]) -> list[Feature]:
        """Features of these layers whose extent (ring, province, country included) meets the bounds, oldest id first.

        For small frames: everything that is found is read; in a large project at most some thousands.
        """
        ...

    def view(self, query: ViewQuery) -> ViewFound:
        """What to draw in a frame: features when few, cells with counts when many."""
        ...

    def density(self, query: ViewQuery) -> Density:
        """Counts of point-like events in cells of `query.cell_pixels` over the whole frame, for a smooth picture."""
        ...

    def members(self, selection: Selection, place: CellKey | GatherKey | Bounds, sort: Sorting = ()) -> RowOrder:
        """The features that a cell or a gathered sign counts, or that stand in the bounds."""
        ...

    def count(self, selection: Selection) -> Counts:
        """How many features are selected, in all and by what they are."""
        ...

    def histogram(self, selection: Selection, unit: Unit, by: Category = "actor") -> Histogram:
        """The selected features in time; the selection's window is left aside."""
        ...

    def order(self, selection: Selection, sort: Sorting = ()) -> RowOrder:
        """The selected features in an order."""
        ...

    def features(self, ids: Iterable[str]) -> list[Feature]:
        """These features as they are now, in the order asked for; those that are gone are left out."""
        ...

    def claims(self, ids: Iterable[str]) -> dict[str, list[Claim]]:
        """What sources say of these features, oldest claim first; features without claims are left out."""
        ...

    def refresh(self, store: StoreReader, changes: OpChanges | None) -> None:
        """Take in what has changed; None: everything anew. Called by the thread that owns the store."""
        ...

    def progress(self) -> Progress:
        """How far the index of a large project is."""
        ...

    def subscribe(self, listener: ProgressListener) -> Callable[[], None]:
        """Call `listener` at each step of progress, from any thread; the answer is a function that ends it."""
        ...

    def wait(self, seconds: float | None = None) -> bool:
        """Block until the index is ready or has failed; False where the time was not enough."""
        ...

    def cancel(self) -> None:
        """Give up making the index of a large project; it stays as empty as it was. Harmless otherwise."""
        ...

    def close(self) -> None:
        """Let go of the file, before the store is closed. Harmless when called twice."""
        ...


class AreaGazetteer(Protocol):
    """Countries and provinces of the shipped map data. Safe to ask from any thread."""

    def country(self, iso3: str) -> Country | None:
        """The country, or None for an unknown code."""
        ...

    def province(self, code: str) -> Province | None:
        """The province, or None for an unknown code."""
        ...

    def provinces_of(self, iso3: str) -> list[Province]:
        """Its provinces, by name."""
        ...

    def provinces_in(self, bounds: Bounds, limit: int) -> list[Province]:
        """Provinces whose bounds meet these, at most `limit` of them; by code."""
        ...

    def place_names_in(self, bounds: Bounds, zoom: float) -> list[PlaceName]:
        """Names to write on the ground of this frame at this zoom (Leaflet's), most important first."""
        ...


class TileSource(Protocol):
    """A pyramid of tiles in the usual scheme (EPSG:3857, 256 pixels, y from the north). Safe to ask from any thread."""

    @property
    def max_zoom(self) -> int:
        """The deepest zoom that has tiles."""
        ...

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """One tile, unpacked (a vector tile without gzip, or an image file); None where there is none."""
        ...
