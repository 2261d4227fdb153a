"""Gained and lost ground as areas on the map and in its legend, told apart without colour too.

Gained ground is hatched the other way than what is uncertain, in a solid edge; lost ground is dotted, in a dashed edge
that is drawn last: where one party's gain is another's loss, the edge shows both colours. The names say + and −.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from libyamap.app.measure import area_words
from libyamap.app.view_state import Theme
from libyamap.app.whereabouts import middle_of
from libyamap.app.zone_changes import SLIVER_M2, PartyChange
from libyamap.domain.model import Actor
from libyamap.web import style, swatch
from libyamap.web.marks import AreaMark, Fill, LegendEntry, Stroke
from libyamap.web.stacking import PER_TIER, TIERS

GAINED, LOST = "gained", "lost"
GROUP: Final = "Changed ground"
_EDGE: Final = 2.5
_OPACITY: Final = 0.9
_ORDER: Final = {GAINED: TIERS[AreaMark] * PER_TIER + PER_TIER - 2, LOST: TIERS[AreaMark] * PER_TIER + PER_TIER - 1}
"""Above all zones, below rings, lines and signs."""
_HARDLY: Final = 0.01
"""Of an area: less is not worth a word."""
_RANK: Final = 3
"""After the names of zones, before those of events."""


def party_words(party: Iterable[str], actors: Mapping[str, Actor]) -> str:
    """Such as “GNA”, or “GNA and HoR, contested”."""
    names = [actors[each].short_name or actors[each].name if each in actors else "somebody" for each in party]
    return names[0] if len(names) == 1 else f"{' and '.join(names)}, contested"


def unknown_words(change: PartyChange, what: str) -> str:
    """How much of what was gained (or lost) lies in no zone of the other day; empty for nothing."""
    size, missing, other = (
        (change.gained_m2, change.unknown_before_m2, "an earlier")
        if what == GAINED
        else (change.lost_m2, change.unknown_after_m2, "a later")
    )
    if missing < max(SLIVER_M2, size * _HARDLY):
        return ""
    share = "" if _is_all(missing, size) else f" {area_words(missing)} of it"
    return f",{share} without {other} record"


def marks_of_change(changes: Iterable[PartyChange], actors: Mapping[str, Actor], theme: Theme) -> tuple[AreaMark, ...]:
    """An area for what each party gained and one for what it lost; in the order of painting."""
    marks = [mark for change in changes for mark in _marks(change, actors, theme)]
    return tuple(sorted(marks, key=lambda mark: (mark.order, mark.id)))


def legend_of_change(
    changes: Iterable[PartyChange], actors: Mapping[str, Actor], theme: Theme
) -> tuple[LegendEntry, ...]:
    """An entry for each area, with its size: largest change first, what was gained before what was lost."""
    return tuple(
        LegendEntry(mark.id, mark.tooltip, swatch.area(mark.fill, mark.stroke), GROUP)
        for change in changes
        for mark in _marks(change, actors, theme)
    )


def _marks(change: PartyChange, actors: Mapping[str, Actor], theme: Theme) -> Iterator[AreaMark]:
    tints = style.colours([actors[each] for each in change.party if each in actors], theme)
    who = party_words(change.party, actors)
    for what, where, size in (
        (GAINED, change.gained_where, change.gained_m2),
        (LOST, change.lost_where, change.lost_m2),
    ):
        if where is not None:
            yield AreaMark(
                id=f"{what}:{'+'.join(change.party)}",
                label=_label(change, what, who),
                tooltip=f"{who}: {what} {area_words(size)}{unknown_words(change, what)}",
                order=_ORDER[what],
                rank=_RANK,
                polygons=where.coordinates,
                fill=Fill(tints, what, _OPACITY),
                stroke=Stroke(tints[0], _EDGE, style.DASHED if what == LOST else ""),
                label_at=middle_of(where),
            )


def _label(change: PartyChange, what: str, who: str) -> str:
    """How much, on the map: below the name of whose zone it is now, so that only a loss names its party.

    None for ground of which nothing was known before: that would look like a conquest.
    """
    if what == LOST:
        return f"{who} −{area_words(change.lost_m2)}"
    return "" if _is_all(change.unknown_before_m2, change.gained_m2) else f"+{area_words(change.gained_m2)}"


def _is_all(part: float, whole: float) -> bool:
    return part > whole * (1 - _HARDLY)
