"""An import that ends before its time: cancelled, or its window closed; the project is as it was."""

import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from libyamap.app.commands import InsertMany
from libyamap.app.viewport import EVERYTHING
from libyamap.bootstrap import Workspace, open_workspace
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor
from libyamap.errors import ReadOnlyProject
from libyamap.ui.exchange.import_frame import Stage
from libyamap.ui.map_view import MapView
from libyamap.web.protocol import ShowFrame
from tests.qt.importing import ODD, PATIENCE_MS, Importing


def test_cancelling_leaves_the_project_as_it_was(importing: Importing) -> None:
    rows = "".join(f"E{n},32,15\n" for n in range(30_000))
    dialog = importing.look(importing.file("many.csv", f"title,lat,lon\n{rows}"))
    dialog.go_button.click()
    focused = dialog.focusWidget()
    assert focused is dialog.work
    QTest.keyClick(focused, Qt.Key.Key_Return)  # a second Enter does not cancel it
    assert dialog.work.words.text() != "Cancelling…"
    undo = importing.window.actions_["undo"]
    assert not undo.isEnabled()
    assert "wait for its end" in undo.toolTip()
    with pytest.raises(ReadOnlyProject, match="import is being"):
        importing.window.desk.session.run(InsertMany((Actor(id=new_id(), name="y"),), "Insert"))
    dialog.reject()
    importing.reach(Stage.DONE)
    assert "cancelled" in dialog.account.words.text()
    assert "Nothing to undo" in undo.toolTip()
    dialog.back_button.click()
    assert dialog.stage is Stage.MAPPING
    assert dialog.go_button.isEnabled()
    assert not importing.features
    assert importing.window.desk.session.next_undo() is None


def test_closing_the_window_in_the_middle_leaves_the_project_as_it_was(
    importing: Importing, qapp: QApplication
) -> None:
    rows = "".join(f"E{n},32,15\n" for n in range(30_000))
    dialog = importing.look(importing.file("many.csv", f"title,lat,lon\n{rows}"))
    dialog.go_button.click()
    assert dialog.stage is Stage.RUNNING
    path = importing.window.path
    importing.window.close()
    qapp.processEvents()
    with open_workspace(path) as workspace:
        assert len(workspace.index.order(EVERYTHING)) == 0


def test_closing_the_window_ends_the_import(importing: Importing) -> None:
    dialog = importing.look(importing.file("odd.csv", ODD))
    importing.window.close()
    assert dialog.stage is Stage.MAPPING
    assert importing.maps[0].closed == 1


def test_a_dialog_closed_while_its_page_is_made_lets_go_of_everything(
    importing: Importing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    make_map, reached = importing.window.exchange.make_map, list[Stage]()

    def make_and_close(workspace: Workspace, parent: QWidget) -> MapView:
        made = make_map(workspace, parent)
        dialog = importing.dialog
        reached.append(dialog.stage)
        assert list(aside.glob("libyamap-preview-*/preview.gpkg"))
        dialog.reject()
        assert importing.window.exchange.dialog is None
        return made

    importing.window.exchange.make_map = make_and_close
    importing.window.exchange.take([importing.file("odd.csv", ODD)])
    with importing.qtbot.waitSignal(importing.dialog.gone, timeout=PATIENCE_MS):
        assert not importing.maps
    assert reached == [Stage.LOOKING]
    assert importing.maps[0].closed == 1
    assert not list(aside.iterdir())


def test_a_window_closed_right_after_its_dialog_waits_for_what_that_had(importing: Importing) -> None:
    dialog = importing.look(importing.file("odd.csv", ODD))
    gone: list[bool] = []
    dialog.gone.connect(lambda: gone.append(True))
    dialog.reject()
    assert not gone
    importing.window.close()
    assert gone
    assert importing.maps[0].closed == 1


def test_what_comes_first_into_a_project_is_gone_to(importing: Importing) -> None:
    heard: list[object] = []
    importing.window.desk.to_page.connect(heard.append)
    importing.look(importing.file("first.csv", "title,latitude,longitude,date\nA,49.99,36.23,2022-03-01\n"))
    importing.go(Stage.DONE)
    (frame,) = (message for message in heard if isinstance(message, ShowFrame))
    west, south, east, north = frame.bounds
    assert west < 36.23 < east < west + 3
    assert south < 49.99 < north < south + 3
