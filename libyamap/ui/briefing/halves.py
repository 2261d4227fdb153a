"""Which of a pair's two sheets is looked at: two buttons of which one is pressed."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from libyamap.ui.text import plain_tip

HALVES: Final = (("Before", "Look at the first sheet"), ("After", "Look at the second sheet, with what changed"))
SHEET: Final = """
QToolButton { border: 1px solid palette(placeholder-text); border-radius: 4px; padding: 2px 8px; }
QToolButton:checked { border: 2px solid palette(accent); padding: 1px 7px; font-weight: 600; }
QToolButton:focus { background: palette(midlight); }
"""
"""Which is pressed must be seen in the dark too, where Fusion's pressed buttons hardly differ."""


class Halves(QWidget):
    """`turned` when the reader chose the other one; the second is looked at first, as it shows what changed."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QToolButton] = []
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for number, (words, tip) in enumerate(HALVES):
            button = QToolButton()
            button.setText(words)
            button.setToolTip(plain_tip(tip))
            button.setAccessibleName(tip)
            button.setCheckable(True)
            button.setChecked(number == len(HALVES) - 1)
            button.setMinimumSize(72, 28)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setStyleSheet(SHEET)
            group.addButton(button, number)
            row.addWidget(button)
            self.buttons.append(button)
        group.idToggled.connect(lambda _number, pressed: self.turned.emit() if pressed else None)
        row.addStretch(1)

    @property
    def number(self) -> int:
        """0 for before, 1 for after."""
        return next(number for number, button in enumerate(self.buttons) if button.isChecked())

    def turn(self, number: int) -> None:
        """Look at this one."""
        self.buttons[number].setChecked(True)
