"""The colours of a row that is painted by hand: those of its list, and others where it is the chosen one."""

from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem


class RowInks(NamedTuple):
    """For a name, and for what stands quietly beside or below it."""

    main: QColor
    quiet: QColor
    chosen: bool


def begin_row(painter: QPainter, option: QStyleOptionViewItem) -> RowInks:
    """Fill the ground of a chosen row; what to write on it with."""
    palette = option.palette
    if not option.state & QStyle.StateFlag.State_Selected:
        quiet = palette.color(QPalette.ColorRole.PlaceholderText)
        return RowInks(palette.color(QPalette.ColorRole.Text), quiet, chosen=False)
    painter.fillRect(option.rect, palette.brush(QPalette.ColorRole.Highlight))
    ink = palette.color(QPalette.ColorRole.HighlightedText)
    return RowInks(ink, ink, chosen=True)


def name_font(option: QStyleOptionViewItem) -> QFont:
    """The row's letters, heavier: for the name."""
    font = QFont(option.font)
    font.setWeight(QFont.Weight.DemiBold)
    return font
