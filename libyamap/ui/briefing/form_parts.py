"""The small parts of the briefing's form, dressed alike."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from libyamap.ui.check_box import CheckBox
from libyamap.ui.filter.fields import complaint
from libyamap.ui.text import Look, PlainLabel, plain_tip
from libyamap.ui.theme import FIELD_SHEET

NOTES_HEIGHT = 64


class Notes(QPlainTextEdit):
    """A few lines of plain text; Tab leaves it."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setToolTip(plain_tip(name))
        self.setTabChangesFocus(True)
        self.setFixedHeight(NOTES_HEIGHT)
        self.setStyleSheet(FIELD_SHEET)


def tick(words: str, tip: str, work: Callable[[bool], object]) -> QCheckBox:
    """A box to tick; `work` hears only of the reader's own clicks."""
    box = CheckBox(words)
    box.setToolTip(plain_tip(tip))
    box.setMinimumHeight(24)
    box.clicked.connect(lambda checked=False: work(checked))
    return box


class Group(QVBoxLayout):
    """A heading and labelled fields below it, each with room for what is wrong with it."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.setSpacing(6)
        self.addWidget(PlainLabel(heading, Look.HEADING))
        self.rows = QFormLayout()
        self.rows.setHorizontalSpacing(8)
        self.rows.setVerticalSpacing(6)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.addLayout(self.rows)

    def row(self, words: str, field: QWidget) -> PlainLabel:
        """A labelled field; gives where its error stands."""
        label = QLabel(words)
        label.setMinimumWidth(72)
        label.setBuddy(field)
        self.rows.addRow(label, field)
        error = complaint()
        self.rows.addRow(error)
        return error
