"""The timeline by real keys and mouse: the window moves, the map follows, the film plays."""

import datetime as dt
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from libyamap.app.commands import InsertMany
from libyamap.app.filter import Filter
from libyamap.app.viewport import Window
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event, Involvement
from libyamap.domain.vocabulary import Kind
from libyamap.ui.contents import Contents
from libyamap.ui.timeline.bars import tip_words
from libyamap.ui.timeline.chart import TimelineChart
from libyamap.ui.timeline.lines import ControlLines
from libyamap.ui.timeline.panel import NOTHING_DATED, READING, TimelinePanel
from libyamap.ui.timeline.player import Player
from libyamap.web.protocol import Drawn, Redraw, UpdateMarks
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import GNA, STATEMENTS, US

DAY = dt.date
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def panel(fake: FakeWindow, qtbot: QtBot) -> TimelinePanel:
    """The timeline over two events a month from January to June 2016."""
    events = [
        Event(id=new_id(), layer=STATEMENTS.id, title=f"Event {month}", time=f"2016-{month:02}-1{party}",
              actors=(Involvement((US, GNA)[party].id),), type="battle")
        for month in range(1, 7) for party in (0, 1)
    ]  # fmt: skip
    fake.window.desk.session.run(InsertMany(tuple(events), "Events"))
    fake.window.desk.viewing.change(filter=Filter(types=("battle",), kinds=(Kind.EVENT,), time="2016"))
    fake.awake(qtbot)
    fake.window.actions_["panel-timeline"].trigger()
    timeline = fake.window.narrowing.timeline
    timeline.unit.activated.emit(2)
    qtbot.waitUntil(lambda: timeline.chart.bars is not None and timeline.chart.bars.unit == "month")
    return timeline


def window_of(fake: FakeWindow) -> Window | None:
    return fake.window.desk.viewing.state.window


def middle_of(chart: TimelineChart, number: int) -> QPoint:
    scale = chart.scale_()
    assert scale is not None
    return QPoint(round(scale.x_of(number) + scale.bin_width / 2), chart.height() // 2)


def drag(chart: TimelineChart, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(chart, (start + end) / 2)
    QTest.mouseMove(chart, end)
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=end)


def draw(fake: FakeWindow) -> bool:
    """The page has drawn what it was asked for; whether that is all."""
    asked = [message.version for message in fake.host.told if isinstance(message, Redraw | UpdateMarks)]
    fake.host.say(Drawn(max(asked), 5))
    return fake.window.bridge.settled


def month(number: int) -> int:
    return 2016 * 12 + number - 1


def test_bars_count_what_is_filtered(panel: TimelinePanel) -> None:
    bars = panel.chart.bars
    assert bars is not None
    assert bars.days == (DAY(2016, 1, 1), DAY(2016, 6, 30))
    assert [sum(row) for row in bars.counts] == [2] * 6
    assert {part.name for part in bars.parts} == {"US", "GNA"}
    assert tip_words(bars, month(3)) == "March 2016: 2\nUS: 1\nGNA: 1" or "GNA: 1" in tip_words(bars, month(3))


def test_a_drag_draws_a_window_and_the_map_follows(fake: FakeWindow, panel: TimelinePanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: draw(fake))
    before = fake.host.last(Redraw)
    drag(panel.chart, middle_of(panel.chart, month(2)), middle_of(panel.chart, month(4)))
    assert window_of(fake) == (DAY(2016, 2, 1), DAY(2016, 4, 30))
    assert fake.window.table.model.rowCount() == 6
    qtbot.waitUntil(lambda: fake.host.last(Redraw) != before)
    assert panel.first.text() == "2016-02-01"
    assert fake.window.narrowing.chips.chips[-1].text() == "1 February 2016 to 30 April 2016"


def test_a_window_is_moved_and_stretched_by_mouse(fake: FakeWindow, panel: TimelinePanel) -> None:
    chart = panel.chart
    drag(chart, middle_of(chart, month(2)), middle_of(chart, month(3)))
    drag(chart, middle_of(chart, month(2)), middle_of(chart, month(4)))
    assert window_of(fake) == (DAY(2016, 4, 1), DAY(2016, 5, 31))
    scale = chart.scale_()
    assert scale is not None
    edge = QPoint(round(scale.x_of(month(6))), chart.height() // 2)
    drag(chart, edge, middle_of(chart, month(6)) + QPoint(10, 0))
    assert window_of(fake) == (DAY(2016, 4, 1), DAY(2016, 6, 30))
    drag(chart, middle_of(chart, month(5)), QPoint(chart.width() + 200, 20))
    assert window_of(fake) == (DAY(2016, 4, 1), DAY(2016, 6, 30)), "it stays inside"
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle_of(chart, month(1)))
    assert window_of(fake) == (DAY(2016, 1, 1), DAY(2016, 1, 31))
    QTest.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=middle_of(chart, month(1)))
    assert window_of(fake) is None


