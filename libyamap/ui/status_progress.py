"""How far something is, in the status bar: words, a bar, and buttons; the window stays usable beside it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QWidget

from libyamap.ui.icons import icon
from libyamap.ui.text import plain_tip, with_even_digits


class StatusProgress(QWidget):
    """`name` is what the bar is called to those who cannot see it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        with_even_digits(self.words)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(140, 10)
        self.bar.setAccessibleName(name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 0, 8, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.words)
        self._row.addWidget(self.bar)

    def add_button(self, name: str, words: str, work: Callable[[], object]) -> QToolButton:
        """Add a button with the icon of this name."""
        button = QToolButton()
        button.setIcon(icon(name))
        button.setText(words)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAutoRaise(True)
        button.setMinimumHeight(24)
        button.setToolTip(plain_tip(words))
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _checked=False: work())
        self._row.addWidget(button)
        return button
