"""Text of a project is text: labels, tool tips, menu entries and titles that no markup in a file can change.

Qt guesses whether a string is rich text (`Qt.mightBeRichText`); every place where it would guess goes through here.
"""

import html
import re
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QFont, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QWidget

from libyamap.i18n import is_right_to_left

BREAK = "\N{ZERO WIDTH SPACE}"
_LONG_WORD = re.compile(r"\S{24}(?=\S{8})(?![\u0300-\u036f\u200d\ufe0f])")
"""What is longer than a line of a panel; never parted between a letter and its accent."""


class Look(Enum):
    """How a text stands out."""

    BODY = auto()
    TITLE = auto()
    HEADING = auto()
    QUIET = auto()


def plain_tip(text: str) -> str:
    """Tool tip that shows `text` as it is, wrapped; empty stays empty."""
    return f"<p style='white-space: pre-wrap'>{html.escape(text)}</p>" if text else ""


def menu_text(text: str) -> str:
    """Menu entry or button text without accidental mnemonics, cut to a bearable length."""
    short = text if len(text) <= 60 else f"{text[:59]}…"
    return short.replace("&", "&&")


def breakable(text: str) -> str:
    """The text with places to break a word that is too long for a panel; to be shown, not to be copied."""
    return _LONG_WORD.sub(lambda piece: f"{piece.group()}{BREAK}", text)


def as_given(text: str) -> str:
    """A text that was shown, without the places to break it."""
    return text.replace(BREAK, "")


def window_text(text: str) -> str:
    """Window title without Qt's place holder for changed documents."""
    return text.replace("[*]", "[*][*]")


def with_even_digits(widget: QWidget) -> None:
    """Digits of one width, so that numbers below each other line up and one that changes does not tremble."""
    font = QFont(widget.font())
    font.setFeature(QFont.Tag("tnum"), 1)
    widget.setFont(font)


def alignment_for(text: str) -> Qt.AlignmentFlag:
    """Where `text` starts: at the right for Arabic, whatever the window's direction."""
    side = Qt.AlignmentFlag.AlignRight if is_right_to_left(text) else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


class PlainLabel(QLabel):
    """A wrapping label that never interprets markup; its text can be selected and copied.

    A word longer than a line, such as an address or a digest, goes on in the next one.
    """

    def __init__(self, text: str = "", look: Look = Look.BODY, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._dress(look)
        self.set_text(text)

    def minimumSizeHint(self) -> QSize:
        """Qt: it can be as narrow as a word and as low as a line; the layout asks for the height at its width."""
        return QSize(40, self.fontMetrics().height())

    def set_text(self, text: str) -> None:
        """Show `text`, aligned to the side its script starts at."""
        self.setText(breakable(text))
        self.setAlignment(alignment_for(text) | Qt.AlignmentFlag.AlignTop)

    def text(self) -> str:
        """Qt: the text as it was given."""
        return as_given(super().text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: what is copied is as it was given, too."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.hasSelectedText():
            _to_clipboard(as_given(self.selectedText()))
            event.accept()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the label's own menu, unless it would copy what was added."""
        if BREAK not in super().text():
            super().contextMenuEvent(event)
            return
        menu = QMenu(self.window() if self.window() is not self else None)  # the label may be gone before its menu
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction("Copy")
        copy.setEnabled(self.hasSelectedText())
        copy.triggered.connect(partial(_to_clipboard, as_given(self.selectedText())))
        menu.popup(event.globalPos())

    def _dress(self, look: Look) -> None:
        font = QFont(self.font())
        if look is Look.TITLE:
            font.setPointSizeF(font.pointSizeF() * 1.3)
            font.setWeight(QFont.Weight.DemiBold)
        elif look is Look.HEADING:
            font.setWeight(QFont.Weight.DemiBold)
        elif look is Look.QUIET:
            self.setForegroundRole(self.foregroundRole().PlaceholderText)
        self.setFont(font)


def _to_clipboard(text: str, _checked: bool = False) -> None:
    QGuiApplication.clipboard().setText(text)
