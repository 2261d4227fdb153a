"""The File menu on real files: what opens, what is refused with a sentence, and that nothing is overwritten."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QStandardPaths, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from libyamap.bootstrap import EXAMPLE, new_project, open_workspace
from libyamap.domain.model import Project
from libyamap.settings import load_settings
from libyamap.ui.settings_dialog import SettingsDialog
from libyamap.ui.shell import Shell
from libyamap.ui.theme import Theme
from libyamap.ui.waiting import Waiting
from libyamap.ui.window_state import WindowState
from tests.qt.fake_project import FakeMap


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What dialogs say; they are answered at once."""
    heard: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: heard.append(box.text()))
    return heard


@pytest.fixture
def shell(qapp: QApplication, tmp_path: Path, said: list[str]) -> Iterator[Shell]:
    """An empty project in a window with a fake map."""
    assert qapp is not None
    assert said == []
    path = tmp_path / "first.gpkg"
    new_project(path, "First")
    made = Shell(Theme("light"), WindowState(tmp_path / "window.ini"), lambda _workspace, parent: FakeMap(parent))
    made.show(open_workspace(path))
    yield made
    if made.window is not None:
        made.window.close()
        shiboken6.delete(made.window)


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    """The user picks this file in whichever dialog."""
    for ask in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_args, **_more: (str(path), ""))


def act(shell: Shell, action: str) -> None:
    """The user triggers it."""
    assert shell.window is not None
    shell.window.actions_[action].trigger()


def title(shell: Shell) -> str:
    """Title of the project on screen."""
    assert shell.window is not None
    return shell.window.desk.contents.project.title


