"""Gathers what the panel “What is here?” shows, in a worker thread. Knows no Qt."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from libyamap.app.here import AreasUnderfoot, Here, what_is_here
from libyamap.app.named_areas import NO_AREAS, NamedAreas
from libyamap.app.places import Places
from libyamap.app.sky import Sky, sky_over
from libyamap.domain.geometry import Position
from libyamap.domain.model import Feature

NEAREST = 6


class Facts(NamedTuple):
    """What is known of a spot, and the sky over it on a day."""

    here: Here
    day: dt.date
    sky: Sky


def facts_of(
    position: Position,
    day: dt.date,
    features: Sequence[Feature],
    areas: AreasUnderfoot,
    places: Places | None,
    named: NamedAreas = NO_AREAS,
) -> Facts:
    """Everything about a spot."""
    district = named.at(position)
    here = what_is_here(position, features, areas, places, NEAREST, district.name if district else "")
    return Facts(here, day, sky_over(position, day))


def all_notations(position: Position) -> list[tuple[str, str]]:
    """The position as (notation, text) in each. For the GUI thread alone, as `answers.coordinates_of` is."""
    from libyamap.gazetteer.coordinates import Notation, write

    return [(notation.value, write(position, notation)) for notation in Notation]


def sky_lines(sky: Sky, day: dt.date) -> tuple[str, str]:
    """Sun and moon in words; times of another day (UTC) say so."""
    rises = f"Sunrise {_clock(sky.sunrise, day)}" if sky.sunrise else "No sunrise"
    sets = f"sunset {_clock(sky.sunset, day)}" if sky.sunset else "no sunset"
    lit = f"{sky.moon_lit * 100:.0f} % lit"
    return f"{rises}, {sets}", f"Moon: {sky.moon_phase}, {lit}"


def _clock(moment: dt.datetime, day: dt.date) -> str:
    other = {-1: " the day before", 1: " the day after"}.get((moment.date() - day).days, "")
    return f"{moment:%H:%M} UTC{other}"
