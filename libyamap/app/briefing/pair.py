"""Before and after: two sheets of one frame on two days, and in words what ground changed hands between them."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

import msgspec

from libyamap.app.briefing.briefing import Briefing
from libyamap.app.measure import area_words
from libyamap.app.zone_changes import PartyChange
from libyamap.domain.time import day_in_words, span_of
from libyamap.errors import InvalidValue

MOST_PARTIES: Final = 12
NO_ZONES: Final = "Changed ground: no zones are shown, so no areas can be compared."
NO_CHANGE: Final = "Changed ground: none between the two days."
HOW: Final = (
    "Areas of all zones shown, inside the frame or not; geodesic (WGS 84). Contested ground counts for its claimants "
    "together. Ground of which nothing earlier is recorded counts as gained."
)


class Days(NamedTuple):
    """The two days of a pair, the earlier one first."""

    before: dt.date
    after: dt.date


def days_of(before: str, after: str) -> Days:
    """The days of a pair from two EDTF days; InvalidValue where one is no single day or they are not in order."""
    days = Days(_day("before", before), _day("after", after))
    if days.before >= days.after:
        first, second = map(day_in_words, days)
        raise InvalidValue("after", f"“Before” ({first}) must be earlier than “after” ({second}); swap the two days.")
    return days


def pair_of(briefing: Briefing, days: Days, changed: Sequence[str]) -> tuple[Briefing, Briefing]:
    """Two briefings, each with its day for a window and below the title; `changed` leads the notes of the second.

    InvalidValue for a safe release: exact areas would tell more than the coarser places beside them.
    """
    if briefing.release:
        raise InvalidValue("release", "A pair tells exact areas, which a safe release must not; leave one of them out.")
    before, after = (_of_day(briefing, word, day) for word, day in zip(("Before", "After"), days, strict=True))
    notes = "\n".join([*changed, *([briefing.notes] if briefing.notes.strip() else [])])
    return before, msgspec.structs.replace(after, notes=notes)


def changed_words(
    changes: Iterable[PartyChange], name: Callable[[tuple[str, ...]], str], *, any_zones: bool
) -> list[str]:
    """A line for each party, `name` its words, largest change first, and how the areas were measured."""
    lines = [_line(change, name) for change in changes]
    if not lines:
        return [NO_CHANGE if any_zones else NO_ZONES]
    more = len(lines) - MOST_PARTIES
    rest = [f"and {more} more {'party' if more == 1 else 'parties'}"] if more > 0 else []
    return ["Changed ground:", *lines[:MOST_PARTIES], *rest, HOW]


def _line(change: PartyChange, name: Callable[[tuple[str, ...]], str]) -> str:
    gained, lost = (area_words(size) if size else "none" for size in (change.gained_m2, change.lost_m2))
    return f"{name(change.party)}: gained {gained}, lost {lost}"


def _of_day(briefing: Briefing, word: str, day: dt.date) -> Briefing:
    said = f"{word}: {day_in_words(day)}"
    subtitle = f"{briefing.subtitle} · {said}" if briefing.subtitle.strip() else said
    return msgspec.structs.replace(briefing, window=day.isoformat(), subtitle=subtitle)


def _day(field: str, text: str) -> dt.date:
    span = span_of(text)
    if not text or span.earliest is None or span.earliest != span.latest:
        raise InvalidValue(field, f"“{text}” is not one day; write one such as 2016-05-01.")
    return span.earliest
