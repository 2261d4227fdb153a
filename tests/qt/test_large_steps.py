"""Undo and redo of a step of many records: the window goes on, says how far it is, and can end it."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from libyamap.app.commands import InsertMany
from libyamap.app.viewport import EVERYTHING
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor
from libyamap.errors import ReadOnlyProject
from libyamap.ui.desk import Desk
from libyamap.ui.elsewhere import JobProgress
from libyamap.ui.exchange.import_frame import Stage
from libyamap.ui.large_steps import LARGE_FROM
from tests.qt.importing import PATIENCE_MS, Importing

ROWS = LARGE_FROM + 200


class Gate:
    """Holds the work at its first word until it is opened, so that a test can look at the window meanwhile."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._open = threading.Event()
        plain = JobProgress.__call__

        def held(progress: JobProgress, rows: int, done: float) -> None:
            self._open.wait(PATIENCE_MS / 1000)
            plain(progress, rows, done)

        monkeypatch.setattr(JobProgress, "__call__", held)

    def open(self) -> None:
        """Let the work go on."""
        self._open.set()

    def shut(self) -> None:
        """Hold the next work."""
        self._open.clear()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Shut."""
    made = Gate(monkeypatch)
    yield made
    made.open()


@pytest.fixture
def imported(importing: Importing, gate: Gate) -> Importing:
    """A window that has taken in a file of many rows, with the account on screen; the gate is shut again."""
    gate.open()
    rows = "".join(f"E{n},32,15\n" for n in range(ROWS))
    importing.look(importing.file("many.csv", f"title,lat,lon\n{rows}"))
    importing.go(Stage.DONE)
    gate.shut()
    return importing


def count(window: Importing) -> int:
    return len(window.window.desk.workspace.index.order(EVERYTHING))


def revert_button(panel: QWidget) -> QPushButton:
    """The one of the step that is chosen."""
    (found,) = (each for each in panel.findChildren(QPushButton) if each.text() == "Revert everything to this step")
    return found


def reach(window: Importing, rows: int) -> None:
    box = window.window.edits.large.box
    window.qtbot.waitUntil(lambda: count(window) == rows and not box.isVisible(), timeout=PATIENCE_MS)


def test_the_window_goes_on_while_a_large_step_is_undone_and_redone(imported: Importing, gate: Gate) -> None:
    window, large = imported.window, imported.window.edits.large
    imported.dialog.go_button.click()
    window.actions_["undo"].trigger()
    assert large.box.isVisible()  # it is back at once, nothing done yet
    assert large.box.words.text() == "Undoing: Import ‘many.csv’"
    assert count(imported) == ROWS
    assert not window.actions_["undo"].isEnabled()
    with pytest.raises(ReadOnlyProject, match="large step"):
        window.desk.session.run(InsertMany((Actor(id=new_id(), name="y"),), "Insert"))
    gate.open()
    reach(imported, 0)
    redo = window.desk.session.next_redo()
    assert redo is not None
    assert window.actions_["redo"].text() == "Redo: Import ‘many.csv’"
    window.actions_["redo"].trigger()
    assert large.box.words.text().startswith("Doing again: Import ‘many.csv’")
    reach(imported, ROWS)
    again = window.desk.session.next_undo()
    assert again is not None
    assert (again.command, again.title) == ("redo", "Import ‘many.csv’")
    window.actions_["undo"].trigger()
    reach(imported, 0)
    assert window.desk.session.next_undo() is None


def test_a_large_undo_that_is_cancelled_leaves_the_project_as_it_was(imported: Importing, gate: Gate) -> None:
    window, large = imported.window, imported.window.edits.large
    said: list[str] = []
    window.desk.said.connect(said.append)
    revision = window.desk.session.store.revision()
    window.actions_["undo"].trigger()
    large.stop_button.click()
    assert "cancelling" in large.box.words.text()
    gate.open()
    imported.qtbot.waitUntil(lambda: not large.box.isVisible(), timeout=PATIENCE_MS)
    assert said == ["Cancelled; the project is as it was: Import ‘many.csv’"]
    assert (count(imported), window.desk.session.store.revision()) == (ROWS, revision)
    assert window.actions_["undo"].isEnabled()


def test_everything_goes_back_to_a_step_before_an_import(imported: Importing, gate: Gate) -> None:
    window, large = imported.window, imported.window.edits.large
    imported.dialog.go_button.click()
    said: list[str] = []
    window.desk.said.connect(said.append)
    imported_at = window.desk.session.store.revision()
    window.actions_["panel-history"].trigger()
    panel = window.editing.history
    panel.list.setCurrentRow(1)
    revert_button(panel).click()
    assert large.box.words.text() == f"Going back to revision {imported_at - 1}"
    assert not window.actions_["undo"].isEnabled()
    large.stop_button.click()
    gate.open()
    imported.qtbot.waitUntil(lambda: not large.box.isVisible(), timeout=PATIENCE_MS)
    assert said == ["Cancelled; the project is as it was"]
    assert (count(imported), window.desk.session.store.revision()) == (ROWS, imported_at)
    panel.list.setCurrentRow(1)
    revert_button(panel).click()
    reach(imported, 0)
    assert said[1:] == ["Everything is as it was then; Ctrl+Z takes it back"]
    assert window.actions_["undo"].text() == f"Undo: Revert everything to revision {imported_at - 1}"
    window.actions_["undo"].trigger()
    reach(imported, ROWS)


def test_the_file_is_not_watched_while_a_thread_of_ours_writes_to_it(
    imported: Importing, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, read_anew = imported.window, list[bool]()
    plain = Desk.take_in_from_outside

    def take_in(desk: Desk) -> None:
        read_anew.append(desk.written_beside)
        plain(desk)

    window.watch.stop()  # looks when the test says so
    monkeypatch.setattr("libyamap.ui.elsewhere.MOST_ONE_BY_ONE", 10)
    monkeypatch.setattr(Desk, "take_in_from_outside", take_in)
    monkeypatch.setattr(type(window.desk.session.store), "changed_elsewhere", lambda _store: True)
    window.actions_["undo"].trigger()
    window.watch.look()
    assert not read_anew
    gate.open()
    reach(imported, 0)
    assert read_anew == [False]  # once, and not before it is over
    window.watch.look()
    assert len(read_anew) == 2


def test_no_filter_is_blamed_where_an_undo_has_left_nothing(
    imported: Importing, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("libyamap.ui.contents.QUICKLY_COUNTED", 0)  # as of a large project: counted a little later
    monkeypatch.setattr("libyamap.ui.elsewhere.MOST_ONE_BY_ONE", 10)
    table = imported.window.table
    imported.window.actions_["undo"].trigger()
    gate.open()
    reach(imported, 0)
    imported.qtbot.waitUntil(lambda: table.count.text() == "0 features", timeout=PATIENCE_MS)
    assert table.empty.isVisibleTo(table)
    assert "no features yet" in table.empty.text()


def test_how_far_a_large_step_is_is_said_beside_its_name(imported: Importing) -> None:
    large = imported.window.edits.large
    imported.window.actions_["undo"].trigger()
    large.progress.moved.emit(300, 0.25)
    assert large.box.words.text() == "Undoing: Import ‘many.csv’: 25 %"
    assert (large.box.bar.value(), large.box.bar.maximum()) == (250, 1000)
    large.progress.moved.emit(ROWS, 1.0)
    assert large.box.words.text() == "Undoing: Import ‘many.csv’: finishing"


def test_an_account_shows_how_far_its_undoing_is_and_can_end_it(imported: Importing, gate: Gate) -> None:
    dialog = imported.dialog
    dialog.account.undo_button.click()
    assert dialog.stage is Stage.RUNNING
    assert dialog.pages.currentWidget() is dialog.work
    assert dialog.work.title.text() == "Undoing the import…"
    dialog.cancel_button.click()
    assert dialog.work.words.text() == "Cancelling…"
    gate.open()
    imported.reach(Stage.DONE)
    assert "as before" in dialog.account.words.text()
    assert dialog.account.undo_button.isEnabled()
    assert count(imported) == ROWS
    dialog.account.undo_button.click()
    imported.reach(Stage.DONE)
    assert "was undone" in dialog.account.words.text()
    assert count(imported) == 0


def test_an_import_that_is_cancelled_after_its_last_row_does_not_come_in(
    importing: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = JobProgress.__call__

    def cancelled_late(progress: JobProgress, rows: int, done: float) -> None:
        plain(progress, rows, done)
        if done >= 1:
            progress.cancel()  # as a person would while the indexes are made

    dialog = importing.look(importing.file("few.csv", "title,lat,lon\nA,32,15\n"))
    before = importing.window.desk.session.store.revision()
    monkeypatch.setattr(JobProgress, "__call__", cancelled_late)
    importing.go(Stage.DONE)
    assert "cancelled" in dialog.account.words.text()
    assert importing.window.desk.session.store.revision() == before
    assert not importing.features
