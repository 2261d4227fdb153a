"""Editing in the real window by real keys and clicks: an event is added and moved, a zone built, all of it undone, done
again, found after a restart, and told by the command line.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from libyamap.bootstrap import EXAMPLE, new_project, open_workspace
from libyamap.domain.geometry import GeometryType, Position
from libyamap.domain.model import Actor, Event, Feature, Source, Zone
from libyamap.render.application import application
from libyamap.ui.edit.form.area_field import AreaField
from libyamap.ui.main_window import MainWindow
from libyamap.ui.map_view import WebMapView
from libyamap.ui.text import PlainLabel
from libyamap.ui.theme import Theme
from libyamap.ui.window_state import WindowState
from libyamap.web.protocol import FrameMoved
from tests.support.on_screen import pixel_of

ROOT = Path(__file__).parents[2]
PATIENCE_MS = 30_000
NO_KEY = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
SIRTE = (16.59, 31.2)
TITLE = "Explosion near Sirte"
PROVINCES = {"Sirte": (16.9, 30.2), "Misrata": (15.0, 31.0)}
"""Two neighbours, and a place inside each."""
ZONE = "Held after the explosion"


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program makes it."""
    return application(["libyamap-tests"], offscreen=True)


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
        view = self.window.map.widget
        assert isinstance(view, WebMapView)
        surface = view.view.focusProxy()
        assert surface is not None
        return surface

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
        surface = self.surface
        QTest.mousePress(surface, LEFT, NO_KEY, start)
        for step in range(1, 9):
            QTest.mouseMove(surface, start + (end - start) * step / 8)
        QTest.mouseRelease(surface, LEFT, NO_KEY, end)


@contextmanager
def opened(path: Path, memory: Path, qtbot: QtBot) -> Iterator[Hands]:
    """The program's window on a file, drawn and with the keyboard; closed as a person closes it."""
    with open_workspace(path) as workspace:
        window = MainWindow(
            workspace, lambda parent: WebMapView(workspace.resources, parent), Theme("light"), WindowState(memory)
        )
        window.setWindowState(Qt.WindowState.WindowNoState)  # the screen that tests have is small
        window.resize(1280, 800)
        with qtbot.waitSignal(window.bridge.first_picture, timeout=PATIENCE_MS):
            window.show()
        qtbot.waitUntil(lambda: window.desk.frame is not None, timeout=PATIENCE_MS)
        with qtbot.waitActive(window):
            window.activateWindow()
        yield Hands(window, qtbot)
        window.close()
        shiboken6.delete(window)


