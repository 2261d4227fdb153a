"""Marks moved by mouse and keys, and several selected by a box."""

import os
import signal

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from libyamap.web.protocol import (
    DragHeld,
    Drawn,
    EditEnded,
    FeatureDropped,
    FrameMoved,
    MarksPicked,
    SelectMarks,
    ShowPreview,
    UseEditor,
)
from tests.page.hands import LEFT, NO_KEY, box_of, boxes, click, drag, look, press, said, target, until
from tests.page.live_page import LivePage

AWAY = QPoint(60, 40)


@pytest.fixture
def drawn(live_page: LivePage) -> LivePage:
    """The small project, all of it on the canvas."""
    return live_page.drawn()


def select(page: LivePage, feature: str) -> None:
    """Select a feature that the hand may drag."""
    page.host.send(SelectMarks((feature,), (feature,)))
    until(page, "document.querySelector('.symbol.movable')?.dataset.feature ?? ''", lambda found: found == feature)


def hold(page: LivePage, start: QPoint) -> None:
    """Press and drag a part of the way."""
    QTest.mousePress(target(page), LEFT, NO_KEY, start)
    page.wait_for(
        lambda message: isinstance(message, DragHeld) and message.held,
        lambda: [QTest.mouseMove(target(page), start + AWAY * step / 4) for step in range(1, 5)],
    )


@pytest.mark.parametrize(("feature", "lon", "lat"), [("s1", 13.16, 32.67), ("r1", 15.09, 32.38)])
def test_a_selected_mark_is_dragged_and_stays_there(drawn: LivePage, feature: str, lon: float, lat: float) -> None:
    select(drawn, feature)
    before = box_of(drawn, feature)
    metres = [message for message in drawn.heard if isinstance(message, FrameMoved)][-1].metres_per_pixel
    dropped = said(drawn, FeatureDropped, lambda: drag(drawn, before.middle, before.middle + AWAY))
    assert dropped.feature == feature
    assert dropped.lon - lon == pytest.approx(AWAY.x() * metres / 93_000, rel=0.1)
    assert lat - dropped.lat == pytest.approx(AWAY.y() * metres / 111_000, rel=0.1)
    ghost = until(drawn, f"document.querySelectorAll('.symbol.unfinished[data-feature={feature}]').length", bool)
    assert ghost == 1
    drawn.drawn()  # as Python does when it has kept the change
    until(drawn, "document.querySelectorAll('.unfinished.symbol, .veiled').length", lambda count: count == 0)


def test_what_is_not_selected_lets_the_map_be_dragged(drawn: LivePage) -> None:
    start = box_of(drawn, "s1").middle
    said(drawn, FrameMoved, lambda: drag(drawn, start, start + AWAY))
    assert not [message for message in drawn.heard if isinstance(message, FeatureDropped | DragHeld)]


def test_a_press_that_is_hardly_moved_is_a_click(drawn: LivePage) -> None:
    select(drawn, "s1")
    start = box_of(drawn, "s1").middle
    picked = said(drawn, MarksPicked, lambda: drag(drawn, start, start + QPoint(2, 1)))
    assert picked.features
    assert not [message for message in drawn.heard if isinstance(message, FeatureDropped)]


def test_the_tool_taken_away_ends_a_drag_where_it_began(drawn: LivePage) -> None:
    select(drawn, "s1")
    start = box_of(drawn, "s1").middle
    hold(drawn, start)
    drawn.wait_for(
        lambda message: isinstance(message, DragHeld) and not message.held, lambda: drawn.host.send(UseEditor(""))
    )
    QTest.mouseRelease(target(drawn), LEFT, NO_KEY, start + AWAY)
    until(drawn, "document.querySelectorAll('.unfinished.symbol, .veiled').length", lambda count: count == 0)
    assert not [message for message in drawn.heard if isinstance(message, FeatureDropped)]
    assert box_of(drawn, "s1").middle == start


@pytest.mark.logs("ended unexpectedly")
def test_a_renderer_killed_during_a_drag_has_moved_nothing(drawn: LivePage) -> None:
    select(drawn, "s1")
    start = box_of(drawn, "s1").middle
    hold(drawn, start)
    drawn.wait_for(
        lambda message: isinstance(message, Drawn),
        lambda: os.kill(drawn.host.page.renderProcessPid(), signal.SIGKILL),
    )
    QTest.mouseRelease(target(drawn), LEFT, NO_KEY, start + AWAY)
    assert box_of(drawn, "s1").middle == start
    assert look(drawn, "document.querySelectorAll('.unfinished.symbol, .veiled').length") == 0
    assert not [message for message in drawn.heard if isinstance(message, FeatureDropped)]
    assert look(drawn, "document.querySelector('.symbol.movable').dataset.feature") == "s1"  # and may be dragged again


