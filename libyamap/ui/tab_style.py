"""How the tabs of panels are drawn: a name is never cut; where names have no room, an icon stands for each of them.

The panel in front keeps its name and its button. Names of the others are in their tips.
"""

from enum import Enum

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPainter
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QStyleOptionTab, QTabBar, QWidget

CLOSER = 24
"""Pixels of the button that closes a panel."""
_GAP = 6
_ICON_TAB = 32


class Room(Enum):
    """What the tabs of one bar have room for."""

    ALL = "all names, each with its button"
    NAMES = "all names; a button for the panel in front"
    ICONS = "name and button for the panel in front, an icon for each of the others"

    @property
    def closes_all(self) -> bool:
        """Whether each tab has its button."""
        return self is Room.ALL


def room_of(bar: QTabBar) -> Room:
    """What fits into the width that the bar has now."""
    around = bar.style().pixelMetric(QStyle.PixelMetric.PM_TabBarTabHSpace, None, bar)
    names = sum(_advance(bar, bar.tabText(place)) + around for place in range(bar.count()))
    if names + bar.count() * (CLOSER + _GAP) <= bar.width():
        return Room.ALL
    return Room.NAMES if names + CLOSER + _GAP <= bar.width() else Room.ICONS


class TabStyle(QProxyStyle):
    """The platform's style, but for what stands on a tab of `bar` and how wide that makes it."""

    def __init__(self, bar: QTabBar) -> None:
        super().__init__()
        self.setParent(bar)
        self._bar = bar

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        """Qt: how large a tab is."""
        found = super().sizeFromContents(kind, option, size, self._bar if widget is None else widget)
        if isinstance(option, QStyleOptionTab):
            found.setWidth(self._width(option))
        return found

    def drawControl(
        self, element: QStyle.ControlElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        """Qt: draw what stands on a tab."""
        shown = option
        if element is QStyle.ControlElement.CE_TabBarTabLabel and isinstance(option, QStyleOptionTab):
            shown = _label(option, room_of(self._bar))
        super().drawControl(element, shown, painter, widget)

    def _width(self, option: QStyleOptionTab) -> int:
        room, front = room_of(self._bar), is_front(option)
        if room is Room.ICONS and not front:
            return _ICON_TAB
        around = self.pixelMetric(QStyle.PixelMetric.PM_TabBarTabHSpace, None, self._bar)
        return _advance(self._bar, option.text) + around + (CLOSER + _GAP if front or room.closes_all else 0)


def is_front(option: QStyleOptionTab) -> bool:
    """Whether this is the tab of the panel that is seen."""
    return bool(option.state & QStyle.StateFlag.State_Selected)


def _label(option: QStyleOptionTab, room: Room) -> QStyleOptionTab:
    shown = QStyleOptionTab(option)
    if room is Room.ICONS and not is_front(option):
        shown.text = ""
    else:
        shown.icon = QIcon()
    if not (room.closes_all or is_front(option)):
        shown.rightButtonSize = QSize()
    return shown


def _advance(bar: QTabBar, text: str) -> int:
    return bar.fontMetrics().horizontalAdvance(text.replace("&", ""))
