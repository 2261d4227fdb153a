"""The small fields of the filter panel, dressed alike."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from libyamap.ui.icons import icon
from libyamap.ui.text import Look, PlainLabel, menu_text, plain_tip
from libyamap.ui.theme import FIELD_SHEET

HEIGHT = 28


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


def choice(name: str, entries: Sequence[tuple[str, object]], work: Callable[[object], None]) -> QComboBox:
    """A list to choose one of; `work(value)` when the user has."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(plain_tip(name))
    box.setMinimumHeight(HEIGHT)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for words, value in entries:
        box.addItem(words, value)
    box.activated.connect(lambda place: work(box.itemData(place)))
    return box


def show_choice(box: QComboBox, value: object) -> None:
    """Show the entry with this value, as if the user had chosen it long ago."""
    place = next((each for each in range(box.count()) if box.itemData(each) == value), 0)
    box.setCurrentIndex(place)


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
