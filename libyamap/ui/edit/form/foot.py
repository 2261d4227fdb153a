"""What stands below a form: what is wrong with it as a whole, and the buttons that add it or throw it away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from libyamap.ui.edit.form.field import Problem
from libyamap.ui.icons import icon
from libyamap.ui.text import plain_tip


class FormFoot(QFrame):
    """`sent` and `discarded` when the user asks for it; typed text is only thrown away when that was asked twice."""

    sent = Signal()
    discard_asked = Signal()
    discarded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.problem = Problem()
        self.send = QPushButton(icon("check"), "Add")
        self.send.setToolTip(plain_tip("Add it to the project (Enter, or Ctrl+Enter anywhere in the form)"))
        self.drop = QPushButton("Discard")
        self.drop.setToolTip(plain_tip("Throw away what you typed"))
        self.sure = QPushButton("Discard what you typed?")
        self.sure.hide()
        across = QHBoxLayout()
        across.setSpacing(8)
        for button in (self.send, self.drop, self.sure):
            button.setMinimumHeight(32)
            across.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.problem)
        column.addLayout(across)
        self.send.clicked.connect(lambda _checked=False: self.sent.emit())
        self.drop.clicked.connect(lambda _checked=False: self.discard_asked.emit())
        self.sure.clicked.connect(lambda _checked=False: self.discarded.emit())

    def ask_again(self) -> None:
        """Something was typed: is it to be thrown away?"""
        self.drop.hide()
        self.sure.show()
        self.sure.setFocus()

    def rest(self) -> None:
        """Nothing is asked (any more)."""
        self.sure.hide()
        self.drop.show()