def test_a_window_is_moved_and_stretched_by_keys(fake: FakeWindow, panel: TimelinePanel) -> None:
    chart = panel.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert window_of(fake) == (DAY(2016, 1, 1), DAY(2016, 1, 31))
    QTest.keyClick(chart, Qt.Key.Key_Right, SHIFT)
    assert window_of(fake) == (DAY(2016, 1, 1), DAY(2016, 2, 29))
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Right, CTRL)
    assert window_of(fake) == (DAY(2016, 3, 1), DAY(2016, 3, 31))
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert window_of(fake) == (DAY(2016, 6, 1), DAY(2016, 6, 30))
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert window_of(fake) == (DAY(2016, 1, 1), DAY(2016, 1, 31))
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert window_of(fake) is None


def test_the_frame_of_a_chart_that_has_the_keys_leaves_its_bars_in_sight(panel: TimelinePanel) -> None:
    chart = panel.chart
    chart.resize(600, 96)
    chart.show_window((DAY(2016, 2, 1), DAY(2016, 4, 30)))
    chart.setFocus()
    assert chart.hasFocus()
    shown, colours = chart.grab().toImage(), chart.palette()
    assert shown.pixelColor(0, 48) == colours.accent().color()
    assert shown.pixelColor(5, 48) == colours.base().color()


def test_days_are_typed(fake: FakeWindow, panel: TimelinePanel) -> None:
    QTest.keyClicks(panel.first, "February 2016")
    QTest.keyClicks(panel.last, "2016-03-15")
    QTest.keyClick(panel.last, Qt.Key.Key_Return)
    assert window_of(fake) == (DAY(2016, 2, 1), DAY(2016, 3, 15))
    panel.last.selectAll()
    QTest.keyClicks(panel.last, "2015")
    QTest.keyClick(panel.last, Qt.Key.Key_Return)
    assert window_of(fake) == (DAY(2016, 2, 1), DAY(2016, 3, 15))
    assert "before the first" in panel.last.toolTip()
    panel.last.selectAll()
    QTest.keyClicks(panel.last, "nonsense")
    QTest.keyClick(panel.last, Qt.Key.Key_Return)
    assert panel.last.property("problem")


def test_the_film_waits_for_the_map(fake: FakeWindow, panel: TimelinePanel, qtbot: QtBot) -> None:
    drawn: list[Window | None] = []

    def drawn_to_the_end() -> bool:
        drawn.append(window_of(fake))
        return draw(fake) and not panel.player.playing

    qtbot.waitUntil(lambda: draw(fake))
    panel.loop.setChecked(False)
    panel.player.set_speed(0)
    QTest.mouseClick(panel.play, Qt.MouseButton.LeftButton)
    assert panel.player.playing
    assert window_of(fake) == (DAY(2016, 1, 1), DAY(2016, 1, 31))
    qtbot.waitUntil(drawn_to_the_end)
    firsts = [window[0] for window in dict.fromkeys(drawn) if window]
    assert firsts == [DAY(2016, number, 1) for number in range(1, 7)], "no month is left out, however slow the map is"


