"""Import in the window: from the menu, by files dropped on it, and by a table pasted from a spreadsheet."""

import datetime as dt
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from libyamap.bootstrap import importer
from libyamap.bootstrap.interchange import is_project
from libyamap.errors import WorldError
from libyamap.ui.action_set import ActionSet
from libyamap.ui.desk import Desk
from libyamap.ui.errors import show_world_error
from libyamap.ui.exchange.area_sets import AreaSets
from libyamap.ui.exchange.drop_target import DropTarget

if TYPE_CHECKING:
    from libyamap.bootstrap import Workspace
    from libyamap.ui.exchange.export_dialog import ExportDialog
    from libyamap.ui.exchange.import_dialog import ImportDialog
    from libyamap.ui.map_view import MapView

NO_IMPORT = "Nothing was imported"
MOST_PASTED = 50_000_000


class ExchangeParts(QObject):
    """`open_project` is set by who can show another project; without it a dropped project can only be imported.

    `show_duplicates` is given the data set whose likely duplicates are to be seen (empty: of all).
    """

    def __init__(self, desk: Desk, actions: ActionSet, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.open_project: Callable[[Path], object] | None = None
        self.show_duplicates: Callable[[str], object] | None = None
        self.make_map: Callable[[Workspace, QWidget], MapView] = _real_map
        self.dialog: ImportDialog | None = None
        self._leaving: list[ImportDialog] = []
        """Closed, but still letting go of what they had."""
        self.export_dialog: ExportDialog | None = None
        self._pasted: tempfile.TemporaryDirectory[str] | None = None
        self.target = DropTarget(window)
        self.target.dropped.connect(self.take)
        actions.on("import", self.ask)
        actions.on("paste-table", self.paste)
        actions.on("export", self.export)
        self.area_sets = AreaSets(desk, window)
        actions.on("load-areas", self.area_sets.ask)

    def ask(self) -> None:
        """Ask which files, and begin."""
        if self._refused():
            return
        chosen, _ = QFileDialog.getOpenFileNames(self._window, "Import", "", kinds())
        if chosen:
            self.take([Path(each) for each in chosen])

    def paste(self) -> None:
        """Take a table in that was copied in a spreadsheet program."""
        text = QGuiApplication.clipboard().text()
        if "\n" not in text.strip() or len(text) > MOST_PASTED:
            self._desk.said.emit("There is no table on the clipboard: copy rows with their heading first.")
            return
        self._let_go_of_pasted()
        self._pasted = tempfile.TemporaryDirectory(prefix="libyamap-pasted-", ignore_cleanup_errors=True)
        path = Path(self._pasted.name) / f"Pasted {dt.datetime.now().astimezone():%Y-%m-%d %H.%M}.tsv"
        path.write_text(text, "utf-8")
        self.take([path])

    def take(self, files: Sequence[Path]) -> None:
        """Begin with these files; a project among them may be meant to be opened."""
        if self._refused() or not files:
            return
        if len(files) == 1 and self.open_project is not None and is_project(files[0]):
            what = self._open_or_import(files[0])
            if what != "import":
                if what == "open":
                    self.open_project(files[0])
                return
        from libyamap.ui.duplicates.looking import Looking
        from libyamap.ui.exchange.import_dialog import ImportDialog

        dialog = ImportDialog(self._desk, importer(), self.make_map, self._window)
        self.dialog = dialog
        dialog.afterwards.show_duplicates = self.show_duplicates
        dialog.afterwards.look = Looking(self._desk.session.store.path, unasked=True)
        dialog.finished.connect(self._finished)
        dialog.show()
        dialog.activateWindow()  # files are dropped from another program, which has the keyboard
        dialog.look_at(list(dict.fromkeys(files)))

    def export(self) -> None:
        """Show what can go out, and where to."""
        from libyamap.ui.exchange.export_dialog import ExportDialog

        if self.export_dialog is None:
            self.export_dialog = ExportDialog(self._desk, self._window)
            self.export_dialog.finished.connect(self._exported)
            self.export_dialog.show()
        self.export_dialog.raise_()
        self.export_dialog.activateWindow()

    def stop(self) -> None:
        """End what goes on, before the project is closed."""
        if self.export_dialog is not None:
            self.export_dialog.stop()
        for dialog in filter(None, (self.dialog, *self._leaving)):
            dialog.stop()
        self._let_go_of_pasted()

    def _finished(self, _result: int) -> None:
        if self.dialog is not None:
            dialog, self.dialog = self.dialog, None
            self._leaving.append(dialog)
            dialog.gone.connect(lambda: self._left(dialog))

    def _left(self, dialog: "ImportDialog") -> None:
        self._leaving.remove(dialog)
        dialog.deleteLater()

    def _exported(self, _result: int) -> None:
        if self.export_dialog is not None:
            self.export_dialog.deleteLater()
            self.export_dialog = None

    def _refused(self) -> bool:
        """Say why nothing can be imported now, if so."""
        desk = self._desk
        reason = ""
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return True
        if desk.session.store.read_only:
            reason = f"“{desk.session.store.path.name}” can only be read; save a copy elsewhere to import into it."
        elif desk.workspace.known_as_of is not None:
            reason = "The map shows what was known in the past; go back to now to import."
        if reason:
            show_world_error(WorldError(reason), self._window, NO_IMPORT)
        return bool(reason)

    def _open_or_import(self, path: Path) -> str:
        box = QMessageBox(QMessageBox.Icon.Question, "A project", "", parent=self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"“{path.name}” is a libyamap project.")
        box.setInformativeText("Open it in place of this one, or take its features into this project?")
        buttons = {
            box.addButton("Open it", QMessageBox.ButtonRole.AcceptRole): "open",
            box.addButton("Take its features in", QMessageBox.ButtonRole.ActionRole): "import",
        }
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        chosen = box.clickedButton()
        box.deleteLater()
        return next((what for button, what in buttons.items() if button is chosen), "")

    def _let_go_of_pasted(self) -> None:
        if self._pasted is not None:
            self._pasted.cleanup()
            self._pasted = None


def kinds() -> str:
    """All formats, for a file dialog."""
    from libyamap.formats.registry import readers

    known = readers()
    every = " ".join(f"*{suffix}" for reader in known for suffix in reader.suffixes)
    each = [f"{reader.name} ({' '.join(f'*{suffix}' for suffix in reader.suffixes)})" for reader in known]
    return ";;".join([f"All that can be imported ({every})", *each, "All files (*)"])


def _real_map(workspace: "Workspace", parent: QWidget) -> "MapView":
    from libyamap.ui.map_view import WebMapView

    return WebMapView(workspace.resources, parent)
