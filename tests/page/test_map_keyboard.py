"""The map without a mouse."""

import pytest
from PySide6.QtCore import Qt

from libyamap.web.protocol import ContextAsked, FocusMap, FrameMoved, MarksPicked, SetStyle
from tests.page.hands import look, press, said, until
from tests.page.live_page import LivePage

FOCUSED = "document.activeElement?.dataset?.feature ?? document.activeElement?.id"


@pytest.fixture
def focused(live_page: LivePage) -> LivePage:
    """The small project, drawn, with the focus on the map."""
    live_page.drawn()
    live_page.view.setFocus()
    live_page.host.send(FocusMap())
    assert look(live_page, FOCUSED) == "map"
    return live_page


@pytest.mark.parametrize(
    ("key", "east", "north"),
    [(Qt.Key.Key_Left, -1, 0), (Qt.Key.Key_Right, 1, 0), (Qt.Key.Key_Up, 0, 1), (Qt.Key.Key_Down, 0, -1)],
)
def test_arrows_pan(focused: LivePage, key: Qt.Key, east: int, north: int) -> None:
    before = last_frame(focused)
    after = said(focused, FrameMoved, lambda: press(focused, key))
    assert sign(after.lon - before.lon) == east
    assert sign(after.lat - before.lat) == north
    assert after.zoom == before.zoom


def test_plus_and_minus_zoom(focused: LivePage) -> None:
    before = last_frame(focused)
    nearer = said(focused, FrameMoved, lambda: press(focused, Qt.Key.Key_Plus))
    assert nearer.zoom > before.zoom
    farther = said(focused, FrameMoved, lambda: press(focused, Qt.Key.Key_Minus))
    assert farther.zoom == before.zoom


def test_tab_walks_through_everything_once_and_enter_picks(focused: LivePage) -> None:
    count = look(
        focused, "new Set([...document.querySelectorAll('[data-feature]')].map((e) => e.dataset.feature)).size"
    )
    walked = [tab(focused) for _ in range(count)]
    assert {"s1", "s2", "r1", "r2", "z3", "l1", "presence-us"} <= set(walked)
    assert len(set(walked)) == count
    assert [name.startswith("presence-") for name in walked[:5]] == [True] * 4 + [False]
    press(focused, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    until(focused, FOCUSED, lambda here: here == walked[-2])
    picked = said(focused, MarksPicked, lambda: press(focused, Qt.Key.Key_Return))
    assert picked.features == (walked[-2],)


def test_the_focus_is_seen_and_says_what_it_is_on(focused: LivePage) -> None:
    for _ in range(5):
        tab(focused)
    assert look(focused, "document.activeElement.matches(':focus-visible')")
    assert look(focused, "document.activeElement.getAttribute('aria-label').length") > 0
    assert look(focused, "document.getElementById('tooltip').hidden") is False


def test_escape_clears_the_selection_and_returns_to_the_map(focused: LivePage) -> None:
    tab(focused)
    picked = said(focused, MarksPicked, lambda: press(focused, Qt.Key.Key_Escape))
    assert picked.features == ()
    assert look(focused, FOCUSED) == "map"


def test_the_menu_key_asks_for_the_menu_of_what_has_the_focus(focused: LivePage) -> None:
    here = tab(focused)
    asked = said(focused, ContextAsked, lambda: press(focused, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier))
    assert asked.features == (here,)


def test_the_focus_survives_a_redraw(focused: LivePage) -> None:
    for _ in range(5):
        here = tab(focused)
    focused.host.send(SetStyle("dark", "en", False, True, reduced_motion=True))
    focused.world.viewing.change(theme="dark")
    focused.drawn()
    assert look(focused, FOCUSED) == here


def tab(page: LivePage) -> str:
    """Press Tab; the feature that has the focus then."""
    before = look(page, FOCUSED)
    press(page, Qt.Key.Key_Tab)
    return str(until(page, FOCUSED, lambda here: here != before))


def last_frame(page: LivePage) -> FrameMoved:
    """Where the page last said it is."""
    return [message for message in page.heard if isinstance(message, FrameMoved)][-1]


def sign(value: float) -> int:
    """-1, 0 or 1; half a pixel is nothing."""
    return 0 if abs(value) < 0.05 else 1 if value > 0 else -1