def test_a_film_begins_again(fake: FakeWindow, panel: TimelinePanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: draw(fake))
    panel.chart.setFocus()
    QTest.keyClick(panel.chart, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: draw(fake))
    QTest.keyClick(panel.chart, Qt.Key.Key_Space)
    assert window_of(fake) == (DAY(2016, 1, 1), DAY(2016, 1, 31))
    QTest.keyClick(panel.chart, Qt.Key.Key_Space)
    assert not panel.player.playing


def test_the_player_steps_once_when_the_map_is_late() -> None:
    steps: list[int] = []
    settled = [False]

    def step() -> bool:
        steps.append(1)
        return True

    player = Player(step, lambda: settled[0])
    player.set_speed(1)
    player.play(True)
    assert steps == []
    settled[0] = True
    player.drawn()
    player.drawn()
    assert steps == [1]
    player.play(False)
    player.drawn()
    assert steps == [1]


def test_nothing_dated_says_what_to_do(fake: FakeWindow, panel: TimelinePanel) -> None:
    fake.window.desk.viewing.change(filter=Filter(text="nothing like this"))
    assert panel.empty.isVisible()
    assert panel.empty.text() == NOTHING_DATED
    assert not panel.play.isEnabled()


def test_no_filter_is_blamed_while_the_project_is_being_read(
    fake: FakeWindow, panel: TimelinePanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Contents, "reading", True)
        fake.window.desk.viewing.change(filter=Filter(text="nothing like this"))
        assert panel.empty.text() == READING
    panel.count(anew=True)
    assert panel.empty.text() == NOTHING_DATED


def test_stacked_by_type_or_not_at_all(panel: TimelinePanel) -> None:
    panel.stack.activated.emit(2)
    assert panel.chart.bars is not None
    assert [part.name for part in panel.chart.bars.parts] == ["battle"]
    panel.stack.activated.emit(0)
    assert [sum(row) for row in panel.chart.bars.counts] == [2] * 6


def test_the_key_stands_below_the_controls_where_it_has_no_room_beside_them(
    fake: FakeWindow, panel: TimelinePanel, qtbot: QtBot
) -> None:
    fake.window.showNormal()
    fake.window.resize(2400, 900)
    qtbot.waitUntil(lambda: panel.key.y() < panel.stack.geometry().bottom())
    fake.window.resize(1280, 900)
    qtbot.waitUntil(lambda: panel.key.y() >= panel.stack.geometry().bottom())
    assert panel.key.shown() == (panel.key.parts, "")
    panel.stack.activated.emit(0)
    qtbot.waitUntil(lambda: panel.key.y() < panel.stack.geometry().bottom())


def test_controls_never_overlap_however_narrow_the_timeline_is(panel: TimelinePanel, qtbot: QtBot) -> None:
    lines = panel.findChild(ControlLines)
    assert lines is not None
    lines.setParent(None)
    qtbot.addWidget(lines)
    lines.show()
    for width in (1200, 620, 480, 330, 1200):
        lines.resize(width, 80)
        layout = lines.layout()
        assert layout is not None
        layout.activate()
        seen = [part.geometry() for part in lines.findChildren(QWidget) if part.parent() is lines and part.isVisible()]
        assert not any(one.intersects(other) for one, other in combinations(seen, 2))
        assert all(lines.rect().contains(place) for place in seen)
        assert panel.first.isVisible() == (width > 400)


def test_zones_and_presences_of_what_is_shown_are_strips(fake: FakeWindow, qtbot: QtBot) -> None:
    fake.window.actions_["panel-timeline"].trigger()
    chart = fake.window.narrowing.timeline.chart
    qtbot.waitUntil(lambda: [strip.words for strip in chart.strips] == ["US special forces: about May 2016"])
    fake.window.desk.viewing.change(filter=Filter(kinds=(Kind.SITE,)))
    qtbot.waitUntil(lambda: not chart.strips)
