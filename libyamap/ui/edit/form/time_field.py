"""When: typed as people write it, echoed in words and as EDTF; where it can mean two days, buttons to choose."""

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from libyamap.app.time_words import EXAMPLES, AmbiguousTime, read_time
from libyamap.domain.time import in_words, span_of
from libyamap.errors import InvalidValue
from libyamap.ui.edit.form.field import Field
from libyamap.ui.edit.form.lines import Line

LONGEST = 200
HINT = "May 2016, about 18 May 2016, before 2016 …"


class TimeField(Field):
    """`value` is EDTF. A date without a year is of that of `as_of` (EDTF)."""

    def __init__(self, name: str = "time", label: str = "When", as_of: str = "", hint: str = HINT) -> None:
        self.line = Line(hint, LONGEST)
        super().__init__(name, label, self.line, f"As people write it: {EXAMPLES}")
        self._year = _year_of(as_of)
        self._choices = QWidget()
        row = QHBoxLayout(self._choices)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._choices.hide()
        self.column.addWidget(self._choices)
        self.line.textEdited.connect(lambda _text: self._edited())
        self.line.editingFinished.connect(self.settle)
        self.line.shortened.connect(lambda: self.say(self.line.cut_words))

    def value(self) -> str:
        """EDTF, empty where nothing is typed; InvalidValue with what is wrong."""
        try:
            return read_time(self.line.text(), dt.datetime.now().astimezone().date(), self._year)
        except InvalidValue as error:
            error.field = self.name
            raise

    def show_value(self, edtf: str) -> None:
        """Show a time in words where those can be read back, else as it is."""
        words = in_words(edtf)
        try:
            faithful = read_time(words) == edtf
        except InvalidValue:
            faithful = False
        self.line.setText(words if faithful else edtf)
        self.settle()

    def settle(self) -> None:
        """The field was left: say what was understood, or what is wrong."""
        self._read(complain=True)

    def typed(self) -> object:
        """The text."""
        return self.line.text()

    def put_back(self, typed: object) -> None:
        """The text again."""
        self.line.setText(str(typed or ""))
        if self.line.text():
            self.settle()

    def clear(self) -> None:
        """Empty."""
        super().clear()
        self.line.clear()
        self._offer(())

    def _edited(self) -> None:
        self._read(complain=False)
        self.changed.emit()

    def _read(self, *, complain: bool) -> None:
        """While one types, only what is understood is told: half a word is no mistake yet."""
        self._offer(())
        try:
            edtf = self.value()
        except InvalidValue as error:
            self.show_echo("")
            asked = isinstance(error, AmbiguousTime)
            self.say(str(error) if complain or asked else "")
            if isinstance(error, AmbiguousTime):
                self._offer(error.choices)
            return
        self.say("")
        words = in_words(edtf)
        self.show_echo(
            f"{words[:1].upper()}{words[1:]}  ·  {edtf}" if edtf else "",
            f"EDTF {edtf} (ISO 8601-2)" if edtf else "",
        )

    def _offer(self, choices: tuple[str, ...]) -> None:
        row = self._choices.layout()
        while row is not None and (item := row.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.hide()
                button.deleteLater()
        for choice in choices:
            button = QPushButton(in_words(choice))
            button.setMinimumHeight(28)
            button.clicked.connect(partial(self._choose, choice))
            if row is not None:
                row.addWidget(button)
        self._choices.setVisible(bool(choices))

    def _choose(self, edtf: str, _checked: bool = False) -> None:
        self.line.setText(in_words(edtf))
        self.line.setFocus()
        self._edited()


def _year_of(edtf: str) -> int | None:
    """The year that a date without one is likely to mean: the project's."""
    try:
        first = span_of(edtf).earliest
    except InvalidValue:
        return None
    return first.year if first else None
