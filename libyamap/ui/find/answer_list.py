"""What stands below the Find field: answers, a sentence where there are none, and what the keys do."""

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from libyamap.ui.find.answer_rows import ROW_HEIGHT
from libyamap.ui.find.answer_view import AnswerView
from libyamap.ui.find.answers import Answer, Answers
from libyamap.ui.icons import icon
from libyamap.ui.text import PlainLabel, plain_tip

WIDTH = 440
MOST_ROWS = 7
EDGE = 8


class AnswerList(QFrame):
    """A card over the window's upper edge. It never takes the keyboard: the field keeps it."""

    taken = Signal()
    added = Signal()
    kept = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.view = AnswerView(self, "Places and features found")
        self.rows = self.view.rows
        self.view.clicked.connect(lambda _index: self.taken.emit())
        self.problem = PlainLabel()
        self.problem.setMargin(EDGE)
        self.foot = self._make_foot()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for part in (self.view, self.problem, self.foot):
            column.addWidget(part)
        self.hide()

    @property
    def current(self) -> Answer | None:
        """The row that Enter takes."""
        return self.rows.answer(self.view.currentIndex().row())

    def show_answers(self, answers: Answers, below: QWidget) -> None:
        """Show these below the field; nothing at all where there is nothing to say."""
        self.rows.show(answers.rows)
        self.view.setVisible(bool(answers.rows))
        self.foot.setVisible(bool(answers.rows))
        self.problem.set_text(answers.problem)
        self.problem.setVisible(bool(answers.problem))
        if not answers.rows and not answers.problem:
            self.hide()
            return
        self.step(0)
        self._place(below, len(answers.rows))
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Move the choice; it stays within the list."""
        last = self.rows.rowCount() - 1
        if last >= 0:
            row = max(0, min(last, max(0, self.view.currentIndex().row()) + by))
            self.view.setCurrentIndex(self.rows.index(row, 0))

    def _place(self, below: QWidget, rows: int) -> None:
        window = self._window
        size = self.foot.sizeHint()
        width = min(max(WIDTH, below.width(), size.width() + 2), window.width() - 2 * EDGE)
        foot = size.height()
        height = min(rows, MOST_ROWS) * ROW_HEIGHT + foot if rows else self.problem.heightForWidth(width - 2)
        corner = below.mapTo(window, QPoint(0, below.height() + 4))
        self.setGeometry(max(EDGE, min(corner.x(), window.width() - width - EDGE)), corner.y(), width, height + 2)

    def _make_foot(self) -> QWidget:
        """What each key does with the chosen row; the same by mouse."""
        foot = QWidget()
        foot.setAutoFillBackground(True)
        row = QHBoxLayout(foot)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(4)
        for name, text, keys, tip, chosen in (
            ("arrow-right", "Go there", "↵", "Bring the map to the chosen place", self.taken),
            ("plus", "Add an event here", "Ctrl+↵", "Describe something that happened there", self.added),
            ("bookmark", "Bookmark", "Shift+↵", "Keep the chosen place as a bookmark", self.kept),
        ):
            row.addWidget(_button(name, f"{text}  {keys}", tip, chosen))
        row.addStretch(1)
        return foot


def _button(name: str, text: str, tip: str, chosen: SignalInstance) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setText(text)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setToolTip(plain_tip(tip))
    button.setAutoRaise(True)
    button.setMinimumHeight(24)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.clicked.connect(lambda _checked=False: chosen.emit())
    return button
