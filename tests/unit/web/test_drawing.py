"""From features to marks: never more precise than the source, nothing hidden, the same each time."""

import itertools
import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.domain.geometry import Geometry, GeometryType, point
from libyamap.domain.model import Event, Feature, Involvement, Layer, Record, Site, Zone
from libyamap.domain.vocabulary import Role, Status
from libyamap.web.drawing import draw
from libyamap.web.marks import AreaMark, LineMark, Mark, RingMark, SymbolMark, ViewAnswer
from libyamap.web.stacking import NEAR_PX
from tests.page.small_project import SmallWorld, box, small_project

MISRATA = point(15.09, 32.38)


def drawn(*features: Feature, zoom: float = 6) -> ViewAnswer:
    """What the page gets for these features, among the actors and layers of the small project."""
    others = [record for record in small_project() if not isinstance(record, Feature)]
    world = SmallWorld([*others, *features])
    return answer_of(world, zoom)


def answer_of(world: SmallWorld, zoom: float = 6) -> ViewAnswer:
    """Everything of a world, drawn."""
    features = [record for record in world.store.records if isinstance(record, Feature)]
    return draw(features, world.resources.catalogue_for(features), world.areas, world.viewing.state, zoom, 1)


def site(precision: int | None, **fields: object) -> Feature:
    """A site near Misrata, placed so precisely."""
    whole: dict[str, object] = {"geometry": MISRATA, "country": "LBY", "province": "LY.77", **fields}
    made = Site(id="s", layer="forces", title="S", where_prec=precision)
    return msgspec.structs.replace(made, **whole)


@pytest.mark.parametrize(
    ("precision", "expected"),
    [(1, SymbolMark), (2, RingMark), (3, RingMark), (4, AreaMark), (5, RingMark), (7, RingMark)],
)
def test_the_shape_is_as_precise_as_the_source(precision: int, expected: type[Mark]) -> None:
    answer = drawn(site(precision))
    assert [type(mark) for mark in answer.marks] == [expected]
    assert answer.cards == ()


def test_a_country_alone_is_a_row_on_its_card() -> None:
    answer = drawn(site(6))
    assert answer.marks == ()
    assert [(card.country, len(card.rows)) for card in answer.cards] == [("LBY", 1)]
    assert answer.cards[0].note == "1 known for Libya, no place given"


def test_no_place_is_not_drawn() -> None:
    answer = drawn(site(None))
    assert answer.marks == ()
    assert answer.cards == ()


def test_an_unknown_country_or_province_is_not_drawn() -> None:
    assert drawn(site(6, country="XXX")).cards == ()
    assert drawn(site(4, province="XX.1")).marks == ()


def test_rings_say_how_far() -> None:
    radii = {}
    for precision in (2, 3, 5):
        (mark,) = drawn(site(precision)).marks
        assert isinstance(mark, RingMark)
        radii[precision] = mark.radius_m
    assert radii == {2: 25_000, 3: 50_000, 5: 50_000}
    (known,) = drawn(site(2, radius_m=4_000.0)).marks
    assert isinstance(known, RingMark)
    assert known.radius_m == 4_000


def test_several_presences_in_one_country_have_a_row_each() -> None:
    (card,) = answer_of(SmallWorld()).cards
    assert len({row.id for row in card.rows}) == len({row.colour for row in card.rows}) == 4
    assert card.note == "4 more known for Libya, no place given"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("US special forces in Libya", "US special forces"),
        ("Unit, Libya", "Unit"),
        ("قوات خاصة في ليبيا", "قوات خاصة"),
        ("Libya", "Libya"),
        ("Forces in Libya and Chad", "Forces in Libya and Chad"),
    ],
)
def test_a_row_does_not_say_its_cards_country_again(title: str, expected: str) -> None:
    (card,) = drawn(site(6, title=title)).cards
    assert card.rows[0].title == expected
    assert card.rows[0].tooltip.startswith(title)


def test_a_zone_of_three_carries_three_colours() -> None:
    parts = tuple(Involvement(actor, Role.HOLDER) for actor in ("us", "gna", "lna"))
    zone = Zone(id="z", layer="zones", title="Z", where_prec=5, geometry=box(10, 20, 12, 22), actors=parts)
    (mark,) = drawn(zone).marks
    assert isinstance(mark, AreaMark)
    assert len(set(mark.fill.colours)) == 3


def test_links_lie_above_zones_and_below_symbols() -> None:
    marks = answer_of(SmallWorld()).marks
    sorts: tuple[type[Mark], ...] = (AreaMark, RingMark, LineMark, SymbolMark)
    orders = [[mark.order for mark in marks if isinstance(mark, sort)] for sort in sorts]
    for lower, upper in itertools.pairwise(orders):
        assert max(lower) < min(upper)
    assert [mark.order for mark in marks] == sorted(mark.order for mark in marks)


