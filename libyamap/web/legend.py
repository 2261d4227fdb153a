"""The legend of exactly what is on the map: parties, signs, how sure, how precisely placed, and links."""

from collections.abc import Iterable

from libyamap import symbols
from libyamap.app.view_state import Theme
from libyamap.app.whereabouts import drawing_of
from libyamap.domain.geometry import GeometryType
from libyamap.domain.model import Actor, Feature, Link
from libyamap.domain.precision import Drawing
from libyamap.domain.vocabulary import Kind, Status
from libyamap.web import style, swatch
from libyamap.web.catalogue import Catalogue
from libyamap.web.marks import LegendEntry
from libyamap.web.wording import status_in_words

PARTIES, SIGNS, AREAS, PLACING, LINKS = "Parties", "Signs", "Areas", "Placing", "Links"
GROUPS = (PARTIES, SIGNS, AREAS, PLACING, LINKS)

_FIRMNESS_WORDS = {
    style.Firmness.CERTAIN: "certain",
    style.Firmness.LIKELY: "likely",
    style.Firmness.UNCERTAIN: "uncertain",
    style.Firmness.CONTESTED: "contested or disputed",
}
_PLACED_IN = {Drawing.POINT, Drawing.RING, Drawing.BADGE}


def legend(features: Iterable[Feature], catalogue: Catalogue, theme: Theme) -> tuple[LegendEntry, ...]:
    """Entries for these features, group by group; parties by name, the rest by words."""
    found: dict[str, LegendEntry] = {}
    for feature in features:
        drawing = drawing_of(feature)
        if drawing is Drawing.NOWHERE:
            continue
        parties = style.sides(feature, catalogue.actors)
        for entry in (*_parties(parties, theme), *_signs(feature, drawing, parties, catalogue, theme)):
            found.setdefault(entry.key, entry)
    return tuple(sorted(found.values(), key=lambda entry: (GROUPS.index(entry.group), entry.text, entry.key)))


def _parties(parties: list[Actor], theme: Theme) -> Iterable[LegendEntry]:
    for actor, tint in zip(parties, style.colours(parties, theme), strict=False):
        yield LegendEntry(f"actor:{actor.id}", actor.name, swatch.party(tint), PARTIES)


def _signs(
    feature: Feature, drawing: Drawing, parties: list[Actor], catalogue: Catalogue, theme: Theme
) -> Iterable[LegendEntry]:
    grey = style.colours((), theme)
    has_line = feature.geometry is not None and feature.geometry.type in {
        GeometryType.LINESTRING,
        GeometryType.MULTILINESTRING,
    }
    has_area = feature.geometry is not None and feature.geometry.type in {
        GeometryType.POLYGON,
        GeometryType.MULTIPOLYGON,
    }
    is_line = has_line and drawing in {Drawing.POINT, Drawing.AREA}
    is_area = drawing is Drawing.PROVINCE or (has_area and drawing in {Drawing.POINT, Drawing.AREA})
    if is_line:
        yield _link(feature, grey[0])
    elif is_area:
        yield _area(feature, parties, catalogue, theme)
    else:
        yield _sign(feature)
    if drawing is Drawing.RING or (drawing is Drawing.AREA and not is_line and not is_area):
        assessed = feature.status is Status.ASSESSED
        sample = swatch.ring(style.ring_edge(grey[0], assessed=assessed))
        text = "our own estimate: somewhere inside" if assessed else "reported somewhere inside"
        yield LegendEntry(f"ring:{assessed}", text, sample, PLACING)
    if drawing is Drawing.BADGE:
        yield LegendEntry("card", "known for the country, no place given", swatch.card(grey[0], theme), PLACING)


def _sign(feature: Feature) -> LegendEntry:
    word = feature.type or feature.kind.value
    svg = symbols.svg_for_key(symbols.symbol_for(feature, None).key)
    return LegendEntry(f"sign:{feature.kind.value}:{word}:{feature.symbol}", word, svg, SIGNS)


def _area(feature: Feature, parties: list[Actor], catalogue: Catalogue, theme: Theme) -> LegendEntry:
    firm = style.firmness(feature, parties, disputed=feature.id in catalogue.disputed)
    assessed = feature.status is Status.ASSESSED
    tints = style.colours((), theme)
    sample = swatch.area(style.area_fill(firm, tints, theme), style.area_edge(firm, tints, theme, assessed=assessed))
    how = _FIRMNESS_WORDS[firm] if firm is style.Firmness.CONTESTED or not assessed else "extent"
    text = f"{how}, our own assessment" if assessed else how
    return LegendEntry(f"area:{firm.value}:{assessed}", text, sample, AREAS)


def _link(feature: Feature, grey: str) -> LegendEntry:
    stroke = style.line_stroke(feature.status, grey, is_link=feature.kind is Kind.LINK)
    both = isinstance(feature, Link) and style.goes_both_ways(feature)
    crossed = feature.status is Status.REFUSED
    sample = swatch.line(stroke, arrow=feature.kind is Kind.LINK, both_ways=both, crossed=crossed)
    word = status_in_words(feature.status).lower()
    return LegendEntry(f"line:{feature.status.value}:{both}", f"{word}, both ways" if both else word, sample, LINKS)
