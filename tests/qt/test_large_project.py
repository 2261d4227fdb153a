"""What is done in threads for large projects, on a small one that counts as large: rows, counts, progress."""

from collections.abc import Callable
from threading import Thread

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from libyamap.app.commands import Put
from libyamap.app.filter import Filter
from libyamap.app.viewport import Progress, ProgressListener
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event
from libyamap.domain.vocabulary import Kind
from libyamap.store.index import FeatureIndex
from libyamap.ui import contents, feature_table, tally
from libyamap.ui.contents import UNREAD
from libyamap.ui.desk import Desk
from libyamap.ui.loading import Loading
from libyamap.ui.status_bar import StatusBar
from libyamap.ui.table_copy import copied_words
from libyamap.ui.table_panel import READING, TablePanel, cut, runs_of
from libyamap.ui.table_rows import COLUMNS
from libyamap.web.protocol import Drawn, Redraw
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import HOSTILE, OUTPOST, STATEMENTS, TRIPOLI, FakeProject
from tests.qt.tables import panel_on

TITLE = 0


@pytest.fixture
def as_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is small enough to be done at once."""
    for module, name in (
        (feature_table, "AT_ONCE"),
        (tally, "AT_ONCE"),
        (contents, "QUICKLY_COUNTED"),
        (contents, "MOST_LOOKED_THROUGH"),
    ):
        monkeypatch.setattr(module, name, 0)


def titles(panel: TablePanel) -> list[str | None]:
    return [panel.model.index(row, TITLE).data() for row in range(panel.model.rowCount())]


@pytest.mark.usefixtures("as_large")
def test_rows_come_when_they_are_read(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    tester = QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.waitUntil(lambda: None not in titles(panel) and titles(panel)[-1] == HOSTILE)
    assert tester.model() is panel.model
    panel.stop()


@pytest.mark.usefixtures("as_large")
def test_the_old_order_stays_until_the_new_one_is_there(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    qtbot.waitUntil(lambda: not panel.model.asking.pending and None not in titles(panel))
    before = titles(panel)
    with qtbot.waitSignal(panel.model.arranged):
        panel.view.sortByColumn(TITLE, Qt.SortOrder.DescendingOrder)
        assert titles(panel) == before
        assert panel.count.text() == "Sorting…"
    qtbot.waitUntil(lambda: None not in titles(panel))
    assert titles(panel) != before
    assert panel.count.text() == "5 features"
    panel.stop()


@pytest.mark.usefixtures("as_large")
def test_of_many_filters_the_last_is_shown(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    for kind in (Kind.EVENT, Kind.LINK, Kind.SITE):
        desk.viewing.change(filter=Filter(kinds=(kind,)))
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    desk.select([TRIPOLI.id], "map")
    assert [index.row() for index in panel.view.selectionModel().selectedRows()] == [panel.model.row_of(TRIPOLI.id)]
    panel.stop()


@pytest.mark.usefixtures("as_large")
def test_layers_are_counted_again_after_an_edit(fake: FakeWindow, qtbot: QtBot) -> None:
    model = fake.window.layers.model
    fake.window.desk.session.run(Put(Event(id=new_id(), layer=STATEMENTS.id, title="New")))

    def count() -> str:
        index = model.index_of(STATEMENTS.id)
        return str(model.index(index.row(), 1, index.parent()).data())

    qtbot.waitUntil(lambda: count() == "3")
    qtbot.waitUntil(lambda: fake.window.table.count.text() == "6 features")


@pytest.mark.usefixtures("as_large")
def test_what_a_filter_shows_is_counted_when_the_map_has_drawn_it(fake: FakeWindow, qtbot: QtBot) -> None:
    counting = fake.window.narrowing.tally
    asked_before = newest_redraw(fake)
    fake.host.say(Drawn(asked_before, 5))
    qtbot.waitUntil(lambda: not counting.asking.busy)
    fake.window.desk.viewing.change(filter=Filter(kinds=(Kind.SITE,)))
    qtbot.waitUntil(lambda: newest_redraw(fake) > asked_before)
    assert not counting.asking.busy
    with qtbot.waitSignal(counting.counted) as counted:
        fake.host.say(Drawn(newest_redraw(fake), 2))
    assert counted.args is not None
    assert counted.args[0].shown.total == 2


def newest_redraw(fake: FakeWindow) -> int:
    """The version that the page was asked for last."""
    return max(message.version for message in fake.host.told if isinstance(message, Redraw))


def test_only_the_first_are_selected(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("libyamap.ui.desk.MOST_SELECTED", 2)
    panel = panel_on(desk, qtbot)
    with qtbot.waitSignal(desk.said) as said:
        panel.view.selectAll()
    assert said.args == ["Only the first 2 are selected."]
    assert len(desk.viewing.state.selected) == 2


def test_the_header_never_asks_what_is_selected(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    panel.view.selectAll()
    assert not panel.view.horizontalHeader().selectionModel().hasSelection()


def test_rows_are_copied_as_text(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    desk.select([OUTPOST.id, TRIPOLI.id])
    with qtbot.waitSignal(desk.said) as said:
        QTest.keyClick(panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert said.args == ["Copied 2 rows"]
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t") == [COLUMNS[place].title for place in panel.columns.shown]
    assert {line.split("\t")[0] for line in lines[1:]} == {"US outpost", "Tripoli"}


def test_formulas_are_copied_as_text_and_all_where_none_is_selected(desk: Desk, qtbot: QtBot) -> None:
    desk.session.run(Put(Event(id=new_id(), layer=STATEMENTS.id, title='=HYPERLINK("x")\tand\nmore')))
    panel = panel_on(desk, qtbot)
    with qtbot.waitSignal(desk.said) as said:
        panel.copy()
    assert said.args == ["Copied 6 rows"]
    assert '\n\'=HYPERLINK("x") and more\t' in QGuiApplication.clipboard().text()
    assert copied_words(10_000, 1_000_000).startswith("Copied the first 10,000 of 1,000,000 rows")


def test_columns_are_chosen(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    menu = panel.choose.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    entries = {entry.text(): entry for entry in menu.actions()}
    assert not entries["Title"].isEnabled()
    entries["Country"].trigger()
    entries["Grade"].trigger()
    shown = [COLUMNS[place].title for place in panel.columns.shown]
    assert "Country" in shown
    assert "Grade" not in shown


def test_runs_and_cuts() -> None:
    assert runs_of([5, 1, 2, 3, 9]) == [(1, 3), (5, 5), (9, 9)]
    assert cut([range(3), range(10, 20)], 5) == [range(3), range(10, 12)]


class SlowIndex(FeatureIndex):
    """An index that says how far it is, as that of a large project does."""

    def __init__(self, project: FakeProject) -> None:
        super().__init__(project.areas)
        self.now = Progress(ready=False, fraction=0.25, what="Reading features")
        self.cancelled = 0
        self.refreshed = 0
        self.hear: list[ProgressListener] = []

    def progress(self) -> Progress:
        """How far it is."""
        return self.now

    def subscribe(self, listener: ProgressListener) -> Callable[[], None]:
        """Keep the listener."""
        self.hear.append(listener)
        return lambda: self.hear.remove(listener)

    def cancel(self) -> None:
        """Count."""
        self.cancelled += 1

    def tell(self, progress: Progress) -> None:
        """From a thread of its own."""
        self.now = progress
        teller = Thread(target=lambda: [listener(progress) for listener in self.hear])
        teller.start()
        teller.join()


def test_reading_is_told_stopped_and_begun_again(project: FakeProject, qtbot: QtBot) -> None:
    index = SlowIndex(project)
    project.index = index
    desk = Desk(project)
    status = StatusBar(desk)
    qtbot.addWidget(status)
    status.show()
    loading = Loading(desk, status, status)
    panel = panel_on(desk, qtbot)
    assert loading.box.isVisible()
    assert loading.words.text() == "Reading features: 25 %"
    assert panel.empty.text() == READING
    assert desk.contents.counts.total or not panel.count.text()
    index.tell(Progress(ready=False, fraction=0.5, what="Reading features"))
    qtbot.waitUntil(lambda: loading.bar.value() == 500)
    QTest.mouseClick(loading.stop_button, Qt.MouseButton.LeftButton)
    assert index.cancelled == 1
    index.tell(Progress(ready=False, problem="Reading was stopped."))
    qtbot.waitUntil(loading.again.isVisible)
    assert loading.words.text() == "Reading was stopped."
    assert not loading.stop_button.isVisible()
    qtbot.waitUntil(lambda: panel.empty.text() == UNREAD)
    assert not panel.count.text()
    QTest.mouseClick(loading.again, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(loading.ready):
        index.tell(Progress(ready=True))
    assert not loading.box.isVisible()
    assert panel.model.rowCount() == 5
    loading.stop()
    assert index.hear == []
    desk.close()


def test_a_selection_is_the_same_for_all_who_ask(desk: Desk) -> None:
    desk.select([OUTPOST.id, "gone", TRIPOLI.id])
    assert [feature.id for feature in desk.selected] == [OUTPOST.id, TRIPOLI.id]
    desk.selected.clear()
    assert len(desk.selected) == 2


def test_marks_of_a_selection_made_elsewhere(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    desk.select([OUTPOST.id], "map")
    rows = panel.view.selectionModel().selection()
    assert isinstance(rows, QItemSelection)
    assert panel.view.selectionModel().isRowSelected(panel.model.row_of(OUTPOST.id) or 0)
    assert isinstance(panel.view.selectionModel(), QItemSelectionModel)
