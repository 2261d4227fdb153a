"""The table: all features, sorted, searched, selected; texts of a project stay texts."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from libyamap.app.commands import Put
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event
from libyamap.ui.desk import Desk
from libyamap.ui.table_panel import TIME_COLUMN, TablePanel
from libyamap.ui.table_rows import COLUMNS
from libyamap.web.protocol import ShowFrame
from tests.qt.fake_project import ARABIC, HOSTILE, OUTPOST, PRESENCE, SIEGE, STATEMENT, STATEMENTS, TRIPOLI
from tests.qt.tables import panel_on

TITLE, GRADE, PRECISION = (
    next(place for place, column in enumerate(COLUMNS) if column.title == title)
    for title in ("Title", "Grade", "Precision")
)


def column(panel: TablePanel, place: int) -> list[str]:
    return [panel.model.index(row, place).data() for row in range(panel.model.rowCount())]


def test_unlocated_features_are_there_too(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert len(column(panel, TITLE)) == 5
    assert "not located" in column(panel, PRECISION)
    assert HOSTILE in column(panel, TITLE)
    assert panel.count.text() == "5 features"


def test_sorts_by_earliest_and_puts_the_undated_last_either_way(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    assert column(panel, TITLE)[:2] == [ARABIC, "Tripoli"]
    assert column(panel, TITLE)[-1] == HOSTILE
    panel.view.sortByColumn(TIME_COLUMN, Qt.SortOrder.DescendingOrder)
    assert column(panel, TITLE)[-3:] == ["Tripoli", ARABIC, HOSTILE]


def test_every_column_can_be_sorted(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    for place in range(len(COLUMNS)):
        for order in Qt.SortOrder:
            panel.view.sortByColumn(place, order)
            assert sorted(column(panel, TITLE)) == sorted(
                [HOSTILE, ARABIC, "Tripoli", "US outpost", "US special forces"]
            )


def test_grade_is_that_of_the_best_support(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    row = panel.model.row_of(OUTPOST.id)
    assert row is not None
    assert panel.model.index(row, GRADE).data() == "B3"


def test_search_filters_while_one_types_and_finds_other_names(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    QTest.keyClicks(panel.field, "US OUTP")
    assert column(panel, TITLE) == ["US outpost"]
    assert panel.count.text() == "1 of 5 features"
    QTest.keyClick(panel.field, Qt.Key.Key_Escape)
    assert panel.model.rowCount() == 5
    panel.field.setText("الولايات")
    assert sorted(column(panel, TITLE)) == ["US outpost", "US special forces"]
    panel.field.setText("nothing like this")
    assert not panel.view.isVisible()


def test_selection_is_shared_both_ways(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    row = panel.model.row_of(TRIPOLI.id)
    assert row is not None
    panel.view.selectRow(row)
    assert desk.viewing.state.selected == (TRIPOLI.id,)
    desk.select([OUTPOST.id, PRESENCE.id], "map")
    rows = {index.row() for index in panel.view.selectionModel().selectedRows()}
    assert rows == {panel.model.row_of(OUTPOST.id), panel.model.row_of(PRESENCE.id)}


def test_a_search_does_not_lose_the_selection(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    desk.select([TRIPOLI.id])
    panel.field.setText("outpost")
    assert desk.viewing.state.selected == (TRIPOLI.id,)
    panel.field.clear()
    assert [index.row() for index in panel.view.selectionModel().selectedRows()] == [panel.model.row_of(TRIPOLI.id)]


def test_enter_flies_to_the_selection(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    desk.select([TRIPOLI.id])
    with qtbot.waitSignal(desk.to_page) as told:
        QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert told.args
    assert isinstance(told.args[0], ShowFrame)


def test_what_has_no_place_is_not_flown_to(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    desk.select([STATEMENT.id])
    with qtbot.assertNotEmitted(desk.to_page):
        QTest.keyClick(panel.view, Qt.Key.Key_Return)


def test_tool_tips_and_direction(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    row, arabic = panel.model.row_of(STATEMENT.id), panel.model.row_of(SIEGE.id)
    assert row is not None
    assert arabic is not None
    assert "&lt;img" in panel.model.index(row, TITLE).data(Qt.ItemDataRole.ToolTipRole)
    side = Qt.AlignmentFlag(panel.model.index(arabic, TITLE).data(Qt.ItemDataRole.TextAlignmentRole))
    assert side & Qt.AlignmentFlag.AlignRight


def test_a_new_feature_appears(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    desk.session.run(Put(Event(id=new_id(), layer=STATEMENTS.id, title="New")))
    assert "New" in column(panel, TITLE)
    assert panel.count.text() == "6 features"
