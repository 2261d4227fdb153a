"""What the codes of a column mean: one line a code, with a choice beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from libyamap.ui.edit.form.choices import Box

MOST_CODES = 12
PLACE_PRECISIONS = (
    ("1", "1 – exact"), ("2", "2 – near"), ("3", "3 – district"), ("4", "4 – province"),
    ("5", "5 – line or larger area"), ("6", "6 – country"), ("7", "7 – international waters or air"),
)  # fmt: skip
DATE_PRECISIONS = (
    ("day", "the day"), ("week", "the week around it"), ("month", "the month"), ("year", "the year"),
    ("range", "the range that is given"),
)  # fmt: skip
UNKNOWN = "not known: such rows are refused"


class CodesField(QWidget):
    """Hidden as long as there are no codes."""

    changed = Signal()

    def __init__(self, meanings: Sequence[tuple[str, str]], unknown: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meanings = meanings
        self._unknown = unknown
        self.boxes: dict[str, Box] = {}
        self._rest: dict[str, str] = {}
        self._form = QFormLayout(self)
        self._form.setContentsMargins(124, 0, 0, 4)
        self.hide()

    def offer(self, codes: Sequence[str], known: dict[str, str]) -> None:
        """The codes that occur, and what is known of them."""
        while self._form.rowCount():
            self._form.removeRow(0)
        self.boxes = {}
        self._rest = dict(known)
        for code in codes[:MOST_CODES]:
            label = QLabel(code[:24])
            label.setTextFormat(Qt.TextFormat.PlainText)
            box = Box()
            box.addItem(self._unknown, "")
            for value, words in self._meanings:
                box.addItem(words, value)
            box.setCurrentIndex(max(0, box.findData(known.get(code, ""))))
            box.setAccessibleName(f"What “{code[:24]}” means")
            box.currentIndexChanged.connect(lambda _at: self.changed.emit())
            self.boxes[code] = box
            self._form.addRow(label, box)
        self.setVisible(bool(self.boxes))

    def value(self) -> dict[str, str]:
        """Codes with their meanings, those that no row of the sample has included."""
        found = dict(self._rest)
        for code, box in self.boxes.items():
            found.pop(code, None)
            if box.currentData():
                found[code] = str(box.currentData())
        return found