def test_an_event_is_added_moved_undone_redone_and_found_again(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    assert qapp is not None
    path, memory = tmp_path / "example.gpkg", tmp_path / "window.ini"
    new_project(path, "Example", EXAMPLE)
    with opened(path, memory, qtbot) as hands:
        before = hands.desk.session.store.revision()
        add_event(hands)
        move_event(hands)
        add_zone(hands)
        steps = hands.desk.session.store.revision() - before
        assert steps == 3
        undo_and_redo(hands, steps)
        kept = {title: hands.features(title)[0] for title in (TITLE, ZONE)}
    with opened(path, memory, qtbot) as hands:
        find_again(hands, kept)
    told = history(path)
    titles = [entry["title"] for entry in told]
    done = [f"Add event ‘{TITLE}’", f"Move ‘{TITLE}’", f"Add zone ‘{ZONE}’"]
    undone = [f"Undo: {title}" for title in reversed(done)]
    assert titles[::-1][1:] == [*done, *undone, *done]
    assert [entry["command"] for entry in told[::-1][1:4]] == ["add-event", "move", "add-zone"]
    assert all(entry["undoes"] for entry in told[:6])
    checked = libyamap("validate", path, "--json")
    assert json.loads(checked.stdout)["valid"], checked.stdout


def add_event(hands: Hands) -> None:
    """By keyboard alone: title, type, place by name, time in words, two actors, a new source with a grade."""
    QTest.keyClick(hands.window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    hands.until(lambda: hands.focused.accessibleName() == "Title")
    hands.type(TITLE)
    hands.tab_to("Type")
    hands.type("explo")
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    hands.tab_to("Where")
    hands.type("Sirte")
    hands.press(Qt.Key.Key_Tab)  # the first answer is taken, also where it is still to come
    form = hands.window.editing.form
    hands.until(lambda: form.previewed() is not None)
    previewed = form.previewed()
    assert previewed is not None
    assert (previewed.where_prec, previewed.place, previewed.province) == (2, "Sirte", "LY-SR")
    hands.until(lambda: hands.look("document.querySelectorAll('.symbol.unfinished').length") == 1)
    hands.tab_to("When")
    hands.type("about 18 May 2016")
    hands.tab_to("Who")
    for name, whole in (("Daesh", "Islamic State"), ("Misr", "Armed groups of Misrata")):
        hands.type(name)
        hands.press(Qt.Key.Key_Return)
        assert whole in [label.toolTip().split(">")[1].split("<")[0] for label in form.findChildren(PlainLabel)
                         if label.toolTip()], name  # fmt: skip
    hands.tab_to("Source")
    hands.type("Report from the coast road")
    hands.press(Qt.Key.Key_Return)
    hands.tab_to("Where in the source")
    hands.type("paragraph 4")
    hands.tab_to("Reliability of the source")
    hands.type("B")
    hands.tab_to("Credibility of what it says")
    hands.type("3")
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.until(lambda: bool(hands.features(TITLE)))
    assert form.said.text() == f"Added ‘{TITLE}’"
    (event,) = hands.features(TITLE)
    assert (event.type, event.time, event.where_prec, event.country) == ("explosion", "2016-05-18~", 2, "LBY")
    store = hands.desk.session.store
    names = [actor.name for part in event.actors if (actor := store.get(Actor, part.actor))]
    assert names == ["Islamic State", "Armed groups of Misrata"]
    (claim,) = store.claims_of([event.id])
    source = store.get(Source, claim.source)
    assert source is not None
    assert (source.title, claim.locator) == ("Report from the coast road", "paragraph 4")
    assert (claim.reliability.value, claim.credibility) == ("B", 3)
    assert hands.desk.viewing.state.selected == (event.id,)


def move_event(hands: Hands) -> None:
    """By mouse: drag the selected mark."""
    (event,) = hands.features(TITLE)
    hands.press(Qt.Key.Key_Escape)  # from the form to the map
    start = hands.middle_of_mark(event.id)
    hands.drag(start, start + QPoint(40, 30))
    hands.until(lambda: hands.features(TITLE)[0].geometry != event.geometry)
    (moved,) = hands.features(TITLE)
    assert moved.geometry is not None
    assert moved.geometry.type is GeometryType.POINT
    lon, lat = moved.geometry.coordinates
    assert lon > SIRTE[0]
    assert lat < SIRTE[1]
    assert moved.where_prec == 2


def add_zone(hands: Hands) -> None:
    """From two provinces, clicked on the map."""
    QTest.keyClick(hands.window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    hands.until(lambda: hands.focused.accessibleName() == "Title")
    hands.type(ZONE)
    hands.go_to_selection(zoom=7.0)
    area = hands.window.editing.form.findChild(AreaField)
    assert area is not None
    QTest.mouseClick(area.pick, LEFT)
    for province, at in PROVINCES.items():
        hands.point_at(at, province)
        hands.click_map(at)
        hands.until(partial(hands.says, f"chosen: {province}"))
    hands.press(Qt.Key.Key_Return)  # the map has the keyboard
    hands.until(lambda: area.names_of_provinces() == ", ".join(PROVINCES))
    assert hands.window.editing.form.previewed() is not None
    hands.tab_to("When")
    hands.type("since 18 May 2016")
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: bool(hands.features(ZONE)))
    (zone,) = hands.features(ZONE)
    assert (zone.time, zone.place, zone.where_prec) == ("2016-05-18/..", "Sirte, Misrata", 5)
    assert zone.geometry is not None
    assert zone.geometry.type is GeometryType.MULTIPOLYGON
    assert len(zone.geometry.coordinates) == 1, "the common border is gone"
    hands.press(Qt.Key.Key_Escape)


def undo_and_redo(hands: Hands, steps: int) -> None:
    """All of it by keys, and back again."""
    after = {title: hands.features(title)[0] for title in (TITLE, ZONE)}
    for _ in range(steps):
        QTest.keyClick(hands.window, Qt.Key.Key_Z, CONTROL)
    assert not hands.features(TITLE)
    assert not hands.features(ZONE)
    assert "Report from the coast road" not in {source.title for source in hands.desk.session.store.all(Source)}
    for _ in range(steps):
        QTest.keyClick(hands.window, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert {title: hands.features(title)[0] for title in (TITLE, ZONE)} == after


def find_again(hands: Hands, kept: dict[str, Feature]) -> None:
    """After the restart, by the Find box."""
    assert {title: hands.features(title)[0] for title in kept} == kept
    QTest.keyClick(hands.window, Qt.Key.Key_F, CONTROL)
    hands.type(TITLE)
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: hands.desk.viewing.state.selected == (kept[TITLE].id,))
    shown = [label.text() for label in hands.window.inspector.findChildren(PlainLabel)]
    assert "About 18 May 2016" in shown
    assert "Said by one source, usually reliable (B), possibly true (3)." in shown


def libyamap(*arguments: object) -> "subprocess.CompletedProcess[str]":
    """The command line, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "libyamap.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def history(path: Path) -> list[dict[str, Any]]:
    """What `libyamap history --json` says, newest first."""
    entries: list[dict[str, Any]] = json.loads(libyamap("history", path, "--json").stdout)
    return entries