def test_arrows_move_by_a_pixel_and_enter_keeps(drawn: LivePage) -> None:
    before = box_of(drawn, "s1").middle
    drawn.host.send(UseEditor("move", "Arrows move it", "Keep", feature="s1"))
    drawn.drawn()  # with all that the tool loads
    until(drawn, "document.querySelectorAll('.symbol.unfinished').length", lambda count: count == 1)
    drawn.evaluate("document.getElementById('map').focus()")
    for _ in range(3):
        press(drawn, Qt.Key.Key_Right)
    press(drawn, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    ghost = ".symbol.unfinished"
    until(
        drawn,
        f"Math.round(document.querySelector('{ghost}').getBoundingClientRect().y)",
        lambda top: top == round(boxes(drawn, ".symbol[data-feature=s1]")[0].top) + 10,
    )
    (moved,) = boxes(drawn, ghost)
    assert (moved.middle - before) == QPoint(3, 10)
    assert said(drawn, FeatureDropped, lambda: press(drawn, Qt.Key.Key_Return)).feature == "s1"


def test_nothing_moved_is_nothing_kept(drawn: LivePage) -> None:
    drawn.host.send(UseEditor("move", "Arrows move it", "Keep", feature="s1"))
    drawn.drawn()  # with all that the tool loads
    until(drawn, "document.querySelectorAll('.symbol.unfinished').length", lambda count: count == 1)
    drawn.evaluate("document.getElementById('map').focus()")
    assert said(drawn, EditEnded, lambda: press(drawn, Qt.Key.Key_Return)).done
    assert not [message for message in drawn.heard if isinstance(message, FeatureDropped)]


def test_a_box_adds_what_lies_in_it_to_the_selection(drawn: LivePage) -> None:
    drawn.host.send(SelectMarks(("s1",)))
    symbols = [box_of(drawn, feature) for feature in ("r1", "r2")]
    left = min(symbol.left for symbol in symbols) - 12
    top = min(symbol.top for symbol in symbols) - 12
    right = max(symbol.right for symbol in symbols) + 12
    bottom = max(symbol.bottom for symbol in symbols) + 12
    shift = Qt.KeyboardModifier.ShiftModifier
    picked = said(
        drawn,
        MarksPicked,
        lambda: drag(drawn, QPoint(round(left), round(top)), QPoint(round(right), round(bottom)), shift),
    )
    assert picked.add
    assert {"r1", "r2"} <= set(picked.features)
    assert "s1" not in picked.features


def test_a_preview_is_drawn_above_and_cannot_be_picked(drawn: LivePage) -> None:
    feature = drawn.world.store.get(type(drawn.world.index.features(["r1"])[0]), "r1")
    assert feature is not None
    drawn.host.send(ShowPreview(drawn.world.resources.marks_of([feature], 6.0)))
    until(drawn, "document.querySelectorAll('.symbol.unfinished').length", lambda count: count == 1)
    assert look(drawn, "document.querySelectorAll('.overlay.unfinished .ring').length") == 1
    drawn.host.send(ShowPreview())
    until(drawn, "document.querySelectorAll('.unfinished .ring, .symbol.unfinished').length", lambda count: count == 0)
    assert said(drawn, MarksPicked, lambda: click(drawn, box_of(drawn, "r1").middle)).features == ("r1",)


def test_what_is_known_for_a_country_alone_is_previewed_on_its_card(drawn: LivePage) -> None:
    (known,) = drawn.world.index.features(["presence-us"])
    made = msgspec.structs.replace(known, id="new", title="German special forces")
    before = len(boxes(drawn, ".card .row"))
    drawn.host.send(ShowPreview((), drawn.world.resources.cards_of([made], 5.5)))
    until(drawn, "document.querySelectorAll('.card .row.unfinished').length", lambda count: count == 1)
    assert "German" in str(look(drawn, "document.querySelector('.card .row.unfinished').textContent"))
    assert len(boxes(drawn, ".card .row")) == before + 1
    drawn.drawn()  # another picture leaves it there
    assert look(drawn, "document.querySelectorAll('.card .row.unfinished').length") == 1
    drawn.host.send(ShowPreview())
    until(drawn, "document.querySelectorAll('.row.unfinished').length", lambda count: count == 0)


def test_the_mark_that_a_preview_stands_for_is_veiled(drawn: LivePage) -> None:
    (known,) = drawn.world.index.features(["s1"])
    drawn.host.send(ShowPreview(drawn.world.resources.marks_of([known], 5.5)))
    until(drawn, "document.querySelectorAll('.symbol.veiled[data-feature=s1]').length", lambda count: count == 1)
    drawn.drawn()
    assert look(drawn, "document.querySelectorAll('.symbol.veiled').length") == 1
    drawn.host.send(ShowPreview())
    until(drawn, "document.querySelectorAll('.veiled').length", lambda count: count == 0)
