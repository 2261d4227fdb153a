"""What an example's data file may hold: the records of the model with short names instead of ids."""

import msgspec

from libyamap.domain.geometry import Bounds
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


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all: a word that is not known is an error, so that a slip of the pen does not go unnoticed."""


class ProjectPart(Part, frozen=True):
    """The project itself; see `domain.model.Project`."""

    title: str
    description: str
    as_of: str
    as_of_note: str
    bounds: Bounds
    focus: tuple[str, ...]


class Defaults(Part, frozen=True):
    """Time of the features that give none."""

    time: str
    time_note: str


class SourcePart(Part, frozen=True):
    """A source; see `domain.model.Source`."""

    title: str
    publisher: str
    published: str
    reliability: Reliability
    reliability_note: str
    note: str


class LayerPart(Part, frozen=True):
    """A layer; its position is its place in the file."""

    title: str
    description: str
    parent: str = ""


class ActorPart(Part, frozen=True):
    """An actor; `aliases` by language, `parent` by name, `colour` the parent's where it is left out."""

    name: str
    short_name: str = ""
    kind: ActorKind = ActorKind.ORGANISATION
    colour: str = ""
    affiliation: Affiliation = Affiliation.UNKNOWN
    aliases: dict[str, tuple[str, ...]] = {}
    parent: str = ""
    country: str = ""
    note: str = ""


class ClaimPart(Part, frozen=True):
    """What the source says; `source` may be left out where the file has only one."""

    paragraph: int
    credibility: int
    note: str
    stance: Stance = Stance.SUPPORTS
    source: str = ""


class FeaturePart(Part, frozen=True):
    """A feature of any kind; the place is lat and lon, or provinces by name, or a border, or the two ends of a link."""

    kind: Kind
    layer: str
    title: str
    description: str
    type: str
    place_note: str
    claims: tuple[ClaimPart, ...]
    status: Status = Status.REPORTED
    certainty: Certainty | None = None
    time: str | None = None
    time_note: str | None = None
    where_prec: int | None = None
    lat: float | None = None
    lon: float | None = None
    provinces: tuple[str, ...] = ()
    border_between: tuple[str, str] | None = None
    country: str = ""
    place: str = ""
    actors: dict[str, Role] = {}
    tags: tuple[str, ...] = ()
    origin: str = ""
    target: str = ""


class Recipe(Part, frozen=True):
    """A whole example."""

    project: ProjectPart
    defaults: Defaults
    sources: dict[str, SourcePart]
    layers: dict[str, LayerPart]
    actors: dict[str, ActorPart]
    features: dict[str, FeaturePart]


def read_recipe(text: str) -> Recipe:
    """Read TOML; ValueError (msgspec.ValidationError, tomllib.TOMLDecodeError) names the place of the mistake."""
    return msgspec.toml.decode(text, type=Recipe)
