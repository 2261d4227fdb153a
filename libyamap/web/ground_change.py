"""Gained and lost ground as areas on the map: gained is hatched with a solid edge, lost with a dashed one."""

from collections.abc import Iterable, Iterator, Mapping

from libyamap.app.measure import area_words
from libyamap.app.view_state import Theme
from libyamap.app.whereabouts import middle_of
from libyamap.app.zone_changes import PartyChange
from libyamap.domain.geometry import Geometry
from libyamap.domain.model import Actor
from libyamap.web import style
from libyamap.web.marks import AreaMark, Fill, Stroke

GAINED, LOST = "gained", "lost"
_EDGE = 2.5
_FILL = {GAINED: 0.75, LOST: 0.35}


def party_words(party: Iterable[str], actors: Mapping[str, Actor]) -> str:
    """Such as “GNA”, or “GNA and HoR, contested”."""
    names = [actors[each].short_name or actors[each].name if each in actors else "somebody" for each in party]
    return names[0] if len(names) == 1 else f"{' and '.join(names)}, contested"


def marks_of_change(changes: Iterable[PartyChange], actors: Mapping[str, Actor], theme: Theme) -> tuple[AreaMark, ...]:
    """An area for what each party gained and one for what it lost."""
    return tuple(mark for change in changes for mark in _marks(change, actors, theme))


def _marks(change: PartyChange, actors: Mapping[str, Actor], theme: Theme) -> Iterator[AreaMark]:
    tints = style.colours([actors[each] for each in change.party if each in actors], theme)
    who = party_words(change.party, actors)
    for what, where, size in (
        (LOST, change.lost_where, change.lost_m2),
        (GAINED, change.gained_where, change.gained_m2),
    ):
        if where is not None:
            yield _area(f"{what}:{'+'.join(change.party)}", f"{who} {what} {area_words(size)}", where, what, tints)


def _area(key: str, words: str, where: Geometry, what: str, tints: tuple[str, ...]) -> AreaMark:
    return AreaMark(
        id=key,
        label="",
        tooltip=words,
        polygons=where.coordinates,
        fill=Fill(tints, "striped" if len(tints) > 1 else "hatched", _FILL[what]),
        stroke=Stroke(tints[0], _EDGE, style.DASHED if what == LOST else ""),
        label_at=middle_of(where),
    )