def test_new_makes_and_opens(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    choose(monkeypatch, tmp_path / "second")
    act(shell, "new-empty")
    qtbot.waitUntil(lambda: title(shell) == "second")
    assert (tmp_path / "second.gpkg").is_file()
    assert load_settings().recent_projects[0] == str(tmp_path / "second.gpkg")


def test_a_new_project_is_made_while_the_window_goes_on(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    went_on = threading.Event()

    def wait_and_make(path: Path, name: str, example: str | None) -> None:
        assert went_on.wait(10), "the event loop stood still"
        new_project(path, name, example)

    monkeypatch.setattr("libyamap.ui.file_commands.new_project", wait_and_make)
    choose(monkeypatch, tmp_path / "mine.gpkg")
    act(shell, "new-example")
    assert shell.window is not None
    waiting = shell.window.findChild(Waiting)
    assert isinstance(waiting, Waiting)
    assert waiting.labelText() == "Making mine.gpkg…"
    QTest.keyClick(waiting, Qt.Key.Key_Escape)
    assert waiting.isVisible()
    QTimer.singleShot(0, went_on.set)
    qtbot.waitUntil(lambda: shell.window is not None and shell.window.table.model.total > 30)


def test_a_fault_of_ours_while_making_is_not_taken_for_the_worlds(
    shell: Shell, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("our own fault")

    monkeypatch.setattr("libyamap.ui.file_commands.new_project", fail)
    choose(monkeypatch, tmp_path / "mine.gpkg")
    with qtbot.captureExceptions() as caught:
        act(shell, "new-empty")
        qtbot.waitUntil(lambda: bool(caught))
    assert str(caught[0][1]) == "our own fault"
    assert shell.window is not None
    assert said == []


def test_nothing_is_overwritten(
    shell: Shell, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    precious = tmp_path / "precious.gpkg"
    precious.write_bytes(b"precious")
    choose(monkeypatch, precious)
    for action in ("new-empty", "save-copy"):
        act(shell, action)
    qtbot.waitUntil(lambda: len(said) == 2)
    assert precious.read_bytes() == b"precious"
    assert title(shell) == "First"


def test_bad_files_are_refused_with_a_sentence(shell: Shell, said: list[str], tmp_path: Path) -> None:
    text, empty, folder = tmp_path / "text.gpkg", tmp_path / "empty.gpkg", tmp_path / "folder.gpkg"
    text.write_text("not a project", encoding="utf-8")
    empty.touch()
    folder.mkdir()
    for bad in (text, empty, folder, tmp_path / "missing.gpkg"):
        assert not shell.open(bad)
    assert len(said) == 4
    assert all(sentence.endswith(".") and "Traceback" not in sentence for sentence in said)
    assert title(shell) == "First"
    assert not (tmp_path / "missing.gpkg").exists()


def test_dialogs_begin_in_a_folder_that_is_there(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []

    def ask(_parent: object, _title: str, start: str, *_more: object) -> tuple[str, str]:
        asked.append(Path(start))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    for documents in (tmp_path / "missing", tmp_path):
        monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind, at=documents: str(at))
        act(shell, "open")
    assert asked == [Path.home(), tmp_path]


def test_a_copy_is_whole(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    assert shell.window is not None
    status = shell.window.status
    copy = tmp_path / "copy.gpkg"
    choose(monkeypatch, copy)
    act(shell, "save-copy")
    qtbot.waitUntil(lambda: status.currentMessage() == f"A copy was written to {copy}")
    with open_workspace(copy) as workspace:
        assert workspace.session.store.problems() == []
        assert workspace.project.title == "First"


def test_keeping_the_view_writes_it_and_can_be_undone(shell: Shell) -> None:
    assert shell.workspace is not None
    store = shell.workspace.session.store
    before = store.all(Project)[0].bounds
    shell.workspace.viewing.change("test", bounds=(8.0, 19.0, 26.0, 34.0))
    act(shell, "keep-view")
    assert store.all(Project)[0].bounds == (8.0, 19.0, 26.0, 34.0)
    act(shell, "undo")
    assert store.all(Project)[0].bounds == before


def test_what_another_program_writes_appears(shell: Shell, tmp_path: Path) -> None:
    assert shell.window is not None
    with open_workspace(tmp_path / "first.gpkg") as other:
        other.viewing.change("test", bounds=(8.0, 19.0, 26.0, 34.0))
        from libyamap.app.commands import KeepView

        other.session.run(KeepView((8.0, 19.0, 26.0, 34.0), ()))
    shell.window.watch.look()
    assert shell.window.desk.contents.project.bounds == (8.0, 19.0, 26.0, 34.0)


@pytest.mark.parametrize("replaced", [False, True])
def test_a_project_that_is_deleted_or_replaced_is_told_once_and_can_be_kept(
    shell: Shell, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replaced: bool
) -> None:
    assert shell.window is not None
    path = tmp_path / "first.gpkg"
    if replaced:
        new_project(tmp_path / "other.gpkg", "Other")
        (tmp_path / "other.gpkg").replace(path)
    else:
        path.unlink()
    shell.window.watch.look()
    assert len(said) == 1
    assert "first.gpkg" in said[0]
    assert shell.window.status.saved.text() == "Not saved: the file is gone"
    choose(monkeypatch, tmp_path / "kept.gpkg")
    act(shell, "save-copy")
    with open_workspace(tmp_path / "kept.gpkg") as kept:
        assert kept.project.title == "First"


def test_a_read_only_project_can_be_looked_at_and_copied(
    shell: Shell, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = tmp_path / "locked.gpkg"
    new_project(path, "Locked", EXAMPLE)
    before = path.read_bytes()
    window = shell.show(open_workspace(path, read_only=True))
    assert window.status.saved.text() == "Read only"
    for action in ("undo", "redo", "keep-view"):
        assert not window.actions_[action].isEnabled()
    window.layers.model.show(list(window.desk.contents.layers), visible=False)
    window.watch.look()
    choose(monkeypatch, tmp_path / "mine.gpkg")
    act(shell, "save-copy")
    qtbot.waitUntil(lambda: "A copy was written" in window.status.currentMessage())
    window.close()
    assert said == []
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("locked.gpkg-*"))
    with open_workspace(tmp_path / "mine.gpkg") as mine:
        assert not mine.session.store.read_only


def test_recent_projects_can_be_opened(shell: Shell, tmp_path: Path) -> None:
    new_project(tmp_path / "other.gpkg", "Other & more")
    assert shell.open(tmp_path / "other.gpkg")
    assert shell.window is not None
    menu = shell.window.actions_.places["recent"]
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    assert [entry.text() for entry in menu.actions()] == ["other.gpkg", "first.gpkg"]
    menu.actions()[1].trigger()
    assert title(shell) == "First"


def test_compacting_loses_nothing_and_says_how_much_room_it_gave_back(shell: Shell) -> None:
    assert shell.window is not None
    assert shell.workspace is not None
    before = shell.workspace.session.store.revisions()
    act(shell, "compact")
    assert "MB now" in shell.window.status.currentMessage() or "kB now" in shell.window.status.currentMessage()
    assert shell.workspace.session.store.revisions() == before


def test_the_backups_folder_is_shown_once_there_is_one(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shell.window is not None
    assert shell.workspace is not None
    shown: list[str] = []

    def show(url: QUrl) -> bool:
        shown.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    act(shell, "open-backups")
    assert shown == []
    assert "No backup was made yet" in shell.window.status.currentMessage()
    backing_up = shell.workspace.back_up_if_due()
    assert backing_up is not None
    backing_up.join()
    act(shell, "open-backups")
    assert [Path(folder) for folder in shown] == [shell.workspace.backups.folder]


def test_the_settings_hold_at_once(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(dialog: SettingsDialog) -> int:
        dialog.author.line.setText("Jane Doe")
        dialog.language.show_value("ar")
        dialog.accept()
        return 1

    monkeypatch.setattr(SettingsDialog, "exec", fill)
    act(shell, "settings")
    assert shell.workspace is not None
    assert shell.workspace.session.author == "Jane Doe"
    assert shell.workspace.viewing.state.language == "ar"
    shell.workspace.viewing.change("test", bounds=(8.0, 19.0, 26.0, 34.0))
    act(shell, "keep-view")
    assert shell.workspace.session.store.revisions()[-1].author == "Jane Doe"
