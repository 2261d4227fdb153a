"""Before and after: two sheets of one frame on two days, and in words what ground changed hands between them."""

import datetime as dt
from typing import Final

import msgspec

from libyamap.app.briefing.briefing import Briefing
from libyamap.app.briefing.days import Days
from libyamap.app.release.rules import ReleaseRules
from libyamap.domain.time import day_in_words

HALVES: Final = ("before", "after")
"""What the two sheets are called."""
NO_ZONES: Final = "No zones are shown, so no areas can be compared."
NO_CHANGE: Final = "None of the zones shown changed hands."
BY_COUNTRY: Final = "Places are given by country alone, so no areas can be compared."
HOW: Final = (
    "All zones shown, inside the frame or not; areas on the ellipsoid (WGS 84). Contested ground counts for its "
    "claimants together."
)


def half_of(briefing: Briefing, days: Days, number: int) -> Briefing:
    """The first (0) or second sheet of a pair as a briefing of its own, of its day.

    Many events are circles: those of two days can be compared, while each picture of heat has a scale of its own.
    """
    day = days[number].isoformat()
    return msgspec.structs.replace(briefing, before="", after="", window=day, as_of=day, density="cells")


def half_words(number: int) -> str:
    """“Before” or “After”."""
    return HALVES[number].capitalize()


def changed_heading(days: Days) -> str:
    """Above the signs of what changed, on the second sheet."""
    return f"Changed ground since {day_in_words(days.before)}"


def changed_words(rules: ReleaseRules | None, *, any_zones: bool, any_change: bool) -> tuple[str, ...]:
    """What must be known of the areas; `rules`: of the release that they are told by."""
    if rules and rules.places == "country":
        return (BY_COUNTRY,)
    if not any_zones:
        return (NO_ZONES,)
    if not any_change:
        return (NO_CHANGE,)
    return (HOW, *_coarse_words(rules))


def _coarse_words(rules: ReleaseRules | None) -> tuple[str, ...]:
    if rules is None or not rules.blurs:
        return ()
    cells = f"cells of a grid of {rules.grid_km:g} km" if rules.places == "grid" else "provinces"
    return (f"For this release places were made coarser: areas are those of whole {cells}.",)


def known_words(known: str, day: dt.date) -> str:
    """Of when the knowledge is that both sheets are drawn from; `known` in words, empty where that is not said."""
    return f"Drawn from what was known as of {known}" if known and known != day_in_words(day) else ""
