"""Buttons that do one thing: with a sign alone, or with a sign and words."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QToolButton

from libyamap.ui.icons import icon
from libyamap.ui.text import plain_tip

SIDE = 28
SIDE_IN_A_ROW = 24


def sign_button(name: str, tip: str, work: Callable[[], object], side: int = SIDE) -> QToolButton:
    """A small flat one; the tip is also what a screen reader says. `side`: least width and height in pixels."""
    button = QToolButton()
    button.setIcon(icon(name))
    button.setAutoRaise(True)
    button.setMinimumSize(side, side)
    button.setToolTip(plain_tip(tip))
    button.setAccessibleName(tip)
    button.clicked.connect(lambda _checked=False: work())
    return button


def worded_button(name: str, words: str, work: Callable[[], object]) -> QPushButton:
    """One that says what it does; `name` is that of the sign before the words."""
    button = QPushButton(icon(name), words)
    button.setMinimumHeight(SIDE)
    button.clicked.connect(lambda _checked=False: work())
    return button
