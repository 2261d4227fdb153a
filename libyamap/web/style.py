"""The one place that says how things look: map, legend and briefing all ask it.

Certain is solid, likely solid but lighter, uncertain hatched, contested or disputed striped in two colours; our own
assessment is hatched (striped where contested) with a dotted edge. Rings are thin and dashed. A link is dashed while
only proposed and crossed where refused. Colours are the actors', made to stand out from the theme's ground.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from libyamap.app.view_state import Theme
from libyamap.domain.model import Actor, Feature, Link
from libyamap.domain.vocabulary import Certainty, Kind, Role, Status
from libyamap.web.colour import distinct, mixed
from libyamap.web.marks import Fill, Stroke

GROUND: Final[dict[Theme, str]] = {"light": "#F6F3EC", "dark": "#23272B", "print": "#FFFFFF"}
"""The land's colour in each theme, as in static/theme.js."""
BACK: Final[dict[Theme, str]] = {"light": "#ECE7DC", "dark": "#2B3035", "print": "#F4F4F4"}
"""Of land, neighbours' land and panels the one that marks stand out from least; as in static/theme.js."""
INK: Final[dict[Theme, str]] = {"light": "#2B2B2B", "dark": "#E8E6E1", "print": "#000000"}
NOBODY: Final = "#6B7178"
"""Of what has no actor."""

DOTTED: Final = "1 5"
DASHED: Final = "7 5"
RING_DASH: Final = "4 4"
ENDED_OPACITY: Final = 0.45
CELL_SINGLE: Final = 4.5
"""Radius of one event among cells: a dot without a number."""
CELL_SMALLEST: Final = 6.5
CELL_LARGEST: Final = 30.0


_HEAT: Final[dict[Theme, tuple[str, ...]]] = {
    "light": ("#F7D9B8", "#F0B27A", "#DE8344", "#B4541F", "#6E2A0C"),
    "dark": ("#4A2C17", "#7E4520", "#BC6C2C", "#EBA25A", "#FFE3BD"),
    "print": ("#D8D8D8", "#ABABAB", "#7C7C7C", "#4D4D4D", "#1C1C1C"),
}


class Firmness(StrEnum):
    """How firmly something is known, as far as the eye shall tell; the values are the fills' patterns."""

    CERTAIN = "solid"
    LIKELY = "light"
    UNCERTAIN = "hatched"
    CONTESTED = "striped"


_OPACITY: Final = {
    Firmness.CERTAIN: 0.42,
    Firmness.LIKELY: 0.2,
    Firmness.UNCERTAIN: 0.5,
    Firmness.CONTESTED: 0.38,
}
_SIDES: Final = {Role.ACTOR, Role.HOLDER, Role.CLAIMANT, Role.INITIATOR, Role.OWNER}


def sides(feature: Feature, actors: dict[str, Actor]) -> list[Actor]:
    """The actors whose colours the feature wears: who holds, claims, owns or does it; else all of them."""
    known = [(part.role, actors[part.actor]) for part in feature.actors if part.actor in actors]
    leading = [actor for role, actor in known if role in _SIDES]
    return list(dict.fromkeys(leading or [actor for _, actor in known]))


def firmness(feature: Feature, parties: Sequence[Actor], *, disputed: bool) -> Firmness:
    """How firmly the feature is known; a zone of several parties is contested."""
    if disputed or (feature.kind is Kind.ZONE and len(parties) > 1):
        return Firmness.CONTESTED
    if feature.status is Status.ASSESSED:
        return Firmness.UNCERTAIN
    if feature.certainty is Certainty.ALMOST_CERTAIN:
        return Firmness.CERTAIN
    if feature.certainty in {Certainty.LIKELY, Certainty.VERY_LIKELY}:
        return Firmness.LIKELY
    if feature.certainty is not None:
        return Firmness.UNCERTAIN
    return Firmness.CERTAIN if feature.status is Status.CONFIRMED else Firmness.LIKELY


def colours(parties: Sequence[Actor], theme: Theme) -> tuple[str, ...]:
    """The parties' colours as they stand out in this theme; never empty."""
    back = BACK[theme]
    return tuple(distinct(actor.colour, back) for actor in parties) or (distinct(NOBODY, back),)


def area_fill(firm: Firmness, tints: tuple[str, ...], theme: Theme, *, measured: bool = False) -> Fill:
    """The inside of an area; what is only `measured` has none that is seen.

    What only one party holds but a source disputes is striped with the ground's grey.
    """
    if measured:
        return Fill(tints[:1], Firmness.CERTAIN.value, 0.0)
    if firm is Firmness.CONTESTED and len(tints) == 1:
        tints = (tints[0], mixed(GROUND[theme], INK[theme], 0.25))
    return Fill(tints if firm is Firmness.CONTESTED else tints[:1], firm.value, _OPACITY[firm])


def area_edge(
    firm: Firmness, tints: tuple[str, ...], theme: Theme, *, assessed: bool, measured: bool = False
) -> Stroke:
    """The edge of an area: thin where it is only `measured`, dotted where it is our assessment, else by firmness."""
    if measured:
        return Stroke(distinct(INK[theme], BACK[theme]), 1.25)
    colour = distinct(mixed(tints[0], INK[theme], 0.5), BACK[theme]) if firm is Firmness.CONTESTED else tints[0]
    if assessed:
        return Stroke(colour, 2.0, DOTTED)
    return Stroke(colour, 1.5, DASHED if firm is Firmness.UNCERTAIN else "")


def ring_edge(tint: str, *, assessed: bool) -> Stroke:
    """The ring of what is only near a place."""
    return Stroke(tint, 1.25, DOTTED if assessed else RING_DASH)


def line_stroke(status: Status, tint: str, *, is_link: bool) -> Stroke:
    """A link or a line: dashed while only proposed (or refused), dotted where it is our own assessment."""
    dash = {Status.PROPOSED: DASHED, Status.REFUSED: DASHED, Status.ASSESSED: DOTTED}.get(status, "")
    return Stroke(tint, 2.0 if is_link else 1.75, dash)


def goes_both_ways(link: Link) -> bool:
    """Whether a link has an arrowhead at both ends: talks, and whatever is tagged as mutual."""
    return link.type == "negotiation" or "mutual" in link.tags


def cell_radius(count: int) -> float:
    """Radius (pixels) of the circle for so many events: the same at every zoom, so that circles can be compared."""
    return round(min(CELL_LARGEST, CELL_SMALLEST * count**0.127), 1) if count > 1 else CELL_SINGLE


def heat_ramp(theme: Theme) -> tuple[str, ...]:
    """Colours from few events to many, of one hue: told apart by lightness alone, away from the ground's."""
    return _HEAT[theme]


def strength(status: Status) -> float:
    """Opacity by status: what has ended fades."""
    return ENDED_OPACITY if status is Status.ENDED else 1.0
