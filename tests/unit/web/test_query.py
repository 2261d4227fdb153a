"""Frames as Leaflet gives them, brought back onto the globe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.web.query import BadQuery, frame, whole_number


def of(west: float, east: float, south: float = -10, north: float = 10) -> tuple[float, float, float, float]:
    """The frame of a query with these sides."""
    return frame({"w": repr(west), "s": repr(south), "e": repr(east), "n": repr(north)})


@pytest.mark.parametrize(
    ("west", "east", "expected"),
    [
        (8, 26, (8, 26)),
        (170, 190, (170, -170)),
        (-190, -170, (170, -170)),
        (370, 380, (10, 20)),
        (-200, 200, (-180, 180)),
        (-180, 180, (-180, 180)),
    ],
)
def test_longitudes_come_back_to_the_globe(west: float, east: float, expected: tuple[float, float]) -> None:
    bounds = of(west, east)
    assert (bounds[0], bounds[2]) == pytest.approx(expected)


@given(st.floats(-1e4, 9e3), st.floats(0, 1000))
def test_any_frame_lies_on_the_globe(west: float, width: float) -> None:
    left, south, right, north = of(west, west + width)
    assert -180 <= left <= 180
    assert -180 <= right <= 180
    assert (south, north) == (-10, 10)


@pytest.mark.parametrize("text", ["", "-1", "1.0", "01a", "٣", "1e1", "5", " 1", "9" * 13])
def test_whole_numbers_are_plain_and_small(text: str) -> None:
    with pytest.raises(BadQuery):
        whole_number(text, 4)
