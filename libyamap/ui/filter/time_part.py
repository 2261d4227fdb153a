"""The time of the filter: typed as one writes it, and whether “possibly” or only “certainly” in it."""

import msgspec
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from libyamap.domain.time import in_words, span_of
from libyamap.errors import InvalidValue
from libyamap.ui.desk import Desk
from libyamap.ui.filter.fields import CHOICE_SHEET, complain, complaint, line
from libyamap.ui.text import plain_tip

ORIGIN = "filter"
MATCHES = (
    ("possibly", "Possibly", "Keeps what can lie in this time; “2016” may be in May"),
    ("certainly", "Certainly", "Keeps only what lies in this time as a whole"),
)


class TimePart(QWidget):
    """A line and two buttons; an error stands below the line."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.line = line("Time", "May 2016, or 2016-05/2016-07", "A date or a time from … to …, in words or EDTF")
        self.line.editingFinished.connect(self._take)
        self.error = complaint()
        self.matches: dict[str, QRadioButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(12)
        for match, words, tip in MATCHES:
            button = QRadioButton(words)
            button.setMinimumHeight(24)
            button.setStyleSheet(CHOICE_SHEET)
            button.setToolTip(plain_tip(tip))
            button.clicked.connect(lambda _checked=False, match=match: self._set(time_match=match))
            group.addButton(button)
            self.matches[match] = button
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.error)
        column.addLayout(row)

    def refresh(self) -> None:
        """Show the filter's time."""
        asked = self._desk.viewing.state.filter
        if not self.line.hasFocus() or not asked.time:
            self.line.setText(_words(asked.time))
            complain(self.error, "")
        self.matches[asked.time_match].setChecked(True)

    def _take(self) -> None:
        from libyamap.app.time_words import read_time

        if self.line.text() == _words(self._desk.viewing.state.filter.time):
            return
        try:
            edtf = read_time(self.line.text())
            span_of(edtf)
        except InvalidValue as error:
            complain(self.error, str(error))
            return
        complain(self.error, "")
        self._set(time=edtf)
        self.line.setText(_words(edtf))

    def _set(self, **fields: object) -> None:
        state = self._desk.viewing.state
        self._desk.viewing.change(ORIGIN, filter=msgspec.structs.replace(state.filter, **fields))


def _words(edtf: str) -> str:
    try:
        return in_words(edtf)
    except InvalidValue:
        return edtf
