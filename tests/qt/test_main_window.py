"""The window with a fake map: messages both ways, one selection everywhere, keyboard, theme, what it remembers."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QToolBar, QWidget
from pytestqt.qtbot import QtBot

from libyamap.app.commands import Put, Together
from libyamap.app.filter import Filter
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Claim, Event, Layer, Source
from libyamap.settings import load_settings
from libyamap.ui.actions import ACTIONS
from libyamap.web.protocol import (
    ContextAsked,
    CountryPicked,
    Drawn,
    FrameMoved,
    MarksPicked,
    PointerMoved,
    Redraw,
    SelectMarks,
    SetStyle,
    ShowFrame,
    ShowPlace,
    UpdateMarks,
)
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import FORCES, HOSTILE, OUTPOST, OUTPOSTS, STATEMENT, TRIPOLI, FakeProject

OpenWindow = Callable[..., FakeWindow]
FRAME = FrameMoved((8, 19, 26, 34), 5.0, 17.0, 27.0, 800, 600, 4891.97)


def selection(fake: FakeWindow) -> tuple[str, ...]:
    return fake.window.desk.viewing.state.selected


def activate(fake: FakeWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(fake.window):
        fake.window.activateWindow()


def test_the_page_is_told_all_it_needs_before_it_asks(fake: FakeWindow) -> None:
    assert [type(message) for message in fake.host.told[:3]] == [SetStyle, ShowFrame, Redraw]
    assert fake.host.told[2] == Redraw(1, marks=True, ground=True)


def test_a_click_on_a_mark_selects_in_table_and_inspector(fake: FakeWindow) -> None:
    fake.host.say(MarksPicked((OUTPOST.id,), 15.0, 32.0))
    table = fake.window.table
    assert [index.row() for index in table.view.selectionModel().selectedRows()] == [table.model.row_of(OUTPOST.id)]
    assert fake.host.last(SelectMarks) == SelectMarks((OUTPOST.id,), (OUTPOST.id,))
    fake.host.say(MarksPicked((TRIPOLI.id,), 13.0, 32.0, add=True))
    assert selection(fake) == (OUTPOST.id, TRIPOLI.id)
    fake.host.say(MarksPicked((OUTPOST.id,), 15.0, 32.0, add=True))
    assert selection(fake) == (TRIPOLI.id,)
    fake.host.say(MarksPicked((), 15.0, 25.0))
    assert selection(fake) == ()


def test_a_row_selects_on_the_map(fake: FakeWindow) -> None:
    row = fake.window.table.model.row_of(TRIPOLI.id)
    assert row is not None
    fake.window.table.view.selectRow(row)
    assert fake.host.last(SelectMarks) == SelectMarks((TRIPOLI.id,), (TRIPOLI.id,))


def test_redraws_are_gathered_and_wait_for_the_page(fake: FakeWindow, qtbot: QtBot) -> None:
    desk = fake.window.desk
    for percent in (90, 80, 70):
        desk.viewing.set_layer(FORCES.id, opacity=percent / 100)
    asked = [message for message in fake.host.told if isinstance(message, Redraw)]
    assert len(asked) == 1  # the first is not drawn yet
    with qtbot.waitSignal(fake.window.bridge.first_picture):
        fake.host.say(Drawn(1, 5))
    qtbot.waitUntil(lambda: fake.host.last(Redraw) == Redraw(2, marks=True, ground=False))
    fake.host.say(Drawn(2, 5))
    desk.session.run(Put(Layer(id=new_id(), title="New")))
    qtbot.waitUntil(lambda: fake.host.last(Redraw) == Redraw(3, marks=True, ground=False))


def test_the_legend_follows_the_layers(fake: FakeWindow, qtbot: QtBot) -> None:
    legend = fake.window.legend
    qtbot.waitUntil(lambda: bool(legend.entries))
    words = {entry.text for entry in legend.entries}
    fake.window.layers.model.show([FORCES.id], visible=False)
    qtbot.waitUntil(lambda: {entry.text for entry in legend.entries} < words)
    fake.window.layers.model.show(list(fake.window.desk.contents.layers), visible=False)
    qtbot.waitUntil(lambda: not legend.entries)


def test_status_bar_tells_place_and_scale_and_copies(fake: FakeWindow) -> None:
    status = fake.window.status
    fake.host.say(FRAME)
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


def test_an_added_feature_with_its_source_is_drawn_alone(fake: FakeWindow) -> None:
    fake.host.say(Drawn(1, 5))
    fake.host.told.clear()
    session = fake.project.session
    source = Source(id=new_id(), title="A report")
    event = Event(id=new_id(), layer=OUTPOSTS.id, title="Explosion", where_prec=1, geometry=point(16.0, 31.0))
    claim = Claim(id=new_id(), feature=event.id, source=source.id)
    session.run(Together("Add", (Put(source), Put(event), Put(claim))))
    session.undo()
    updates = [message for message in fake.host.told if isinstance(message, UpdateMarks)]
    assert [update.features for update in updates] == [(event.id,), (event.id,)]
    assert not [message for message in fake.host.told if isinstance(message, Redraw)]


def test_a_filter_leaves_out_what_it_no_longer_lets_through(fake: FakeWindow) -> None:
    fake.host.say(Drawn(1, 5))
    fake.window.desk.viewing.change("test", filter=Filter(text="outpost"))
    fake.host.say(Drawn(99, 5))
    session = fake.project.session
    session.run(Put(msgspec.structs.replace(OUTPOST, time="2016-06", type="")))
    update = fake.host.last(UpdateMarks)
    assert isinstance(update, UpdateMarks)
    assert [mark.id for mark in update.marks] == [OUTPOST.id]
    session.run(Put(msgspec.structs.replace(OUTPOST, title="Airfield", type="")))
    update = fake.host.last(UpdateMarks)
    assert isinstance(update, UpdateMarks)
    assert (update.features, update.marks) == ((OUTPOST.id,), ())


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
    fake.host.say(FRAME)
    actions["zoom-in"].trigger()
    assert fake.host.last(ShowPlace) == ShowPlace(17.0, 27.0, 6.0, animate=True)
    actions["opening-view"].trigger()
    assert fake.host.last(ShowFrame) == ShowFrame((8, 19, 26, 34), animate=True)
    fake.window.desk.select([TRIPOLI.id])
    actions["fit-selection"].trigger()
    shown = fake.host.last(ShowFrame)
    assert isinstance(shown, ShowFrame)
    assert shown.bounds[0] < 13.19 < shown.bounds[2]


def test_keyboard(fake: FakeWindow, qtbot: QtBot) -> None:
    activate(fake, qtbot)
    window = fake.window
    window.desk.select([TRIPOLI.id])
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.table.field.hasFocus()
    QTest.keyClicks(window.table.field, "outpost")
    QTest.keyClick(window.table.field, Qt.Key.Key_Escape)
    assert window.table.field.text() == ""
    assert selection(fake) == (TRIPOLI.id,)
    QTest.keyClick(window.table.field, Qt.Key.Key_Escape)
    assert selection(fake) == ()
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert window.docks["table"].isHidden()
    assert not window.actions_["panel-table"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert window.map.widget.hasFocus()


def test_tab_reaches_every_part(fake: FakeWindow, qtbot: QtBot) -> None:
    activate(fake, qtbot)
    window = fake.window
    window.layers.tree.setFocus()
    reached: set[QWidget | None] = set()
    for _ in range(40):
        reached.add(window.focusWidget())
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    wanted = {
        window.layers.tree, window.layers.slider, window.legend, window.map.widget, window.inspector,
        window.table.field, window.table.view, window.status.coordinates,
    }  # fmt: skip
    assert wanted <= reached


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


def test_the_map_menu_selects_copies_and_goes(fake: FakeWindow) -> None:
    fake.host.say(FRAME)
    fake.host.say(ContextAsked(15.0, 32.0, 10, 10, (STATEMENT.id,)))
    menu = fake.window.map.widget.findChild(QMenu)
    assert isinstance(menu, QMenu)
    entries = [entry for entry in menu.actions() if not entry.isSeparator() and "Add" not in entry.text()]
    assert entries[0].text() == HOSTILE.replace("&", "&&")
    entries[0].trigger()
    assert selection(fake) == (STATEMENT.id,)
    entries[1].trigger()
    assert QGuiApplication.clipboard().text() == "32.00000, 15.00000"
    entries[2].trigger()
    assert fake.host.last(ShowPlace) == ShowPlace(15.0, 32.0, 7.0)
    menu.close()


def test_a_country_card_opens_its_list(fake: FakeWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(fake.window.desk.country_picked):
        fake.host.say(CountryPicked("LBY"))


def test_the_palette_finds_commands_and_features(fake: FakeWindow, qtbot: QtBot) -> None:
    activate(fake, qtbot)
    palette = fake.window.open_palette()
    QTest.keyClicks(palette.field, "tripoli")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert selection(fake) == (TRIPOLI.id,)
    palette = fake.window.open_palette()
    QTest.keyClicks(palette.field, "clr sel")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert selection(fake) == ()


def test_the_palette_says_where_nothing_fits(fake: FakeWindow, qtbot: QtBot) -> None:
    activate(fake, qtbot)
    palette = fake.window.open_palette()
    assert (palette.list.isVisible(), palette.nothing.isVisible()) == (True, False)
    QTest.keyClicks(palette.field, "zzqx")
    assert (palette.list.isVisible(), palette.nothing.isVisible()) == (False, True)
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)


def test_every_action_has_a_tip_that_names_its_shortcut(fake: FakeWindow) -> None:
    seen: set[str] = set()
    for spec in ACTIONS:
        action = fake.window.actions_[spec.id]
        assert action.toolTip()
        for keys in action.shortcuts():
            text = keys.toString(QKeySequence.SequenceFormat.NativeText)
            assert text not in seen, f"{text} means two things"
            seen.add(text)
        if action.shortcuts():
            assert action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) in action.toolTip()


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
