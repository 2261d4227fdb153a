"""What only a person can say of a table: whether its axes are exchanged, and whether its dates begin with the day."""

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from libyamap.ui.exchange.ask_bar import AskBar
from libyamap.ui.exchange.import_part import Part
from libyamap.ui.exchange.mapping_words import date_in_words


class MappingQuestions(QWidget):
    """`axes_answered` carries whether they are exchanged, `dates_answered` the order; no room without a question."""

    axes_answered = Signal(object)
    dates_answered = Signal(object)

    def __init__(self, after: QWidget, parent: QWidget | None = None) -> None:
        """`after` is the field from which the keyboard goes to the answers."""
        super().__init__(parent)
        self._after = after
        self.axes, self.dates = AskBar(), AskBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.axes)
        column.addWidget(self.dates)
        self.axes.answered.connect(self.axes_answered)
        self.dates.answered.connect(self.dates_answered)

    @property
    def ask_something(self) -> bool:
        """Whether an answer is wanted."""
        return self.axes.asks or self.dates.asks

    @property
    def first_answer(self) -> QPushButton | None:
        """What the keyboard should begin with, where there is a question."""
        return next(iter([*self.axes.buttons, *self.dates.buttons]), None)

    def ask(self, part: Part) -> None:
        """Ask what is open in this table."""
        if axes := part.axes_asked():
            self.axes.ask(axes, (("Exchange them", True), ("Take them as they are", False)))
        else:
            self.axes.clear()
        if example := part.dates_asked():
            self.dates.ask(
                f"Every date can be read in two ways. What is “{example[:30]}”?",
                tuple((date_in_words(example, order), order) for order in ("day-first", "month-first")),
            )
        else:
            self.dates.clear()
        self.setVisible(self.ask_something)
        for one, next_one in pairwise([self._after, *self.axes.buttons, *self.dates.buttons]):
            self.setTabOrder(one, next_one)  # where they are seen, not at the end
