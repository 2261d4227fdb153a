"""Fields of plain text: one line, several lines, tags."""

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from libyamap.domain.checks import MAX_TEXT, MAX_TITLE
from libyamap.errors import InvalidValue
from libyamap.ui.edit.form.field import Field
from libyamap.ui.text import alignment_for
from libyamap.ui.theme import FIELD_SHEET

LINE_HEIGHT = 28
_LINES_SHOWN = 3
BLOCK_SHEET = FIELD_SHEET.replace("QLineEdit", "QPlainTextEdit")


def leaves_to_project(event: QEvent, can_undo: bool, can_redo: bool) -> bool:
    """Whether a key is Ctrl+Z or its like, with nothing of that sort left in the field: the window's command gets it.

    Qt's fields take these keys in any case.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
    if (undo and not can_undo) or (redo and not can_redo):
        event.ignore()
        return True
    return False


class Line(QLineEdit):
    """One line that starts at the side of its script. A longer text is cut; `shortened` tells, after the change."""

    shortened = Signal()

    def __init__(self, hint: str = "", longest: int = MAX_TITLE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setMaxLength(longest)
        self.setMinimumHeight(LINE_HEIGHT)
        self.setStyleSheet(FIELD_SHEET)
        self.textChanged.connect(self._align)
        self.inputRejected.connect(lambda: QTimer.singleShot(0, self, self.shortened.emit))

    def clear(self) -> None:
        """Empty it, and forget what was typed: Ctrl+Z does not bring it back into the next form."""
        self.setText("")

    def event(self, event: QEvent) -> bool:
        """Qt: what it cannot undo itself, the project can."""
        return leaves_to_project(event, self.isUndoAvailable(), self.isRedoAvailable()) or super().event(event)

    @property
    def cut_words(self) -> str:
        """What to say then."""
        return f"Only the first {self.maxLength():,} characters fit; the rest was left out."

    def _align(self, text: str) -> None:
        self.setAlignment(alignment_for(text) | Qt.AlignmentFlag.AlignVCenter)


class LineField(Field):
    """A line of text."""

    def __init__(self, name: str, label: str, hint: str = "", help_text: str = "", *, needed: bool = False) -> None:
        self.line = Line(hint)
        super().__init__(name, label, self.line, help_text)
        self._needed = needed
        self.line.shortened.connect(lambda: self.say(self.line.cut_words))
        self.line.textEdited.connect(lambda _text: self._edited())

    def value(self) -> str:
        """The text without space around it; InvalidValue where it is needed and missing."""
        text = self.line.text().strip()
        if self._needed and not text:
            raise InvalidValue(self.name, f"The {self.label.text().lower()} is empty; give it a few words.")
        return text

    def show_value(self, value: str) -> None:
        """Show a value."""
        self.line.setText(value)
        self.line.setCursorPosition(0)

    def typed(self) -> object:
        """The text."""
        return self.line.text()

    def put_back(self, typed: object) -> None:
        """The text again."""
        self.line.setText(str(typed or ""))

    def clear(self) -> None:
        """Empty."""
        super().clear()
        self.line.clear()

    def _edited(self) -> None:
        self.say("")
        self.changed.emit()


class Block(QPlainTextEdit):
    """A few lines; Tab goes on to the next field. A longer text is cut; `shortened` tells, after the change."""

    shortened = Signal()

    def __init__(self, hint: str = "", lines: int = _LINES_SHOWN) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setStyleSheet(BLOCK_SHEET)
        room = self.document().documentMargin() * 2 + 10
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * lines + room))
        self.textChanged.connect(self._align)

    def event(self, event: QEvent) -> bool:
        """Qt: what it cannot undo itself, the project can."""
        known = self.document()
        return leaves_to_project(event, known.isUndoAvailable(), known.isRedoAvailable()) or super().event(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt: paste or drop. Cut before it is laid out, which would take half a minute for a megabyte."""
        text = source.text()
        selected = len(self.textCursor().selectedText())
        room = max(0, MAX_TEXT - len(self.toPlainText()) + selected)
        self.insertPlainText(text[:room])
        if len(text) > room:
            self.shortened.emit()

    def shorten(self, text: str) -> None:
        """Take away what does not fit; `text` is all of it."""
        kept = len(text[:MAX_TEXT].encode("utf-16-le")) // 2  # the document counts so
        cursor = self.textCursor()
        cursor.setPosition(kept)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()

    def _align(self) -> None:
        option = QTextOption(alignment_for(self.toPlainText()[:200]))
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if self.document().defaultTextOption().alignment() != option.alignment():
            self.document().setDefaultTextOption(option)


class BlockField(Field):
    """Several lines of text."""

    def __init__(self, name: str, label: str, hint: str = "", lines: int = _LINES_SHOWN) -> None:
        self.block = Block(hint, lines)
        super().__init__(name, label, self.block)
        self._quiet = False
        self.block.textChanged.connect(self._edited)
        self.block.shortened.connect(self._say_cut)

    def value(self) -> str:
        """The text without space around it."""
        return self.block.toPlainText().strip()

    def show_value(self, value: str) -> None:
        """Show a value."""
        self._quiet = True
        self.block.setPlainText(value)
        self._quiet = False

    def typed(self) -> object:
        """The text."""
        return self.block.toPlainText()

    def put_back(self, typed: object) -> None:
        """The text again."""
        self.show_value(str(typed or ""))

    def clear(self) -> None:
        """Empty."""
        super().clear()
        self.show_value("")

    def _edited(self) -> None:
        if self._quiet:
            return
        text = self.block.toPlainText()
        if len(text) > MAX_TEXT:
            self._quiet = True
            self.block.shorten(text)
            self._quiet = False
            self._say_cut()
        else:
            self.say("")
        self.changed.emit()

    def _say_cut(self) -> None:
        self.say(f"Only the first {MAX_TEXT:,} characters fit; the rest was left out.")


class TagsField(LineField):
    """Words with commas between them."""

    def __init__(self, label: str = "Tags", name: str = "tags") -> None:
        super().__init__(name, label, "words, separated by commas")

    def words(self) -> tuple[str, ...]:
        """Each tag once, in the order typed; the Arabic comma separates as well."""
        parts = (part.strip() for part in self.line.text().replace("،", ",").split(","))
        return tuple(dict.fromkeys(part for part in parts if part))
