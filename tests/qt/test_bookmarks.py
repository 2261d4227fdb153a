"""Back and forward, bookmarks and the notation of coordinates: in the window, on a fake map."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from libyamap.settings import load_settings
from libyamap.web.protocol import (
    FrameMoved,
    HistoryAsked,
    PointerMoved,
    ShowPlace,
)
from tests.qt.conftest import FakeWindow, OpenWindow
from tests.qt.fake_project import FakeProject
from tests.qt.finding import parts


def moved(lon: float, zoom: float = 5.0) -> FrameMoved:
    return FrameMoved((lon - 5, 19, lon + 5, 34), zoom, lon, 27.0, 800, 600, 4891.97)


def test_back_and_forward_by_keys_and_mouse(findable: FakeWindow) -> None:
    back, forward = findable.window.actions_["back"], findable.window.actions_["forward"]
    assert not back.isEnabled()
    findable.window.actions_["zoom-in"].trigger()  # asked for, so a step of its own
    findable.host.say(moved(17.0, 6.0))
    back.trigger()
    assert findable.host.last(ShowPlace) == ShowPlace(17.0, 27.0, 5.0)
    findable.host.say(moved(17.0))
    assert forward.isEnabled()
    findable.host.say(HistoryAsked(forward=True))
    assert findable.host.last(ShowPlace) == ShowPlace(17.0, 27.0, 6.0)


def test_a_view_is_copied_as_text(findable: FakeWindow) -> None:
    findable.window.actions_["copy-view"].trigger()
    assert QGuiApplication.clipboard().text() == "geo:27,17?z=5"


def test_a_view_is_kept_named_found_and_deleted(findable: FakeWindow, open_window: OpenWindow, qtbot: QtBot) -> None:
    before = findable.window.desk.session.store.revision()
    findable.window.actions_["bookmark-view"].trigger()
    panel = parts(findable).panels.bookmarks
    assert panel.tools.isVisible()
    editor = panel.list.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("  South ")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [mark.name for mark in panel.bookmarks] == ["South"])  # Qt takes it in a turn later
    assert findable.window.desk.session.store.revision() == before  # looking never changes the project
    findable.host.say(moved(20.0))
    panel.list.setCurrentRow(0)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert findable.host.last(ShowPlace) == ShowPlace(17.0, 27.0, 5.0)
    again = open_window(FakeProject())
    assert all(button.isEnabled() for button in parts(again).panels.bookmarks.tools.findChildren(QToolButton))
    assert [mark.name for mark in parts(again).panels.bookmarks.bookmarks] == ["South"]
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert panel.bookmarks == ()
    assert not panel.tools.isVisible()
    assert panel.empty.isVisible()
    assert panel.empty.isVisibleTo(panel)


def test_the_notation_is_chosen_shown_copied_and_remembered(findable: FakeWindow) -> None:
    status = findable.window.status
    findable.host.say(PointerMoved(15.092, 32.3775))
    assert status.coordinates.text() == "32.3775° N, 15.0920° E"
    status.coordinates.customContextMenuRequested.emit(status.coordinates.rect().center())
    menu = status.coordinates.findChild(QMenu)
    assert isinstance(menu, QMenu)
    next(entry for entry in menu.actions() if entry.text() == "MGRS").trigger()
    menu.close()
    assert status.coordinates.text().startswith("33S WR ")
    QTest.mouseClick(status.coordinates, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == status.coordinates.text()
    assert load_settings().coordinate_notation == "MGRS"


def test_letters_are_shortcuts_on_the_map_alone(findable: FakeWindow) -> None:
    for name in ("measure", "rings", "here"):
        action = findable.window.actions_[name]
        assert action.shortcutContext() == Qt.ShortcutContext.WidgetWithChildrenShortcut
        assert action not in findable.window.actions()
        assert action in findable.window.map.widget.actions()
