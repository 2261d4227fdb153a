"""Columns: filled from the top, headings with what follows, and what has no room is counted."""

from hypothesis import given
from hypothesis import strategies as st

from libyamap.briefing.column import Block, Entry, fill, fill_alike, fill_what_fits
from libyamap.briefing.parts import Drawing, Frame, Part

COLUMN = Frame(0, 0, 100, 100)


def entry(name: str, height: float = 10, *, heading: bool = False) -> Entry:
    def put(x: float, y: float, width: float) -> tuple[list[Part], float]:
        return [Drawing("legend", Frame(x, y, width, height), "", name)], height

    return Entry(put, 2.0, heading)


def block(name: str, count: int, height: float = 10, *, needed: bool = False) -> Block:
    entries = [entry(f"{name}{number}", height) for number in range(count)]
    return Block((entry(name, heading=True), *entries), lambda missing: entry(f"{name}+{missing}"), needed)


def names(parts: list[Part]) -> list[str]:
    return [part.text for part in parts]


def test_all_that_fits_is_there_in_order() -> None:
    parts = fill([block("a", 3), block("b", 2)], [COLUMN])
    assert parts is not None
    assert names(parts) == ["a", "a0", "a1", "a2", "b", "b0", "b1"]
    assert parts[0].frame.y == 0  # nothing above the first
    assert parts[1].frame.y == 12


def test_a_heading_goes_with_what_follows() -> None:
    columns = [COLUMN._replace(height=46), COLUMN._replace(x=200, height=46)]
    parts = fill([block("a", 2), block("b", 2)], columns)
    assert parts is not None
    assert {part.text: part.frame.x for part in parts}["b"] == 200


def test_what_stands_under_one_heading_is_parted_only_where_it_must_be() -> None:
    columns = [COLUMN._replace(height=70), COLUMN._replace(x=200, height=70)]
    blocks = [block("a", 3), block("b", 3)]
    parted, whole = fill(blocks, columns), fill_what_fits(blocks, columns)
    assert parted is not None
    assert {part.frame.x for part in parted if part.text.startswith("b")} == {0, 200}
    assert {part.frame.x for part in whole if part.text.startswith("b")} == {200}
    long = [block("a", 8)]
    assert fill(long, columns, together=True) is None
    assert names(fill_what_fits(long, columns))[-1] == "a7"


def test_a_block_that_is_whole_is_parted_only_where_no_column_holds_it() -> None:
    columns = [COLUMN._replace(height=70), COLUMN._replace(x=200, height=70)]
    blocks = [block("a", 3), block("b", 3)._replace(whole=True)]
    parts = fill(blocks, columns)
    assert parts is not None
    assert {part.frame.x for part in parts if part.text.startswith("b")} == {200}
    long = [block("b", 8)._replace(whole=True)]
    assert fill(long, columns) is None
    assert names(fill_what_fits(long, columns))[-1] == "b7"


def test_too_much_does_not_fit() -> None:
    assert fill([block("a", 20)], [COLUMN]) is None
    assert fill([block("a", 1, 500)], [COLUMN]) is None


@given(st.lists(st.integers(1, 25), min_size=1, max_size=4), st.integers(1, 3), st.integers(60, 200))
def test_what_is_left_out_is_counted(counts: list[int], columns: int, height: int) -> None:
    blocks = [block(letter, count) for letter, count in zip("abcd", counts, strict=False)]
    frames = [Frame(150.0 * index, 0, 100, height) for index in range(columns)]
    shown = names(fill_what_fits(blocks, frames))
    for letter, count in zip("abcd", counts, strict=False):
        there = sum(name[0] == letter and name[1:].isdigit() for name in shown)
        missing = [int(name[2:]) for name in shown if name.startswith(f"{letter}+")]
        if shown:
            assert there + sum(missing) == count


def test_what_is_needed_stays_longest() -> None:
    shown = names(fill_what_fits([block("a", 4, needed=True), block("b", 30)], [COLUMN]))
    assert [name for name in shown if name[0] == "a"] == ["a", "a0", "a1", "a2", "a3"]
    assert any(name.startswith("b+") for name in shown)


@given(
    st.integers(1, 30), st.lists(st.integers(0, 25), min_size=2, max_size=3), st.integers(1, 3), st.integers(60, 200)
)
def test_of_what_all_sheets_have_each_shows_the_same_at_the_same_place(
    count: int, others: list[int], columns: int, height: int
) -> None:
    frames = [Frame(150.0 * index, 0, 100, height) for index in range(columns)]
    sheets = [[block("a", count)._replace(same=True), *([block("b", other)] if other else [])] for other in others]
    shown = [[(part.text, part.frame) for part in parts if part.text[0] == "a"] for parts in fill_alike(sheets, frames)]
    told = [parts for parts in shown if parts]  # a sheet of which not even the counts have room is empty
    assert all(parts == told[0] for parts in told)
