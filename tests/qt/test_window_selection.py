"""One selection everywhere: on the map, in the table, in the inspector, from the map's menu and a country's card."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from libyamap.web.protocol import (
    ContextAsked,
    CountryPicked,
    MarksPicked,
    SelectMarks,
    ShowPlace,
)
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import HOSTILE, LIBYA_SHOWN, OUTPOST, STATEMENT, TRIPOLI


def test_a_click_on_a_mark_selects_in_table_and_inspector(fake: FakeWindow) -> None:
    fake.host.say(MarksPicked((OUTPOST.id,), 15.0, 32.0))
    table = fake.window.table
    assert [index.row() for index in table.view.selectionModel().selectedRows()] == [table.model.row_of(OUTPOST.id)]
    assert fake.host.last(SelectMarks) == SelectMarks((OUTPOST.id,), (OUTPOST.id,))
    fake.host.say(MarksPicked((TRIPOLI.id,), 13.0, 32.0, add=True))
    assert fake.selected() == (OUTPOST.id, TRIPOLI.id)
    fake.host.say(MarksPicked((OUTPOST.id,), 15.0, 32.0, add=True))
    assert fake.selected() == (TRIPOLI.id,)
    fake.host.say(MarksPicked((), 15.0, 25.0))
    assert fake.selected() == ()


def test_a_row_selects_on_the_map(fake: FakeWindow) -> None:
    row = fake.window.table.model.row_of(TRIPOLI.id)
    assert row is not None
    fake.window.table.view.selectRow(row)
    assert fake.host.last(SelectMarks) == SelectMarks((TRIPOLI.id,), (TRIPOLI.id,))


def test_the_map_menu_selects_copies_and_goes(fake: FakeWindow) -> None:
    fake.host.say(LIBYA_SHOWN)
    fake.host.say(ContextAsked(15.0, 32.0, 10, 10, (STATEMENT.id,)))
    menu = fake.window.map.widget.findChild(QMenu)
    assert isinstance(menu, QMenu)
    entries = [entry for entry in menu.actions() if not entry.isSeparator() and "Add" not in entry.text()]
    assert entries[0].text() == HOSTILE.replace("&", "&&")
    entries[0].trigger()
    assert fake.selected() == (STATEMENT.id,)
    entries[1].trigger()
    assert QGuiApplication.clipboard().text() == "32.00000, 15.00000"
    entries[2].trigger()
    assert fake.host.last(ShowPlace) == ShowPlace(15.0, 32.0, 7.0)
    menu.close()


def test_a_country_card_opens_its_list(fake: FakeWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(fake.window.desk.country_picked):
        fake.host.say(CountryPicked("LBY"))
