"""A line that offers completions below itself: arrows move, Enter or Tab takes, Escape closes; the line keeps the keys.

The rows are those of the Find box.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QVBoxLayout, QWidget

from libyamap.ui.edit.form.lines import Line
from libyamap.ui.find.answer_rows import ROW_HEIGHT
from libyamap.ui.find.answer_view import AnswerView
from libyamap.ui.find.answers import Answer
from libyamap.ui.own_keys import keeps

MOST_ROWS = 5
MOST_KEPT = 30
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: MOST_ROWS, Qt.Key.Key_PageUp: -MOST_ROWS}


class Suggestion(NamedTuple):
    """One row and what it stands for."""

    name: str
    note: str = ""
    other: str = ""
    icon: str = ""
    value: object = None


class SuggestionList(QFrame):
    """Lies over the window, below the line; never takes the keyboard."""

    taken = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.view = AnswerView(self, "Suggestions")
        self.rows = self.view.rows
        self.view.clicked.connect(lambda _index: self.taken.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.view)
        self.hide()

    @property
    def row(self) -> int:
        """Which one is chosen; -1 for none."""
        return self.view.currentIndex().row()

    def offer(self, suggestions: Sequence[Suggestion], below: QWidget, first: int) -> None:
        """Show these below the line, or above it where there is no room."""
        self.rows.show(tuple(Answer(each.name, each.other, each.note, each.icon, None, None) for each in suggestions))
        window = self.window()
        height = min(len(suggestions), MOST_ROWS) * ROW_HEIGHT + 2 * (1 + self.frameWidth())
        corner = below.mapTo(window, QPoint(0, below.height() + 2))
        top = corner.y() if corner.y() + height <= window.height() else corner.y() - below.height() - height - 4
        self.setGeometry(corner.x(), max(0, top), below.width(), height)
        self.view.setCurrentIndex(self.rows.index(first, 0) if first >= 0 else self.rows.index(-1, 0))
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Move the choice; it stays within the list."""
        row = max(0, min(self.rows.rowCount() - 1, self.row + by))
        self.view.setCurrentIndex(self.rows.index(row, 0))


class SuggestLine(Line):
    """`chosen` brings the row that was taken; `ask` gives rows for a text at once, or None where they come later.

    With `free`, any text will do, and rows are only taken by choosing one; else leaving the line takes the first.
    """

    chosen = Signal(object)
    left_unknown = Signal(str)

    def __init__(
        self, hint: str, ask: Callable[[str], Sequence[Suggestion] | None], *, free: bool = False, longest: int = 500
    ) -> None:
        super().__init__(hint, longest)
        self._ask = ask
        self._free = free
        self._offered: tuple[Suggestion, ...] = ()
        self._list: SuggestionList | None = None
        self._open = False  # what is typed was not taken yet
        self._take_when_there = False
        self._awaited = False  # rows are still to come
        self.textEdited.connect(self._edited)

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Rows for what is typed have come."""
        self._awaited = False
        self._offered = tuple(suggestions[:MOST_KEPT])
        if self._take_when_there:
            self._take_when_there = False
            self._take_first()
        elif self.hasFocus() and self._open and self._offered:
            self._shown().offer(self._offered, self, -1 if self._free else 0)
        else:
            self._fold()

    def open_all(self) -> None:
        """Offer what fits the text as it is, without a key having been pressed."""
        self._open = True
        self._edited(self.text())

    def settle(self) -> bool:
        """Take the first row for what is typed but not taken; whether nothing is open any more."""
        if self._open and not self._free:
            if self._offered:
                self._take_first()
            elif self.text().strip():
                self._take_when_there = True
        return not self._open

    def let_stand(self) -> None:
        """The text is understood as it is; there is nothing to take."""
        self._open = self._take_when_there = self._awaited = False
        self._offered = ()
        self._fold()

    def taken_as(self, text: str) -> None:
        """Show a text that stands for something already chosen."""
        self.let_stand()
        self.setText(text)
        self.setCursorPosition(0)

    # ---- Qt

    def event(self, event: QEvent) -> bool:
        """Qt: Escape and Tab are ours while the list is open."""
        if isinstance(event, QKeyEvent) and self.listed:
            if keeps({Qt.Key.Key_Escape}, event):
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and self._row() >= 0:
                self._take(self._row())
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: keys of the list."""
        key = Qt.Key(event.key())
        bare = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if key in _STEPS and bare:
            if self.listed:
                self._shown().step(_STEPS[key])
            else:
                self.open_all()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and bare and self.listed and self._row() >= 0:
            self._take(self._row())
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and bare and self._awaited and not self._free:
            self.settle()  # Enter means the row that is about to come, not yet the whole form
        elif key == Qt.Key.Key_Escape and self.listed:
            self._fold()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: who goes on to the next field has meant the first row."""
        super().focusOutEvent(event)
        if event.reason() in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            return
        self._fold()
        self.settle()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: the list goes with the line."""
        self._fold()
        super().hideEvent(event)

    # ---- inside

    @property
    def listed(self) -> bool:
        """Whether rows are shown."""
        return self._list is not None and self._list.isVisible()

    def _row(self) -> int:
        return self._list.row if self._list is not None else -1

    def _edited(self, text: str) -> None:
        self._open = bool(text.strip()) or self._free
        self._take_when_there = False
        self._offered = ()
        self._awaited = self._open
        answers = self._ask(text)
        if answers is not None:
            self.offer(answers)

    def _shown(self) -> SuggestionList:
        if self._list is None:
            self._list = SuggestionList(self.window())
            self._list.taken.connect(lambda: self._take(self._row()))
            self.destroyed.connect(self._list.deleteLater)
            self._fold_when_scrolled()
        return self._list

    def _fold_when_scrolled(self) -> None:
        above = self.parentWidget()
        while above is not None:
            if isinstance(above, QAbstractScrollArea):
                above.verticalScrollBar().valueChanged.connect(self._fold)
            above = above.parentWidget()

    def _fold(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._offered):
            taken = self._offered[row]
            self.taken_as(taken.name)
            self.chosen.emit(taken)

    def _take_first(self) -> None:
        if self._offered:
            self._take(0)
        elif self.text().strip():
            self._open = False
            self.left_unknown.emit(self.text().strip())
