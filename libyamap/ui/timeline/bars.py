"""What the timeline draws, as plain numbers: bars of stacked parts, and strips of what holds for a while."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from libyamap.app.timeline import days_of, number_of
from libyamap.app.view_state import Theme
from libyamap.app.viewport import Category, Histogram, Unit, Window
from libyamap.domain.model import Actor
from libyamap.web import style
from libyamap.web.colour import distinct

MOST_PARTS: Final = 12
"""Colours of a bar that can be told apart; what is left is stacked as one."""
NAMED_TOGETHER: Final = 2
"""So many parties of one colour are named, of more the first; the legend too has one entry for all of a colour."""
MOST_TOLD: Final = 12
"""Parties that the pointer over a bar is told of, those with most first."""
OTHERS, NOBODY, SPREAD = "others", "without", "less exactly dated"
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
    names: tuple[str, ...] = ()
    exact: Sequence[tuple[int, ...]] = ()
    """One number for each of `names`, before those of one colour were put together."""

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
    every = [_part(category, place, by, actors, theme) for place, category in enumerate(found.categories)]
    groups = _of_one_colour([part.colour for part in every], _quiet(theme))
    parts = tuple(_together([every[place].name for place in group], colour, theme) for colour, group in groups.items())
    pickers = [itemgetter(*group, group[0]) for group in groups.values()]  # with one twice: always a tuple
    counts = [tuple(sum(picked := pick(row)) - picked[-1] for pick in pickers) for row in found.counts]
    names = tuple(part.name for part in every)
    return Bars(found.unit, first, parts, counts, found.spread, found.undated, names, found.counts)


def _of_one_colour(colours: Sequence[str], quiet: str) -> dict[str, list[int]]:
    """Places by colour, the first first; last those of the quiet one, and of colours that are too many."""
    shown = list(dict.fromkeys(colour for colour in colours if colour != quiet))[:MOST_PARTS]
    groups: dict[str, list[int]] = {colour: [] for colour in (*shown, quiet)}
    for place, colour in enumerate(colours):
        groups.get(colour, groups[quiet]).append(place)
    return {colour: places for colour, places in groups.items() if places}


def _together(names: Sequence[str], colour: str, theme: Theme) -> Part:
    if len(names) == 1:
        return Part(names[0], colour)
    if colour == _quiet(theme):
        return Part(f"{len(names):,} {OTHERS}", colour, tuple(names))
    short = ", ".join(names) if len(names) <= NAMED_TOGETHER else f"{names[0]} +{len(names) - 1}"
    return Part(short, colour, tuple(names))


def bin_words(number: int, unit: Unit) -> str:
    """Such as “18 May 2016”, “May 2016”, “2016”."""
    day = days_of(number, unit)[0]
    if unit == "year":
        return str(day.year)
    return f"{day:%B} {day.year}" if unit == "month" else f"{day.day} {day:%B} {day.year}"


def tip_words(bars: Bars, number: int) -> str:
    """What the pointer over a bar says: how many of what."""
    counts, spread = bars.of(number)
    lines = [f"{bin_words(number, bars.unit)}: {sum(counts):,}"]
    if counts and len(bars.names) > 1:
        exact = bars.exact[number - bars.first]
        pairs = sorted(((count, name) for count, name in zip(exact, bars.names, strict=True) if count), reverse=True)
        lines += [f"{name}: {count:,}" for count, name in pairs[:MOST_TOLD]]
        rest = [count for count, _ in pairs[MOST_TOLD:]]
        lines += [f"{len(rest):,} more: {sum(rest):,}"] if rest else []
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
    if place >= len(TYPE_COLOURS):
        return Part(category, _quiet(theme))
    return Part(category, distinct(TYPE_COLOURS[place], style.BACK[theme]))


def _quiet(theme: Theme) -> str:
    return style.colours((), theme)[0]
