"""The list of answers as a view: below the Find field, and below each line of a form that completes what is typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QListView

from libyamap.ui.find.answer_rows import AnswerDelegate, AnswerRows


class AnswerView(QListView):
    """Never takes the keyboard: the line above it keeps it. `rows` is its model."""

    def __init__(self, owner: QFrame, name: str) -> None:
        super().__init__()
        self.rows = AnswerRows(owner)
        self.setModel(self.rows)
        self.setItemDelegate(AnswerDelegate(self))
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
