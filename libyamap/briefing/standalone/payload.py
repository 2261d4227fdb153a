"""What the page carries: everything to draw and to say, as JSON. Its program (`web/static/standalone`) reads it."""

import msgspec

from libyamap.domain.geometry import Bounds
from libyamap.web.marks import CountryCard, GroundLabel, LegendEntry, Mark


class Facts(msgspec.Struct, frozen=True):
    """One heading of what is known of a feature, and its lines. Plain text."""

    heading: str
    lines: tuple[str, ...]


class PageFeature(msgspec.Struct, frozen=True, kw_only=True, rename={"first": "from", "last": "to"}):
    """What the page knows of a feature besides its marks.

    `first`, `last`: the earliest and latest day (ISO 8601) that it can lie in, empty where open. `words` are what a
    search looks at. `legend` are the keys of the legend's entries that explain it. `at` is where to go (EPSG:4326).
    """

    id: str
    layer: str
    kind: str
    title: str
    first: str
    last: str
    words: str
    facts: tuple[Facts, ...]
    legend: tuple[str, ...]
    at: tuple[float, float] | None


class PageLayer(msgspec.Struct, frozen=True):
    """A layer that holds features, from the top."""

    id: str
    title: str
    visible: bool


class PageLabel(msgspec.Struct, frozen=True, kw_only=True, rename={"least": "from", "most": "to"}):
    """A name of the ground and the zooms (Leaflet's) that it is shown at."""

    label: GroundLabel
    least: int
    most: int


class Tiles(msgspec.Struct, frozen=True):
    """Data tiles of the ground: their names (`z-x-y`), lengths, and all their bytes, one after the other, gzipped.

    `region` is where there are tiles of all zooms; beyond it the map is for the small zooms alone (`world_zoom`).
    """

    names: tuple[str, ...]
    lengths: tuple[int, ...]
    gzip: bytes
    deepest: int
    region: Bounds
    world_zoom: int


class Payload(msgspec.Struct, frozen=True, kw_only=True):
    """The whole. `offsets` has, by zoom, what symbols are moved aside, by the place of their mark in `marks`.

    Where colours alone do not tell parties apart there are `letters`, by the colour of a line, and what stands `behind`
    names, by the feature's id.
    """

    title: str
    subtitle: str
    as_of: str
    marking: str
    notes: str
    footer: str
    credits: tuple[str, ...]
    theme: str
    language: str
    bounds: Bounds
    focus: tuple[str, ...]
    grey: bool = False
    """Whether the page is to be in greys."""
    marks: tuple[Mark, ...]
    offsets: dict[str, dict[str, tuple[float, float]]]
    cards: tuple[CountryCard, ...]
    card_notes: dict[str, tuple[str, ...]]
    symbols: dict[str, str]
    features: tuple[PageFeature, ...]
    layers: tuple[PageLayer, ...]
    legend: tuple[LegendEntry, ...]
    letters: dict[str, str]
    behind: dict[str, str]
    labels: tuple[PageLabel, ...]
    tiles: Tiles
