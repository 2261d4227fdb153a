"""Draws several views one after another, then writes them all: files appear once everything is drawn."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, get_args

from PySide6.QtCore import QObject, Signal

from libyamap.app.briefing.briefing import Briefing, Format
from libyamap.app.briefing.file_names import numbered_name, paths_of
from libyamap.app.obstacles import obstacle
from libyamap.errors import WorldError
from libyamap.ui.briefing.pressing import Deck, Pressing

DECKS: Final[dict[str, Deck]] = {"deck-pptx": "pptx", "deck-pdf": "pdf"}
"""All views in one file."""


class Making(QObject):
    """`moved(number, name)` before each view; `done(paths)` at the end, none where it was cancelled; or `failed`."""

    moved = Signal(int, str)
    done = Signal(object)
    failed = Signal(object)

    def __init__(
        self, pressing: Pressing, briefings: Sequence[Briefing], target: Path, way: str, parent: QObject
    ) -> None:
        """`way` is one of DECKS, with `target` its file; or a format, with `target` a folder, made if need be."""
        super().__init__(parent)
        self._pressing = pressing
        self._briefings = briefings
        self._target = target
        self._way = way
        self._made: list[tuple[bytes, ...]] = []
        self._cancelled = False

    def begin(self) -> None:
        """Draw; the window goes on meanwhile."""
        if self._way in DECKS:
            briefings, form = tuple(self._briefings), DECKS[self._way]
            self._pressing.do(lambda press: press.deck(briefings, form, self._told), self._take_deck, self._fail)
        else:
            self._next()

    def cancel(self) -> None:
        """Stop before the next view; nothing is written."""
        self._cancelled = True

    # ---- inside

    def _told(self, number: int) -> None:
        if self._cancelled:
            raise WorldError("Cancelled")
        self.moved.emit(number, self._briefings[number].name)

    def _next(self) -> None:
        number = len(self._made)
        if self._cancelled:
            self.done.emit([])
        elif number == len(self._briefings):
            self._write_all()
        else:
            briefing = self._briefings[number]
            form: Format = next(form for form in get_args(Format) if form == self._way)
            self._told(number)
            self._pressing.do(lambda press: press.files(briefing, (form,))[form], self._take, self._fail)

    def _take(self, contents: tuple[bytes, ...]) -> None:
        self._made.append(contents)
        self._next()

    def _take_deck(self, content: bytes) -> None:
        self._write([(self._target, content)])

    def _write_all(self) -> None:
        try:
            self._target.mkdir(exist_ok=True)
        except OSError as error:
            self.failed.emit(obstacle("make the folder", self._target, error))
            return
        names = (numbered_name(briefing.name, number) for number, briefing in enumerate(self._briefings, 1))
        files: list[tuple[Path, bytes]] = []
        for name, contents in zip(names, self._made, strict=True):
            files += zip(paths_of(self._target / f"{name}.{self._way}", len(contents)), contents, strict=True)
        self._write(files)

    def _write(self, files: Sequence[tuple[Path, bytes]]) -> None:
        from libyamap.render.image_file import save_whole

        try:
            for path, content in files:
                save_whole(content, path)
        except WorldError as error:
            self.failed.emit(error)
            return
        self.done.emit([path for path, _content in files])

    def _fail(self, error: WorldError) -> None:
        if self._cancelled:
            self.done.emit([])
        else:
            self.failed.emit(error)
