"""A desk on a small project, and a window whose map is a fake."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libyamap.bootstrap import new_project, open_workspace
from libyamap.ui.briefing.parts import BriefingParts
from libyamap.ui.desk import Desk
from libyamap.ui.main_window import MainWindow
from libyamap.ui.shell import Shell
from libyamap.ui.theme import Theme
from libyamap.ui.window_state import WindowState
from tests.qt.adding import Keys
from tests.qt.fake_press import FakePress
from tests.qt.fake_project import LIBYA_SHOWN, OUTPOST, FakeMap, FakeProject
from tests.qt.importing import Importing
from tests.qt.real_window import RealWindow
from tests.support.fake_places import FakePlaces
from tests.support.shown_window import shown_window


@pytest.fixture
def project() -> FakeProject:
    """A small project."""
    return FakeProject()


@pytest.fixture
def desk(qapp: QApplication, project: FakeProject) -> Iterator[Desk]:
    """A desk on the small project."""
    assert qapp is not None
    made = Desk(project)
    yield made
    made.close()


class FakeWindow:
    """A window with what a test needs to look at beside it."""

    def __init__(self, project: FakeProject, memory: Path, *, narrow: bool = False) -> None:
        self.maps: list[FakeMap] = []
        self.project = project
        self.theme = Theme("light")
        self.window = MainWindow(project, self._make_map, self.theme, WindowState(memory), narrow=narrow)
        self.window.show()
        self.host = self.maps[0].fake

    def _make_map(self, parent: object) -> FakeMap:
        assert isinstance(parent, MainWindow)
        self.maps.append(FakeMap(parent))
        return self.maps[-1]

    def selected(self) -> tuple[str, ...]:
        """The features that are selected, everywhere in the window."""
        return self.window.desk.viewing.state.selected

    def awake(self, qtbot: QtBot) -> "FakeWindow":
        """The window itself, with the keyboard."""
        with qtbot.waitActive(self.window):
            self.window.activateWindow()
        return self

    def close(self) -> None:
        """Close it for good."""
        self.window.close()
        shiboken6.delete(self.window)


OpenWindow = Callable[..., FakeWindow]
"""Opens a window, on a project of one's own if one is given."""


@pytest.fixture
def open_window(qapp: QApplication, tmp_path: Path) -> Iterator[OpenWindow]:
    """Make windows; they are closed at the end."""
    assert qapp is not None
    opened: list[FakeWindow] = []

    def make(project: FakeProject | None = None, *, narrow: bool = False) -> FakeWindow:
        opened.append(FakeWindow(project or FakeProject(), tmp_path / "window.ini", narrow=narrow))
        return opened[-1]

    yield make
    for each in opened:
        if shiboken6.isValid(each.window):
            QTest.keyRelease(each.window, Qt.Key.Key_Shift)  # no key that a test held is held in the next one
            each.close()
    Theme("light")


@pytest.fixture
def fake(open_window: OpenWindow) -> FakeWindow:
    """One window on the small project."""
    return open_window()


@pytest.fixture
def findable(open_window: OpenWindow) -> FakeWindow:
    """A window with places to be found, whose map shows Libya."""
    project = FakeProject()
    project.places = FakePlaces()
    made = open_window(project)
    made.host.say(LIBYA_SHOWN)
    return made


@pytest.fixture
def inspecting(fake: FakeWindow, qtbot: QtBot) -> FakeWindow:
    """The window with the keyboard, the outpost selected."""
    fake.awake(qtbot).window.desk.select([OUTPOST.id])
    return fake


@pytest.fixture
def keys(open_window: OpenWindow, qtbot: QtBot) -> Keys:
    """The small project in a window, with three places in its gazetteer."""
    project = FakeProject()
    project.places = FakePlaces()
    return Keys(open_window(project), qtbot)


@pytest.fixture
def press() -> FakePress:
    """The press that the window gets."""
    return FakePress()


@pytest.fixture
def parts(fake: FakeWindow, press: FakePress) -> BriefingParts:
    """The window's briefing, drawn by the fake."""
    fake.window.briefing.pressing.make_press = lambda: press
    return fake.window.briefing


@pytest.fixture
def real(example: Path, qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[RealWindow]:
    """The example in a window."""
    assert qapp is not None
    with open_workspace(example) as workspace, shown_window(workspace, tmp_path / "window.ini", qtbot) as window:
        yield RealWindow(window, qtbot)


@pytest.fixture
def importing(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Importing]:
    """An empty project in a window with a fake map."""
    assert qapp is not None
    path = tmp_path / "first.gpkg"
    new_project(path, "First")
    shell = Shell(Theme("light"), WindowState(tmp_path / "window.ini"), lambda _workspace, parent: FakeMap(parent))
    shell.show(open_workspace(path))
    yield Importing(shell, tmp_path, qtbot)
    if shell.window is not None:
        shell.window.close()
        shiboken6.delete(shell.window)
