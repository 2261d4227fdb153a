"""The panel of likely duplicates: what it shows, its keys, and what it does to project and map."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libyamap.app.commands import InsertMany
from libyamap.app.duplicates.finding import LikelyPair, likely_pairs
from libyamap.bootstrap import EXAMPLE, new_project
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event, Involvement
from libyamap.errors import WorldError
from libyamap.ui.desk import Desk
from libyamap.ui.duplicates.comparison import DIFFERS
from libyamap.ui.duplicates.looking import Looking
from libyamap.ui.duplicates.panel import NONE, OUT_OF_DATE, DuplicatesPanel
from libyamap.web.protocol import ShowFrame
from tests.qt.conftest import OpenWindow
from tests.qt.fake_project import GNA, HOSTILE, STATEMENTS, FakeProject


def event(title: str, dataset: str, lon: float, day: str) -> Event:
    return Event(
        id=new_id(), layer=STATEMENTS.id, title=title, time=day, where_prec=1, geometry=point(lon, 32.37),
        dataset=dataset, dataset_id=title, actors=(Involvement(GNA.id),),
    )  # fmt: skip


CLASH = event("Clash at the gate", "A", 15.09, "2016-05-19")
AGAIN = event("Clash at the gate", "B", 15.1, "2016-05-20")
RAID, TOLD = event(HOSTILE, "A", 13.1, "2016-04-01"), event("Raid", "B", 13.11, "2016-04-01")


def looking_in(project: FakeProject) -> Callable[[str], list[LikelyPair]]:
    return lambda dataset: likely_pairs(project.store, of_dataset=dataset)


@pytest.fixture
def panel(desk: Desk, project: FakeProject, qtbot: QtBot) -> Iterator[DuplicatesPanel]:
    """Shown, on a project with two likely pairs."""
    project.session.run(InsertMany((CLASH, AGAIN, RAID, TOLD), "Insert"))
    made = DuplicatesPanel(desk, looking_in(project))
    qtbot.addWidget(made.bar)
    qtbot.addWidget(made)
    with qtbot.waitActive(made), qtbot.waitSignal(made.looked):
        made.resize(900, 400)
        made.show()
        made.activateWindow()
    yield made
    made.stop()


def rows(panel: DuplicatesPanel) -> dict[str, tuple[str, str, str]]:
    table = panel.comparison

    def text(row: int, column: int) -> str:
        item = table.item(row, column)
        assert item is not None
        return item.text()

    return {text(row, 1): (text(row, 0), text(row, 2), text(row, 3)) for row in range(table.rowCount())}


def entries(panel: DuplicatesPanel) -> list[str]:
    return [panel.list.view.item(row).text() for row in range(panel.list.view.count())]


def test_pairs_and_what_differs_in_the_first(panel: DuplicatesPanel, desk: Desk) -> None:
    first, second = entries(panel)
    assert first.startswith("Clash at the gate\n")
    assert "one day apart, 941 m apart, one actor in common, the same title" in first
    assert second.startswith(f"{HOSTILE}\n")
    assert panel.head.text() == "2 likely pairs"
    shown = rows(panel)
    assert shown["Title"] == ("", "Clash at the gate", "Clash at the gate")
    assert shown["Time"][0] == DIFFERS
    assert shown["Geometry"][0] == DIFFERS
    assert shown["Data set"] == ("", "A", "B")
    assert set(desk.viewing.state.selected) == {CLASH.id, AGAIN.id}


def test_the_arrows_go_through_the_pairs_and_the_map_follows(panel: DuplicatesPanel, desk: Desk) -> None:
    frames: list[object] = []
    desk.to_page.connect(frames.append)
    assert panel.list.view.hasFocus()
    QTest.keyClick(panel.list.view, Qt.Key.Key_Down)
    assert set(desk.viewing.state.selected) == {RAID.id, TOLD.id}
    assert isinstance(frames[-1], ShowFrame)
    assert rows(panel)["Title"][1] == HOSTILE


def test_j_joins_and_the_next_pair_comes(panel: DuplicatesPanel, project: FakeProject, desk: Desk) -> None:
    QTest.keyClick(panel.list.view, Qt.Key.Key_J)
    assert project.store.get(Event, AGAIN.id) is None
    (claim,) = project.store.claims_of([CLASH.id])
    assert (claim.locator, claim.says_time) == (AGAIN.dataset_id, AGAIN.time)
    assert len(entries(panel)) == 1
    assert set(desk.viewing.state.selected) == {RAID.id, TOLD.id}
    project.session.undo()
    assert project.store.get(Event, AGAIN.id) == AGAIN


def test_s_lets_the_other_one_stay(panel: DuplicatesPanel, project: FakeProject) -> None:
    QTest.keyClick(panel.list.view, Qt.Key.Key_S)
    assert rows(panel)["Data set"] == ("", "B", "A")
    panel.join.click()
    assert project.store.get(Event, CLASH.id) is None
    assert project.store.get(Event, AGAIN.id) == AGAIN


def test_n_tells_them_apart_for_good(panel: DuplicatesPanel, qtbot: QtBot) -> None:
    QTest.keyClick(panel.list.view, Qt.Key.Key_N)
    assert len(entries(panel)) == 1
    with qtbot.waitSignal(panel.looked):
        panel.again.click()
    assert len(entries(panel)) == 1
    QTest.keyClick(panel.list.view, Qt.Key.Key_N)
    assert panel.message.text() == NONE
    assert not panel.join.isEnabled()
    assert panel.comparison.isHidden()


def test_what_others_change_makes_it_out_of_date(panel: DuplicatesPanel, project: FakeProject) -> None:
    QTest.keyClick(panel.list.view, Qt.Key.Key_N)
    assert panel.head.text() == "One likely pair"
    project.session.undo()
    project.session.undo()  # of the insert itself: the pair is gone
    assert panel.head.text() == OUT_OF_DATE
    assert not panel.join.isEnabled()


def test_pairs_of_one_data_set(panel: DuplicatesPanel, qtbot: QtBot) -> None:
    for dataset, count in (("B", 2), ("C", 0), ("", 2)):
        with qtbot.waitSignal(panel.looked):
            panel.open(dataset)
        assert len(entries(panel)) == count


def test_a_project_that_can_only_be_read(qtbot: QtBot) -> None:
    project = FakeProject()
    project.session.run(InsertMany((CLASH, AGAIN), "Insert"))
    project.store.read_only = True
    desk = Desk(project)
    panel = DuplicatesPanel(desk, looking_in(project))
    qtbot.addWidget(panel.bar)
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.looked):
        panel.show()
    assert len(entries(panel)) == 1
    assert (panel.join.isEnabled(), panel.apart.isEnabled(), panel.show_both.isEnabled()) == (False, False, True)
    panel.stop()
    desk.close()


def test_a_search_that_fails_says_why(desk: Desk, qtbot: QtBot) -> None:
    def look(_dataset: str) -> list[LikelyPair]:
        raise WorldError("The file is gone.")

    panel = DuplicatesPanel(desk, look)
    qtbot.addWidget(panel.bar)
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.looked):
        panel.show()
    assert panel.message.text() == "The file is gone."
    panel.stop()


def test_the_action_opens_the_panel_behind_the_table(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(Looking, "__call__", lambda *_asked: [])
    fake = open_window()
    parts = fake.window.duplicates
    assert parts.dock.isHidden()
    fake.window.actions_["panel-duplicates"].trigger()
    with qtbot.waitSignal(parts.panel.looked):
        parts.open("A")
    assert not parts.dock.isHidden()
    assert fake.window.docks["table"] in fake.window.tabifiedDockWidgets(parts.dock)
    assert parts.panel.message.text() == NONE


def test_the_process_that_looks(tmp_path: Path) -> None:
    new_project(tmp_path / "p.gpkg", "P", EXAMPLE)
    assert Looking(tmp_path / "p.gpkg")() == Looking(tmp_path / "p.gpkg")("A") == []
    with pytest.raises(WorldError, match="There is no file"):
        Looking(tmp_path / "none.gpkg")()
