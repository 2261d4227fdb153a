"""Puts finding, measuring and bookmarks into the window: the box into the toolbar, three panels, the actions."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QToolBar, QWidget

from libyamap.app.measuring import Tool
from libyamap.domain.geometry import Position
from libyamap.domain.vocabulary import Kind
from libyamap.ui.action_set import ActionSet
from libyamap.ui.desk import Desk
from libyamap.ui.docks import add_dock
from libyamap.ui.find.answers import Answer, Asker, of_bookmark
from libyamap.ui.find.bookmark_file import BookmarkFile
from libyamap.ui.find.bookmarks_panel import BookmarksPanel
from libyamap.ui.find.box import FindBox
from libyamap.ui.find.guide import Guide
from libyamap.ui.find.here_panel import HerePanel
from libyamap.ui.find.keeping import Keeping
from libyamap.ui.find.measure_panel import MeasurePanel
from libyamap.ui.find.measure_tool import MeasureTool
from libyamap.ui.find.trail import TrailCommands
from libyamap.ui.map_view import MapView
from libyamap.ui.status_bar import MESSAGE_MS, StatusBar
from libyamap.web.protocol import HistoryAsked, MarksPicked, ToolKeyed, ToolPointed

EVENT = Kind.EVENT.value
_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
MAP_KEYS = ("measure", "rings", "here")
"""Actions with a letter for a shortcut: it counts only while the map has the keyboard, so that letters can be typed."""


class FindParts(QObject):
    """Made once by the window; `stop` before what is searched is closed."""

    def __init__(
        self, desk: Desk, actions: ActionSet, map_view: MapView, status: StatusBar, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._actions = actions
        self._map = map_view
        self._status = status
        self._window = window
        self.guide = Guide(desk, self)
        self.trail = TrailCommands(desk, actions, self._say, self)
        self.box = FindBox(window, self._asker)
        self.here = HerePanel(desk)
        self.measure_panel = MeasurePanel()
        self.bookmarks = BookmarksPanel(BookmarkFile(desk.contents.project.id))
        self.keeping = Keeping(self.guide, self.bookmarks, self._say)
        self.docks: dict[str, QDockWidget] = {}
        self._dock("here", self.here)
        self._dock("measure", self.measure_panel)
        self._dock("bookmarks", self.bookmarks)
        self.measure = MeasureTool(desk, self.measure_panel, actions, window)
        self._wire_actions()
        self._wire_parts()

    def put_into(self, bar: QToolBar) -> None:
        """The box stands after the first tools, where its list lies beside the map's middle and not over it."""
        tools = bar.actions()
        spring = tools[tools.index(self._actions["panel-layers"]) - 1]
        bar.insertSeparator(spring)
        bar.insertWidget(spring, self.box.field)

    def stop(self) -> None:
        """Wait for searches that still run."""
        for asking in (self.box.asking, self.here.asking, self.measure.asking):
            asking.stop()

    def look_at(self, position: Position) -> None:
        """Show what is known of a position."""
        self._raise("here")
        self.here.look_at(position)

    # ---- wiring

    def _wire_actions(self) -> None:
        on = self._actions.on
        on("find", self.box.open)
        on("measure", lambda: self._measure(Tool.LINE))
        on("rings", lambda: self._measure(Tool.RINGS))
        on("here", self._look_at_middle)
        on("bookmark-view", self._keep_view)
        for name in MAP_KEYS:
            action = self._actions[name]
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._window.removeAction(action)
            self._map.widget.addAction(action)

    def _wire_parts(self) -> None:
        self._map.host.decoded.connect(self._hear)
        self.box.taken.connect(self._go)
        self.box.added.connect(self._add_at)
        self.box.kept.connect(self.keeping.keep_answer)
        self.box.left.connect(self._focus_map)
        self.here.place_taken.connect(self._go_to_place)
        self.here.event_asked.connect(lambda lon, lat: self._desk.add_asked.emit(EVENT, lon, lat, None))
        self.here.copied.connect(lambda text: self._say(f"Copied {text}"))
        self.bookmarks.taken.connect(lambda mark: self.guide.go(of_bookmark(mark)))
        self.measure.said.connect(self._say)
        self.measure.begun.connect(self.guide.unmark)
        self.measure.begun.connect(lambda: self._raise("measure"))
        self.measure.ended.connect(self._end_measuring)
        self.docks["measure"].visibilityChanged.connect(lambda _visible: self._measure_closed())

    def _dock(self, name: str, panel: QWidget) -> None:
        """A panel beside the inspector, behind it until it is asked for."""
        action = self._actions[f"panel-{name}"]
        dock = add_dock(self._window, action, panel, _RIGHT)
        beside = self._window.findChild(QDockWidget, "panel-inspector")
        if isinstance(beside, QDockWidget):
            self._window.tabifyDockWidget(beside, dock)
        dock.hide()
        dock.visibilityChanged.connect(lambda _visible: action.setChecked(not dock.isHidden()))
        self._actions.on_toggle(action.objectName(), lambda shown: self._toggle(name, shown=shown))
        self.docks[name] = dock

    # ---- what happens

    def _hear(self, message: object) -> None:
        match message:
            case ToolPointed() | ToolKeyed():
                self.measure.hear(message)
            case HistoryAsked(forward):
                self.trail.turn(forward=forward)
            case MarksPicked():
                self.guide.unmark()

    def _asker(self) -> Asker:
        west, south, east, north = self._desk.viewing.state.bounds
        frame = self._desk.frame
        near = (frame.lon, frame.lat) if frame else ((west + east) / 2, (south + north) / 2)
        workspace = self._desk.workspace
        return Asker(self._desk.contents, self._desk.areas, lambda: workspace.places, self.bookmarks.bookmarks, near)

    def _go(self, answer: Answer) -> None:
        self.guide.go(answer)
        self._focus_map()

    def _add_at(self, answer: Answer) -> None:
        """An event at what was found: the map goes there, the form is whoever's who hears it."""
        if answer.lon is None or answer.lat is None:
            self._say(f"“{answer.name}” has no place on the map, so no event can be added there.")
            return
        self._go(answer)
        self._desk.add_asked.emit(EVENT, answer.lon, answer.lat, answer.place)

    def _go_to_place(self, place: object) -> None:
        name, lon, lat = (getattr(place, part) for part in ("name", "lon", "lat"))
        self.guide.go(Answer(name, "", "", "map-pin", lon, lat))

    def _keep_view(self) -> None:
        self._raise("bookmarks")
        self.keeping.keep_view()

    def _look_at_middle(self) -> None:
        frame = self._desk.frame
        if frame is not None:
            self.look_at((frame.lon, frame.lat))

    def _measure(self, tool: Tool) -> None:
        self.measure.use(tool)
        self._focus_map()

    def _end_measuring(self) -> None:
        self.docks["measure"].hide()
        self._focus_map()

    def _measure_closed(self) -> None:
        """A closed panel ends the tool; one behind another panel does not."""
        if self.docks["measure"].isHidden() and not self._window.isHidden():
            self.measure.leave()

    def _toggle(self, name: str, *, shown: bool) -> None:
        if not shown:
            self.docks[name].hide()
        elif name == "measure":
            self._measure(self.measure.state.tool)
        else:
            self._raise(name)

    def _raise(self, name: str) -> None:
        self.docks[name].show()
        self.docks[name].raise_()

    def _focus_map(self) -> None:
        self._actions["focus-map"].trigger()

    def _say(self, sentence: str) -> None:
        self._status.showMessage(sentence, MESSAGE_MS)
