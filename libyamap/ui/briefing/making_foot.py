"""The foot of a dialog that makes files: how far it is, what went wrong, and the buttons that begin it and end it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout

from libyamap.ui.filter.fields import complaint
from libyamap.ui.text import Look, PlainLabel


class MakingFoot(QVBoxLayout):
    """`go` begins; `leave` says Close, or Cancel while it runs."""

    def __init__(self, begin: Callable[[], object], leave: Callable[[], object]) -> None:
        super().__init__()
        self.setSpacing(8)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.words = PlainLabel("", Look.QUIET)
        self.error = complaint()
        self.go, self.leave = QPushButton("Make…"), QPushButton()
        self.go.setDefault(True)
        self.go.clicked.connect(lambda _checked=False: begin())
        self.leave.clicked.connect(lambda _checked=False: leave())
        for widget in (self.bar, self.words, self.error):
            self.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.go)
        self.addLayout(buttons)

    def show_running(self, *, running: bool) -> None:
        """Whether something is being made; that it can be begun is the dialog's to say."""
        self.bar.setVisible(running)
        self.leave.setText("Cancel" if running else "Close")
