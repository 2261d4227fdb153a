"""Filter panel, chips and saved filters by real keys and clicks, in the window with the fake map."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from libyamap.app.commands import Put
from libyamap.app.filter import NO_FILTER, Filter, filter_from_json
from libyamap.app.viewport import Selection
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.ids import new_id
from libyamap.domain.model import SavedFilter, Site
from libyamap.domain.vocabulary import Certainty, Kind, Reliability, Status
from libyamap.ui.contents import NOTHING_COUNTED, Contents
from libyamap.ui.filter.options import COUNT_ROLE, OptionList
from libyamap.ui.filter.panel import READING, FilterPanel
from libyamap.web.protocol import Drawn, EditDrawn, Redraw, ShowSearched, UseEditor
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import GNA, OUTPOST, PRESENCE, STATEMENTS, US

CHECK = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def panel(fake: FakeWindow, qtbot: QtBot) -> FilterPanel:
    """The filter panel, shown."""
    fake.awake(qtbot)
    fake.window.actions_["panel-filter"].trigger()
    return fake.window.narrowing.filter


def rect_in(widget: QWidget, around: QWidget) -> QRect:
    return QRect(widget.mapTo(around, QPoint()), widget.size())


def asked(fake: FakeWindow) -> Filter:
    return fake.window.desk.viewing.state.filter


def shown(fake: FakeWindow) -> int:
    return fake.window.table.model.rowCount()


def row_of(options: OptionList, words: str) -> int:
    rows = range(options.model.rowCount())
    return next(row for row in rows if options.model.index(row).data() == words)


def tick(options: OptionList, words: str) -> None:
    options.view.setCurrentIndex(options.model.index(row_of(options, words)))
    QTest.keyClick(options.view, Qt.Key.Key_Space)


def count_of(options: OptionList, words: str) -> int:
    number = options.model.index(row_of(options, words)).data(COUNT_ROLE)
    assert isinstance(number, int)
    return number


def test_the_panel_is_made_when_it_is_first_seen(fake: FakeWindow) -> None:
    assert fake.window.docks.get("filter") is None
    assert fake.window.narrowing.docks["filter"].isHidden()
    fake.window.actions_["panel-filter"].trigger()
    assert fake.window.narrowing.filter.isVisible()
    assert fake.window.actions_["panel-filter"].isChecked()


def test_nothing_is_counted_before_the_project_is_read(
    fake: FakeWindow, panel: FilterPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Contents, "reading", True)
        patch.setattr(Contents, "counts", NOTHING_COUNTED)
        fake.window.narrowing.tally.count()
        assert panel.count.text() == READING
        kinds = panel.lists["kinds"].model
        assert [kinds.index(row).data(COUNT_ROLE) for row in range(kinds.rowCount())] == [None] * kinds.rowCount()
    fake.window.narrowing.tally.count()
    assert panel.count.text() == "5 of 5 shown"


def test_words_narrow_map_and_table(fake: FakeWindow, panel: FilterPanel, qtbot: QtBot) -> None:
    fake.host.say(Drawn(1, 5))
    before = fake.host.last(Redraw)
    QTest.keyClicks(panel.text, "outpost")
    QTest.keyClick(panel.text, Qt.Key.Key_Return)
    assert asked(fake) == Filter(text="outpost")
    assert shown(fake) == 1
    qtbot.waitUntil(lambda: panel.count.text() == "1 of 5 shown")
    qtbot.waitUntil(lambda: fake.host.last(Redraw) != before)


def test_values_are_ticked_and_counted(fake: FakeWindow, panel: FilterPanel, qtbot: QtBot) -> None:
    kinds, actors = panel.lists["kinds"], panel.lists["actors"]
    qtbot.waitUntil(lambda: count_of(kinds, "site") == 2)
    tick(kinds, "site")
    assert asked(fake).kinds == (Kind.SITE,)
    qtbot.waitUntil(lambda: count_of(actors, "US") == 1)  # the presence is no site
    assert count_of(kinds, "event") == 2  # what there would be without this field's own condition
    tick(actors, "US")
    assert shown(fake) == 1
    tick(kinds, "site")
    assert asked(fake) == Filter(actors=(US.id,))
    assert shown(fake) == 2


def test_grade_certainty_and_status(fake: FakeWindow, panel: FilterPanel) -> None:
    QTest.keyClick(panel.reliability, Qt.Key.Key_Down)
    QTest.keyClick(panel.reliability, Qt.Key.Key_Down)
    assert asked(fake).reliability is Reliability.B
    assert shown(fake) == 2
    panel.certainty.activated.emit(panel.certainty.findText("at least likely", Qt.MatchFlag.MatchStartsWith))
    assert asked(fake).certainty is Certainty.LIKELY
    assert shown(fake) == 1
    fake.window.narrowing.clear()
    assert panel.reliability.currentIndex() == 0
    tick(panel.lists["statuses"], "proposed")
    assert asked(fake).statuses == (Status.PROPOSED,)


def test_time_is_typed_as_one_writes_it(fake: FakeWindow, panel: FilterPanel) -> None:
    QTest.keyClicks(panel.time.line, "March 2016")
    QTest.keyClick(panel.time.line, Qt.Key.Key_Return)
    assert asked(fake).time == "2016-03"
    assert shown(fake) == 2  # and the statement, which has no date at all
    panel.time.matches["certainly"].setFocus()
    QTest.keyClick(panel.time.matches["certainly"], Qt.Key.Key_Space)
    assert asked(fake).time_match == "certainly"
    assert shown(fake) == 1


def test_a_time_that_is_none_is_told_below_the_line(fake: FakeWindow, panel: FilterPanel) -> None:
    QTest.keyClicks(panel.time.line, "2017/2016")
    QTest.keyClick(panel.time.line, Qt.Key.Key_Return)
    assert panel.time.error.isVisible()
    assert "ends before it begins" in panel.time.error.text()
    assert asked(fake) == NO_FILTER


def test_an_area_is_drawn_on_the_map(fake: FakeWindow, panel: FilterPanel) -> None:
    QTest.mouseClick(panel.place.draw, Qt.MouseButton.LeftButton)
    tool = fake.host.last(UseEditor)
    assert isinstance(tool, UseEditor)
    assert tool.mode == "area"
    ring = ((14.0, 31.0), (16.0, 31.0), (16.0, 33.0), (14.0, 33.0), (14.0, 31.0))
    fake.host.say(EditDrawn(Geometry(GeometryType.POLYGON, (ring,))))
    area = asked(fake).area
    assert area is not None
    assert area.type in {GeometryType.POLYGON, GeometryType.MULTIPOLYGON}
    assert fake.window.table.model.ids([range(5)]) == [OUTPOST.id]


def test_what_others_draw_is_no_filter(fake: FakeWindow, panel: FilterPanel) -> None:
    QTest.mouseClick(panel.place.draw, Qt.MouseButton.LeftButton)
    fake.window.map_tools.cancel()
    fake.window.map_tools.draw("area")
    fake.window.map_tools.drawn.emit(None)
    assert asked(fake).area is None


def test_the_maps_frame_is_an_area(fake: FakeWindow, panel: FilterPanel) -> None:
    fake.window.desk.viewing.change(bounds=(12.0, 32.0, 14.0, 34.0))
    QTest.mouseClick(panel.place.frame, Qt.MouseButton.LeftButton)
    assert shown(fake) == 1
    fake.window.desk.viewing.change(bounds=(350.0, -10.0, 380.0, 10.0), filter=NO_FILTER)
    QTest.mouseClick(panel.place.frame, Qt.MouseButton.LeftButton)
    area = asked(fake).area
    assert area is not None
    assert area.bounds() == (-10.0, -10.0, 20.0, 10.0)
    outline = fake.host.last(ShowSearched)
    assert isinstance(outline, ShowSearched)
    assert {corner for ring in outline.rings for corner in ring} == set(area.positions())
    fake.window.narrowing.clear()
    assert fake.host.last(ShowSearched) == ShowSearched()


def test_chips_are_taken_off_one_by_one(fake: FakeWindow, panel: FilterPanel, qtbot: QtBot) -> None:
    chips = fake.window.narrowing.chips
    assert not chips.isVisible()
    fake.window.desk.viewing.change(filter=Filter(kinds=(Kind.SITE, Kind.EVENT), text="us", not_located=True))
    qtbot.waitUntil(chips.isVisible)
    assert [chip.text() for chip in chips.chips] == ["“us”", "site", "event", "not located"]
    qtbot.waitUntil(lambda: chips.count.text() == "0 of 5")
    QTest.mouseClick(chips.chips[3], Qt.MouseButton.LeftButton)
    QTest.keyClick(chips.chips[1], Qt.Key.Key_Space)
    assert asked(fake) == Filter(kinds=(Kind.EVENT,), text="us")
    QTest.mouseClick(chips.clear_all, Qt.MouseButton.LeftButton)
    assert asked(fake) == NO_FILTER
    qtbot.waitUntil(chips.isHidden)
    assert panel.text.text() == ""


def test_all_chips_can_be_taken_off_where_they_are_too_many_for_the_bar(fake: FakeWindow, qtbot: QtBot) -> None:
    chips = fake.awake(qtbot).window.narrowing.chips
    fake.window.desk.viewing.change(filter=Filter(tags=tuple(f"a tag with a long name {at}" for at in range(30))))
    fake.host.say(Drawn(99, 0))
    qtbot.waitUntil(lambda: chips.isVisible() and chips.width() > 0 and len(chips.chips) == 30)
    qtbot.waitUntil(lambda: not chips.chips[-1].isVisible())
    assert chips.clear_all.isVisible()
    QTest.mouseClick(chips.clear_all, Qt.MouseButton.LeftButton)
    assert asked(fake) == NO_FILTER


def test_the_bar_of_chips_comes_when_the_map_has_drawn_what_the_filter_shows(fake: FakeWindow, qtbot: QtBot) -> None:
    def drawn() -> None:
        fake.host.say(Drawn(newest_redraw(fake), 3))

    chips = fake.window.narrowing.chips
    before = newest_redraw(fake)
    drawn()
    fake.window.desk.viewing.change(filter=Filter(text="us"))
    assert chips.isHidden()
    qtbot.waitUntil(lambda: newest_redraw(fake) > before)
    assert chips.isHidden()
    drawn()
    assert chips.isVisible()


def newest_redraw(fake: FakeWindow) -> int:
    """The version that the page was asked for last."""
    return max(message.version for message in fake.host.told if isinstance(message, Redraw))


def test_a_filter_is_saved_used_and_deleted(fake: FakeWindow, panel: FilterPanel) -> None:
    desk = fake.window.desk
    desk.viewing.change(filter=Filter(kinds=(Kind.SITE,)))
    QTest.keyClicks(panel.saved.name, "Sites only")
    QTest.keyClick(panel.saved.name, Qt.Key.Key_Return)
    (kept,) = desk.session.store.all(SavedFilter)
    assert (kept.title, filter_from_json(kept.filter)) == ("Sites only", Filter(kinds=(Kind.SITE,)))
    fake.window.narrowing.clear()
    QTest.mouseClick(panel.saved.buttons[kept.id], Qt.MouseButton.LeftButton)
    assert asked(fake) == Filter(kinds=(Kind.SITE,))
    bin_ = next(each for each in panel.saved.findChildren(QToolButton) if "Sites only" in each.accessibleName())
    QTest.mouseClick(bin_, Qt.MouseButton.LeftButton)
    assert desk.session.store.all(SavedFilter) == []
    desk.session.undo()
    assert [each.title for each in desk.session.store.all(SavedFilter)] == ["Sites only"]
    assert list(panel.saved.buttons) == [kept.id]


def test_the_filter_as_text_goes_both_ways(fake: FakeWindow, panel: FilterPanel, qtbot: QtBot) -> None:
    fake.window.desk.viewing.change(filter=Filter(actors=(GNA.id,), layers=(STATEMENTS.id,)))
    assert panel.written.line.text() == "layer:Statements actor:GNA"
    panel.written.line.setFocus()
    panel.written.line.selectAll()
    QTest.keyClicks(panel.written.line, "actor:US kind:presence")
    QTest.keyClick(panel.written.line, Qt.Key.Key_Return)
    assert asked(fake) == Filter(actors=(US.id,), kinds=(Kind.PRESENCE,))
    assert fake.window.table.model.ids([range(5)]) == [PRESENCE.id]
    panel.written.line.selectAll()
    QTest.keyClicks(panel.written.line, "actor:Nobody")
    QTest.keyClick(panel.written.line, Qt.Key.Key_Return)
    error = panel.written.error
    assert "no actor “Nobody”" in error.text()
    qtbot.waitUntil(lambda: panel.viewport().rect().contains(rect_in(error, panel.viewport())))
    assert asked(fake).actors == (US.id,)


@pytest.mark.usefixtures("panel")
def test_a_filter_on_a_vanished_actor_shows_and_goes(fake: FakeWindow) -> None:
    fake.window.desk.viewing.change(filter=Filter(actors=("gone",)))
    assert shown(fake) == 0
    assert fake.window.narrowing.chips.chips[0].text() == "something that is gone"
    QTest.mouseClick(fake.window.narrowing.chips.chips[0], Qt.MouseButton.LeftButton)
    assert shown(fake) == 5


def test_the_count_is_that_of_the_index(fake: FakeWindow) -> None:
    state = fake.window.desk.viewing.state
    total = fake.window.desk.workspace.index.count(Selection(layers=state.shown_layers())).total
    assert shown(fake) == total == 5


def test_a_saved_filter_of_a_newer_version_is_told_and_changes_nothing(
    fake: FakeWindow, panel: FilterPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("libyamap.ui.errors.show_world_error", lambda error, *_rest: told.append(str(error)))
    kept = SavedFilter(id=new_id(), title="From tomorrow", filter='{"weather": "rain"}')
    fake.window.desk.session.run(Put(kept))
    panel.saved.use(kept.id)
    assert told == ["The saved filter asks for “weather”, which is not known here."]
    assert asked(fake) == NO_FILTER


def test_grades_certainty_and_tags_say_how_many_they_leave(fake: FakeWindow, panel: FilterPanel, qtbot: QtBot) -> None:
    session = fake.window.desk.session
    site = session.store.get(Site, OUTPOST.id)
    assert site is not None
    session.run(Put(msgspec.structs.replace(site, certainty=Certainty.LIKELY, tags=("hearsay",), dataset="ACLED")))
    qtbot.waitUntil(lambda: panel.lists["tags"].model.rowCount() == 1)
    assert count_of(panel.lists["tags"], "hearsay") == 1
    assert count_of(panel.lists["datasets"], "ACLED") == 1
    index = fake.window.desk.workspace.index
    likely = index.count(Selection(filter=Filter(certainty=Certainty.LIKELY))).total
    row = panel.certainty.findText("at least likely", Qt.MatchFlag.MatchStartsWith)
    assert panel.certainty.itemText(row) == f"at least likely  ({likely})"
    graded = index.count(Selection(filter=Filter(reliability=Reliability.F)))
    row = panel.reliability.findText("F ", Qt.MatchFlag.MatchStartsWith)
    assert panel.reliability.itemText(row).endswith(f"({graded.total})")
    tick(panel.lists["tags"], "hearsay")
    assert asked(fake).tags == ("hearsay",)
    assert shown(fake) == 1
    qtbot.waitUntil(lambda: panel.count.text() == "1 of 5 shown")


def test_the_wheel_scrolls_past_a_choice(fake: FakeWindow, panel: FilterPanel) -> None:
    for choice in (panel.reliability, panel.credibility, panel.certainty):
        at = QPointF(choice.rect().center())
        turn = QWheelEvent(at, choice.mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
                           Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
        QApplication.sendEvent(choice, turn)
        assert choice.currentIndex() == 0
        assert not turn.isAccepted()  # so it goes on to the panel
    assert asked(fake) == Filter()
