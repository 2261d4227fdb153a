"""A bar across the window that says something of the whole, with what can be done about it; never a dialog."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QPushButton, QToolBar, QWidget

from libyamap.ui.icons import icon
from libyamap.ui.text import PlainLabel

HEIGHT = 44


class Offer(NamedTuple):
    """A button of the bar."""

    text: str
    work: Callable[[], object]


class Banner(QToolBar):
    """Stands below the tools; `shown` tells whether it does. It goes when `hide_banner` is called, not by itself."""

    shown = Signal(bool)

    def __init__(self, name: str, window: QMainWindow) -> None:
        super().__init__("Message", window)
        self.setObjectName(name)
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toggleViewAction().setVisible(False)
        self.setMaximumHeight(HEIGHT)
        self.text = ""
        window.addToolBarBreak(Qt.ToolBarArea.TopToolBarArea)
        window.addToolBar(Qt.ToolBarArea.TopToolBarArea, self)
        self.hide()

    def say(self, text: str, offers: Sequence[Offer] = (), sign: str = "info") -> None:
        """Show a sentence and buttons."""
        self.clear()
        self.text = text
        inner = QWidget()
        across = QHBoxLayout(inner)
        across.setContentsMargins(12, 4, 12, 4)
        across.setSpacing(12)
        mark = QLabel()
        mark.setPixmap(icon(sign).pixmap(18, 18))
        words = PlainLabel(text)
        across.addWidget(mark)
        across.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        for offer in offers:
            button = QPushButton(offer.text)
            button.setMinimumHeight(28)
            button.clicked.connect(lambda _checked=False, work=offer.work: work())
            across.addWidget(button)
        inner.setAutoFillBackground(True)
        inner.setBackgroundRole(QPalette.ColorRole.Midlight)
        self.addWidget(inner)
        self.setAccessibleName(text)
        self.show()
        self.shown.emit(True)

    def hide_banner(self) -> None:
        """Nothing more to say."""
        self.text = ""
        self.clear()
        self.hide()
        self.shown.emit(False)
