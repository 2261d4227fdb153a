"""Place precision: what may be drawn of a place, and the words for it (principle 1: never more than the source gives).

Codes are UCDP GED's `where_prec` (Högbladh, UCDP GED Codebook 25.1): 1 exact, 2 near, 3 district (ADM2),
4 province (ADM1), 5 linear feature or larger area, 6 country, 7 international waters or air space.
"""

from enum import StrEnum
from typing import Final

NEAR_RADIUS_M: Final = 25_000.0
DISTRICT_RADIUS_M: Final = 50_000.0

PRECISION_WORDS: Final = {
    1: "exact place",
    2: "near the place",
    3: "district",
    4: "province",
    5: "larger area or line",
    6: "country",
    7: "international waters or air space",
}


class Drawing(StrEnum):
    """The shapes that a feature may take on the map."""

    POINT = "point"
    RING = "ring"
    PROVINCE = "province"
    AREA = "area"  # the line or area itself
    BADGE = "badge"  # a card at the country's label, never a pin
    NOWHERE = "nowhere"  # listed, not drawn


def drawing_for(where_prec: int | None, *, has_geometry: bool, has_province: bool, has_country: bool) -> Drawing:
    """Choose the most precise shape that `where_prec` allows with what is known of the place.

    A shape that lacks its ingredients falls back to the next coarser one, never to a finer one.
    """
    if where_prec is None:
        return Drawing.NOWHERE
    if where_prec == 1 and has_geometry:
        return Drawing.POINT
    if where_prec in {2, 3} and has_geometry:
        return Drawing.RING
    if where_prec <= 4 and has_province:
        return Drawing.PROVINCE
    if where_prec in {5, 7} and has_geometry:
        return Drawing.AREA
    if where_prec <= 6 and has_country:
        return Drawing.BADGE
    return Drawing.NOWHERE


def ring_radius_m(where_prec: int, radius_m: float | None) -> float:
    """Radius of the ring in metres: the known one, else the default of the precision."""
    if radius_m is not None:
        return radius_m
    return DISTRICT_RADIUS_M if where_prec == 3 else NEAR_RADIUS_M


def precision_sentence(where_prec: int | None, place: str, radius_m: float | None) -> str:
    """Say in one phrase how precisely something is placed, for tooltips and the inspector."""
    if where_prec is None:
        return "No place given: listed, not drawn"
    named = place or "the place shown"
    if where_prec in {2, 3}:
        km = ring_radius_m(where_prec, radius_m) / 1000
        word = "Near" if where_prec == 2 else "In the district of"
        return f"{word} {named} (within about {km:,.0f} km)"
    if where_prec == 1:
        return f"At {named}"
    if where_prec == 4:
        return f"Somewhere in the province {place}" if place else "Somewhere in a province"
    if where_prec == 5:
        return f"Along or within {named}"
    if where_prec == 6:
        return f"Somewhere in {place}; no place given" if place else "Somewhere in the country; no place given"
    return f"In international waters or air space, {named}"
