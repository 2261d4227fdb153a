"""The ways into an import: dropped, pasted, from a project; and where there is no way in."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox

from libyamap.app.commands import InsertMany
from libyamap.app.viewport import EVERYTHING
from libyamap.bootstrap import new_project, open_workspace
from libyamap.ui.exchange.import_frame import Stage
from tests.qt.fake_project import RECORDS
from tests.qt.importing import ODD, Importing

if TYPE_CHECKING:
    from pathlib import Path


def button(box: QMessageBox, word: str) -> QAbstractButton:
    """The one that begins with this word."""
    return next(each for each in box.buttons() if each.text().startswith(word))


def test_a_read_only_project_is_refused(importing: Importing, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: heard.append(box.text()))
    store = importing.window.desk.session.store
    monkeypatch.setattr(type(store), "read_only", True)
    importing.window.exchange.take([importing.file("a.csv", ODD)])
    assert importing.window.exchange.dialog is None
    assert "can only be read" in heard[0]


def test_a_dropped_file_is_announced_and_taken(importing: Importing) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(importing.file("odd.csv", ODD)))])
    window, target = importing.window, importing.window.exchange.target
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(200, 200), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    assert target.isVisible()
    assert target.words.text() == "Drop to import “odd.csv”"
    drop = QDropEvent(QPointF(200, 200), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(target, drop)
    assert drop.isAccepted()
    assert not target.isVisible()
    importing.reach(Stage.MAPPING)


def test_a_picture_of_this_window_is_not_taken_in_again(importing: Importing) -> None:
    class OfOurOwn(QDragEnterEvent):
        def source(self) -> QObject:
            return importing.window

    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(importing.file("map.png", "")))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = OfOurOwn(QPointF(200, 200), Qt.DropAction.CopyAction, data, left, none)
    importing.window.exchange.target.dragEnterEvent(enter)
    assert not enter.isAccepted()
    assert not importing.window.exchange.target.isVisible()


def test_addresses_of_the_web_are_not_dropped(importing: Importing) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.csv")])
    enter = QDragEnterEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(importing.window, enter)
    assert not importing.window.exchange.target.isVisible()


def test_a_copied_table_is_pasted(importing: Importing) -> None:
    QGuiApplication.clipboard().setText("title\tlat\tlon\nBase\t32,5\t15,1\n")
    importing.window.actions_["paste-table"].trigger()
    importing.reach(Stage.MAPPING)
    importing.go(Stage.DONE)
    assert [feature.title for feature in importing.features] == ["Base"]
    QGuiApplication.clipboard().setText("nothing")
    importing.dialog.go_button.click()
    importing.window.actions_["paste-table"].trigger()
    assert importing.window.exchange.dialog is None


def test_a_dropped_project_is_opened_or_taken_in(importing: Importing, monkeypatch: pytest.MonkeyPatch) -> None:
    other = importing.folder / "other.gpkg"
    new_project(other, "Other")
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 0)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: button(box, "Open"))
    opened: list[Path] = []
    importing.window.exchange.open_project = opened.append
    importing.window.exchange.take([other])
    assert opened == [other]

    with open_workspace(other) as workspace:
        workspace.session.run(InsertMany(RECORDS, "Insert"))
        there = {feature.id: feature for feature in workspace.index.order(EVERYTHING).features(0, 100)}
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: button(box, "Take"))
    dialog = importing.look(other)
    assert "come back as they were" in dialog.plain.text()
    importing.go(Stage.DONE)
    assert {feature.id: feature for feature in importing.features} == there
