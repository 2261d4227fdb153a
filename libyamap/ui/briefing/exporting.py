"""Writes the briefing to a file: whole or not at all, in the format that was chosen last unless another is."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from libyamap.app.briefing.briefing import FORMATS, Briefing, Format, file_count
from libyamap.app.briefing.file_names import paths_of, plain_name
from libyamap.errors import WorldError
from libyamap.settings import load_settings, save_settings
from libyamap.ui.briefing.board import Board
from libyamap.ui.briefing.pressing import Pressing
from libyamap.ui.desk import Desk
from libyamap.ui.errors import show_world_error

FORMAT_WORDS: Final[dict[Format, str]] = {
    "pdf": "PDF", "pptx": "PowerPoint slide", "png": "PNG picture", "jpg": "JPEG picture", "svg": "SVG drawing",
    "html": "Page that stands alone",
}  # fmt: skip
PNG: Final[tuple[Format, ...]] = ("png",)
TROUBLE = "No briefing was written"


class Exporting(QObject):
    """`written` carries the path of a finished file, of two the first.

    `refused` carries the error that also stands beside its field.
    """

    written = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, board: Board, pressing: Pressing, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._board = board
        self._pressing = pressing
        self._window = window
        self.tell: Callable[[WorldError], object] = lambda error: show_world_error(error, window, TROUBLE)
        self.may_replace: Callable[[Sequence[Path]], bool] = lambda paths: may_replace(paths, window)

    @property
    def form(self) -> Format:
        """The format that was chosen last."""
        kept = load_settings().briefing_format
        return next((form for form in FORMATS if form == kept), "pdf")

    def choose(self, form: Format) -> None:
        """Write this format from now on."""
        save_settings(msgspec.structs.replace(load_settings(), briefing_format=form))

    def ask(self) -> None:
        """Ask where, then write."""
        form = self.form
        path = self._folder() / f"{plain_name(self.title)}.{form}"
        kinds = f"{FORMAT_WORDS[form]} (*.{form})"
        chosen, _ = QFileDialog.getSaveFileName(self._window, "Export the briefing", str(path), kinds)
        if not chosen:
            return
        target = Path(chosen) if Path(chosen).suffix.lower() == f".{form}" else Path(f"{chosen}.{form}")
        paths = paths_of(target, file_count(self._board.briefing, form))
        there = [path for path in paths if path.exists() and path != target]  # for the target the dialog has asked
        if not there or self.may_replace(there):
            self.write(target, form)

    def write(self, path: Path, form: Format) -> None:
        """Write the briefing as it is now; the window goes on meanwhile."""
        briefing = self._board.briefing
        self._desk.said.emit(f"Making {path.name}…")
        self._pressing.do(
            lambda press: press.files(briefing, (form,))[form], lambda contents: self._save(contents, path), self._fail
        )

    def picture(self, done: Callable[[bytes], object], number: int = 0) -> None:
        """The sheet as a PNG in its own sharpness; of a pair the first (0) or second."""
        briefing = self._board.briefing
        self._pressing.do(
            lambda press: press.files(briefing, PNG)["png"][number if briefing.days else 0], done, self._fail
        )

    @property
    def title(self) -> str:
        """What the sheet is called."""
        briefing: Briefing = self._board.base
        return briefing.title or self._desk.contents.project.title

    def _save(self, contents: Sequence[bytes], path: Path) -> None:
        from libyamap.render.image_file import save_whole

        paths = paths_of(path, len(contents))
        try:
            for each, content in zip(paths, contents, strict=True):
                save_whole(content, each)
        except WorldError as error:
            self._fail(error)
            return
        save_settings(msgspec.structs.replace(load_settings(), briefing_folder=str(path.parent)))
        also = f" and {paths[1].name}" if len(paths) > 1 else ""
        self._desk.said.emit(f"The briefing was written to {paths[0]}{also}")
        self.written.emit(paths[0])

    def _fail(self, error: WorldError) -> None:
        self.refused.emit(error)
        self.tell(error)

    def _folder(self) -> Path:
        kept = load_settings().briefing_folder
        return Path(kept) if kept and Path(kept).is_dir() else Path.home()


def may_replace(paths: Sequence[Path], parent: QWidget) -> bool:
    """Ask whether these files may be replaced."""
    box = QMessageBox(QMessageBox.Icon.Question, "Replace files?", "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"{' and '.join(path.name for path in paths)} {'is' if len(paths) == 1 else 'are'} there already.")
    replace = box.addButton("Replace", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    box.deleteLater()
    return box.clickedButton() is replace