def test_layers_give_order_and_opacity() -> None:
    layers: list[Record] = [Layer(id=key, title=key, position=at) for at, key in enumerate(("top", "middle", "low"))]
    zones = [
        Zone(id=f"z-{key}", layer=key, title=key, where_prec=5, geometry=box(10, 20, 12, 22))
        for key in ("low", "top", "middle")
    ]
    world = SmallWorld([small_project()[0], *layers, *zones])
    world.viewing.set_layer("middle", opacity=0.4)
    marks = answer_of(world).marks
    assert [mark.id for mark in marks] == ["z-low", "z-middle", "z-top"]
    assert [mark.opacity for mark in marks] == [1, 0.4, 1]
    world.viewing.set_layer("low", position=-1)
    assert answer_of(world).marks[-1].id == "z-low"


def test_layers_in_a_circle_do_no_harm() -> None:
    layers = [Layer(id="a", title="A", parent="b"), Layer(id="b", title="B", parent="a")]
    zone = Zone(id="z", layer="a", title="Z", where_prec=5, geometry=box(10, 20, 12, 22))
    assert len(answer_of(SmallWorld([small_project()[0], *layers, zone])).marks) == 1


def test_two_marks_at_one_place_do_not_hide_each_other() -> None:
    marks = [mark for mark in answer_of(SmallWorld()).marks if isinstance(mark, SymbolMark)]
    assert len(marks) == 2
    (first, second) = (mark.offset for mark in marks)
    assert math.dist(first, second) >= max(marks[0].size[0], marks[1].size[0])


@given(st.lists(st.tuples(st.floats(-0.05, 0.05), st.floats(-0.05, 0.05)), min_size=1, max_size=9), st.floats(1, 12))
def test_symbols_of_one_crowd_stand_apart(places: list[tuple[float, float]], zoom: float) -> None:
    sites = [
        Event(id=f"e{at}", layer="forces", title="E", where_prec=1, geometry=point(13 + lon, 32 + lat))
        for at, (lon, lat) in enumerate(places)
    ]
    answer = drawn(*sites, zoom=zoom)
    assert answer == drawn(*reversed(sites), zoom=zoom)
    size = 256 * 2**zoom
    seats = []
    for mark in answer.marks:
        assert isinstance(mark, SymbolMark)
        y = math.asinh(math.tan(math.radians(mark.at[1]))) / (2 * math.pi)
        seats.append((mark.at[0] / 360 * size + mark.offset[0], -y * size + mark.offset[1]))
    for one, other in itertools.combinations(seats, 2):
        assert math.dist(one, other) >= NEAR_PX - 0.1
    first = answer.marks[0]
    assert isinstance(first, SymbolMark)
    assert first.offset == (0, 0), "the first one stays on its place"


def test_parts_of_one_feature_share_its_id_and_one_label() -> None:
    path = ((10.0, 30.0), (11.0, 31.0))
    lines = Geometry(GeometryType.MULTILINESTRING, (path, ((12.0, 30.0), (13.0, 31.0))))
    marks = drawn(site(5, geometry=lines)).marks
    assert [mark.id for mark in marks] == ["s", "s"]
    assert [mark.label for mark in marks] == ["S", ""]


def test_refused_is_crossed_and_talks_have_two_heads() -> None:
    lines = {mark.id: mark for mark in answer_of(SmallWorld()).marks if isinstance(mark, LineMark)}
    assert [lines[key].crossed for key in ("l1", "l2", "l3")] == [False, False, True]
    assert [lines[key].both_ways for key in ("l1", "l2", "l3")] == [False, True, False]
    assert all(line.arrow for line in lines.values())
    assert lines["l1"].stroke.dash
    assert not lines["l2"].stroke.dash


def test_text_is_carried_as_it_is() -> None:
    nasty = '<img src=x onerror="alert(1)">'
    (mark,) = drawn(site(1, title=nasty)).marks
    assert nasty in mark.label
    assert mark.tooltip.startswith(nasty)


def test_tooltip_says_how_precisely_and_who() -> None:
    marks = {mark.id: mark.tooltip.split("\n") for mark in answer_of(SmallWorld()).marks}
    assert marks["r1"][:2] == ["US outpost near Misrata", "Reported near Misrata (within about 25 km)"]
    assert marks["r1"][2] == "Outpost · US · about May 2016"
    assert "Disputed by one source" in marks["z3"][-2]
    assert marks["l1"][1] == "Only proposed"


def test_what_has_ended_fades() -> None:
    (mark,) = drawn(site(1, status=Status.ENDED)).marks
    assert mark.opacity < 0.6
