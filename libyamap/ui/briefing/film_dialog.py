"""A film of the timeline: which days, how fast, how large; drawn while the window goes on, and it can be stopped."""

from functools import partial
from pathlib import Path
from typing import Final, get_args

from PySide6.QtWidgets import (
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from libyamap.app.briefing.file_names import plain_name
from libyamap.app.briefing.film import (
    LEAST_SECONDS,
    LEAST_WIDTH,
    MOST_SECONDS,
    MOST_WIDTH,
    Film,
    FilmFormat,
    Step,
    film_of,
    windows_of,
)
from libyamap.bootstrap.film import film_bytes, film_pictures
from libyamap.domain.time import in_words
from libyamap.errors import InvalidValue, WorldError
from libyamap.settings import load_settings
from libyamap.ui import jobs
from libyamap.ui.briefing.board import Board
from libyamap.ui.briefing.form_parts import Group
from libyamap.ui.briefing.making_foot import MakingFoot
from libyamap.ui.briefing.pressing import Presses, Pressing
from libyamap.ui.desk import Desk
from libyamap.ui.filter.fields import Choice, complain, line

ENDINGS: Final[dict[str, FilmFormat]] = {".webp": "webp", ".png": "png"}
CANCELLED: Final = "Stopped; nothing was written."
LENGTHS: Final = (("Its own step", 1), ("Three steps", 3), ("Twelve steps", 12), ("All since the first day", 0))


class FilmDialog(QDialog):
    """What the map and the briefing show, through time."""

    def __init__(self, desk: Desk, board: Board, pressing: Pressing, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Film of the timeline")
        self.setMinimumWidth(420)
        self._desk = desk
        self._board = board
        self._pressing = pressing
        self._running = self._cancelled = False
        self.first = line("First day", "Such as January 2016")
        self.last = line("Last day", "Such as May 2016")
        steps: tuple[Step, ...] = get_args(Step)
        self.step = Choice(
            "A picture for each", [(each.capitalize(), each) for each in steps], lambda _step: self.look()
        )
        self.step.show_value("month")
        self.length = Choice("Each picture shows", LENGTHS, lambda _length: self.look())
        self.seconds = QDoubleSpinBox()
        self.seconds.setRange(LEAST_SECONDS, MOST_SECONDS)
        self.seconds.setValue(1.0)
        self.seconds.setSingleStep(0.1)
        self.seconds.setSuffix(" s")
        self.width_ = QSpinBox()
        self.width_.setRange(LEAST_WIDTH, MOST_WIDTH)
        self.width_.setValue(1280)
        self.width_.setSuffix(" px")
        group = Group("Days")
        for words, field in (
            ("From", self.first), ("To", self.last), ("A picture a", self.step), ("Showing", self.length),
            ("Seconds each", self.seconds), ("Width", self.width_),
        ):  # fmt: skip
            field.setMinimumHeight(28)
            group.row(words, field)
        self.foot = MakingFoot(self._ask, self.reject)
        self.bar, self.words, self.error = self.foot.bar, self.foot.words, self.foot.error
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addLayout(group)
        column.addLayout(self.foot)
        self._take_window()
        for field in (self.first, self.last):
            field.textChanged.connect(self.look)
        self.look()
        self._show_running(running=False)

    def film(self) -> Film:
        """What is asked for; InvalidValue where it is none."""
        from libyamap.app.time_words import read_time

        first, last = read_time(self.first.text()), read_time(self.last.text())
        return film_of(
            f"{first}/{last}" if first and last else "",
            step=get_args(Step)[self.step.currentIndex()],
            length=LENGTHS[self.length.currentIndex()][1],
            seconds=self.seconds.value(),
            width=self.width_.value(),
        )

    def look(self) -> None:
        """Say how long the film will be, or what is wrong."""
        try:
            count = len(windows_of(self.film()))
        except InvalidValue as error:
            self.words.set_text("")
            complain(self.error, str(error) if self.first.text() and self.last.text() else "")
            self.foot.go.setEnabled(False)
            return
        complain(self.error, "")
        self.words.set_text(f"{count} pictures, {count * self.seconds.value():.0f} seconds")
        self.foot.go.setEnabled(not self._running)

    def make(self, path: Path) -> None:
        """Begin; the file appears once everything is drawn."""
        film, briefing = self.film(), self._board.briefing
        self._cancelled = False
        self.bar.setRange(0, len(windows_of(film)))
        self._show_running(running=True)

        def work(press: Presses) -> list[bytes]:
            return film_pictures(press, briefing, film, self._told)

        self._pressing.do(work, partial(self._encode, film, path), self._fail)

    def reject(self) -> None:
        """Qt: Escape stops what runs, else closes."""
        if self._running:
            self._cancelled = True
            self.words.set_text("Stopping…")
        else:
            super().reject()
            self.deleteLater()

    # ---- inside

    def _told(self, number: int) -> None:
        if self._cancelled:
            raise WorldError(CANCELLED)
        self.bar.setValue(number)
        self.words.set_text(f"Drawing picture {number + 1} of {self.bar.maximum()}")

    def _encode(self, film: Film, path: Path, pictures: list[bytes]) -> None:
        from libyamap.render.image_file import save_whole

        self.bar.setValue(self.bar.maximum())
        self.words.set_text(f"Writing {path.name}…")
        form = ENDINGS[path.suffix.lower()]
        jobs.start(
            lambda: save_whole(film_bytes(pictures, film.seconds, form), path),
            lambda _nothing: self._done(path),
            self._fail,
            self,
        )

    def _done(self, path: Path) -> None:
        self._show_running(running=False)
        self.words.set_text(f"The film was written to {path}")
        self._desk.said.emit(f"The film was written to {path}")

    def _fail(self, error: Exception) -> None:
        self._show_running(running=False)
        if not isinstance(error, WorldError):
            raise error
        self.words.set_text(CANCELLED if self._cancelled else "")
        complain(self.error, "" if self._cancelled else str(error))

    def _ask(self) -> None:
        folder = load_settings().briefing_folder or str(Path.home())
        name = f"{plain_name(self._board.base.title or self._desk.contents.project.title, 'film')}.webp"
        kinds = "Animated WebP (*.webp);;Animated PNG (*.png)"
        chosen, kind = QFileDialog.getSaveFileName(self, "Make a film", str(Path(folder) / name), kinds)
        if chosen:
            ending = ".png" if "png" in kind else ".webp"
            self.make(Path(chosen) if Path(chosen).suffix.lower() in ENDINGS else Path(f"{chosen}{ending}"))

    def _show_running(self, *, running: bool) -> None:
        self._running = running
        self.foot.show_running(running=running)
        self.foot.go.setEnabled(not running)
        for field in (self.first, self.last, self.step, self.length, self.seconds, self.width_):
            field.setEnabled(not running)

    def _take_window(self) -> None:
        window = self._desk.viewing.state.window
        if window is not None:
            for field, day in zip((self.first, self.last), window, strict=True):
                field.setText(in_words(day.isoformat()))
