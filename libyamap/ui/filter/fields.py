"""The small fields of the filter panel, dressed alike."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from libyamap.ui.icons import icon
from libyamap.ui.text import Look, PlainLabel, menu_text, plain_tip
from libyamap.ui.theme import FIELD_SHEET
from libyamap.ui.wheel import let_wheel_past

HEIGHT = 28
CHOICE_SHEET = """
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid palette(placeholder-text);
                          border-radius: 8px; background: palette(base); }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid palette(accent); }
QRadioButton:focus { outline: 1px solid palette(accent); }
"""
"""Buttons to choose by whose edge can be seen in the dark too, where Fusion draws it darker than the window."""


def line(name: str, hint: str, tip: str = "") -> QLineEdit:
    """A line to type into."""
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setToolTip(plain_tip(tip or name))
    field.setClearButtonEnabled(True)
    field.setMinimumHeight(HEIGHT)
    field.setStyleSheet(FIELD_SHEET)
    return field


class Choice(QComboBox):
    """One of several values. They are kept here: Qt would make plain texts of words of the vocabulary."""

    def __init__(self, name: str, entries: Iterable[tuple[str, object]], work: Callable[[Any], object]) -> None:
        super().__init__()
        self._values: list[object] = []
        self._words: list[str] = []
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.setMinimumHeight(HEIGHT)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        let_wheel_past(self)
        for words, value in entries:
            self.addItem(words)
            self._values.append(value)
            self._words.append(words)
        self.activated.connect(lambda place: work(self._values[place]))

    def show_counts(self, counts: Mapping[object, int]) -> None:
        """Behind each value, how many there would be."""
        for place, value in enumerate(self._values):
            words, many = self._words[place], counts.get(value)
            self.setItemText(place, words if many is None else f"{words}  ({many:,})")

    def show_value(self, value: object) -> None:
        """Show this value, as if it had been chosen long ago; the first where there is no such."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)


def button(words: str, name: str, tip: str, work: Callable[[], None]) -> QPushButton:
    """A button with an icon and words."""
    made = QPushButton(icon(name), menu_text(words))
    made.setMinimumHeight(HEIGHT)
    made.setStyleSheet("QPushButton { text-align: left; padding: 4px 8px; }")
    made.setToolTip(plain_tip(tip))
    made.clicked.connect(lambda _checked=False: work())
    return made


def complaint() -> PlainLabel:
    """Where an error stands, below the field that it is in; hidden while there is none."""
    label = PlainLabel("", Look.BODY)
    label.setForegroundRole(label.foregroundRole().BrightText)
    label.hide()
    return label


def complain(label: PlainLabel, sentence: str) -> None:
    """Show or hide the error."""
    label.set_text(sentence)
    label.setVisible(bool(sentence))


def beside(widget: QWidget) -> QWidget:
    """The widget, allowed to be as narrow as the panel."""
    widget.setMinimumWidth(40)
    return widget
