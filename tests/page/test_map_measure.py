"""Tools on the map: clicks and keys go to the tool, the sketch and the marker are drawn where they belong."""

import pytest
from PySide6.QtCore import QPoint, Qt

from libyamap.web.protocol import (
    HistoryAsked,
    MarksPicked,
    ShowMarker,
    ShowSearched,
    ShowSketch,
    SketchText,
    ToolKeyed,
    ToolPointed,
    UseTool,
)
from tests.page.hands import box_of, boxes, click, double_click, look, press, said, until
from tests.page.live_page import LivePage

SEA = QPoint(450, 60)


@pytest.fixture
def drawn(live_page: LivePage) -> LivePage:
    """The small project, all of it on the canvas."""
    return live_page.drawn()


@pytest.fixture
def measuring(drawn: LivePage) -> LivePage:
    """A tool is in use."""
    drawn.host.send(UseTool(active=True))
    until(drawn, "document.getElementById('map').classList.contains('measuring')", bool)
    return drawn


def test_a_click_points_with_the_tool_and_picks_nothing(measuring: LivePage) -> None:
    at = box_of(measuring, "s1").middle
    pointed = said(measuring, ToolPointed, lambda: click(measuring, at))
    assert abs(pointed.lon - 13.16) < 1
    assert not pointed.last
    assert not [message for message in measuring.heard if isinstance(message, MarksPicked)]


def test_a_double_click_says_that_it_was_the_last(measuring: LivePage) -> None:
    before = look(measuring, "document.querySelector('.scale-bar').style.width")
    last = measuring.wait_for(
        lambda message: isinstance(message, ToolPointed) and message.last, lambda: double_click(measuring, SEA)
    )
    assert isinstance(last, ToolPointed)
    assert look(measuring, "document.querySelector('.scale-bar').style.width") == before  # it has not zoomed


def test_keys_of_the_tool_go_to_it_and_no_further(measuring: LivePage) -> None:
    measuring.evaluate("document.getElementById('map').focus()")
    for key, name in ((Qt.Key.Key_Return, "Enter"), (Qt.Key.Key_Backspace, "Backspace"), (Qt.Key.Key_Escape, "Escape")):
        assert said(measuring, ToolKeyed, lambda key=key: press(measuring, key)).key == name
    assert not [message for message in measuring.heard if isinstance(message, MarksPicked)]


def test_without_a_tool_a_click_picks_again(measuring: LivePage) -> None:
    measuring.host.send(UseTool(active=False))
    until(measuring, "document.getElementById('map').classList.contains('measuring')", lambda found: not found)
    assert said(measuring, MarksPicked, lambda: click(measuring, box_of(measuring, "s1").middle)).features == ("s1",)


def test_side_buttons_of_the_mouse_turn_the_views(drawn: LivePage) -> None:
    back = said(drawn, HistoryAsked, lambda: click(drawn, SEA, button=Qt.MouseButton.BackButton))
    assert not back.forward
    assert said(drawn, HistoryAsked, lambda: click(drawn, SEA, button=Qt.MouseButton.ForwardButton)).forward


def test_a_path_is_drawn_with_its_corners_and_texts(drawn: LivePage) -> None:
    path = ((13.16, 32.9), (15.1, 32.4), (20.1, 32.1))
    drawn.host.send(ShowSketch(path, texts=(SketchText((14.0, 32.6), "186 <b>km</b>"),)))
    until(drawn, "document.querySelectorAll('.sketch .knob').length", lambda count: count == len(path))
    assert look(drawn, "document.querySelector('.sketch text').textContent") == "186 <b>km</b>"
    assert look(drawn, "document.querySelectorAll('.sketch .filled').length") == 0
    (line,) = boxes(drawn, ".sketch .edge")
    assert line.right - line.left > 20
    drawn.host.send(ShowSketch(path, closed=True))
    until(drawn, "document.querySelectorAll('.sketch .filled').length", lambda count: count == 1)
    drawn.host.send(ShowSketch())
    until(drawn, "document.querySelector('.sketch').childElementCount", lambda count: count == 0)


def test_two_corners_in_one_place_do_no_harm(drawn: LivePage) -> None:
    drawn.host.send(ShowSketch(((13.0, 32.0), (13.0, 32.0), (14.0, 32.0))))
    path = until(drawn, "document.querySelector('.sketch .edge')?.getAttribute('d')", bool)
    assert "NaN" not in path


def test_rings_lie_around_their_middle_one_outside_the_other(drawn: LivePage) -> None:
    drawn.host.send(ShowSketch(((15.1, 32.4),), rings=(50_000.0, 200_000.0)))
    until(drawn, "document.querySelectorAll('.sketch .edge').length", lambda count: count == 2)
    (knob,) = boxes(drawn, ".sketch .knob")
    inner, outer = boxes(drawn, ".sketch .edge")
    assert (outer.right - outer.left) == pytest.approx(4 * (inner.right - inner.left), rel=0.1)
    for ring in (inner, outer):
        assert abs(ring.middle.x() - knob.middle.x()) <= 2


def test_the_plate_of_a_place_is_as_large_as_its_name_after_a_jump_from_far(drawn: LivePage) -> None:
    look(drawn, "void (document.querySelector('svg.sketch').style.transform = 'scale(40000)')")  # as a jump leaves it
    drawn.host.send(ShowMarker(15.1, 32.4, "32.4, 15.1"))
    until(
        drawn,
        "document.querySelector('.plate text')?.getBoundingClientRect().width",
        lambda wide: 20 < (wide or 0) < 200,
    )
    plate, text = boxes(drawn, ".plate rect")[0], boxes(drawn, ".plate text")[0]
    assert plate.right - plate.left == pytest.approx(text.right - text.left + 12, abs=2)


def test_the_area_of_the_filter_is_outlined_where_it_lies_and_goes_again(drawn: LivePage) -> None:
    before = look(drawn, "document.querySelectorAll('.searched path').length")
    ring = ((10.0, 25.0), (20.0, 25.0), (20.0, 30.0), (10.0, 30.0), (10.0, 25.0))
    drawn.host.send(ShowSearched((ring,)))
    until(drawn, "document.querySelectorAll('.searched path').length", lambda count: count == 2)
    assert before == 0
    drawn.host.send(ShowMarker(10, 30, "corner"))
    until(drawn, "document.querySelectorAll('.sketch .pin').length", lambda count: count == 1)
    [corner], [_, edge] = boxes(drawn, ".sketch .pin .edge"), boxes(drawn, ".searched path")
    assert edge.left == pytest.approx(corner.middle.x(), abs=4)
    assert edge.top == pytest.approx(corner.middle.y(), abs=4)
    drawn.host.send(ShowSearched())
    until(drawn, "document.querySelectorAll('.searched path').length", lambda count: count == 0)


def test_the_marker_names_its_place_and_goes_again(drawn: LivePage) -> None:
    drawn.host.send(ShowMarker(15.1, 32.4, "مصراتة"))
    assert until(drawn, "document.querySelector('.sketch .found')?.textContent", bool) == "مصراتة"
    drawn.host.send(ShowMarker(0, 0, "", shown=False))
    until(drawn, "document.querySelectorAll('.sketch .pin').length", lambda count: count == 0)
