"""A reader's hands on the live page: real mouse, wheel and key events, and eyes that look into the page."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from libyamap.web.protocol import FromPage
from tests.page.live_page import LivePage
from tests.support.event_loop import PATIENCE_MS

NO_KEY = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@dataclass(frozen=True)
class Box:
    """Where something is in the view, in CSS pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> QPoint:
        """Its middle."""
        return QPoint(round((self.left + self.right) / 2), round((self.top + self.bottom) / 2))

    def overlaps(self, other: "Box", slack: float = 0.0) -> bool:
        """Whether the two cover each other by more than `slack` pixels."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > slack and down > slack


def target(page: LivePage) -> QWidget:
    """The widget that takes the page's events."""
    widget = page.view.focusProxy()
    assert widget is not None
    return widget


def click(page: LivePage, at: QPoint, modifier: Qt.KeyboardModifier = NO_KEY, button: Qt.MouseButton = LEFT) -> None:
    """Press and release."""
    QTest.mouseClick(target(page), button, modifier, at)


def double_click(page: LivePage, at: QPoint) -> None:
    """Press twice, as a window system reports it (Qt's own test function spreads the two presses in time)."""
    widget = target(page)
    place, globally = QPointF(at), QPointF(widget.mapToGlobal(at))
    kinds = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick)
    for number, kind in enumerate((*kinds, QEvent.Type.MouseButtonRelease)):
        held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else LEFT
        event = QMouseEvent(kind, place, globally, LEFT, held, NO_KEY)
        event.setTimestamp(10_000 + 20 * number)
        QApplication.sendEvent(widget, event)


def drag(page: LivePage, start: QPoint, end: QPoint, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
    """Press, move in steps, release."""
    widget = target(page)
    QTest.mousePress(widget, LEFT, modifier, start)
    for step in range(1, 9):
        QTest.mouseMove(widget, start + (end - start) * step / 8)
    QTest.mouseRelease(widget, LEFT, modifier, end)


def wheel(page: LivePage, at: QPoint, steps: int) -> None:
    """Turn the wheel: away from the hand is positive."""
    widget = target(page)
    place = QPointF(at)
    event = QWheelEvent(
        place, QPointF(widget.mapToGlobal(at)), QPoint(), QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton, NO_KEY, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def press(page: LivePage, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
    """Press and release a key."""
    QTest.keyClick(target(page), key, modifier)


def said(page: LivePage, kind: type[FromPage], do: Any) -> Any:
    """Do something; the message of this type that the page answers with."""
    return page.wait_for(lambda message: isinstance(message, kind), do)


def look(page: LivePage, script: str) -> Any:
    """What an expression gives in the page, as plain data."""
    text = page.evaluate(f"JSON.stringify({script})")
    return json.loads(str(text)) if text not in ("", None) else None


def until(page: LivePage, script: str, wanted: Callable[[Any], bool]) -> Any:
    """Look until the expression gives what is wanted: keys and scripts reach the page by different ways."""
    end = QDeadlineTimer(PATIENCE_MS)
    while not wanted(found := look(page, script)):
        assert not end.hasExpired(), f"{script} stays {found!r}"
    return found


def boxes(page: LivePage, selector: str) -> list[Box]:
    """Where the elements that match are."""
    found = look(
        page,
        f"[...document.querySelectorAll({json.dumps(selector)})].map((element) => element.getBoundingClientRect())"
        ".map(({left, top, right, bottom}) => ({left, top, right, bottom}))",
    )
    return [Box(**box) for box in found]


def box_of(page: LivePage, feature: str, kind: str = ".symbol") -> Box:
    """Where a feature's symbol is, or another element that stands for it."""
    return boxes(page, f'{kind}[data-feature="{feature}"]')[0]
