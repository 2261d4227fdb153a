"""Back and forward through views, views as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.view_text import Spot, view_text, zoom_in
from libyamap.app.view_trail import ViewTrail
from libyamap.gazetteer.coordinates import read

A, B, C = (Spot((lon, 30.0), 5.0) for lon in (10.0, 11.0, 12.0))


def visited(*spots: Spot, apart: float = 5.0) -> ViewTrail:
    trail = ViewTrail()
    for number, spot in enumerate(spots):
        trail.visit(spot, number * apart)
    return trail


def test_there_and_back() -> None:
    trail = visited(A, B, C)
    assert (trail.back(), trail.back(), trail.back()) == (B, A, None)
    assert trail.forward() == B
    assert (trail.can_go_back, trail.can_go_forward) == (True, True)


def test_the_view_gone_back_to_is_no_new_step() -> None:
    trail = visited(A, B, C)
    trail.back()
    trail.visit(Spot((11.0001, 30.0), 5.0), 20.0)  # the page has rounded it
    assert trail.forward() == C


def test_a_new_view_cuts_off_what_lay_ahead() -> None:
    trail = visited(A, B)
    trail.back()
    trail.visit(A, 20.0)
    trail.visit(C, 30.0)
    assert not trail.can_go_forward
    assert trail.back() == A


def test_a_drag_in_many_pieces_is_one_step() -> None:
    trail = visited(A)
    for step in range(10):
        trail.visit(Spot((20.0 + step, 30.0), 5.0), 100 + step * 0.2)
    assert trail.back() == A


def test_what_was_asked_for_is_a_step_however_soon() -> None:
    trail = visited(A)
    trail.leap()
    trail.visit(B, 0.1)
    trail.leap()
    trail.visit(C, 0.2)
    assert (trail.back(), trail.back()) == (B, A)


def test_a_new_size_of_the_frame_is_no_step() -> None:
    trail = visited(A, B)
    trail.visit(Spot((11.0, 30.0), 4.5), 60.0, resized=True)
    assert trail.back() == A
    trail.visit(A, 70.0)
    assert trail.forward() == Spot((11.0, 30.0), 4.5)


def test_nothing_was_visited() -> None:
    assert ViewTrail().back() is None
    assert not ViewTrail().can_go_forward


def test_the_trail_does_not_grow_for_ever() -> None:
    trail = visited(*(Spot((float(lon), 0.0), 3.0) for lon in range(150)))
    steps = 0
    while trail.back():
        steps += 1
    assert steps == 99


@pytest.mark.parametrize(
    ("spot", "text"),
    [(Spot((15.1, 32.4), 9), "geo:32.4,15.1?z=9"), (Spot((-0.00001, 0), 2.5), "geo:0,0?z=2.5")],
)
def test_a_view_as_text(spot: Spot, text: str) -> None:
    assert view_text(spot) == text


@given(st.floats(-180, 180), st.floats(-85, 85), st.integers(8, 72).map(lambda quarter: quarter / 4))
def test_the_text_leads_back_to_within_two_pixels(lon: float, lat: float, zoom: float) -> None:
    text = view_text(Spot((lon, lat), zoom))
    position = read(text)
    assert position is not None
    pixel = 360 / (256 * 2**zoom)
    assert abs(position[0] - lon) <= 2 * pixel
    assert abs(position[1] - lat) <= 2 * pixel
    assert zoom_in(text) == zoom


@pytest.mark.parametrize(
    ("text", "zoom"),
    [("geo:1,2", None), ("geo:1,2?z=40", 18.0), ("GEO:1,2?q=x&z=7", 7.0), ("32.4, 15.1", None), ("geo:1,2?z=x", None)],
)
def test_zoom_of_a_link(text: str, zoom: float | None) -> None:
    assert zoom_in(text) == zoom
