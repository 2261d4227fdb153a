"""Fields that choose one of a few words, each with its meaning at hand."""

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QSizePolicy, QWidget

from libyamap.ui.edit.form.field import Field
from libyamap.ui.text import plain_tip
from libyamap.ui.wheel import let_wheel_past

Choice = tuple[Hashable, str]
"""A value and how it is called on screen."""


class Box(QComboBox):
    """A drop-down as wide as its place; the wheel scrolls the form, not the choice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(28)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        let_wheel_past(self)

    def fill(self, choices: Sequence[Choice]) -> None:
        """Offer these; the same value stays chosen where it is still there."""
        before, had_one = self.currentData(), self.count() > 0
        self.blockSignals(True)
        self.clear()
        for value, words in choices:
            self.addItem(words, value)
            self.setItemData(self.count() - 1, plain_tip(words), Qt.ItemDataRole.ToolTipRole)
        if had_one:
            self.choose(before)
        self.blockSignals(False)
        view = self.view()
        if isinstance(view, QAbstractItemView):
            widest = max((self.fontMetrics().horizontalAdvance(words) for _, words in choices), default=0)
            view.setMinimumWidth(min(480, widest + 40))

    def choose(self, value: object) -> None:
        """Choose the entry with this value; the first where none has it."""
        self.setCurrentIndex(max(0, self.findData(value)))


class ChoiceField(Field):
    """One of several words."""

    def __init__(
        self,
        name: str,
        label: str,
        choices: Sequence[Choice],
        help_text: str = "",
        explain: Callable[[object], str] | None = None,
    ) -> None:
        self.box = Box()
        super().__init__(name, label, self.box, help_text)
        self._explain = explain
        self.box.fill(choices)
        self._usual = self.box.currentData()
        self.box.activated.connect(lambda _row: self.changed.emit())
        self.box.currentIndexChanged.connect(lambda _row: self._tell())
        self._tell()

    def value(self) -> object:
        """What is chosen."""
        return self.box.currentData()

    def show_value(self, value: object) -> None:
        """Choose it."""
        self.box.choose(value)

    def begin_with(self, value: object) -> None:
        """Choose it, and come back to it when cleared."""
        self._usual = value
        self.box.choose(value)

    def typed(self) -> object:
        """Which entry; its words, since values are not all JSON."""
        return self.box.currentText()

    def put_back(self, typed: object) -> None:
        """The same entry, where it is still offered."""
        row = self.box.findText(str(typed))
        if row >= 0:
            self.box.setCurrentIndex(row)

    def clear(self) -> None:
        """The usual choice."""
        super().clear()
        self.box.choose(self._usual)

    def _tell(self) -> None:
        if self._explain is not None:
            self.show_echo(self._explain(self.box.currentData()))
