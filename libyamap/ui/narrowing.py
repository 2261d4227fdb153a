"""Puts what narrows the view into the window: the filter panel, the timeline, and the chips below the tools.

The panels are imported and made when they are first seen.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from libyamap.ui.action_set import ActionSet
from libyamap.ui.bridge import Bridge
from libyamap.ui.desk import Desk
from libyamap.ui.dock_tabs import share_place
from libyamap.ui.docks import LOW_WINDOW, TABLE_MIN, add_dock, obey
from libyamap.ui.edit.map.tools import MapTools
from libyamap.ui.filter.chips import ChipBar
from libyamap.ui.later import Later
from libyamap.ui.tally import Tally

if TYPE_CHECKING:
    from libyamap.ui.filter.panel import FilterPanel
    from libyamap.ui.timeline.change_panel import ChangePanel
    from libyamap.ui.timeline.panel import TimelinePanel

_Area = Qt.DockWidgetArea
TIMELINE_HEIGHT = 192
"""When it is opened, with its title or its tab."""


class NarrowingParts(QObject):
    """Made once by the window, before it brings its arrangement back; `stop` before the index is closed.

    `brief_asked` for two sheets of two days, the earlier one first.
    """

    brief_asked = Signal(object, object)

    def __init__(self, desk: Desk, actions: ActionSet, bridge: Bridge, tools: MapTools, window: QMainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._actions = actions
        self._bridge = bridge
        self._tools = tools
        self._window = window
        self.tally = Tally(desk, self)
        self.chips = ChipBar(desk, self.tally, bridge, window)
        window.addToolBarBreak()
        window.addToolBar(self.chips)
        self._filter: Later[FilterPanel] = Later(self._make_filter)
        self._timeline: Later[TimelinePanel] = Later(self._make_timeline)
        self.docks: dict[str, QDockWidget] = {}
        self._dock("filter", self._filter, _Area.LeftDockWidgetArea)
        self._dock("timeline", self._timeline, _Area.BottomDockWidgetArea)
        self._changes: Later[ChangePanel] = Later(self._make_changes)
        self._dock("changes", self._changes, _Area.RightDockWidgetArea)
        actions.on("clear-filter", self.clear)

    @property
    def filter(self) -> "FilterPanel":
        """The filter panel."""
        return self._filter.panel

    @property
    def timeline(self) -> "TimelinePanel":
        """The timeline."""
        return self._timeline.panel

    @property
    def changes(self) -> "ChangePanel":
        """What changed between two days."""
        return self._changes.panel

    def clear(self) -> None:
        """Show everything again."""
        self.chips.clear_narrowing()

    def settle(self) -> None:
        """After the window's arrangement was restored: chips are seen only where something narrows the view.

        A panel that is not open takes its place: the filter behind the legend, the timeline above the table, or
        behind it where the window is low.
        """
        self.chips.come_or_go()
        filters, timeline, changes = (self.docks[name] for name in ("filter", "timeline", "changes"))
        inspector = self._window.findChild(QDockWidget, "panel-inspector")
        if isinstance(inspector, QDockWidget) and changes.isHidden():
            self._window.tabifyDockWidget(inspector, changes)
            changes.hide()
        legend, table = (self._window.findChild(QDockWidget, f"panel-{name}") for name in ("legend", "table"))
        if isinstance(legend, QDockWidget) and filters.isHidden():
            self._window.tabifyDockWidget(legend, filters)
            filters.hide()
        if isinstance(table, QDockWidget) and timeline.isHidden():
            if self._window.height() < LOW_WINDOW:
                self._window.tabifyDockWidget(table, timeline)
            else:
                self._window.splitDockWidget(timeline, table, Qt.Orientation.Vertical)
            timeline.hide()

    def stop(self) -> None:
        """Wait for what is counted in threads."""
        self.tally.stop()
        for panel in (self._timeline.made, self._changes.made):
            if panel is not None:
                panel.stop()

    # ---- inside

    def _dock(self, name: str, panel: QWidget, area: _Area) -> None:
        action = self._actions[f"panel-{name}"]
        dock = add_dock(self._window, action, panel, area)
        dock.hide()
        self._actions.on_toggle(action.objectName(), partial(self._toggle, name, obey(action, dock)))
        self.docks[name] = dock

    def _toggle(self, name: str, work: Callable[[bool], None], wanted: bool) -> None:
        work(wanted)
        if name == "timeline" and wanted:
            QTimer.singleShot(0, self, self._give_room)  # its tab, where it gets one, is made after this

    def _give_room(self) -> None:
        """Make the timeline so high that its bars can be read, and leave the table beside it some rows."""
        dock = self.docks["timeline"]
        heights = {dock: TIMELINE_HEIGHT}
        table = self._window.findChild(QDockWidget, "panel-table")
        beside = isinstance(table, QDockWidget) and table not in self._window.tabifiedDockWidgets(dock)
        if isinstance(table, QDockWidget) and beside and not table.isHidden():
            heights[table] = max(TABLE_MIN, table.height())
        if dock.height() < TIMELINE_HEIGHT or not share_place(dock, self._window):
            self._window.resizeDocks([*heights], [*heights.values()], Qt.Orientation.Vertical)

    def _make_filter(self) -> "FilterPanel":
        from libyamap.ui.filter.panel import FilterPanel

        return FilterPanel(self._desk, self.tally, self._tools)

    def _make_changes(self) -> "ChangePanel":
        from libyamap.ui.timeline.change_panel import ChangePanel

        panel = ChangePanel(self._desk)
        panel.brief_asked.connect(self.brief_asked)
        return panel

    def _make_timeline(self) -> "TimelinePanel":
        from libyamap.ui.timeline.panel import TimelinePanel

        return TimelinePanel(self._desk, self._bridge)
