"""A flat button whose words end in “…” where there is no room for them, instead of being cut through a letter."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from libyamap.ui.text import menu_text, plain_tip

PADDING: Final = 4
GAP: Final = 4


class ElidedButton(QPushButton):
    """As wide as its panel; the whole text is its tool tip and what a screen reader says."""

    def __init__(self, picture: QIcon, text: str, parent: QWidget | None = None) -> None:
        super().__init__(picture, menu_text(text), parent)
        self.setFlat(True)
        self.setMinimumHeight(26)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(plain_tip(text))
        self.setStyleSheet(f"QPushButton {{ text-align: left; padding: 2px {PADDING}px; }}")

    def shown(self) -> str:
        """The text as far as there is room for it."""
        room = self.width() - 2 * PADDING - self.iconSize().width() - 2 * GAP
        return self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room, Qt.TextFlag.TextShowMnemonic
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: as any button, with the text that has room."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.shown()
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)
