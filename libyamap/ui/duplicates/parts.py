"""Puts the panel of likely duplicates into the window, behind the table."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMainWindow, QWidget

from libyamap.ui.action_set import ActionSet
from libyamap.ui.desk import Desk
from libyamap.ui.docks import add_dock, obey
from libyamap.ui.later import Later

if TYPE_CHECKING:
    from libyamap.ui.duplicates.panel import DuplicatesPanel

_ACTION = "panel-duplicates"
_SHARE = 0.42
"""Of the window's height, while the panel is seen: side by side takes more rows than a table shows."""


class _Later(Later["DuplicatesPanel"]):
    """With room in the title bar of the dock for the buttons of the panel."""

    def __init__(self, make: Callable[[], "DuplicatesPanel"]) -> None:
        super().__init__(make)
        self.bar = QWidget()
        self.buttons = QHBoxLayout(self.bar)
        self.buttons.setContentsMargins(0, 0, 0, 0)


class DuplicatesParts(QObject):
    """Made once by the window. An import's account calls `open` with the data set that has come in."""

    def __init__(self, desk: Desk, actions: ActionSet, window: QMainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._later = _Later(self._make)
        self._height_before = 0
        self.dock = add_dock(window, actions[_ACTION], self._later, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.dock.hide()
        self.dock.visibilityChanged.connect(self._make_room)
        actions.on_toggle(_ACTION, obey(actions[_ACTION], self.dock))

    @property
    def panel(self) -> "DuplicatesPanel":
        """The panel; made when it is first needed."""
        return self._later.panel

    def open(self, dataset: str = "") -> None:
        """Show the pairs with an event of this data set; an empty name: all."""
        self.dock.show()
        self.dock.raise_()
        self.panel.open(dataset)

    def settle(self) -> None:
        """After the window's arrangement was restored: a panel that is not open has its place behind the table."""
        table = self._window.findChild(QDockWidget, "panel-table")
        if isinstance(table, QDockWidget) and self.dock.isHidden():
            self._window.tabifyDockWidget(table, self.dock)
            self.dock.hide()

    def stop(self) -> None:
        """Before the project is closed."""
        if self._later.made is not None:
            self._later.made.stop()

    def _make(self) -> "DuplicatesPanel":
        from libyamap.ui.duplicates.looking import Looking
        from libyamap.ui.duplicates.panel import DuplicatesPanel

        panel = DuplicatesPanel(self._desk, Looking(self._desk.session.store.path))
        self._later.buttons.addWidget(panel.bar)
        return panel

    def _make_room(self, seen: bool) -> None:
        """Be high while it is seen, and give the height back to what stands behind the same tab."""
        wanted = round(self._window.height() * _SHARE)
        if seen and self.dock.height() < wanted:
            self._height_before = self.dock.height()
            self._window.resizeDocks([self.dock], [wanted], Qt.Orientation.Vertical)
        elif not seen and self._height_before:
            table = self._window.findChild(QDockWidget, "panel-table")
            if isinstance(table, QDockWidget) and table.isVisible():
                self._window.resizeDocks([table], [self._height_before], Qt.Orientation.Vertical)
            self._height_before = 0
