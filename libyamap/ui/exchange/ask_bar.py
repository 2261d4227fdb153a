"""A question that has to be answered before an import can begin, with its answers as buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from libyamap.ui.icons import icon
from libyamap.ui.text import PlainLabel, menu_text


class AskBar(QFrame):
    """`answered` carries the answer that was pressed; hidden while there is nothing to ask."""

    answered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._words = PlainLabel()
        sign = QLabel()
        sign.setPixmap(icon("circle-help").pixmap(18, 18))
        top = QHBoxLayout()
        top.addWidget(sign)
        top.addWidget(self._words, 1)
        self._answers = QHBoxLayout()
        self._answers.addStretch(1)
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addLayout(top)
        column.addLayout(self._answers)
        self.hide()

    def ask(self, words: str, answers: Sequence[tuple[str, object]]) -> None:
        """Show a question."""
        self.clear()
        self._words.set_text(words)
        for text, value in answers:
            button = QPushButton(menu_text(text))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, value=value: self.answered.emit(value))
            self._answers.addWidget(button)
            self.buttons.append(button)
        self.show()

    def clear(self) -> None:
        """Ask nothing."""
        for button in self.buttons:
            button.deleteLater()
        self.buttons = []
        self.hide()

    @property
    def words(self) -> str:
        """The question."""
        return self._words.text() if self.asks else ""

    @property
    def asks(self) -> bool:
        """Whether an answer is wanted."""
        return bool(self.buttons)
