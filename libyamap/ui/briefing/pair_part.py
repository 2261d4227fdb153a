"""Before and after: two days for two sheets of one frame; off at first."""

from typing import Final

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from libyamap.app.briefing.days import days_of
from libyamap.app.viewport import Window
from libyamap.domain.time import day_in_words, in_words
from libyamap.errors import InvalidValue
from libyamap.ui.briefing.board import Board
from libyamap.ui.briefing.form_parts import Group
from libyamap.ui.filter.fields import complain, line
from libyamap.ui.text import Look, PlainLabel, plain_tip

OFF: Final = "Two days make two sheets of one frame; the second shows what ground changed hands."
ONE: Final = "The other day too, and there are two sheets."
FIELDS: Final = (("before", "Before", "The earlier day, such as 15 January 2016"), ("after", "After", "The later day"))


class PairPart(QWidget):
    """Writes both days to the board as soon as they are two in order, and none while one is empty.

    While one cannot be read the board keeps what it had: an unfinished word is no reason to throw a day away.
    """

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self._window: Window | None = None
        self.lines: dict[str, QLineEdit] = {}
        self.errors: dict[str, PlainLabel] = {}
        self.words = PlainLabel(OFF, Look.QUIET)
        group = Group("Before and after")
        for name, words, tip in FIELDS:
            field = line(words, "Off", tip)
            field.textChanged.connect(lambda _text: self._typed())
            self.lines[name] = field
            self.errors[name] = group.row(words, field)
        group.addWidget(self.words)
        self.take = QPushButton("Take the timeline's days")
        self.take.setMinimumHeight(28)
        self.take.setToolTip(plain_tip("The first and the last day of the timeline's window"))
        self.take.clicked.connect(lambda _checked=False: self._take_window())
        self.take.hide()
        group.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(group)

    def fill(self) -> None:
        """Show what the board holds."""
        for name, field in self.lines.items():
            blocked = QSignalBlocker(field)
            day = getattr(self._board.base, name)
            field.setText(in_words(day) if day else "")
            del blocked
            complain(self.errors[name], "")
        self._say()

    def offer(self, window: Window | None) -> None:
        """Offer the first and last day of the timeline's window, where they are two others than those here."""
        self._window = window
        self.take.setVisible(window is not None and window[0] < window[1] and self._board.base.days != window)

    def _take_window(self) -> None:
        if self._window is not None:
            first, last = self._window
            self._board.change(before=first.isoformat(), after=last.isoformat())
            self.fill()

    def _typed(self) -> None:
        for label in self.errors.values():
            complain(label, "")
        texts = {name: field.text().strip() for name, field in self.lines.items()}
        if not all(texts.values()):
            self._board.change(before="", after="")
        else:
            self._take(texts)
        self._say()

    def _take(self, texts: dict[str, str]) -> None:
        from libyamap.app.time_words import read_time

        read: dict[str, str] = {}
        for name, text in texts.items():
            try:
                read[name] = read_time(text)
            except InvalidValue as error:
                complain(self.errors[name], str(error))
        if len(read) < len(texts):
            return
        try:
            days = days_of(read["before"], read["after"])
        except InvalidValue as error:
            complain(self.errors[error.field], str(error))
        else:
            self._board.change(before=days.before.isoformat(), after=days.after.isoformat())

    def _say(self) -> None:
        wrong = any(not label.isHidden() for label in self.errors.values())
        if wrong or self._board.base.days is None:
            typed = sum(bool(field.text().strip()) for field in self.lines.values())
            self.words.set_text("" if wrong else ONE if typed else OFF)
        else:
            first, second = map(day_in_words, self._board.base.days)
            self.words.set_text(f"Two sheets: {first}, and {second} with what changed.")
        self.words.setVisible(not wrong)
