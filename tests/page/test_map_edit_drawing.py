"""Lines and areas drawn and reshaped on the live page by mouse and keys, with snapping."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.web.protocol import EditDrawn, EditEnded, EditPointed, EditSketched, FromPage, MarksPicked, UseEditor
from tests.page.hands import LEFT, NO_KEY, box_of, boxes, click, drag, look, press, said, target, until
from tests.page.live_page import LivePage
from tests.page.small_project import box

SEA = (QPoint(300, 80), QPoint(360, 80), QPoint(360, 110))


@pytest.fixture
def drawn(live_page: LivePage) -> LivePage:
    """The small project, all of it on the canvas."""
    return live_page.drawn()


def use(page: LivePage, tool: UseEditor) -> None:
    """Put the tool into the hand and wait until it is there."""
    page.host.send(tool)
    until(page, "document.querySelector('.mode-words')?.textContent ?? ''", lambda words: words == tool.words)
    page.drawn()  # which waits for what the tool loads, too
    if tool.mode == "reshape":
        assert look(page, "document.querySelectorAll('.marker-icon').length")
    page.evaluate("document.getElementById('map').focus()")


def point_at(page: LivePage, at: QPoint) -> None:
    """Move there, then click: what is drawn follows the pointer."""
    QTest.mouseMove(target(page), at)
    click(page, at)


def has_corners(number: int) -> Callable[[FromPage], bool]:
    """Whether a message is of a sketch with so many corners."""
    return lambda message: isinstance(message, EditSketched) and message.corners == number


def draw_corners(page: LivePage, corners: tuple[QPoint, ...]) -> None:
    """Click each corner, one after the other."""
    for number, at in enumerate(corners, 1):
        page.wait_for(has_corners(number), partial(point_at, page, at))


def test_nothing_of_the_tools_is_loaded_before_they_are_used(drawn: LivePage) -> None:
    assert look(drawn, "L.PM === undefined && !document.querySelector('script[src*=geoman]')")


def test_a_place_is_picked_instead_of_a_mark(drawn: LivePage) -> None:
    use(drawn, UseEditor("pick", "Click where it is"))
    pointed = said(drawn, EditPointed, lambda: click(drawn, box_of(drawn, "s1").middle))
    assert abs(pointed.lon - 13.16) < 1
    assert not [message for message in drawn.heard if isinstance(message, MarksPicked)]


def test_an_area_is_drawn_corner_by_corner_and_ended_by_enter(drawn: LivePage) -> None:
    use(drawn, UseEditor("area", "Draw the area", "Done"))
    assert boxes(drawn, ".mode-done")
    draw_corners(drawn, SEA)
    assert look(drawn, "document.querySelector('.mode-note').textContent") == "3 corners"
    done = said(drawn, EditDrawn, lambda: press(drawn, Qt.Key.Key_Return)).geometry
    assert done.type is GeometryType.POLYGON
    (ring,) = done.coordinates
    assert ring[0] == ring[-1]
    assert len(ring) == 4
    drawn.host.send(UseEditor(""))
    until(drawn, "document.querySelectorAll('.mode-bar, .marker-icon, .edit-shape').length", lambda count: count == 0)


def test_too_few_corners_are_not_the_end_and_backspace_takes_one_back(drawn: LivePage) -> None:
    use(drawn, UseEditor("line", "Draw the line", "Done"))
    draw_corners(drawn, SEA[:1])
    assert look(drawn, "document.querySelector('.mode-done').disabled")
    press(drawn, Qt.Key.Key_Return)
    drawn.wait_for(has_corners(2), lambda: point_at(drawn, SEA[1]))
    assert not [message for message in drawn.heard if isinstance(message, EditDrawn | EditEnded)]
    for left in (1, 0):
        drawn.wait_for(has_corners(left), lambda: press(drawn, Qt.Key.Key_Backspace))
    draw_corners(drawn, SEA[:2])
    done = said(drawn, EditDrawn, lambda: click(drawn, boxes(drawn, ".mode-done")[0].middle)).geometry
    assert done.type is GeometryType.LINESTRING
    assert len(done.coordinates) == 2


def test_escape_and_the_bar_give_up(drawn: LivePage) -> None:
    use(drawn, UseEditor("area", "Draw the area", "Done"))
    assert not said(drawn, EditEnded, lambda: press(drawn, Qt.Key.Key_Escape)).done
    assert not said(drawn, EditEnded, lambda: click(drawn, boxes(drawn, ".mode-cancel")[0].middle)).done


def test_a_sketch_goes_on_where_it_was(drawn: LivePage) -> None:
    began = Geometry(GeometryType.LINESTRING, ((14.0, 33.5), (15.0, 33.5)))
    use(drawn, UseEditor("line", "Draw the line", "Done", geometry=began))
    drawn.wait_for(has_corners(3), lambda: point_at(drawn, SEA[2]))
    done = said(drawn, EditDrawn, lambda: press(drawn, Qt.Key.Key_Return)).geometry
    assert [list(position) for position in done.coordinates[:2]] == [[14.0, 33.5], [15.0, 33.5]]


def test_a_corner_snaps_to_the_corner_of_a_zone(drawn: LivePage) -> None:
    zone = box_of(drawn, "z4", ".shape.area")  # from 18, 22 to 22, 25
    use(drawn, UseEditor("line", "Draw the line", "Done"))
    near = QPoint(round(zone.right) + 4, round(zone.bottom) + 3)
    draw_corners(drawn, (near, near + QPoint(90, 0)))
    first, second = said(drawn, EditDrawn, lambda: press(drawn, Qt.Key.Key_Return)).geometry.coordinates
    assert first == [22.0, 22.0]
    assert second[0] > 22.5


def test_an_area_is_reshaped_by_its_corner_and_its_feature_is_veiled(drawn: LivePage) -> None:
    zone = box_of(drawn, "z4", ".shape.area")
    use(drawn, UseEditor("reshape", "Drag the corners", "Done", geometry=box(18, 22, 22, 25), feature="z4"))
    assert look(drawn, "document.querySelector('.shape[data-feature=z4]').classList.contains('veiled')")
    start = QPoint(round(zone.right), round(zone.bottom))
    sketched = said(drawn, EditSketched, lambda: drag(drawn, start, start + QPoint(40, 30)))
    assert sketched.corners == 4
    done = said(drawn, EditDrawn, lambda: press(drawn, Qt.Key.Key_Return)).geometry
    assert done.type is GeometryType.MULTIPOLYGON
    ((ring,),) = done.coordinates
    moved = [position for position in ring if position[0] > 22.4 and position[1] < 21.8]
    assert len(moved) == 1
    drawn.host.send(UseEditor(""))
    until(drawn, "document.querySelectorAll('.veiled').length", lambda count: count == 0)


def test_a_redraw_meanwhile_leaves_the_sketch_alone(drawn: LivePage) -> None:
    use(drawn, UseEditor("area", "Draw the area", "Done"))
    draw_corners(drawn, SEA)
    drawn.drawn()
    done = said(drawn, EditDrawn, lambda: press(drawn, Qt.Key.Key_Return)).geometry
    assert len(done.coordinates[0]) == 4


def test_a_press_that_is_no_corner_of_an_area_drags_the_map(drawn: LivePage) -> None:
    use(drawn, UseEditor("line", "Draw the line", "Done"))
    QTest.mousePress(target(drawn), LEFT, NO_KEY, SEA[0])
    QTest.mouseMove(target(drawn), SEA[0] + QPoint(60, 60))
    QTest.mouseRelease(target(drawn), LEFT, NO_KEY, SEA[0] + QPoint(60, 60))
    until(drawn, "document.querySelectorAll('.marker-icon').length", lambda count: count == 1)
