"""Gathers what a page carries from a project: marks, names, legend, facts and ground."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from libyamap import symbols
from libyamap.app.ports import AreaGazetteer, StoreReader, TileSource
from libyamap.app.view_state import ViewState
from libyamap.app.whereabouts import extent_of, position_of_feature
from libyamap.briefing.parties import lettered, notes_with_letters, parties_of
from libyamap.briefing.standalone.facts import facts_of
from libyamap.briefing.standalone.ground import labels_for, tiles_for
from libyamap.briefing.standalone.payload import PageFeature, PageLayer, Payload
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Actor, Claim, Feature, Layer, Source
from libyamap.domain.time import Span, span_of
from libyamap.errors import InvalidValue, WorldError
from libyamap.web.catalogue import Catalogue
from libyamap.web.drawing import draw
from libyamap.web.legend import legend
from libyamap.web.marks import Mark, RingMark, SymbolMark
from libyamap.web.stacking import spread
from libyamap.web.wording import count_note
from libyamap.web.worn import worn_by

MOST_FEATURES: Final = 3_000
"""Each is drawn one by one in any browser; a page is for what can be read."""
FAR_IN: Final = 30
"""A zoom at which no symbol hides another."""
OFFSET_ZOOMS: Final = range(2, 15)
_ROOM: Final = 0.75
"""Of the opening frame, on each side: the region that is drawn in detail."""


class Texts(NamedTuple):
    """What is written around the map."""

    title: str
    subtitle: str = ""
    as_of: str = ""
    marking: str = ""
    notes: str = ""
    footer: str = ""
    credits: tuple[str, ...] = ()


class Ground(NamedTuple):
    """The map data."""

    areas: AreaGazetteer
    tiles: TileSource


def gather(
    features: Iterable[Feature],
    reader: StoreReader,
    ground: Ground,
    state: ViewState,
    texts: Texts,
    *,
    grey: bool = False,
) -> Payload:
    """Everything for these features as `state` shows them, in greys if `grey`.

    WorldError where they are too many for a page.
    """
    shown = list(features)
    if len(shown) > MOST_FEATURES:
        raise WorldError(
            f"A page that stands alone can hold {MOST_FEATURES:,} features, not {len(shown):,}; narrow it by a filter, "
            "a time or layers."
        )
    claims = _claims(reader, shown)
    catalogue = Catalogue.read(reader).with_claims(claims)
    answer = draw(shown, catalogue, ground.areas, state, FAR_IN, 0)
    unmoved = answer.marks
    region = _region(state.bounds)
    entries = legend(shown, catalogue, state.theme)
    worn = worn_by(shown, catalogue, state.theme)
    parties = parties_of(
        entries, worn, "print" if grey else "light"
    )  # in a page of greys each colour has its lightness
    return Payload(
        title=texts.title,
        subtitle=texts.subtitle,
        as_of=texts.as_of,
        marking=texts.marking,
        notes=texts.notes,
        footer=texts.footer,
        credits=texts.credits,
        theme=state.theme,
        grey=grey,
        language=state.language,
        bounds=state.bounds,
        focus=state.focus or catalogue.project.focus,
        marks=unmoved,
        offsets=_offsets(unmoved),
        cards=answer.cards,
        card_notes={
            card.country: tuple(
                count_note(count, card.name, shown_elsewhere=bool(unmoved)) for count in range(1, len(card.rows) + 1)
            )
            for card in answer.cards
        },
        symbols=_symbols(unmoved, [row.symbol for card in answer.cards for row in card.rows]),
        features=tuple(_page_features(shown, catalogue, claims, reader, ground.areas, state)),
        layers=tuple(_layers(shown, reader.all(Layer), state)),
        legend=lettered(entries, parties),
        letters=parties.letters,
        behind=notes_with_letters({}, worn, parties),
        labels=labels_for(region, ground.areas, state.language),
        tiles=tiles_for(region, ground.tiles),
    )


def _claims(reader: StoreReader, features: list[Feature]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in reader.claims_of([feature.id for feature in features]):
        found.setdefault(claim.feature, []).append(claim)
    return found


def _region(bounds: Bounds) -> Bounds:
    west, south, east, north = bounds
    if west >= east:
        return -180.0, max(-85.0, south), 180.0, min(85.0, north)
    x, y = (east - west) * _ROOM, (north - south) * _ROOM
    return max(-180.0, west - x), max(-85.0, south - y), min(180.0, east + x), min(85.0, north + y)


def _offsets(marks: tuple[Mark, ...]) -> dict[str, dict[str, tuple[float, float]]]:
    """By zoom, where symbols stand that would hide each other there."""
    found: dict[str, dict[str, tuple[float, float]]] = {}
    for zoom in OFFSET_ZOOMS:
        moved = {
            str(place): after.offset
            for place, (before, after) in enumerate(zip(marks, spread(marks, zoom), strict=True))
            if isinstance(before, SymbolMark) and isinstance(after, SymbolMark) and before.offset != after.offset
        }
        if moved:
            found[str(zoom)] = moved
    return found


def _symbols(marks: tuple[Mark, ...], addresses: list[str]) -> dict[str, str]:
    """The SVG of each symbol, by its address."""
    addresses = [*addresses, *(mark.symbol for mark in marks if isinstance(mark, SymbolMark | RingMark))]
    keys = {address: address.removeprefix("symbols/").removesuffix(".svg") for address in sorted(set(addresses))}
    return {address: symbols.svg_for_key(key) for address, key in keys.items() if address}


def _page_features(
    features: list[Feature],
    catalogue: Catalogue,
    claims: Mapping[str, list[Claim]],
    reader: StoreReader,
    areas: AreaGazetteer,
    state: ViewState,
) -> Iterable[PageFeature]:
    sources = {source.id: source for source in reader.all(Source)}
    titles = {feature.id: feature.title for feature in features}
    for feature in features:
        span = _days(feature)
        named = catalogue.actors_of(feature)
        names = [name for actor in named for name in (actor.name, actor.short_name, *_aliases(actor))]
        said = claims.get(feature.id, [])
        extent = extent_of(feature, areas)
        district = catalogue.district_of(feature)
        yield PageFeature(
            id=feature.id,
            layer=feature.layer,
            kind=" · ".join(filter(None, (feature.kind.value.capitalize(), feature.type))),
            title=feature.title,
            first=span.earliest.isoformat() if span.earliest else "",
            last=span.latest.isoformat() if span.latest else "",
            words=" ".join(filter(None, (feature.title, feature.place, feature.type, *names))),
            facts=facts_of(feature, said, catalogue.actors, sources, titles, district.name if district else ""),
            legend=tuple(entry.key for entry in legend([feature], catalogue, state.theme)),
            at=position_of_feature(feature, areas) if extent else None,
        )


def _aliases(actor: Actor) -> Iterable[str]:
    return (alias.text for alias in actor.aliases)


def _days(feature: Feature) -> Span:
    try:
        return span_of(feature.time)
    except InvalidValue:
        return Span(None, None)


def _layers(features: list[Feature], layers: list[Layer], state: ViewState) -> Iterable[PageLayer]:
    used = {feature.layer for feature in features}
    for layer in sorted(layers, key=lambda layer: (layer.position, layer.id)):
        if layer.id in used:
            known = state.layers.get(layer.id)
            yield PageLayer(layer.id, layer.title, known.visible if known else layer.visible)
