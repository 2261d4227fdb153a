"""One field of a form: its name above, what was understood of the text below, and what is wrong with it, beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from libyamap.ui.icons import icon
from libyamap.ui.text import Look, PlainLabel, plain_tip

SIGN = 14


class Problem(QWidget):
    """A sentence with a sign, in the colour of what is wrong; hidden while nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = PlainLabel()
        self.label.setForegroundRole(QPalette.ColorRole.BrightText)
        sign = QLabel()
        sign.setPixmap(icon("circle-alert").pixmap(SIGN, SIGN))
        sign.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show it; an empty sentence shows nothing."""
        self.label.set_text(sentence)
        self.setVisible(bool(sentence))


class Field(QWidget):
    """`editor` is the widget that takes the keyboard; `changed` when the user has changed it. Subclasses add a value.

    `name` is the field's name in `domain.fields`, by which problems of the model find their place.
    """

    changed = Signal()

    def __init__(self, name: str, label: str, editor: QWidget, help_text: str = "") -> None:
        super().__init__()
        self.name = name
        self.label = QLabel(label)
        self.label.setForegroundRole(self.label.foregroundRole().PlaceholderText)
        self.label.setBuddy(editor)
        self.editor = editor
        editor.setAccessibleName(label)
        if help_text:
            editor.setToolTip(plain_tip(help_text))
            editor.setAccessibleDescription(help_text)
        self.echo = PlainLabel("", Look.QUIET)
        self.echo.hide()
        self.problem = Problem(self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        for part in (self.label, editor, self.echo, self.problem):
            self.column.addWidget(part)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all fields of the model that this one sets."""
        return (self.name,)

    def say(self, sentence: str) -> None:
        """Show what is wrong with it; nothing where the sentence is empty."""
        self.problem.say(sentence)
        self.editor.setProperty("wrong", bool(sentence))

    def show_echo(self, text: str, tip: str = "") -> None:
        """Show what was understood."""
        self.echo.set_text(text)
        self.echo.setToolTip(plain_tip(tip))
        self.echo.setVisible(bool(text))

    def take_keyboard(self) -> None:
        """Go there."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- names that are looked up while one types

    def pending(self) -> bool:
        """Whether an answer is still to come."""
        return False

    def settle(self) -> None:
        """Take what is typed and not taken yet."""

    def stop(self) -> None:
        """Wait for what still runs."""

    # ---- drafts: what was typed, whether it makes sense or not

    def typed(self) -> object:
        """What the user has put in, as JSON can keep it; None or empty where nothing."""
        return None

    def put_back(self, typed: object) -> None:
        """What `typed` gave, in another run of the program."""

    def clear(self) -> None:
        """As it was when the form was opened."""
        self.say("")
        self.show_echo("")
