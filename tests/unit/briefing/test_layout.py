"""On every sheet: all inside, nothing upon the map, the map the largest thing where that can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.briefing.sheet import PAPER_WORDS, Paper, Sheet
from libyamap.briefing.layout import arrangements, map_unit_of, unit_of
from libyamap.briefing.parts import Frame

PAPERS: list[Paper] = ["a4", "a3", "letter", "slide-16x9", "slide-4x3", "square"]
SHEETS = [Sheet(paper=paper, portrait=portrait) for paper in PAPERS for portrait in (False, True)]


def meet(one: Frame, other: Frame) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: f"{sheet.paper}-{'portrait' if sheet.portrait else ''}")
def test_nothing_lies_upon_the_map(sheet: Sheet) -> None:
    width, height = sheet.size
    body = Frame(26, 80, width - 52, height - 120)
    ways = list(arrangements(body, unit_of(sheet), columns=True, strip=True, grid=True))
    assert len(ways) >= 3
    for way in ways:
        frames = [way.map, *way.columns]
        assert all(not meet(one, other) for at, one in enumerate(frames) for other in frames[:at])
        assert all(frame.x >= body.x - 0.01 and frame.right <= body.right + 0.01 for frame in frames)
        assert all(frame.y >= body.y - 0.01 and frame.bottom <= body.bottom + 0.01 for frame in frames)
        assert way.map.width > 100
        assert way.map.height > 100
    first = ways[0]
    assert first.map.width * first.map.height > 0.5 * body.width * body.height


def test_without_columns_the_map_fills_the_body() -> None:
    body = Frame(10, 20, 500, 300)
    (way,) = arrangements(body, 1.0, columns=False, strip=False, grid=False)
    assert way.map == body


@given(st.integers(240, 8192), st.integers(240, 8192))
def test_letters_grow_with_the_sheet_but_not_beyond_measure(width: int, height: int) -> None:
    unit = unit_of(Sheet(paper="pixels", width=width, height=height))
    assert 0.55 <= unit <= 7
    assert width / unit >= 200 or height > width
    assert unit_of(Sheet(paper="a4")) == pytest.approx(1.0)


def test_a_slide_has_larger_letters_beside_the_map_than_on_it() -> None:
    slide = Sheet(paper="slide-16x9")
    assert unit_of(slide) > map_unit_of(slide) >= 1.0
    assert set(PAPERS) | {"pixels"} == set(PAPER_WORDS)
