"""Picking, hovering and the menu, with a real mouse."""

from functools import partial
from operator import eq

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from libyamap.web.protocol import ContextAsked, CountryPicked, FrameMoved, MarksPicked, PointerMoved, SelectMarks
from tests.page.hands import Box, box_of, boxes, click, look, said, target, until
from tests.page.live_page import LivePage

SEA = QPoint(450, 60)


@pytest.fixture
def drawn(live_page: LivePage) -> LivePage:
    """The small project, all of it on the canvas."""
    return live_page.drawn()


def test_a_click_on_a_symbol_picks_it(drawn: LivePage) -> None:
    picked = said(drawn, MarksPicked, lambda: click(drawn, box_of(drawn, "s1").middle))
    assert (picked.features, picked.add) == (("s1",), False)


def test_a_click_on_the_ground_picks_nothing(drawn: LivePage) -> None:
    picked = said(drawn, MarksPicked, lambda: click(drawn, QPoint(40, 300)))
    assert picked.features == ()
    assert -180 <= picked.lon <= 180


def test_control_adds_to_the_selection(drawn: LivePage) -> None:
    at = box_of(drawn, "s2").middle
    picked = said(drawn, MarksPicked, lambda: click(drawn, at, Qt.KeyboardModifier.ControlModifier))
    assert (picked.features, picked.add) == (("s2",), True)


def test_a_second_click_picks_what_lies_below(drawn: LivePage) -> None:
    at = box_of(drawn, "r1", ".shape").middle
    widget = target(drawn)
    stack = look(
        drawn,
        f"[...new Set(document.elementsFromPoint({at.x()}, {at.y()})"
        ".map((element) => element.closest('[data-feature]')?.dataset.feature).filter(Boolean))]",
    )
    assert len(stack) >= 1
    first = said(drawn, MarksPicked, lambda: click(drawn, at))
    QTest.mouseMove(widget, at + QPoint(1, 0))
    # Another press so soon would be a double click; the delay is that of the event, not of the test.
    second = said(drawn, MarksPicked, lambda: QTest.mouseClick(widget, Qt.MouseButton.LeftButton, delay=600, pos=at))
    assert first.features == (stack[0],)
    assert second.features == (stack[1 % len(stack)],)


def test_a_row_of_the_card_is_picked_and_its_head_names_the_country(drawn: LivePage) -> None:
    row = boxes(drawn, ".card .row")[1]
    picked = said(drawn, MarksPicked, lambda: click(drawn, row.middle))
    assert picked.features[0].startswith("presence-")
    country = said(drawn, CountryPicked, lambda: click(drawn, boxes(drawn, ".card-name")[0].middle))
    assert country.country == "LBY"


def test_the_pointer_shows_the_tooltip_and_tells_its_place(drawn: LivePage) -> None:
    at = box_of(drawn, "s1").middle
    moved = said(drawn, PointerMoved, lambda: QTest.mouseMove(target(drawn), at))
    assert moved.inside
    assert abs(moved.lon - 13.16) < 3
    assert look(drawn, "document.getElementById('tooltip').hidden") is False
    assert "Tripoli airfield" in look(drawn, "document.getElementById('tooltip').textContent")
    assert look(drawn, "getComputedStyle(document.getElementById('map')).cursor") == "pointer"


def test_a_tooltip_goes_with_what_it_speaks_of(drawn: LivePage) -> None:
    at = box_of(drawn, "s1").middle
    QTest.mouseMove(target(drawn), QPoint(5, 5))  # the pointer may have been there
    QTest.mouseMove(target(drawn), at)
    until(drawn, "document.getElementById('tooltip').textContent.includes('Tripoli airfield')", partial(eq, True))
    for layer in drawn.world.viewing.state.layers:
        drawn.world.viewing.set_layer(layer, visible=False)
    drawn.drawn()
    assert look(drawn, "document.getElementById('tooltip').hidden") is True


def test_a_tooltip_covers_neither_a_card_nor_what_is_pointed_at(drawn: LivePage) -> None:
    card = boxes(drawn, ".card")[0]
    rows = look(drawn, "[...document.querySelectorAll('.card .row')].map((row) => row.getAttribute('aria-label'))")
    for row, words in zip(boxes(drawn, ".card .row"), rows, strict=True):
        QTest.mouseMove(target(drawn), row.middle)
        until(drawn, "document.getElementById('tooltip').textContent", partial(eq, words))
        tip = boxes(drawn, "#tooltip")[0]
        assert tip.right > tip.left
        assert not tip.overlaps(card)
        assert not tip.overlaps(Box(row.middle.x() - 1, row.middle.y() - 1, row.middle.x() + 1, row.middle.y() + 1))


def test_a_card_in_a_small_frame_keeps_clear_of_scale_credits_and_buttons(drawn: LivePage) -> None:
    for size in ((360, 270), (360, 300), (520, 300)):
        said(drawn, FrameMoved, partial(drawn.view.resize, *size))
        drawn.drawn()
        for card in boxes(drawn, ".card:not(.away)"):
            fixed = [*boxes(drawn, "#scale"), *boxes(drawn, "#credits"), *boxes(drawn, ".zoom-buttons")]
            assert len(fixed) == 3
            assert not any(card.overlaps(each) for each in fixed)


def test_the_precision_is_said_on_a_ring(drawn: LivePage) -> None:
    at = box_of(drawn, "r2").middle
    said(drawn, PointerMoved, lambda: QTest.mouseMove(target(drawn), at))
    assert "25 km" in look(drawn, "document.getElementById('tooltip').textContent")


def test_the_right_button_asks_for_the_menu(drawn: LivePage) -> None:
    at = box_of(drawn, "s1").middle
    asked = said(drawn, ContextAsked, lambda: click(drawn, at, button=Qt.MouseButton.RightButton))
    assert asked.features[0] == "s1"
    assert (asked.x, asked.y) == (at.x(), at.y())


def test_what_is_selected_is_shown_by_more_than_colour(drawn: LivePage) -> None:
    before = drawn.image()
    drawn.host.send(SelectMarks(("s1", "z3")))
    drawn.drawn()
    assert look(drawn, "document.querySelectorAll('.symbol.selected').length") == 1
    assert look(drawn, "getComputedStyle(document.querySelector('.symbol.selected')).boxShadow") != "none"
    width = look(drawn, "getComputedStyle(document.querySelector('.shape.selected .outline')).strokeWidth")
    assert float(width.removesuffix("px")) >= 3
    assert drawn.image() != before


def test_everything_that_can_be_picked_is_large_enough(drawn: LivePage) -> None:
    for box in [*boxes(drawn, ".symbol"), *boxes(drawn, ".row"), *boxes(drawn, "button")]:
        assert box.right - box.left >= 24
        assert box.bottom - box.top >= 24


@pytest.mark.parametrize("zone", ["z1", "z3", "z4"])
def test_a_zone_is_picked_anywhere_inside(drawn: LivePage, zone: str) -> None:
    box = box_of(drawn, zone, ".shape.area")
    at = QPoint(round(box.left) + 9, round(box.bottom) - 7)
    assert said(drawn, MarksPicked, lambda: click(drawn, at)).features == (zone,)
