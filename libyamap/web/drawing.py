"""From features to what the page draws: the shape that the precision allows, in the look that `style` gives it."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import msgspec

from libyamap import symbols
from libyamap.app.measure import RANGE_RING
from libyamap.app.ports import AreaGazetteer
from libyamap.app.view_state import Theme, ViewState
from libyamap.app.viewport import ViewFound
from libyamap.app.whereabouts import drawing_of, middle_of
from libyamap.domain.geometry import Geometry, GeometryType, Position
from libyamap.domain.model import Actor, Feature, Link
from libyamap.domain.precision import DISTRICT_RADIUS_M, Drawing, ring_radius_m
from libyamap.domain.vocabulary import Kind, Status
from libyamap.i18n import name_in
from libyamap.web import style
from libyamap.web.catalogue import Catalogue
from libyamap.web.districts import district_fill, seat_of
from libyamap.web.elsewhere import elsewhere
from libyamap.web.gathering import cell_marks, gathered_cards
from libyamap.web.marks import AreaMark, CardRow, CountryCard, LineMark, Mark, RingMark, SymbolMark, ViewAnswer
from libyamap.web.shape import Shape, shape_of
from libyamap.web.stacking import PER_TIER, TIERS, layer_heights, layer_opacity, spread
from libyamap.web.wording import count_note, label, tooltip, without_country

SEAT: Final = "seat of government"
RANKS: Final = {Kind.SITE: 1, Kind.PRESENCE: 1, Kind.ZONE: 2, Kind.EVENT: 4, Kind.LINK: 6}


def rank_of(feature: Feature) -> int:
    """How important its name is, 0 first: the seats of governments, whatever else is near them."""
    return 0 if feature.type == SEAT else RANKS[feature.kind]


class Common(NamedTuple):
    """What all marks of one feature share."""

    feature: Feature
    parties: list[Actor]
    tints: tuple[str, ...]
    firm: style.Firmness
    theme: Theme
    label: str
    tooltip: str
    height: int
    opacity: float

    @property
    def assessed(self) -> bool:
        """Whether this is our own judgement."""
        return self.feature.status is Status.ASSESSED


def draw(
    features: Iterable[Feature],
    catalogue: Catalogue,
    areas: AreaGazetteer,
    state: ViewState,
    zoom: float,
    version: int,
) -> ViewAnswer:
    """Everything to draw of `features`, bottom first, and a card for each country that has features without a place."""
    heights = layer_heights(catalogue, state)
    marks: list[Mark] = []
    placeless: dict[str, list[Feature]] = {}
    for feature in features:
        drawing = drawing_of(feature)
        shape = shape_of(feature, drawing)
        if shape == "card":
            placeless.setdefault(feature.country, []).append(feature)
        elif shape != "nothing":
            common = _common(feature, drawing, catalogue, state, heights)
            district = catalogue.district_of(feature) if shape == "ring" else None
            own: list[Mark]
            if district is not None:
                own = list(_in_district(common, district.geometry))
            else:
                own = list(_marks(shape, drawing, common, areas))
            marks += own
            marks += elsewhere(feature, own, catalogue.claims.get(feature.id, ()), common.tints[0])
    ordered = spread(sorted(marks, key=lambda mark: (mark.order, mark.id)), zoom)
    cards = (_card(code, known, catalogue, areas, state, bool(marks)) for code, known in sorted(placeless.items()))
    return ViewAnswer(version, tuple(ordered), tuple(card for card in cards if card is not None))


def draw_found(
    found: ViewFound, catalogue: Catalogue, areas: AreaGazetteer, state: ViewState, zoom: float, version: int
) -> ViewAnswer:
    """Everything to draw of what the index found: features one by one, circles and cards for what are too many."""
    answer = draw(found.features, catalogue, areas, state, zoom, version)
    return msgspec.structs.replace(
        answer,
        cards=(*answer.cards, *gathered_cards(found.gathered, areas, state)),
        cells=cell_marks(found.cells, catalogue, state),
        left_out=found.left_out,
    )


def _common(
    feature: Feature, drawing: Drawing, catalogue: Catalogue, state: ViewState, heights: dict[str, int]
) -> Common:
    parties = style.sides(feature, catalogue.actors)
    return Common(
        feature=feature,
        parties=parties,
        tints=style.colours(parties, state.theme),
        firm=style.firmness(feature, parties, disputed=catalogue.is_disputed(feature)),
        theme=state.theme,
        label=label(feature, parties),
        tooltip=_tooltip(feature, drawing, catalogue),
        height=heights.get(feature.layer, 0),
        opacity=round(layer_opacity(feature.layer, state) * style.strength(feature.status), 3),
    )


def _tooltip(feature: Feature, drawing: Drawing, catalogue: Catalogue) -> str:
    district = catalogue.district_of(feature)
    claims = catalogue.claims.get(feature.id, ())
    return tooltip(feature, catalogue.actors_of(feature), claims, drawing, district.name if district else "")


def _marks(shape: Shape, drawing: Drawing, common: Common, areas: AreaGazetteer) -> Iterator[Mark]:
    feature = common.feature
    if drawing is Drawing.PROVINCE:
        province = areas.province(feature.province)
        if province is not None:
            yield _area(common, province.geometry, province.label)
    elif feature.geometry is None:
        return
    elif shape == "ring":
        larger = DISTRICT_RADIUS_M if drawing is Drawing.AREA else None
        radius_m = feature.radius_m or larger or ring_radius_m(feature.where_prec or 2, None)
        yield _ring(common, middle_of(feature.geometry), radius_m)
    elif shape == "line":
        yield from _lines(common, feature.geometry)
    elif shape == "area":
        yield _area(common, feature.geometry, middle_of(feature.geometry))
    elif shape == "symbol":
        yield from _symbols(common, feature.geometry)


def _area(common: Common, geometry: Geometry, label_at: Position) -> AreaMark:
    polygons = [geometry.coordinates] if geometry.type is GeometryType.POLYGON else geometry.coordinates
    measured = common.feature.type == RANGE_RING
    return AreaMark(
        id=common.feature.id,
        label=common.label,
        tooltip=common.tooltip,
        order=_order(AreaMark, common),
        rank=rank_of(common.feature),
        opacity=common.opacity,
        polygons=polygons,
        fill=style.area_fill(common.firm, common.tints, common.theme, measured=measured),
        stroke=style.area_edge(common.firm, common.tints, common.theme, assessed=common.assessed, measured=measured),
        label_at=label_at,
    )


def _in_district(common: Common, district: Geometry) -> Iterator[Mark]:
    edge = style.ring_edge(common.tints[0], assessed=common.assessed)
    area = _area(common, district, middle_of(district))
    yield msgspec.structs.replace(area, label="", fill=district_fill(common.tints[0]), stroke=edge)
    yield _standing(common, seat_of(district), common.label)


def _ring(common: Common, at: Position, radius_m: float) -> RingMark:
    symbol = _symbol(common)
    return RingMark(
        id=common.feature.id,
        label=common.label,
        tooltip=common.tooltip,
        order=_order(RingMark, common),
        rank=rank_of(common.feature),
        opacity=common.opacity,
        at=at,
        radius_m=radius_m,
        stroke=style.ring_edge(common.tints[0], assessed=common.assessed),
        symbol=symbol_address(symbol.key),
        size=(symbol.width, symbol.height),
    )


def _lines(common: Common, geometry: Geometry) -> Iterator[LineMark]:
    feature = common.feature
    paths = [geometry.coordinates] if geometry.type is GeometryType.LINESTRING else geometry.coordinates
    is_link = isinstance(feature, Link)
    for number, path in enumerate(paths):
        yield LineMark(
            id=feature.id,
            label="" if number else common.label,
            tooltip=common.tooltip,
            order=_order(LineMark, common),
            rank=rank_of(feature),
            opacity=common.opacity,
            path=path,
            stroke=style.line_stroke(feature.status, common.tints[0], is_link=is_link),
            arrow=is_link,
            both_ways=isinstance(feature, Link) and style.goes_both_ways(feature),
            crossed=is_link and feature.status is Status.REFUSED,
        )


def _symbols(common: Common, geometry: Geometry) -> Iterator[SymbolMark]:
    for number, at in enumerate(geometry.positions()):
        yield _standing(common, at, "" if number else common.label)


def _standing(common: Common, at: Position, text: str) -> SymbolMark:
    symbol = _symbol(common)
    return SymbolMark(
        id=common.feature.id,
        label=text,
        tooltip=common.tooltip,
        order=_order(SymbolMark, common),
        rank=rank_of(common.feature),
        opacity=common.opacity,
        at=at,
        symbol=symbol_address(symbol.key),
        size=(symbol.width, symbol.height),
        offset=(symbol.width / 2 - symbol.anchor[0], symbol.height / 2 - symbol.anchor[1]),
    )


def _symbol(common: Common) -> symbols.Symbol:
    return symbols.symbol_for(common.feature, common.parties[0] if common.parties else None)


def symbol_address(key: str) -> str:
    """The symbol's address on the scheme, relative to the page."""
    return f"symbols/{key}.svg"


def _order(sort: type[Mark], common: Common) -> int:
    return TIERS[sort] * PER_TIER + common.height


def _card(
    code: str, known: list[Feature], catalogue: Catalogue, areas: AreaGazetteer, state: ViewState, others: bool
) -> CountryCard | None:
    country = areas.country(code)
    if country is None:
        return None
    name = name_in(state.language, country.name, country.name_ar)
    rows = []
    for feature in known:
        parties = style.sides(feature, catalogue.actors)
        symbol = symbols.symbol_for(feature, parties[0] if parties else None)
        tint = style.colours(parties, state.theme)[0]
        title = without_country(feature.title, (country.name, country.name_ar))
        actors, claims = catalogue.actors_of(feature), catalogue.claims.get(feature.id, ())
        whole = tooltip(feature, actors, claims, Drawing.BADGE)
        rows.append(CardRow(feature.id, title, whole, symbol_address(symbol.key), tint))
    return CountryCard(code, name, country.label, tuple(rows), count_note(len(rows), name, shown_elsewhere=others))
