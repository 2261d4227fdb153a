"""Panels that share one place: each one's name stands on its tab, and the button that closes it beside the name."""

from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QToolButton

from libyamap.ui.icons import icon
from libyamap.ui.text import plain_tip


class TabCloser(QToolButton):
    """Closes the panel whose tab it stands on."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__()
        self.setIcon(icon("x"))
        self.setAutoRaise(True)
        self.setFixedSize(24, 24)
        self.setToolTip(plain_tip(f"Close {dock.windowTitle()}"))
        self.setAccessibleName(f"Close {dock.windowTitle()}")
        self.clicked.connect(lambda _checked=False: dock.close())


def share_place(dock: QDockWidget, window: QMainWindow) -> bool:
    """Whether other panels that are open have the same place."""
    return any(not other.isHidden() for other in window.tabifiedDockWidgets(dock))


def is_behind(dock: QDockWidget) -> bool:
    """Whether the panel is open, but another one's tab is in front."""
    name, window = dock.windowTitle(), dock.parentWidget()
    if dock.isHidden() or not isinstance(window, QMainWindow):
        return False
    bars = [bar for bar in _bars(window) if bar.isVisible() and name in map(bar.tabText, range(bar.count()))]
    return any(bar.tabText(bar.currentIndex()) != name for bar in bars)


def dress_tabs(window: QMainWindow) -> None:
    """Give each tab its button; the window makes the tabs itself, and says nothing of it."""
    docks = {dock.windowTitle(): dock for dock in window.findChildren(QDockWidget)}
    for bar in _bars(window):
        for place in range(bar.count()):
            dock = docks.get(bar.tabText(place))
            if dock is not None and not isinstance(bar.tabButton(place, _SIDE), TabCloser):
                bar.setTabButton(place, _SIDE, TabCloser(dock))


def _bars(window: QMainWindow) -> list[QTabBar]:
    """Those of panels; what a panel has inside is not the window's own."""
    return [bar for bar in window.findChildren(QTabBar) if bar.parent() is window]


_SIDE = QTabBar.ButtonPosition.RightSide
