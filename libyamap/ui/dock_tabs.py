"""Panels that share one place: each one's name stands on its tab, and the button that closes it beside the name."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QToolButton

from libyamap.ui.icons import icon
from libyamap.ui.tab_style import CLOSER, TabStyle, room_of
from libyamap.ui.text import plain_tip


class TabCloser(QToolButton):
    """Closes the panel whose tab it stands on."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__()
        self.setIcon(icon("x"))
        self.setAutoRaise(True)
        self.setFixedSize(CLOSER, CLOSER)
        self.setToolTip(plain_tip(f"Close {dock.windowTitle()}"))
        self.setAccessibleName(f"Close {dock.windowTitle()}")
        self.clicked.connect(lambda _checked=False: dock.close())


class _Dress(QObject):
    """Watches one tab bar: only tabs that have the room for it show their button."""

    def __init__(self, bar: QTabBar) -> None:
        super().__init__(bar)
        self.setObjectName(_DRESS)
        self._bar = bar
        self.style = TabStyle(bar)
        bar.setStyle(self.style)
        bar.setElideMode(Qt.TextElideMode.ElideNone)
        bar.setUsesScrollButtons(True)
        bar.currentChanged.connect(self.show_buttons)
        bar.installEventFilter(self)

    def show_buttons(self) -> None:
        """Those of tabs that have the room."""
        room = room_of(self._bar)
        for place in range(self._bar.count()):
            button = self._bar.tabButton(place, _SIDE)
            if button is not None:
                button.setVisible(room.closes_all or place == self._bar.currentIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the bar has another width, or other tabs."""
        if watched is self._bar and event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self.show_buttons()
        return False


def share_place(dock: QDockWidget, window: QMainWindow) -> bool:
    """Whether other panels that are open have the same place."""
    return any(not other.isHidden() for other in window.tabifiedDockWidgets(dock))


def is_behind(dock: QDockWidget) -> bool:
    """Whether the panel is open, but another one's tab is in front."""
    return front_of(dock) is not dock and not dock.isHidden()


def front_of(dock: QDockWidget) -> QDockWidget:
    """The panel that is seen at the place of this one; the panel itself where it has the place alone."""
    name, window = dock.windowTitle(), dock.parentWidget()
    if dock.isHidden() or not isinstance(window, QMainWindow):
        return dock
    bars = [bar for bar in _bars(window) if bar.isVisible() and name in map(bar.tabText, range(bar.count()))]
    seen = {bar.tabText(bar.currentIndex()) for bar in bars}
    return next((each for each in window.tabifiedDockWidgets(dock) if each.windowTitle() in seen), dock)


def dress_tabs(window: QMainWindow) -> None:
    """Give each tab its icon, its button and its tip; the window makes the tabs itself, and says nothing of it."""
    docks = {dock.windowTitle(): dock for dock in window.findChildren(QDockWidget)}
    for bar in _bars(window):
        dress = bar.findChild(_Dress, _DRESS) or _Dress(bar)
        for place in range(bar.count()):
            dock = docks.get(bar.tabText(place))
            if dock is None:
                continue
            bar.setTabIcon(place, dock.windowIcon())
            bar.setTabToolTip(place, plain_tip(dock.windowTitle()))
            if not isinstance(bar.tabButton(place, _SIDE), TabCloser):
                bar.setTabButton(place, _SIDE, TabCloser(dock))
        dress.show_buttons()


def _bars(window: QMainWindow) -> list[QTabBar]:
    """Those of panels; what a panel has inside is not the window's own."""
    return [bar for bar in window.findChildren(QTabBar) if bar.parent() is window]


_SIDE = QTabBar.ButtonPosition.RightSide
_DRESS = "dress"
