"""A process in whose window something is half typed until it is killed, or gone on with.

Run as `python -m tests.e2e.half_typed PATH FORM begin|go-on`; what the person sees is said on stdout, a line of JSON.
"""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from libyamap.bootstrap import open_workspace
from libyamap.bootstrap.projects import data_folder
from libyamap.domain.model import Site
from libyamap.render.application import application
from libyamap.ui.edit.form.base import Form
from libyamap.ui.inspector.bulk import BulkChange
from libyamap.ui.main_window import MainWindow
from libyamap.ui.theme import Theme
from libyamap.ui.window_state import WindowState
from tests.qt.fake_project import FakeMap

TYPED = "Half a sentence"
CONTROL = Qt.KeyboardModifier.ControlModifier


def main(path: Path, name: str, what: str) -> None:
    """Open the project in a window, type or go on."""
    app = application(["half typed"], offscreen=True)
    with open_workspace(path) as workspace:
        window = MainWindow(workspace, _map, Theme("light"), WindowState(path.with_suffix(".ini")))
        window.show()
        QTest.qWaitForWindowActive(window)
        if what == "go-on":
            print(json.dumps(_go_on(window, name)), flush=True)
            window.close()
            app.processEvents()
            os._exit(0)
        _begin(window, name)
        kept = data_folder() / "drafts"
        while not any(TYPED in each.read_text(encoding="utf-8") for each in kept.rglob("*.json")):
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        print(json.dumps({"typed": TYPED}), flush=True)
        app.exec()


def _map(parent: QWidget) -> FakeMap:
    return FakeMap(parent)


def _begin(window: MainWindow, name: str) -> None:
    sites = window.desk.session.store.all(Site)
    if name == "add":
        window.actions_["add-event"].trigger()
    elif name == "bulk":
        window.docks["inspector"].raise_()  # on a screen as small as this one it stands behind another panel's tab
        window.desk.select([site.id for site in sites])
        _change(window).open()
    else:
        window.desk.select([sites[0].id])
        if name == "copy-forward":
            window.actions_["copy-forward"].trigger()
        else:
            window.inspector.change(name)
    line = _line(_form(window, name))
    QTest.keyClick(line, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(line, TYPED)


def _go_on(window: MainWindow, name: str) -> dict[str, object]:
    banner = window.editing.drafting.banner
    said = banner.text if banner.isVisible() else ""
    for button in banner.findChildren(QAbstractButton):
        if button.text() == "Go on with it":
            button.click()
            break
    return {"said": said, "typed": json.dumps(_form(window, name).typed(), default=str)}


def _form(window: MainWindow, name: str) -> Form:
    if name == "add" and window.editing.form.form is not None:
        return window.editing.form.form
    editor = _change(window).editor if name == "bulk" else window.inspector.editor
    if editor is None:
        raise SystemExit("nothing is open")
    return editor.form


def _change(window: MainWindow) -> BulkChange:
    found = window.inspector.findChild(BulkChange)
    if not isinstance(found, BulkChange):
        raise SystemExit("nothing is offered for several")
    return found


def _line(form: Form) -> QWidget:
    """Where a sentence can be typed: a title, a type, a source."""
    field = next(field for field in form.fields if field.name in {"title", "type", "time", "source"})
    return field.editor if isinstance(field.editor, QLineEdit) else field.editor.findChildren(QLineEdit)[0]


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
