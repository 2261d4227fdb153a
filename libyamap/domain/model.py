"""The records of a project, as frozen types. Their rules stand in `domain.checks`."""

from typing import ClassVar

import msgspec

from libyamap.domain.geometry import Bounds, Geometry
from libyamap.domain.time import Span, span_of
from libyamap.domain.vocabulary import (
    ActorKind,
    Affiliation,
    Certainty,
    Kind,
    Reliability,
    Role,
    Stance,
    Status,
)

Scalar = str | int | float | bool | None


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Anything that a project keeps under an id (UUIDv7 text)."""

    id: str


class Involvement(msgspec.Struct, frozen=True):
    """An actor's part in a feature."""

    actor: str
    role: Role = Role.ACTOR


class Feature(Record, frozen=True, kw_only=True):
    """Anything that can be drawn; see the five kinds below.

    `time` is EDTF (empty: not known). `where_prec` is UCDP's code 1-7, None where no place is given at all. `geometry`
    is EPSG:4326 or None. `radius_m` is the known radius of the ring in metres. `country` is ISO 3166-1 alpha-3,
    `province` a code of the shipped areas. `place_note` and `time_note` say why it is placed and dated so. `symbol` is
    an APP-6D identification code (20 digits) that overrides the one derived from kind and type. What was imported names
    its data set, its identity there and the digest of the row it came from, so that a later edition updates it.
    """

    KIND: ClassVar[Kind]

    layer: str
    title: str
    description: str = ""
    type: str = ""
    status: Status = Status.REPORTED
    certainty: Certainty | None = None
    time: str = ""
    time_note: str = ""
    where_prec: int | None = None
    geometry: Geometry | None = None
    radius_m: float | None = None
    place: str = ""
    place_note: str = ""
    country: str = ""
    province: str = ""
    actors: tuple[Involvement, ...] = ()
    symbol: str = ""
    tags: tuple[str, ...] = ()
    attributes: dict[str, Scalar] = {}
    dataset: str = ""
    dataset_id: str = ""
    dataset_digest: str = ""

    @property
    def kind(self) -> Kind:
        """The kind as a word of the vocabulary."""
        return self.KIND

    @property
    def span(self) -> Span:
        """Earliest and latest day of `time`."""
        return span_of(self.time)


class Event(Feature, frozen=True, kw_only=True):
    """Something that happened."""

    KIND: ClassVar[Kind] = Kind.EVENT


class Presence(Feature, frozen=True, kw_only=True):
    """A force said to be somewhere."""

    KIND: ClassVar[Kind] = Kind.PRESENCE


class Site(Feature, frozen=True, kw_only=True):
    """An outpost, base, airfield, crossing, seat of government, town."""

    KIND: ClassVar[Kind] = Kind.SITE


class Zone(Feature, frozen=True, kw_only=True):
    """An area held or claimed; a contested zone names all its claimants in `actors`."""

    KIND: ClassVar[Kind] = Kind.ZONE


class Link(Feature, frozen=True, kw_only=True):
    """From an actor or feature to another (`origin`, `target`: their ids): arms, training, talks, support, hostility.

    `geometry` is a LineString from the origin's place to the target's; None where either has none.
    """

    KIND: ClassVar[Kind] = Kind.LINK

    origin: str = ""
    target: str = ""


class Alias(msgspec.Struct, frozen=True):
    """Another name; `language` is BCP 47 (`ar`, `en`, `it` ...), empty where it does not matter."""

    text: str
    language: str = ""


class Actor(Record, frozen=True, kw_only=True):
    """State, government, armed group, organisation or person. `colour` is #RRGGBB; `parent` another actor's id."""

    name: str
    short_name: str = ""
    kind: ActorKind = ActorKind.ORGANISATION
    colour: str = "#777777"
    affiliation: Affiliation = Affiliation.UNKNOWN
    aliases: tuple[Alias, ...] = ()
    parent: str = ""
    country: str = ""
    note: str = ""


class Source(Record, frozen=True, kw_only=True):
    """A document. `reliability_note` justifies the grade; `published` is EDTF."""

    title: str
    author: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""
    reliability: Reliability = Reliability.F
    reliability_note: str = ""
    note: str = ""


class Claim(Record, frozen=True, kw_only=True):
    """What a source says of a feature, in our own words, where in the source (`locator`), and how credible (1-6).

    The `says_` fields hold what this source itself says where that differs from the feature (or from other claims):
    `says_time` is EDTF, `says_geometry` EPSG:4326; empty where the source says the same or nothing of it.
    """

    feature: str
    source: str
    locator: str = ""
    stance: Stance = Stance.SUPPORTS
    reliability: Reliability = Reliability.F
    credibility: int = 6
    note: str = ""
    says_time: str = ""
    says_actors: tuple[Involvement, ...] = ()
    says_place: str = ""
    says_geometry: Geometry | None = None


class Attachment(Record, frozen=True, kw_only=True):
    """A picture, PDF or page kept with a claim. Its bytes are kept once under `sha256` (hex); `size` counts them."""

    claim: str
    name: str
    media_type: str
    sha256: str
    size: int


class Layer(Record, frozen=True, kw_only=True):
    """A titled, ordered set of features. `position` counts from the top; `parent` is a layer that only groups."""

    title: str
    description: str = ""
    position: int = 0
    parent: str = ""
    visible: bool = True
    opacity: float = 1.0


class Project(Record, frozen=True, kw_only=True):
    """The project itself: one record a file. `as_of` is EDTF; `bounds` the opening view; `focus` countries (ISO 3)."""

    title: str
    description: str = ""
    as_of: str = ""
    as_of_note: str = ""
    bounds: Bounds = (-180.0, -85.0, 180.0, 85.0)
    focus: tuple[str, ...] = ()


class SavedFilter(Record, frozen=True, kw_only=True):
    """A filter under a name; `filter` is the JSON of an `app.filter.Filter`. `position` counts from the top."""

    title: str
    filter: str = "{}"
    position: int = 0


class LayerShown(msgspec.Struct, frozen=True):
    """How a layer is shown in a saved view."""

    visible: bool = True
    opacity: float = 1.0


class SavedView(Record, frozen=True, kw_only=True):
    """A picture that can be made again: the frame (EPSG:4326), how each layer (by id) is shown, filter and texts.

    `filter` is the JSON of an `app.filter.Filter`, `window` the days of the timeline as EDTF interval, `as_of` EDTF,
    `theme` a word of the view state. `content` is a JSON object for what else a briefing keeps (callouts, size ...).
    """

    title: str
    position: int = 0
    bounds: Bounds = (-180.0, -85.0, 180.0, 85.0)
    layers: dict[str, LayerShown] = {}
    filter: str = "{}"
    window: str = ""
    theme: str = ""
    subtitle: str = ""
    as_of: str = ""
    notes: str = ""
    marking: str = ""
    content: str = "{}"


FEATURE_CLASSES: dict[Kind, type[Feature]] = {
    Kind.EVENT: Event,
    Kind.PRESENCE: Presence,
    Kind.SITE: Site,
    Kind.ZONE: Zone,
    Kind.LINK: Link,
}
RECORD_CLASSES: tuple[type[Record], ...] = (
    *FEATURE_CLASSES.values(), Actor, Source, Claim, Layer, Project, Attachment, SavedFilter, SavedView
)  # fmt: skip
