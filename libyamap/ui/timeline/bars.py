"""What the timeline draws, as plain numbers: bars of stacked parts, and strips of what holds for a while."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from libyamap.app.timeline import days_of, number_of
from libyamap.app.view_state import Theme
from libyamap.app.viewport import Category, Histogram, Unit, Window
from libyamap.domain.model import Actor
from libyamap.web import style
from libyamap.web.colour import distinct

MOST_PARTS: Final = 7
"""Parts of a bar that can be told apart; what is left is stacked as one."""
OTHER, OTHERS, NOBODY, SPREAD = "other", "others", "without", "less exactly dated"
# Okabe and Ito's set for colour-blind readers, without black; types have no colour of their own.
TYPE_COLOURS: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")


class Part(NamedTuple):
    """One sort of thing in the bars: its name and colour (#RRGGBB); names of the many that it stands for."""

    name: str
    colour: str
    stands_for: tuple[str, ...] = ()


class Bars(NamedTuple):
    """Bars from bin `first` (see `app.timeline.number_of`) on; each has one number for each part, then `spread`."""

    unit: Unit
    first: int
    parts: tuple[Part, ...]
    counts: list[tuple[int, ...]]
    spread: list[int]
    undated: int

    @property
    def last(self) -> int:
        """Number of the last bin."""
        return self.first + len(self.counts) - 1

    @property
    def days(self) -> Window:
        """First and last day of all bars."""
        return days_of(self.first, self.unit)[0], days_of(self.last, self.unit)[1]

    def of(self, number: int) -> tuple[tuple[int, ...], int]:
        """Counts and spread of a bin; nothing outside."""
        at = number - self.first
        return (self.counts[at], self.spread[at]) if 0 <= at < len(self.counts) else ((), 0)


def bars_of(found: Histogram, by: Category | None, actors: Mapping[str, Actor], theme: Theme) -> Bars | None:
    """The histogram as it is drawn; None where nothing is dated. `by` None: nothing is stacked."""
    if found.first is None or not found.counts:
        return None
    first = number_of(found.first, found.unit)
    if by is None:
        whole: list[tuple[int, ...]] = [(sum(row),) for row in found.counts]
        return Bars(found.unit, first, (Part("events", _quiet(theme)),), whole, found.spread, found.undated)
    shown = min(len(found.categories), MOST_PARTS)
    every = [_part(category, place, by, actors, theme) for place, category in enumerate(found.categories)]
    parts, rest = every[:shown], tuple(part.name for part in every[shown:])
    counts = found.counts
    if rest:
        parts.append(Part(f"{len(rest):,} {OTHERS if len(rest) > 1 else OTHER}", _quiet(theme), rest))
        counts = [(*row[:shown], sum(row[shown:])) for row in counts]
    return Bars(found.unit, first, tuple(parts), list(counts), found.spread, found.undated)


def bin_words(number: int, unit: Unit) -> str:
    """Such as “18 May 2016”, “May 2016”, “2016”."""
    day = days_of(number, unit)[0]
    if unit == "year":
        return str(day.year)
    return f"{day:%B} {day.year}" if unit == "month" else f"{day.day} {day:%B} {day.year}"


def tip_words(bars: Bars, number: int) -> str:
    """What the pointer over a bar says: how many of what."""
    counts, spread = bars.of(number)
    total = sum(counts)
    lines = [f"{bin_words(number, bars.unit)}: {total:,}"]
    if len(bars.parts) > 1:
        pairs = sorted(zip(counts, bars.parts, strict=True), key=lambda pair: -pair[0])
        lines += [f"{part.name}: {count:,}" for count, part in pairs if count]
    if spread:
        lines.append(f"{spread:,} more may be in it ({SPREAD})")
    return "\n".join(lines)


def _part(category: str, place: int, by: Category, actors: Mapping[str, Actor], theme: Theme) -> Part:
    if not category:
        return Part(f"{NOBODY} {'an actor' if by == 'actor' else 'a type'}", _quiet(theme))
    if by == "actor":
        actor = actors.get(category)
        if actor is None:
            return Part("an actor that is gone", _quiet(theme))
        return Part(actor.short_name or actor.name, style.colours([actor], theme)[0])
    return Part(category, distinct(TYPE_COLOURS[place % len(TYPE_COLOURS)], style.BACK[theme]))


def _quiet(theme: Theme) -> str:
    return style.colours((), theme)[0]
