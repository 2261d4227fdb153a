"""The window with a fake map: what it tells its page and its reader, theme, what it remembers."""

import msgspec
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolBar
from pytestqt.qtbot import QtBot

from libyamap.app.commands import Put
from libyamap.settings import load_settings
from libyamap.web.protocol import (
    PointerMoved,
    Redraw,
    SetStyle,
    ShowFrame,
    ShowPlace,
)
from tests.qt.conftest import FakeWindow, OpenWindow
from tests.qt.fake_project import FORCES, LIBYA_SHOWN, OUTPOST, TRIPOLI, FakeProject


def test_the_page_is_told_all_it_needs_before_it_asks(fake: FakeWindow) -> None:
    assert [type(message) for message in fake.host.told[:3]] == [SetStyle, ShowFrame, Redraw]
    assert fake.host.told[2] == Redraw(1, marks=True, ground=True)


def test_status_bar_tells_place_and_scale_and_copies(fake: FakeWindow) -> None:
    status = fake.window.status
    fake.host.say(LIBYA_SHOWN)
    fake.host.say(PointerMoved(15.0925, 32.3754))
    fake.host.say(PointerMoved(0, 0, inside=False))
    assert status.coordinates.text() == "32.3754° N, 15.0925° E"
    assert status.scale.text() == "1 : 18,000,000"
    assert "4.9 km" in status.scale.toolTip()
    status.coordinates.click()
    assert QGuiApplication.clipboard().text() == "32.37540, 15.09250"
    assert status.network.text() == "Offline: nothing leaves this machine"
    assert status.saved.text() == "Saved"


def test_a_read_only_project_says_so(open_window: OpenWindow) -> None:
    window = open_window(FakeProject(read_only=True)).window
    assert window.status.saved.text() == "Read only"
    assert not window.actions_["undo"].isEnabled()


def test_an_empty_project_says_what_to_do(open_window: OpenWindow) -> None:
    window = open_window(FakeProject(empty=True)).window
    assert window.table.count.text() == "0 features"
    assert window.legend.entries == ()


def test_undo_and_redo_name_the_step(fake: FakeWindow) -> None:
    window = fake.window
    assert window.actions_["undo"].text() == "Undo: Insert"
    window.actions_["undo"].trigger()
    assert window.status.currentMessage() == "Undone: Insert"
    assert window.table.model.total == 0
    assert not window.actions_["undo"].isEnabled()
    assert window.actions_["redo"].text() == "Redo: Insert"
    window.actions_["redo"].trigger()
    assert window.table.model.total == 5


def test_a_refused_undo_is_a_sentence_in_a_bar_with_two_ways_on(fake: FakeWindow) -> None:
    window, session = fake.window, fake.project.session
    session.run(Put(msgspec.structs.replace(OUTPOST, title="US base")))
    with session.store.transaction() as writer:  # another program writes without a journal
        writer.put(msgspec.structs.replace(OUTPOST, title="Seen from QGIS"))
    window.actions_["undo"].trigger()
    bar = window.edits.banner
    assert bar.isVisible()
    assert bar.text == (
        "“Set site ‘US base’” cannot be undone: ‘Seen from QGIS’ was changed from outside since. Nothing was changed."
    )
    history, leave = bar.findChildren(QPushButton)
    history.click()
    assert window.editing.history.about.text() == "History of ‘Seen from QGIS’"
    leave.click()
    assert not bar.isVisible()
    assert window.actions_["undo"].text() == "Undo: Insert"


def test_zoom_and_frames(fake: FakeWindow) -> None:
    actions = fake.window.actions_
    fake.host.say(LIBYA_SHOWN)
    actions["zoom-in"].trigger()
    assert fake.host.last(ShowPlace) == ShowPlace(17.0, 27.0, 6.0, animate=True)
    actions["opening-view"].trigger()
    assert fake.host.last(ShowFrame) == ShowFrame((8, 19, 26, 34), animate=True)
    fake.window.desk.select([TRIPOLI.id])
    actions["fit-selection"].trigger()
    shown = fake.host.last(ShowFrame)
    assert isinstance(shown, ShowFrame)
    assert shown.bounds[0] < 13.19 < shown.bounds[2]


def test_theme_changes_window_and_map_and_is_kept(fake: FakeWindow, qtbot: QtBot) -> None:
    light = fake.window.palette().window().color()
    fake.window.actions_["theme-dark"].trigger()
    qtbot.waitUntil(lambda: fake.window.palette().window().color().lightness() < light.lightness())
    style = fake.host.last(SetStyle)
    assert isinstance(style, SetStyle)
    assert style.theme == "dark"
    assert load_settings().theme == "dark"
    fake.window.actions_["theme-light"].trigger()


def test_labels_and_relief_are_kept(fake: FakeWindow) -> None:
    fake.window.actions_["labels-ar"].trigger()
    fake.window.actions_["relief"].trigger()
    style = fake.host.last(SetStyle)
    assert isinstance(style, SetStyle)
    assert (style.language, style.relief) == ("ar", True)
    assert (load_settings().map_language, load_settings().relief) == ("ar", True)


def test_the_window_remembers_its_shape_and_layers(open_window: OpenWindow) -> None:
    project = FakeProject()
    first = open_window(project)
    first.window.showNormal()
    first.window.resize(first.window.width(), 640)
    first.window.docks["legend"].hide()
    first.window.layers.model.show([FORCES.id], visible=False)
    first.window.layers.model.set_opacity(FORCES.id, 0.5)
    first.close()
    again = FakeProject()
    second = open_window(again).window
    assert second.height() == 640
    assert second.docks["legend"].isHidden()
    assert not second.actions_["panel-legend"].isChecked()
    assert not again.viewing.state.layers[FORCES.id].visible
    assert again.viewing.state.layers[FORCES.id].opacity == 0.5


def test_closing_takes_the_page_down_once(fake: FakeWindow) -> None:
    assert fake.maps[0].closed == 0
    fake.window.close()
    fake.window.close()
    assert fake.maps[0].closed == 1


def test_targets_are_large_enough(fake: FakeWindow) -> None:
    window = fake.window
    places = (window.findChild(QToolBar), window.layers, window.inspector, window.status, *window.docks.values())
    for place in places:
        assert place is not None
        buttons = [each for each in place.findChildren(QAbstractButton) if each.isVisible()]
        small = [each.objectName() or each.toolTip() for each in buttons if min(each.width(), each.height()) < 24]
        assert [name for name in small if "qt_" not in name and name] == []


def test_the_map_is_never_covered(fake: FakeWindow) -> None:
    window = fake.window
    window.resize(1280, 720)
    centre = window.map.widget
    for dock in window.docks.values():
        assert not dock.geometry().intersects(centre.geometry())
    assert centre.width() >= 500
    assert 280 <= window.docks["layers"].width() <= 360
    assert 280 <= window.docks["inspector"].width() <= 360
