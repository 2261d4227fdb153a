"""How a first start lays the window out: room for the map, the first columns whole, hidden panels come back."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDockWidget, QLabel, QTabBar, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from libyamap.app.commands import InsertMany
from libyamap.ui.dock_tabs import TabCloser, is_behind
from libyamap.ui.docks import SIDE_MIN, TABLE_MIN, TitleBar, arrange
from libyamap.ui.filter.panel import NOTHING_YET as NOTHING_TO_FILTER
from libyamap.ui.main_window import MainWindow
from libyamap.ui.narrowing import TIMELINE_HEIGHT
from libyamap.ui.table_columns import FIRST, FIRST_SHOWN, widths_for
from libyamap.ui.table_panel import NOTHING_YET
from libyamap.ui.table_rows import COLUMNS
from libyamap.ui.text import plain_tip
from libyamap.ui.timeline.panel import NOTHING_YET as NO_TIMES_YET
from libyamap.web.protocol import MarksPicked
from tests.qt.conftest import FakeWindow, OpenWindow
from tests.qt.fake_project import OUTPOST, RECORDS, FakeProject


@pytest.fixture
def window(fake: FakeWindow) -> MainWindow:
    fake.window.showNormal()
    return fake.window


def lay_out(window: MainWindow, qtbot: QtBot, width: int, height: int) -> None:
    window.resize(width, height)
    arrange(window, window.docks)
    qtbot.waitUntil(lambda: window.docks["inspector"].width() <= max(SIDE_MIN, width // 6))
    window.table.columns.spread()


def test_a_small_window_leaves_the_map_most_of_the_room(window: MainWindow, qtbot: QtBot) -> None:
    lay_out(window, qtbot, 1280, 720)
    assert window.docks["layers"].width() == SIDE_MIN
    assert window.docks["inspector"].width() == SIDE_MIN
    assert window.docks["table"].height() <= 720 // 4
    assert window.tabifiedDockWidgets(window.docks["layers"]) == [window.docks["legend"]]
    qtbot.waitUntil(lambda: not is_behind(window.docks["layers"]))
    assert window.map.widget.width() >= 700
    assert window.map.widget.height() >= 440


def test_a_panel_behind_a_tab_says_its_name_once(window: MainWindow, qtbot: QtBot) -> None:
    lay_out(window, qtbot, 1280, 720)
    bars = [window.docks[name].titleBarWidget() for name in ("layers", "legend")]
    assert all(isinstance(bar, TitleBar) for bar in bars)
    qtbot.waitUntil(lambda: all(bar.label.isHidden() for bar in bars if isinstance(bar, TitleBar)))
    assert all(bar.height() == 0 for bar in bars)
    qtbot.waitUntil(lambda: len(closers(window)) == 2 and all(closers(window)))
    QTest.mouseClick(closers(window)[1], Qt.MouseButton.LeftButton)
    assert window.docks["legend"].isHidden()
    assert not window.docks["layers"].isHidden()
    qtbot.waitUntil(lambda: isinstance(bars[0], TitleBar) and not bars[0].label.isHidden())
    qtbot.waitUntil(lambda: bars[0].height() >= 24)


def closers(window: MainWindow) -> list[QWidget]:
    """The buttons on the tabs of the panels at the side."""
    bars = [bar for bar in window.findChildren(QTabBar) if bar.parent() is window and bar.tabText(0) == "Layers"]
    places = [(bar, place) for bar in bars for place in range(bar.count())]
    return [bar.tabButton(place, QTabBar.ButtonPosition.RightSide) for bar, place in places]


def test_names_on_tabs_are_never_cut(window: MainWindow, qtbot: QtBot) -> None:
    lay_out(window, qtbot, 1280, 720)
    for name in ("here", "bookmarks", "history", "changes"):
        window.actions_[f"panel-{name}"].trigger()
    bar = bar_with(window, "Bookmarks", qtbot)
    qtbot.waitUntil(lambda: bar.currentIndex() == bar.count() - 1 == 4)
    assert not window.isMaximized()
    for front in (*reversed(range(5)), 2):
        bar.setCurrentIndex(front)
        qtbot.waitUntil(partial(only_closes, bar, front))
        assert bar.tabRect(4).right() < bar.width()
        assert bar.tabRect(front).width() >= bar.fontMetrics().horizontalAdvance(bar.tabText(front)) + 24
        assert all(has_ink(bar, place) for place in range(5))
    assert [bar.tabToolTip(place) for place in range(3)] == [
        plain_tip(name) for name in ("Inspector", "What is here?", "Bookmarks")
    ]


def test_tabs_with_room_have_names_and_buttons(window: MainWindow, qtbot: QtBot) -> None:
    lay_out(window, qtbot, 1280, 720)
    window.actions_["panel-bookmarks"].trigger()
    bar = bar_with(window, "Bookmarks", qtbot)
    qtbot.waitUntil(lambda: shown_closers(bar) == [0, 1])
    names = [bar.fontMetrics().horizontalAdvance(bar.tabText(place)) for place in range(2)]
    assert all(bar.tabRect(place).width() >= names[place] + 24 for place in range(2))


def bar_with(window: MainWindow, name: str, qtbot: QtBot) -> QTabBar:
    """The tabs that this panel stands among."""

    def found() -> list[QTabBar]:
        bars = [bar for bar in window.findChildren(QTabBar) if bar.parent() is window]
        return [bar for bar in bars if name in [bar.tabText(place) for place in range(bar.count())]]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def shown_closers(bar: QTabBar) -> list[int]:
    """Tabs with a button that is seen."""
    buttons = {button for button in bar.findChildren(TabCloser) if button.isVisible()}
    side = QTabBar.ButtonPosition.RightSide
    return [place for place in range(bar.count()) if bar.tabButton(place, side) in buttons]


def only_closes(bar: QTabBar, place: int) -> bool:
    """Whether this tab alone has a button that is seen."""
    return shown_closers(bar) == [place]


def has_ink(bar: QTabBar, place: int) -> bool:
    """Whether something dark stands in the left half of the tab, where no button is."""
    rect = bar.tabRect(place).adjusted(6, 8, -6, -8)
    image = bar.grab(rect).toImage()
    return any(image.pixelColor(x, y).lightness() < 130 for x in range(image.width()) for y in range(image.height()))


def test_on_a_narrow_screen_all_panels_have_room_beside_the_map(open_window: OpenWindow, qtbot: QtBot) -> None:
    fake = open_window(narrow=True)
    window = fake.window
    window.showNormal()
    qtbot.waitUntil(lambda: resized(window, 800, 600))
    window.actions_["panel-bookmarks"].trigger()
    bar = bar_with(window, "Bookmarks", qtbot)
    assert [bar.tabText(place) for place in range(bar.count())] == ["Layers", "Legend", "Inspector", "Bookmarks"]
    assert window.map.widget.width() >= 480
    for dock in window.findChildren(QDockWidget):
        over = dock.geometry().intersected(window.map.widget.geometry())
        assert dock.isHidden() or not bar.isVisible() or over.isEmpty()
    window.actions_["panel-layers"].trigger()
    qtbot.waitUntil(lambda: not is_behind(window.docks["layers"]))
    fake.host.say(MarksPicked((OUTPOST.id,), 15.0, 32.0))
    qtbot.waitUntil(lambda: not is_behind(window.docks["inspector"]))


def resized(window: MainWindow, width: int, height: int) -> bool:
    """Whether the window takes this size; until its tabs are made it may be too wide for it."""
    window.resize(width, height)
    return (window.width(), window.height()) == (width, height)


def test_a_click_on_the_map_brings_the_inspector_before_what_is_only_read(fake: FakeWindow, qtbot: QtBot) -> None:
    window = fake.window
    lay_out(window, qtbot, 1280, 720)
    inspector = window.docks["inspector"]
    for name, makes_way in (("bookmarks", True), ("changes", True), ("measure", False)):
        window.actions_[f"panel-{name}"].trigger()
        qtbot.waitUntil(lambda: is_behind(inspector))
        fake.host.say(MarksPicked((OUTPOST.id,), 15.0, 32.0))
        fake.host.say(MarksPicked((), 15.0, 25.0))
        if makes_way:
            qtbot.waitUntil(lambda: not is_behind(inspector))
        assert is_behind(inspector) != makes_way


def test_a_narrow_screen_and_a_wide_one_keep_an_arrangement_each(open_window: OpenWindow) -> None:
    for narrow in (True, False, True, False):
        window = open_window(narrow=narrow).window
        beside = window.docks["inspector"] in window.tabifiedDockWidgets(window.docks["layers"])
        assert beside == narrow
        window.close()


def test_the_timeline_in_a_small_window_has_bars_that_can_be_read(window: MainWindow, qtbot: QtBot) -> None:
    lay_out(window, qtbot, 1280, 720)
    narrowing = window.narrowing
    window.tabifyDockWidget(window.docks["table"], narrowing.docks["timeline"])
    window.actions_["panel-timeline"].trigger()
    qtbot.waitUntil(lambda: narrowing.timeline.chart.height() >= 96)
    assert window.map.widget.height() >= 430


def test_the_timeline_above_the_table_leaves_it_some_rows(window: MainWindow, qtbot: QtBot) -> None:
    lay_out(window, qtbot, 1440, 900)
    window.actions_["panel-timeline"].trigger()
    timeline, table = window.narrowing.docks["timeline"], window.docks["table"]
    qtbot.waitUntil(lambda: timeline.height() >= TIMELINE_HEIGHT - 2 and timeline.y() + timeline.height() < table.y())
    assert table.height() >= TABLE_MIN - 2
    assert window.map.widget.height() >= 430


def test_tabs_stay_above_the_panels_after_a_restart(window: MainWindow, qtbot: QtBot, open_window: OpenWindow) -> None:
    lay_out(window, qtbot, 1280, 720)
    window.close()
    again = open_window().window
    assert again.tabifiedDockWidgets(again.docks["layers"]) == [again.docks["legend"]]
    assert again.tabPosition(Qt.DockWidgetArea.LeftDockWidgetArea) == QTabWidget.TabPosition.North


def test_an_empty_table_says_so(open_window: OpenWindow) -> None:
    table = open_window(FakeProject(empty=True)).window.table
    assert any(label.text() == NOTHING_YET and label.isVisible() for label in table.findChildren(QLabel))
    assert not table.view.isVisible()


def test_each_panel_of_an_empty_project_says_so(open_window: OpenWindow, qtbot: QtBot) -> None:
    fake = open_window(FakeProject(empty=True))
    window = fake.window
    for panel in ("panel-timeline", "panel-filter"):
        window.actions_[panel].trigger()
    layers, narrowing = window.layers, window.narrowing
    assert layers.empty.isVisible()
    assert layers.slider.value() == 100
    assert narrowing.timeline.empty.text() == NO_TIMES_YET
    assert not any(narrowing.filter.lists[name].isVisible() for name in ("types", "actors", "layers"))
    assert narrowing.filter.count.text() == NOTHING_TO_FILTER
    window.desk.session.run(InsertMany((*RECORDS,), "Insert"))
    assert not layers.empty.isVisible()
    assert layers.tree.isVisible()
    qtbot.waitUntil(narrowing.filter.lists["types"].isVisible)


def test_a_larger_window_shows_layers_above_the_legend(window: MainWindow, qtbot: QtBot) -> None:
    lay_out(window, qtbot, 1440, 900)
    assert window.tabifiedDockWidgets(window.docks["layers"]) == []
    assert window.docks["layers"].y() < window.docks["legend"].y()
    assert window.docks["table"].height() <= 900 // 4


def test_the_first_columns_are_whole(window: MainWindow, qtbot: QtBot) -> None:
    for width, height in ((1280, 720), (1440, 900), (1720, 1080)):
        lay_out(window, qtbot, width, height)
        view = window.table.view
        last = FIRST - 1
        assert view.columnViewportPosition(last) + view.columnWidth(last) <= view.viewport().width()
        time = [column.sort for column in COLUMNS].index("time")
        assert view.columnWidth(time) >= view.fontMetrics().horizontalAdvance("30 September 2019") + 8


@pytest.mark.parametrize("room", [300, 720, 868, 1100, 3000])
def test_columns_fill_the_room_and_none_is_cut(room: int) -> None:
    widths = widths_for(room)
    edges = [sum(widths[:count]) for count in range(len(widths) + 1)]
    assert all(width >= column.width for width, column in zip(widths, FIRST_SHOWN, strict=True))
    assert room in edges or room < edges[FIRST]


def test_widths_of_the_users_own_stay(window: MainWindow, qtbot: QtBot) -> None:
    lay_out(window, qtbot, 1440, 900)
    header = window.table.view.horizontalHeader()
    header.resizeSection(0, 333)
    lay_out(window, qtbot, 1280, 720)
    assert header.sectionSize(0) == 333


def test_a_panel_behind_a_tab_comes_to_the_front_before_it_is_hidden(window: MainWindow, qtbot: QtBot) -> None:
    lay_out(window, qtbot, 1280, 720)
    legend, action = window.docks["legend"], window.actions_["panel-legend"]
    assert action.isChecked()
    qtbot.waitUntil(lambda: is_behind(legend) and len(closers(window)) == 2 and all(closers(window)))
    action.trigger()
    qtbot.waitUntil(lambda: not is_behind(legend))
    assert action.isChecked()
    action.trigger()
    assert legend.isHidden()
    assert not action.isChecked()
    action.trigger()
    qtbot.waitUntil(lambda: not is_behind(legend))


def test_find_in_table_shows_a_hidden_table(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    window.docks["table"].hide()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.docks["table"].isVisible()
    assert window.table.field.hasFocus()
