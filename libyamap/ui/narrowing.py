"""Puts what narrows the view into the window: the filter panel, the timeline, and the chips below the tools.

The panels are imported and made when they are first seen.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from libyamap.ui.action_set import ActionSet
from libyamap.ui.bridge import Bridge
from libyamap.ui.desk import Desk
from libyamap.ui.docks import add_dock, obey
from libyamap.ui.edit.later import Later
from libyamap.ui.edit.map.tools import MapTools
from libyamap.ui.filter.chips import ChipBar
from libyamap.ui.tally import Tally

if TYPE_CHECKING:
    from libyamap.ui.filter.panel import FilterPanel
    from libyamap.ui.timeline.panel import TimelinePanel

_Area = Qt.DockWidgetArea
TIMELINE_HEIGHT = 150


class NarrowingParts(QObject):
    """Made once by the window, before it brings its arrangement back; `stop` before the index is closed."""

    def __init__(self, desk: Desk, actions: ActionSet, bridge: Bridge, tools: MapTools, window: QMainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._actions = actions
        self._bridge = bridge
        self._tools = tools
        self._window = window
        self.tally = Tally(desk, self)
        self.chips = ChipBar(desk, self.tally, window)
        window.addToolBarBreak()
        window.addToolBar(self.chips)
        self._filter: Later[FilterPanel] = Later(self._make_filter)
        self._timeline: Later[TimelinePanel] = Later(self._make_timeline)
        self.docks: dict[str, QDockWidget] = {}
        self._dock("filter", self._filter, _Area.LeftDockWidgetArea)
        self._dock("timeline", self._timeline, _Area.BottomDockWidgetArea)
        actions.on("clear-filter", self.clear)

    @property
    def filter(self) -> "FilterPanel":
        """The filter panel."""
        return self._filter.panel

    @property
    def timeline(self) -> "TimelinePanel":
        """The timeline."""
        return self._timeline.panel

    def clear(self) -> None:
        """Show everything again."""
        self.chips.clear_narrowing()

    def settle(self) -> None:
        """After the window's arrangement was restored: chips are seen only where something narrows the view."""
        self.chips.refresh()
        table = self._window.findChild(QDockWidget, "panel-table")
        timeline = self.docks["timeline"]
        if isinstance(table, QDockWidget) and timeline.isHidden():
            self._window.splitDockWidget(timeline, table, Qt.Orientation.Vertical)
            timeline.hide()

    def stop(self) -> None:
        """Wait for what is counted in threads."""
        self.tally.asking.stop()
        panel = self._timeline.made
        if panel is not None:
            panel.stop()

    # ---- inside

    def _dock(self, name: str, panel: QWidget, area: _Area) -> None:
        action = self._actions[f"panel-{name}"]
        dock = add_dock(self._window, action, panel, area)
        dock.hide()
        self._actions.on_toggle(action.objectName(), partial(self._toggle, name, obey(action, dock)))
        self.docks[name] = dock

    def _toggle(self, name: str, work: object, wanted: bool) -> None:
        if callable(work):
            work(wanted)
        if name == "timeline" and self.docks[name].isVisible():
            self._window.resizeDocks([self.docks[name]], [TIMELINE_HEIGHT], Qt.Orientation.Vertical)

    def _make_filter(self) -> "FilterPanel":
        from libyamap.ui.filter.panel import FilterPanel

        return FilterPanel(self._desk, self.tally, self._tools)

    def _make_timeline(self) -> "TimelinePanel":
        from libyamap.ui.timeline.panel import TimelinePanel

        return TimelinePanel(self._desk, self._bridge)
