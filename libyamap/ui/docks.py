"""The panels as docks: beside the map, never over it; each can be closed, and all of them be brought back."""

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QTabWidget, QToolButton, QWidget

from libyamap.ui.dock_tabs import dress_tabs, is_behind, share_place
from libyamap.ui.icons import icon
from libyamap.ui.text import plain_tip

QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's own: no limit."""
SIDE_MIN, SIDE_MAX = 280, 360
LOW_WINDOW = 800
"""Below this height (pixels) layers and legend share one place, as tabs."""
NARROW_SCREEN = 920
"""Below this width (pixels) panels on both sides leave the map less than they take."""
TABLE_MIN, TABLE_MAX = 150, 360
TABLE_SHARE = 0.22
_MARGINS = (12, 4, 4, 4)
_Area = Qt.DockWidgetArea
_LEFT, _RIGHT = _Area.LeftDockWidgetArea, _Area.RightDockWidgetArea


class TitleBar(QWidget):
    """Name of the panel and a button that closes it, with what the panel keeps there (`extra`) between the two."""

    def __init__(self, dock: QDockWidget, keys: str, extra: QWidget | None) -> None:
        super().__init__(dock)
        self.label = label = QLabel(dock.windowTitle())
        dock.windowTitleChanged.connect(label.setText)
        font = QFont(label.font())
        font.setWeight(QFont.Weight.DemiBold)
        label.setFont(font)
        self.close_button = close = QToolButton()
        close.setIcon(icon("x"))
        close.setAutoRaise(True)
        close.setMinimumSize(24, 24)
        close.setToolTip(plain_tip(f"Close this panel ({keys} brings it back)"))
        close.setAccessibleName(f"Close {dock.windowTitle()}")
        close.clicked.connect(lambda _checked=False: dock.close())
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(*_MARGINS)
        row.setSpacing(16)
        row.addWidget(label)
        row.addWidget(extra or QWidget(), 1)
        row.addWidget(close)
        self._extra = extra

    def stand_behind_tab(self, shared: bool) -> None:
        """Leave name and button to the tab where there is one; a bar that has nothing else then takes no room."""
        self.label.setVisible(not shared)
        self.close_button.setVisible(not shared)
        is_empty = shared and self._extra is None
        self._row.setContentsMargins(*((0, 0, 0, 0) if is_empty else _MARGINS))
        self.setMaximumHeight(0 if is_empty else QWIDGETSIZE_MAX)


def add_dock(window: QMainWindow, action: QAction, panel: QWidget, area: _Area) -> QDockWidget:
    """Put `panel` into the window; `action` shows and hides it, and its id is what the place is remembered by.

    What the panel keeps in `bar` stands in the title bar.
    """
    title, keys = action.text(), action.shortcut().toString()
    extra = getattr(panel, "bar", None)
    dock = QDockWidget(title, window)
    dock.setObjectName(action.objectName())
    dock.setWindowIcon(action.icon())
    dock.setAllowedAreas(_Area.AllDockWidgetAreas)
    dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable | QDockWidget.DockWidgetFeature.DockWidgetMovable)
    dock.setTitleBarWidget(TitleBar(dock, keys, extra if isinstance(extra, QWidget) else None))
    if area in {_LEFT, _RIGHT}:
        panel.setMinimumWidth(SIDE_MIN)
    dock.setWidget(panel)
    window.addDockWidget(area, dock)
    named = partial(_name_once_if_there, window)
    dock.visibilityChanged.connect(named)
    dock.dockLocationChanged.connect(named)
    return dock


def add_behind_inspector(window: QMainWindow, action: QAction, panel: QWidget) -> QDockWidget:
    """Put `panel` behind the inspector's tab, closed until it is asked for; the action's tick says whether it is."""
    dock = add_dock(window, action, panel, _RIGHT)
    inspector = window.findChild(QDockWidget, "panel-inspector")
    if isinstance(inspector, QDockWidget):
        window.tabifyDockWidget(inspector, dock)
    dock.hide()
    dock.visibilityChanged.connect(partial(_tick, action, dock))
    return dock


def _name_once_if_there(window: QMainWindow, _news: object) -> None:
    if shiboken6.isValid(window):  # panels also hide while their window goes
        name_once(window)


def name_once(window: QMainWindow) -> None:
    """A panel behind a tab has its name and its button there; in its title bar they would stand twice."""
    for dock in window.findChildren(QDockWidget):
        bar = dock.titleBarWidget()
        if isinstance(bar, TitleBar):
            bar.stand_behind_tab(share_place(dock, window))
    QTimer.singleShot(0, window, lambda: dress_tabs(window))  # its tabs are made after this


def obey(action: QAction, dock: QDockWidget) -> Callable[[bool], None]:
    """What a panel's action does: show and hide it; one that stands behind another one's tab comes to the front."""

    def work(wanted: bool) -> None:
        behind = not wanted and is_behind(dock)
        dock.setVisible(wanted or behind)
        if wanted or behind:
            dock.raise_()
        action.setChecked(wanted or behind)

    dock.visibilityChanged.connect(partial(_tick, action, dock))
    return work


def fold(window: QMainWindow) -> None:
    """For a narrow screen: panels of both sides share one side, as tabs, and the map keeps what that gives back."""
    docks = window.findChildren(QDockWidget)
    sides = {area: [dock for dock in docks if window.dockWidgetArea(dock) is area] for area in (_LEFT, _RIGHT)}
    for dock in (*sides[_LEFT][1:], *sides[_RIGHT]):
        closed = dock.isHidden()
        window.tabifyDockWidget(sides[_LEFT][0], dock)
        dock.setHidden(closed)
    QTimer.singleShot(0, window, sides[_LEFT][0].raise_)  # the tabs are made after this


def _tick(action: QAction, dock: QDockWidget, _visible: bool) -> None:
    """A panel behind the window's edge or another's tab is still open: only a closed one loses its tick."""
    action.setChecked(not dock.isHidden())


def prepare(window: QMainWindow) -> None:
    """What holds for every arrangement, a remembered one too: side panels as high as the window, tabs above panels."""
    window.setDockOptions(QMainWindow.DockOption.AllowNestedDocks | QMainWindow.DockOption.AnimatedDocks
                          | QMainWindow.DockOption.AllowTabbedDocks)  # fmt: skip
    window.setCorner(Qt.Corner.BottomLeftCorner, _Area.LeftDockWidgetArea)
    window.setCorner(Qt.Corner.BottomRightCorner, _Area.RightDockWidgetArea)
    window.setTabPosition(_Area.AllDockWidgetAreas, QTabWidget.TabPosition.North)


def arrange(window: QMainWindow, docks: dict[str, QDockWidget]) -> None:
    """The arrangement of a first start, for the window's size as it is: the map gets what can be spared."""
    width, height = window.width(), window.height()
    side = max(SIDE_MIN, min(SIDE_MAX, width // 6))
    window.resizeDocks([docks["layers"], docks["inspector"]], [side, side], Qt.Orientation.Horizontal)
    table = max(TABLE_MIN, min(TABLE_MAX, round(height * TABLE_SHARE)))
    window.resizeDocks([docks["table"]], [table], Qt.Orientation.Vertical)
    if height < LOW_WINDOW:
        window.tabifyDockWidget(docks["layers"], docks["legend"])
        docks["layers"].raise_()
        return
    window.resizeDocks(
        [docks["layers"], docks["legend"]], [height * 4 // 10, height * 6 // 10], Qt.Orientation.Vertical
    )
