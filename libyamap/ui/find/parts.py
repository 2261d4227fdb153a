"""Puts finding, measuring and bookmarks into the window: the box into the toolbar, three panels, the actions.

Only the field and empty panels are made at the start; what stands behind them is imported when it is first used.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMainWindow, QToolBar

from libyamap.domain.vocabulary import Kind
from libyamap.ui.action_set import ActionSet
from libyamap.ui.desk import Desk
from libyamap.ui.find.field import FindField
from libyamap.ui.find.panels import FindPanels
from libyamap.ui.find.trail import TrailCommands
from libyamap.ui.map_view import MapView
from libyamap.ui.status_bar import MESSAGE_MS, StatusBar
from libyamap.web.protocol import HistoryAsked, MarksPicked, ToolKeyed, ToolPointed

if TYPE_CHECKING:
    from libyamap.ui.find.answers import Answer, Asker
    from libyamap.ui.find.box import FindBox
    from libyamap.ui.find.guide import Guide
    from libyamap.ui.find.keeping import Keeping

EVENT = Kind.EVENT.value
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
        self.trail = TrailCommands(desk, actions, self._say, self)
        self.field = FindField(window)
        self.field.focused.connect(self._prepare)
        self.panels = FindPanels(desk, actions, window)
        self.panels.said.connect(self._say)
        self.panels.place_taken.connect(self._go_to_place)
        self.panels.bookmark_taken.connect(self._go_to_bookmark)
        self.panels.measuring_begun.connect(self._unmark)
        self.panels.measuring_begun.connect(self._focus_map)
        self.panels.measuring_ended.connect(self._focus_map)
        self._map.host.decoded.connect(self._hear)
        self._wire_actions()

    @cached_property
    def box(self) -> "FindBox":
        """Field and answers."""
        from libyamap.ui.find.box import FindBox

        box = FindBox(self.field, self._window, self._asker)
        box.taken.connect(self._go)
        box.added.connect(self._add_at)
        box.kept.connect(self.keeping.keep_answer)
        box.left.connect(self._focus_map)
        return box

    @cached_property
    def guide(self) -> "Guide":
        """Brings the map to what was found."""
        from libyamap.ui.find.guide import Guide

        return Guide(self._desk, self)

    @cached_property
    def keeping(self) -> "Keeping":
        """Makes bookmarks."""
        from libyamap.ui.find.keeping import Keeping

        return Keeping(self.guide, self.panels.bookmarks, self._say)

    def put_into(self, bar: QToolBar) -> None:
        """The box stands after the first tools, where its list lies beside the map's middle and not over it."""
        tools = bar.actions()
        spring = tools[tools.index(self._actions["panel-layers"]) - 1]
        bar.insertSeparator(spring)
        bar.insertWidget(spring, self.field)

    def stop(self) -> None:
        """Wait for searches that still run."""
        if "box" in self.__dict__:
            self.box.asking.stop()
        self.panels.stop()

    def _wire_actions(self) -> None:
        from libyamap.app.measuring import Tool

        on = self._actions.on
        on("find", self._open)
        on("measure", lambda: self.panels.use(Tool.LINE))
        on("rings", lambda: self.panels.use(Tool.RINGS))
        on("here", self._look_at_middle)
        on("bookmark-view", self._keep_view)
        for name in MAP_KEYS:
            action = self._actions[name]
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._window.removeAction(action)
            self._map.widget.addAction(action)

    # ---- what happens

    def _prepare(self) -> None:
        self.box.prepare()

    def _open(self) -> None:
        self.box.open()

    def _hear(self, message: object) -> None:
        match message:
            case ToolPointed() | ToolKeyed():
                self.panels.measure.hear(message)
            case HistoryAsked(forward):
                self.trail.turn(forward=forward)
            case MarksPicked():
                self._unmark()

    def _asker(self) -> "Asker":
        from libyamap.ui.find.answers import Asker

        west, south, east, north = self._desk.viewing.state.bounds
        frame = self._desk.frame
        near = (frame.lon, frame.lat) if frame else ((west + east) / 2, (south + north) / 2)
        workspace, bookmarks = self._desk.workspace, self.panels.bookmarks.bookmarks
        return Asker(self._desk.contents, self._desk.areas, lambda: workspace.places, bookmarks, near)

    def _go(self, answer: "Answer") -> None:
        self.guide.go(answer)
        self._focus_map()

    def _add_at(self, answer: "Answer") -> None:
        """An event at what was found: the map goes there, the form is whoever's who hears it."""
        if answer.lon is None or answer.lat is None:
            self._say(f"“{answer.name}” has no place on the map, so no event can be added there.")
            return
        self._go(answer)
        self._desk.add_asked.emit(EVENT, answer.lon, answer.lat, answer.place)

    def _go_to_place(self, place: object) -> None:
        from libyamap.ui.find.answers import Answer

        name, lon, lat = (getattr(place, part) for part in ("name", "lon", "lat"))
        self.guide.go(Answer(name, "", "", "map-pin", lon, lat))

    def _go_to_bookmark(self, mark: object) -> None:
        from libyamap.app.bookmarks import Bookmark
        from libyamap.ui.find.answers import of_bookmark

        if isinstance(mark, Bookmark):
            self.guide.go(of_bookmark(mark))

    def _keep_view(self) -> None:
        self.panels.show_panel("bookmarks")
        self.keeping.keep_view()

    def _look_at_middle(self) -> None:
        frame = self._desk.frame
        if frame is not None:
            self.panels.look_at((frame.lon, frame.lat))

    def _unmark(self) -> None:
        if "guide" in self.__dict__:
            self.guide.unmark()

    def _focus_map(self) -> None:
        self._actions["focus-map"].trigger()

    def _say(self, sentence: str) -> None:
        self._status.showMessage(sentence, MESSAGE_MS)
