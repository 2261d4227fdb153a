"""Puts named views and the briefing into the window, each made when it is first needed, and wires their actions."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow, QToolBar, QToolButton, QWidget

from libyamap.ui.action_set import ActionSet
from libyamap.ui.desk import Desk
from libyamap.ui.docks import add_dock, obey
from libyamap.ui.edit.map.tools import MapTools
from libyamap.ui.later import Later
from libyamap.ui.map_view import MapView

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from libyamap.ui.briefing.bare_map import BarePicture
    from libyamap.ui.briefing.board import Board
    from libyamap.ui.briefing.exporting import Exporting
    from libyamap.ui.briefing.make_all import MakeAll
    from libyamap.ui.briefing.panel import BriefingPanel
    from libyamap.ui.briefing.pressing import Pressing
    from libyamap.ui.briefing.views_panel import ViewsPanel

_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
WIDE, NARROW = 440, 360
WIDE_WINDOW = 1500


class BriefingParts(QObject):
    """Made once by the window; `stop` before what is drawn is closed."""

    def __init__(
        self, desk: Desk, actions: ActionSet, map_view: MapView, tools: MapTools, bar: QToolBar, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._actions = actions
        self._map = map_view
        self._tools = tools
        self._window = window
        self._board: Board | None = None
        self._pressing: Pressing | None = None
        self._exporting: Exporting | None = None
        self._bare: BarePicture | None = None
        self._awaits_place = False
        self.dialog: MakeAll | None = None
        self._briefing: Later[BriefingPanel] = Later(self._make_briefing)
        self._views: Later[ViewsPanel] = Later(self._make_views)
        self.docks: dict[str, QDockWidget] = {}
        self._dock("briefing", self._briefing)
        self._dock("views", self._views)
        actions.on("save-view", self.keep_view)
        actions.on("export-briefing", self.export)
        actions.on("make-all", self.make_all)
        actions.on("make-film", self.make_film)
        actions.on("copy-map", self.copy_map)
        actions["save-view"].setEnabled(not desk.session.store.read_only)
        button = bar.widgetForAction(actions["copy-map"])
        if isinstance(button, QToolButton):
            self._make_draggable(button)
        tools.picked.connect(self._place_picked)
        tools.begun.connect(self._forget_place)

    @property
    def board(self) -> "Board":
        """The briefing that is being made."""
        if self._board is None:
            from libyamap.ui.briefing.board import Board

            self._board = Board(self._desk, self)
        return self._board

    @property
    def pressing(self) -> "Pressing":
        """What draws it."""
        if self._pressing is None:
            from libyamap.ui.briefing.pressing import Pressing

            self._pressing = Pressing(self._desk, self)
        return self._pressing

    @property
    def bare(self) -> "BarePicture":
        """What takes the picture of the map alone."""
        if self._bare is None:
            from libyamap.ui.briefing.bare_map import BarePicture

            self._bare = BarePicture(self._map, self)
        return self._bare

    @property
    def exporting(self) -> "Exporting":
        """What writes it."""
        if self._exporting is None:
            from libyamap.ui.briefing.exporting import Exporting

            self._exporting = Exporting(self._desk, self.board, self.pressing, self._window)
        return self._exporting

    @property
    def briefing(self) -> "BriefingPanel":
        """The briefing's panel."""
        return self._briefing.panel

    @property
    def views(self) -> "ViewsPanel":
        """The named views' panel."""
        return self._views.panel

    def keep_view(self) -> None:
        """Keep a named view, and let its name be typed."""
        self.show_panel("views")
        self.views.keep()

    def brief_days(self, before: dt.date, after: dt.date) -> None:
        """Show the briefing as two sheets of these days."""
        self.board.take(msgspec.structs.replace(self.board.base, before=before.isoformat(), after=after.isoformat()))
        self.show_panel("briefing")

    def export(self) -> None:
        """Write the briefing."""
        self.exporting.ask()

    def make_all(self) -> None:
        """Write every named view."""
        from libyamap.ui.briefing.make_all import MakeAll

        self.dialog = MakeAll(self._desk, self.pressing, self._window)
        self.dialog.show()

    def make_film(self) -> None:
        """Write the map through time."""
        from libyamap.ui.briefing.film_dialog import FilmDialog

        FilmDialog(self._desk, self.board, self.pressing, self._window).show()

    def copy_map(self) -> None:
        """Put what the map shows on the clipboard."""
        from libyamap.ui.briefing.carrying import copy_picture

        def take(image: "QImage") -> None:
            copy_picture(image)
            self._desk.said.emit("The map is on the clipboard as a picture.")

        self.bare.take(take)

    def show_panel(self, name: str) -> None:
        """Bring a panel to the front."""
        opens = self.docks[name].isHidden()
        self.docks[name].show()
        self.docks[name].raise_()
        if opens:
            self._widen(name)

    def settle(self) -> None:
        """After the window's arrangement was restored: what is not open stands behind the inspector."""
        inspector = self._window.findChild(QDockWidget, "panel-inspector")
        for dock in self.docks.values():
            if isinstance(inspector, QDockWidget) and dock.isHidden():
                self._window.tabifyDockWidget(inspector, dock)
                dock.hide()

    def stop(self) -> None:
        """Give up what is drawn; keep what is unfinished."""
        if self._pressing is not None:
            self._pressing.stop()
        if self._board is not None:
            self._board.keep()

    # ---- inside

    def _dock(self, name: str, panel: QWidget) -> None:
        action = self._actions[f"panel-{name}"]
        dock = add_dock(self._window, action, panel, _RIGHT)
        dock.hide()
        self._actions.on_toggle(action.objectName(), partial(self._toggle, name, obey(action, dock)))
        self.docks[name] = dock

    def _toggle(self, name: str, work: Callable[[bool], None], wanted: bool) -> None:
        work(wanted)
        if wanted:
            self._widen(name)

    def _widen(self, name: str) -> None:
        """A sheet needs more room than what most panels say."""
        if name == "briefing":
            side = WIDE if self._window.width() >= WIDE_WINDOW else NARROW
            self._window.resizeDocks([self.docks[name]], [side], Qt.Orientation.Horizontal)

    def _make_briefing(self) -> "BriefingPanel":
        from libyamap.ui.briefing.panel import BriefingPanel

        panel = BriefingPanel(self._desk, self.board, self.pressing, self.exporting)
        panel.callouts.place_asked.connect(self._ask_place)
        return panel

    def _make_views(self) -> "ViewsPanel":
        from libyamap.ui.briefing.views_panel import ViewsPanel

        return ViewsPanel(self._desk, self.board, self.pressing, self.make_all)

    def _ask_place(self) -> None:
        self._tools.cancel()
        QTimer.singleShot(0, self, self._begin_picking)  # after whoever was waiting for a click has given up

    def _begin_picking(self) -> None:
        self._tools.pick_place("Click where the call-out's marker goes")
        self._awaits_place = True

    def _place_picked(self, lon: float, lat: float) -> None:
        """The tool has ended already; what was asked for before belongs to others."""
        if self._awaits_place:
            self._awaits_place = False
            self.show_panel("briefing")
            self.briefing.callouts.add_at(lon, lat)

    def _forget_place(self) -> None:
        """Another tool begins: its click is not for a call-out."""
        self._awaits_place = False

    def _make_draggable(self, button: QToolButton) -> None:
        from libyamap.ui.briefing.carrying import DragOut, png_of

        DragOut(
            button,
            lambda: (png_of(self.bare.now()), self._desk.contents.project.title),
            lambda pressed: self.bare.bare(wanted=pressed),
        )
