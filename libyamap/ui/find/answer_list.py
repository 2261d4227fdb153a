"""What stands below the Find field: answers, a sentence where there are none, and what the keys do."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QToolButton, QVBoxLayout, QWidget

from libyamap.ui.find.answer_rows import ROW_HEIGHT, AnswerDelegate, AnswerRows
from libyamap.ui.find.answers import Answer, Answers
from libyamap.ui.icons import icon
from libyamap.ui.text import PlainLabel, plain_tip

WIDTH = 400
MOST_ROWS = 7
EDGE = 8


class AnswerList(QFrame):
    """A card over the window's upper edge. It never takes the keyboard: the field keeps it."""

    taken = Signal()
    kept = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.rows = AnswerRows(self)
        self.view = QListView()
        self.view.setModel(self.rows)
        self.view.setItemDelegate(AnswerDelegate(self.view))
        self.view.setAccessibleName("Places and features found")
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
        width = min(max(WIDTH, below.width()), window.width() - 2 * EDGE)
        foot = self.foot.sizeHint().height()
        height = min(rows, MOST_ROWS) * ROW_HEIGHT + foot if rows else self.problem.heightForWidth(width - 2)
        corner = below.mapTo(window, QPoint(0, below.height() + 4))
        self.setGeometry(max(EDGE, min(corner.x(), window.width() - width - EDGE)), corner.y(), width, height + 2)

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        foot.setAutoFillBackground(True)
        hint = QLabel("Enter goes there")
        hint.setForegroundRole(hint.foregroundRole().PlaceholderText)
        keep = QToolButton()
        keep.setIcon(icon("bookmark"))
        keep.setText("Bookmark (Shift+Enter)")
        keep.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        keep.setToolTip(plain_tip("Keep the chosen place as a bookmark (Shift+Enter)"))
        keep.setAutoRaise(True)
        keep.setMinimumHeight(24)
        keep.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keep.clicked.connect(lambda _checked=False: self.kept.emit())
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 4, 4, 4)
        row.addWidget(hint, 1)
        row.addWidget(keep)
        return foot
