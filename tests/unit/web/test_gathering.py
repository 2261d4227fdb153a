"""Circles and cards for many features: exact numbers, short texts, the legend's colours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.cells import cell_bounds
from libyamap.app.viewport import OTHERS, Cell, CellKey, Gathered, GatherKey
from libyamap.web import style
from libyamap.web.gathering import cell_marks, gathered_cards
from libyamap.web.legend import NUMBERS, legend
from libyamap.web.marks import CellMark, CellMarks
from libyamap.web.wording import number_in_short
from tests.page.small_project import SmallWorld

KEY = CellKey(6, 34, 25)


def cell(*by_actor: tuple[str, int], key: CellKey = KEY) -> Cell:
    """Events of these actors in one square."""
    return Cell(key, cell_bounds(key), 13.0, 32.0, sum(count for _, count in by_actor), by_actor)


def marks_of(*cells: Cell) -> CellMarks:
    """The circles that are drawn."""
    world = SmallWorld()
    marks = cell_marks(cells, world.resources.catalogue, world.viewing.state)
    assert marks is not None
    return marks


def mark_of(*by_actor: tuple[str, int]) -> CellMark:
    """The circle that is drawn."""
    [mark] = marks_of(cell(*by_actor)).marks
    return mark


def shares_of(*by_actor: tuple[str, int]) -> list[tuple[str, int]]:
    """Its ring: tints, and how many events each stands for."""
    marks = marks_of(cell(*by_actor))
    return [(marks.tints[tint], count) for tint, count in batched(marks.marks[0].shares)]


def batched(flat: tuple[int, ...]) -> list[tuple[int, int]]:
    """Numbers and counts, which come in turn."""
    return list(zip(flat[::2], flat[1::2], strict=True))


@pytest.mark.parametrize(
    ("count", "text"),
    [(2, "2"), (999, "999"), (1_000, "1k"), (1_290, "1.2k"), (9_999, "9.9k"), (12_999, "12k"), (999_999, "999k"),
     (1_250_000, "1.2M"), (10_000_000, "10M")],
)  # fmt: skip
def test_numbers_are_short_and_never_rounded_up(count: int, text: str) -> None:
    assert number_in_short(count) == text


@given(
    st.lists(st.tuples(st.sampled_from(["us", "gna", "lna", "", "gone", OTHERS]), st.integers(1, 10**6)), min_size=1)
)
def test_the_ring_adds_up_to_the_exact_number(parts: list[tuple[str, int]]) -> None:
    mark, shares = mark_of(*parts), shares_of(*parts)
    assert sum(share for _, share in shares) == mark.count == sum(count for _, count in parts)
    assert [count for _, count in shares] == sorted((count for _, count in shares), reverse=True)
    assert len({tint for tint, _ in shares}) == len(shares)


def test_actors_of_one_colour_are_one_part_of_the_ring_and_nobody_is_grey() -> None:
    shares = shares_of(("gna", 5), ("", 2), (OTHERS, 3))
    grey = style.colours((), "light")[0]
    assert dict(shares)[grey] == 5
    assert len(shares) == 2


def test_the_largest_parties_are_named_and_nobody_has_no_name() -> None:
    marks = marks_of(cell(("gna", 1_200), ("lna", 30), (OTHERS, 4)), cell(("lna", 2), ("", 1), key=CellKey(6, 1, 1)))
    named = [[(marks.names[name], count) for name, count in batched(mark.named)] for mark in marks.marks]
    assert named == [[("GNA", 1_200), ("LNA", 30)], [("LNA", 2)]]
    assert marks.marks[0].text == "1.2k"


def test_one_event_is_a_dot_without_a_number() -> None:
    mark = mark_of(("us", 1))
    assert (mark.text, mark.count) == ("", 1)
    assert mark.radius == style.CELL_SINGLE


def test_more_events_are_a_larger_circle_up_to_a_limit() -> None:
    radii = [style.cell_radius(count) for count in (1, 2, 10, 100, 1_000, 10_000, 10**7)]
    assert radii == sorted(radii)
    assert radii[-1] == style.CELL_LARGEST


def test_the_largest_is_drawn_first_and_the_order_is_the_same_each_time() -> None:
    marks = marks_of(*(cell(("us", count), key=CellKey(6, x, 25)) for x, count in ((3, 5), (1, 9), (2, 5))))
    assert [(marks.level, mark.x, mark.y) for mark in marks.marks] == [(6, 1, 25), (6, 2, 25), (6, 3, 25)]


def test_where_there_are_no_cells_there_are_no_circles() -> None:
    world = SmallWorld()
    assert cell_marks([], world.resources.catalogue, world.viewing.state) is None


def test_what_is_known_by_country_alone_is_counted_on_its_card() -> None:
    world = SmallWorld()
    signs = [Gathered(GatherKey("country", "LBY"), 3_412, ()), Gathered(GatherKey("province", "LY.77"), 7, ())]
    country, province = gathered_cards(signs, world.areas, world.viewing.state)
    assert (country.note, country.count, country.gathered) == (
        "3,412 known for Libya, no place given", 3_412, "country/LBY",
    )  # fmt: skip
    assert province.note == "7 known for Tripoli, no place in it given"
    assert not list(gathered_cards([Gathered(GatherKey("country", "XXX"), 1, ())], world.areas, world.viewing.state))


def test_the_legend_explains_what_is_there_and_names_the_parties() -> None:
    catalogue = SmallWorld().resources.catalogue
    entries = legend((), catalogue, "light", [cell(("gna", 3), (OTHERS, 1)), cell(("us", 1))])
    texts = {entry.text for entry in entries}
    assert {"Government of National Accord", "United States", "one event", "other parties, or none named"} <= texts
    only_single = legend((), catalogue, "light", [cell(("us", 1))])
    assert [entry.key for entry in only_single if entry.group == NUMBERS] == ["cell:one"]
