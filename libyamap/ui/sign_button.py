"""A small flat button that shows a sign and no words; its tip is also the name that a screen reader says."""

from collections.abc import Callable

from PySide6.QtWidgets import QToolButton

from libyamap.ui.icons import icon
from libyamap.ui.text import plain_tip

SIDE = 28
SIDE_IN_A_ROW = 24


def sign_button(name: str, tip: str, work: Callable[[], object], side: int = SIDE) -> QToolButton:
    """A click does the work. `name` is that of the sign, `side` the least width and height in pixels."""
    button = QToolButton()
    button.setIcon(icon(name))
    button.setAutoRaise(True)
    button.setMinimumSize(side, side)
    button.setToolTip(plain_tip(tip))
    button.setAccessibleName(tip)
    button.clicked.connect(lambda _checked=False: work())
    return button
