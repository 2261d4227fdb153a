"""A reader's hands on the program's window: keys, the mouse on the map, and what is seen there."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from libyamap.bootstrap import open_workspace
from libyamap.domain.geometry import Position
from libyamap.domain.model import Event, Feature, Zone
from libyamap.ui.main_window import MainWindow
from libyamap.web.protocol import FrameMoved
from tests.support.event_loop import PATIENCE_MS
from tests.support.on_screen import pixel_of
from tests.support.shown_window import drag, shown_window, surface_of

NO_KEY = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


class Hands:
    """A window on a project file, and a reader's hands on it."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.desk = window.desk
        self.qtbot = qtbot

    # ---- keys

    @property
    def focused(self) -> QWidget:
        """What has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
        """One key."""
        QTest.keyClick(self.focused, key, modifier)

    def type(self, text: str) -> None:
        """Letters into what has the keyboard."""
        QTest.keyClicks(self.focused, text)

    def tab_to(self, name: str) -> None:
        """Tab until the field of this name has the keyboard."""
        for _ in range(30):
            if self.focused.accessibleName() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to “{name}”, but to “{self.focused.accessibleName()}”")

    # ---- what is there

    def features(self, title: str) -> list[Feature]:
        """Features with this title."""
        store = self.desk.session.store
        known: list[Feature] = [*store.all(Event), *store.all(Zone)]
        return [feature for feature in known if feature.title == title]

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for it."""
        self.qtbot.waitUntil(true, timeout=PATIENCE_MS)

    def look(self, script: str) -> Any:
        """What a script sees in the page."""
        view = self.window.map.widget.findChild(QWebEngineView)
        assert isinstance(view, QWebEngineView)
        answers: list[Any] = []
        view.page().runJavaScript(f"JSON.stringify({script})", 0, answers.append)
        self.until(lambda: bool(answers))
        return json.loads(answers[0]) if answers[0] else None

    def middle_of_mark(self, feature: str) -> QPoint:
        """Where the mark of a selected feature is that can be dragged; the map stands still."""
        script = f"""(() => {{
            const mark = document.querySelector('.symbol.movable[data-feature="{feature}"]');
            const box = mark?.getBoundingClientRect();
            return box ? [box.x + box.width / 2, box.y + box.height / 2] : null;
        }})()"""
        seen: list[Any] = [None]

        def still() -> bool:
            seen.append(self.look(script))
            return seen[-1] is not None and seen[-1] == seen[-2]

        self.until(still)
        return QPoint(round(seen[-1][0]), round(seen[-1][1]))

    @property
    def surface(self) -> QWidget:
        """What takes the mouse and the keys of the page."""
        return surface_of(self.window)

    def go_to_selection(self, zoom: float) -> None:
        """Control-J flies to what is selected, Control-minus goes away from it."""
        before = self.desk.frame
        QTest.keyClick(self.window, Qt.Key.Key_J, CONTROL)
        self.until(lambda: self.desk.frame is not before)
        while self.desk.frame is not None and self.desk.frame.zoom > zoom:
            seen = self.desk.frame
            QTest.keyClick(self.window, Qt.Key.Key_Minus, CONTROL)
            self.until(partial(self._frame_is_not, seen))

    def _frame_is_not(self, seen: FrameMoved | None) -> bool:
        return self.desk.frame is not seen

    def says(self, words: str) -> bool:
        """Whether the status bar says this."""
        return words in self.window.status.busy.text()

    def point_at(self, at: Position, name: str) -> None:
        """The pointer over a place until the bar above the map says its name: the map may still be on its way."""

        def says_so() -> bool:
            frame = self.desk.frame
            assert frame is not None
            for nudge in (QPoint(0, 1), QPoint(0, 0)):
                QTest.mouseMove(self.surface, pixel_of(at, frame) + nudge)
            return name in str(self.look("document.querySelector('.mode-note')?.textContent ?? ''"))

        self.until(says_so)

    def click_map(self, at: Position) -> None:
        """A click on the ground."""
        frame = self.desk.frame
        assert frame is not None
        QTest.mouseClick(self.surface, LEFT, NO_KEY, pixel_of(at, frame))

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Press, move in steps, release on the map."""
        drag(self.surface, start, end)


@contextmanager
def opened(path: Path, memory: Path, qtbot: QtBot) -> Iterator[Hands]:
    """The program's window on a file, drawn and with the keyboard; closed as a person closes it."""
    with open_workspace(path) as workspace, shown_window(workspace, memory, qtbot, (1280, 800)) as window:
        with qtbot.waitActive(window):
            window.activateWindow()
        yield Hands(window, qtbot)
