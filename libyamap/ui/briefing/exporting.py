"""Writes the briefing to a file: whole or not at all, in the format that was chosen last unless another is."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from libyamap.app.briefing.briefing import FORMATS, Briefing, Format
from libyamap.app.briefing.file_names import plain_name
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
    """`written` carries the path of a finished file, `refused` the error that also stands beside its field."""

    written = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, board: Board, pressing: Pressing, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._board = board
        self._pressing = pressing
        self._window = window
        self.tell: Callable[[WorldError], object] = lambda error: show_world_error(error, window, TROUBLE)

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
        if chosen:
            target = Path(chosen)
            self.write(target if target.suffix.lower() == f".{form}" else Path(f"{chosen}.{form}"), form)

    def write(self, path: Path, form: Format) -> None:
        """Write the briefing as it is now; the window goes on meanwhile."""
        briefing = self._board.briefing
        self._desk.said.emit(f"Making {path.name}…")
        self._pressing.do(
            lambda press: press.formats(briefing, (form,))[form], lambda content: self._save(content, path), self._fail
        )

    def picture(self, done: Callable[[bytes], object]) -> None:
        """The sheet as a PNG in its own sharpness."""
        briefing = self._board.briefing
        self._pressing.do(lambda press: press.formats(briefing, PNG)["png"], done, self._fail)

    @property
    def title(self) -> str:
        """What the sheet is called."""
        briefing: Briefing = self._board.base
        return briefing.title or self._desk.contents.project.title

    def _save(self, content: bytes, path: Path) -> None:
        from libyamap.render.image_file import save_whole

        try:
            save_whole(content, path)
        except WorldError as error:
            self._fail(error)
            return
        save_settings(msgspec.structs.replace(load_settings(), briefing_folder=str(path.parent)))
        self._desk.said.emit(f"The briefing was written to {path}")
        self.written.emit(path)

    def _fail(self, error: WorldError) -> None:
        self.refused.emit(error)
        self.tell(error)

    def _folder(self) -> Path:
        kept = load_settings().briefing_folder
        return Path(kept) if kept and Path(kept).is_dir() else Path.home()
