"""The legend of exactly what is on the map: parties, signs, how sure, how precisely placed, and links."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from libyamap import symbols
from libyamap.app.measure import RANGE_RING
from libyamap.app.view_state import Theme
from libyamap.app.viewport import OTHERS, Cell
from libyamap.app.whereabouts import drawing_of
from libyamap.domain.model import Actor, Feature, Link
from libyamap.domain.precision import Drawing
from libyamap.domain.vocabulary import Status
from libyamap.web import style, swatch
from libyamap.web.catalogue import Catalogue
from libyamap.web.marks import LegendEntry
from libyamap.web.shape import shape_of
from libyamap.web.wording import status_in_words

PARTIES, NUMBERS, SIGNS, AREAS, PLACING, LINKS = "Parties", "Many events", "Signs", "Areas", "Placing", "Links"
GROUPS = (PARTIES, NUMBERS, SIGNS, AREAS, PLACING, LINKS)
MOST_NAMES = 5
"""Of parties with one colour; of more it is said how many there are."""

_FIRMNESS_WORDS = {
    style.Firmness.CERTAIN: "certain",
    style.Firmness.LIKELY: "likely",
    style.Firmness.UNCERTAIN: "uncertain",
    style.Firmness.CONTESTED: "contested or disputed",
}


def legend(
    features: Iterable[Feature], catalogue: Catalogue, theme: Theme, cells: Sequence[Cell] = ()
) -> tuple[LegendEntry, ...]:
    """Entries for these features and cells, group by group; within a group by text."""
    found: dict[str, LegendEntry] = {}
    parties: dict[str, Actor] = {}
    for feature in features:
        drawing = drawing_of(feature)
        if drawing is Drawing.NOWHERE:
            continue
        involved = style.sides(feature, catalogue.actors)
        parties.update((actor.id, actor) for actor in involved)
        for entry in _signs(feature, drawing, involved, catalogue, theme):
            found.setdefault(entry.key, entry)
    in_cells = {actor for cell in cells for actor, _ in cell.by_actor}
    parties.update((actor, catalogue.actors[actor]) for actor in in_cells if actor in catalogue.actors)
    entries = [*_parties(list(parties.values()), theme), *_numbers(cells, theme), *found.values()]
    return tuple(sorted(entries, key=lambda entry: (GROUPS.index(entry.group), entry.text, entry.key)))


def _parties(parties: list[Actor], theme: Theme) -> Iterator[LegendEntry]:
    """One entry a colour; whoever shares it (an army with its government) stands behind the one it belongs to."""
    by_tint: dict[str, list[Actor]] = {}
    for actor in sorted(parties, key=lambda actor: (bool(actor.parent), actor.name)):
        by_tint.setdefault(style.colours([actor], theme)[0], []).append(actor)
    for tint, actors in by_tint.items():
        text = ", ".join(actor.name for actor in actors[:MOST_NAMES])
        if len(actors) > MOST_NAMES:
            text = f"{text} and {len(actors) - MOST_NAMES} more"
        yield LegendEntry(f"party:{tint}", text, swatch.party(tint), PARTIES)


def _numbers(cells: Sequence[Cell], theme: Theme) -> Iterator[LegendEntry]:
    """How circles are read, for those sizes that there are."""
    if not cells:
        return
    ground, ink, grey = style.GROUND[theme], style.INK[theme], style.colours((), theme)[0]
    if any(cell.count > 1 for cell in cells):
        sample = swatch.circle(ground, ink, grey)
        yield LegendEntry("cell:many", "number of events there; larger where there are more", sample, NUMBERS)
        shares = swatch.ring_of_shares(ground, [style.colours((), theme)[0], style.INK[theme]])
        yield LegendEntry("cell:shares", "the ring: whose events, by share", shares, NUMBERS)
    if any(cell.count == 1 for cell in cells):
        yield LegendEntry("cell:one", "one event", swatch.dot(grey), NUMBERS)
    if any(actor in {"", OTHERS} for cell in cells for actor, _ in cell.by_actor):
        yield LegendEntry("cell:others", "other parties, or none named", swatch.party(grey), NUMBERS)


def _signs(
    feature: Feature, drawing: Drawing, parties: list[Actor], catalogue: Catalogue, theme: Theme
) -> Iterator[LegendEntry]:
    grey = style.colours((), theme)[0]
    shape = shape_of(feature, drawing)
    if shape == "line":
        yield _line(feature, grey)
    elif shape == "area":
        yield _area(feature, parties, catalogue, theme)
    else:
        yield _sign(feature, parties)
    if shape == "ring":
        assessed = feature.status is Status.ASSESSED
        text = "our own estimate: somewhere inside" if assessed else "reported somewhere inside"
        yield LegendEntry(f"ring:{assessed}", text, swatch.ring(style.ring_edge(grey, assessed=assessed)), PLACING)
    if shape == "card":
        yield LegendEntry("card", "known for the country, no place given", swatch.card(grey, theme), PLACING)


def _sign(feature: Feature, parties: list[Actor]) -> LegendEntry:
    """The sign in grey, in the frame that it has on the map."""
    word = feature.type or feature.kind.value
    bearer = msgspec.structs.replace(parties[0], colour=style.NOBODY) if parties else None
    svg = symbols.svg_for_key(symbols.symbol_for(feature, bearer).key)
    return LegendEntry(f"sign:{feature.kind.value}:{word}:{feature.symbol}", word, svg, SIGNS)


def _area(feature: Feature, parties: list[Actor], catalogue: Catalogue, theme: Theme) -> LegendEntry:
    firm = style.firmness(feature, parties, disputed=catalogue.is_disputed(feature))
    assessed = feature.status is Status.ASSESSED
    tints = style.colours((), theme)
    measured = feature.type == RANGE_RING
    fill = style.area_fill(firm, tints, theme, measured=measured)
    sample = swatch.area(fill, style.area_edge(firm, tints, theme, assessed=assessed, measured=measured))
    if measured:
        return LegendEntry("area:measured", RANGE_RING, sample, AREAS)
    text = _FIRMNESS_WORDS[firm]
    if assessed:
        text = "our own assessment" if firm is not style.Firmness.CONTESTED else f"{text}, our own assessment"
    return LegendEntry(f"area:{firm.value}:{assessed}", text, sample, AREAS)


def _line(feature: Feature, grey: str) -> LegendEntry:
    if isinstance(feature, Link):
        return _link(feature, grey)
    stroke = style.line_stroke(feature.status, grey, is_link=False)
    word = feature.type or feature.kind.value
    sample = swatch.line(stroke, arrow=False, both_ways=False, crossed=False)
    return LegendEntry(f"line:{word}:{stroke.dash}", word, sample, SIGNS)


def _link(feature: Link, grey: str) -> LegendEntry:
    both = style.goes_both_ways(feature)
    stroke = style.line_stroke(feature.status, grey, is_link=True)
    sample = swatch.line(stroke, arrow=True, both_ways=both, crossed=feature.status is Status.REFUSED)
    word = status_in_words(feature.status).lower()
    return LegendEntry(f"link:{feature.status.value}:{both}", f"{word}, both ways" if both else word, sample, LINKS)
