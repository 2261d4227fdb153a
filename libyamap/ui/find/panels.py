"""The panels “What is here?”, “Measure” and “Bookmarks” beside the inspector, each made when it is first needed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from libyamap.domain.geometry import Position
from libyamap.domain.vocabulary import Kind
from libyamap.ui.action_set import ActionSet
from libyamap.ui.desk import Desk
from libyamap.ui.docks import add_behind_inspector
from libyamap.ui.later import Later

if TYPE_CHECKING:
    from libyamap.app.measuring import Tool
    from libyamap.ui.find.bookmarks_panel import BookmarksPanel
    from libyamap.ui.find.here_panel import HerePanel
    from libyamap.ui.find.measure_panel import MeasurePanel
    from libyamap.ui.find.measure_tool import MeasureTool

EVENT = Kind.EVENT.value


class FindPanels(QObject):
    """`measuring_begun` and `measuring_ended` tell whose the map's clicks are; `place_taken` carries a place."""

    measuring_begun = Signal()
    measuring_ended = Signal()
    place_taken = Signal(object)
    bookmark_taken = Signal(object)
    said = Signal(str)

    def __init__(self, desk: Desk, actions: ActionSet, window: QMainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._actions = actions
        self._window = window
        self._here: Later[HerePanel] = Later(self._make_here)
        self._measure_panel: Later[MeasurePanel] = Later(self._make_measure)
        self._bookmarks: Later[BookmarksPanel] = Later(self._make_bookmarks)
        self._tool: MeasureTool | None = None
        self.docks: dict[str, QDockWidget] = {}
        self._dock("here", self._here)
        self._dock("measure", self._measure_panel)
        self._dock("bookmarks", self._bookmarks)
        self.docks["measure"].visibilityChanged.connect(lambda _visible: self._measure_closed())

    @property
    def here(self) -> "HerePanel":
        """What is known of a spot."""
        return self._here.panel

    @property
    def bookmarks(self) -> "BookmarksPanel":
        """The list of bookmarks."""
        return self._bookmarks.panel

    @property
    def measure_panel(self) -> "MeasurePanel":
        """Figures and buttons of measuring."""
        return self._measure_panel.panel

    @property
    def measure(self) -> "MeasureTool":
        """The tool, which is made with its panel."""
        panel = self.measure_panel
        if self._tool is None:
            from libyamap.ui.find.measure_tool import MeasureTool

            self._tool = tool = MeasureTool(self._desk, panel, self._actions, self._window)
            tool.said.connect(self.said)
            tool.begun.connect(self.measuring_begun)
            tool.begun.connect(lambda: self.show_panel("measure"))
            tool.ended.connect(self.docks["measure"].hide)
            tool.ended.connect(self.measuring_ended)
        return self._tool

    def look_at(self, position: Position) -> None:
        """Show what is known of a position."""
        self.show_panel("here")
        self.here.look_at(position)

    def leave_measuring(self) -> None:
        """Give the map its clicks back."""
        if self._tool is not None:
            self._tool.leave()

    def use(self, tool: "Tool | None" = None) -> None:
        """Measure with a tool, or with the one that was used last."""
        self.measure.use(tool or self.measure.state.tool)

    def show_panel(self, name: str) -> None:
        """Bring a panel to the front."""
        self.docks[name].show()
        self.docks[name].raise_()

    def stop(self) -> None:
        """Wait for look-ups that still run."""
        for one in (self._here.made, self._tool):
            if one is not None:
                one.asking.stop()

    # ---- inside

    def _make_here(self) -> "HerePanel":
        from libyamap.ui.find.here_panel import HerePanel

        panel = HerePanel(self._desk)
        panel.place_taken.connect(self.place_taken)
        panel.event_asked.connect(lambda lon, lat: self._desk.add_asked.emit(EVENT, lon, lat, None))
        panel.copied.connect(lambda text: self.said.emit(f"Copied {text}"))
        return panel

    def _make_measure(self) -> "MeasurePanel":
        from libyamap.ui.find.measure_panel import MeasurePanel

        return MeasurePanel()

    def _make_bookmarks(self) -> "BookmarksPanel":
        from libyamap.ui.find.bookmark_file import BookmarkFile
        from libyamap.ui.find.bookmarks_panel import BookmarksPanel

        panel = BookmarksPanel(BookmarkFile(self._desk.contents.project.id))
        panel.taken.connect(self.bookmark_taken)
        return panel

    def _measure_closed(self) -> None:
        """A closed panel ends the tool; one behind another panel does not."""
        if self.docks["measure"].isHidden() and not self._window.isHidden():
            self.leave_measuring()

    def _dock(self, name: str, panel: QWidget) -> None:
        """A panel beside the inspector, behind it until it is asked for."""
        action = self._actions[f"panel-{name}"]
        dock = add_behind_inspector(self._window, action, panel)
        self._actions.on_toggle(action.objectName(), lambda shown: self._toggle(name, shown=shown))
        self.docks[name] = dock

    def _toggle(self, name: str, *, shown: bool) -> None:
        if not shown:
            self.docks[name].hide()
        elif name == "measure":
            self.use()
        else:
            self.show_panel(name)
