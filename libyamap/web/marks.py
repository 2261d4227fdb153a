"""What the page draws: marks, ready to paint, so that the page decides nothing but pixels.

`ViewAnswer` is the JSON that `view?w=&s=&e=&n=&z=` is answered with; `cw`, `cs`, `ce`, `cn` say in which part of the
frame circles are wanted. Positions are [longitude, latitude] (EPSG:4326), radii metres, sizes and widths CSS pixels,
colours #RRGGBB, dashes as in SVG's stroke-dasharray.
"""

from typing import Any

import msgspec

from libyamap.domain.geometry import Position


class Stroke(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line's look; an empty dash is a solid line."""

    colour: str
    width: float = 1.5
    dash: str = ""


class Fill(msgspec.Struct, frozen=True, omit_defaults=True):
    """An area's look. `pattern`: solid, light, hatched, striped (a stripe a colour: contested or disputed).

    Ground that changed hands is `gained` (hatched the other way) or `lost` (dotted), its colours by turns.
    """

    colours: tuple[str, ...]
    pattern: str = "solid"
    opacity: float = 0.3


class Mark(msgspec.Struct, frozen=True, kw_only=True, tag_field="mark", omit_defaults=True):
    """What all marks have. `rank` orders labels (0 first); `order` is the painting order, larger on top.

    A feature of several parts gives several marks with its one id; only the first has the label. `aside`: not where the
    feature is, but where another source puts it, or what ties the two.
    """

    id: str
    label: str
    tooltip: str
    order: int = 0
    rank: int = 5
    opacity: float = 1.0
    aside: bool = False


class SymbolMark(Mark, frozen=True, kw_only=True, tag="symbol", omit_defaults=True):
    """A symbol standing on an exact place. `symbol` is the address of an SVG of `size` (width, height).

    `offset` moves its middle, in pixels (right, down), so that marks at one place do not hide each other.
    """

    at: Position
    symbol: str
    size: tuple[float, float]
    offset: tuple[float, float] = (0.0, 0.0)


class RingMark(Mark, frozen=True, kw_only=True, tag="ring", omit_defaults=True):
    """Somewhere within `radius_m` of `at`: a thin dashed ring, its symbol on the ring, never at its centre."""

    at: Position
    radius_m: float
    stroke: Stroke
    symbol: str
    size: tuple[float, float]


class AreaMark(Mark, frozen=True, kw_only=True, tag="area", omit_defaults=True):
    """Polygons (a MultiPolygon's coordinates) with the place of their label."""

    polygons: Any
    fill: Fill
    stroke: Stroke
    label_at: Position


class LineMark(Mark, frozen=True, kw_only=True, tag="line", omit_defaults=True):
    """A line. A link curves gently, with an arrowhead at its end (`arrow`) and a cross in its middle (`crossed`)."""

    path: tuple[Position, ...]
    stroke: Stroke
    arrow: bool = False
    both_ways: bool = False
    crossed: bool = False


class CellMark(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Several events in one square of the map, as a circle: `text` is its number in short, `count` the exact one.

    `x` and `y` name the square at the level of all (`CellMarks`). `at` is where the events are on the whole. `shares`
    are the parts of the ring, the largest first: the number of a tint and how many events, one after the other; they
    add up to `count`. `named` are those of the most events whose name is known: the number of a name and how many.
    """

    x: int
    y: int
    at: Position
    count: int
    radius: float
    text: str
    shares: tuple[int, ...]
    named: tuple[int, ...]


class CellMarks(msgspec.Struct, frozen=True):
    """All circles of an answer, the largest first. Without field names and with each tint and name once: it is what
    costs most of an answer, to make, to send and to read.
    """

    level: int
    tints: tuple[str, ...]
    names: tuple[str, ...]
    marks: tuple[CellMark, ...]


class HeatMark(msgspec.Struct, frozen=True, kw_only=True):
    """How dense many events are: squares of the map's grid (`level`, from column `x` and row `y`), row by row.

    `tones` has a byte for each, 0 (none) to 255 (the end of the `ramp`, whose colours go from few to many).
    """

    level: int
    x: int
    y: int
    width: int
    height: int
    tones: bytes
    ramp: tuple[str, ...]


class CardRow(msgspec.Struct, frozen=True):
    """One feature known for a country alone. `title` does not say the country again; `tooltip` says everything."""

    id: str
    title: str
    tooltip: str
    symbol: str
    colour: str


class CountryCard(msgspec.Struct, frozen=True):
    """What is known for one country without a place: a card at the country's label, or a note when that is out of view.

    `note` is the sentence shown at the map's edge, such as “4 more known for Libya, no place given”. Where they are too
    many for rows, the card has none but the note and a `count`; `gathered` (`country/LBY`, `province/LY.77`) says of
    what.
    """

    country: str
    name: str
    at: Position
    rows: tuple[CardRow, ...]
    note: str
    gathered: str = ""
    count: int = 0


class ViewAnswer(msgspec.Struct, frozen=True):
    """Everything to draw above the ground, bottom first. `left_out` counts the smallest lines and areas of too many."""

    version: int
    marks: tuple[Mark, ...]
    cards: tuple[CountryCard, ...]
    cells: CellMarks | None = None
    heat: HeatMark | None = None
    left_out: int = 0


class GroundLabel(msgspec.Struct, frozen=True):
    """A name of the ground. `kind` as in the areas' `labels` table; smaller `rank` is more important."""

    text: str
    kind: str
    rank: float
    at: Position


class GroundLabels(msgspec.Struct, frozen=True):
    """Names of the ground for one frame, most important first."""

    labels: tuple[GroundLabel, ...]


class LegendEntry(msgspec.Struct, frozen=True):
    """One line of the legend: `swatch` is a complete SVG, drawn from the same style as the mark."""

    key: str
    text: str
    swatch: str
    group: str


class Furniture(msgspec.Struct, frozen=True):
    """What a picture carries besides the map."""

    title: str
    subtitle: str
    marking: str
    legend: tuple[LegendEntry, ...]
    credits: tuple[str, ...]
