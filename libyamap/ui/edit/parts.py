"""Puts editing into the window: the form, the lists of actors and sources, the history, and the actions for them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from libyamap.domain.geometry import Position
from libyamap.domain.place import Found
from libyamap.ui.action_set import ActionSet
from libyamap.ui.desk import Desk
from libyamap.ui.docks import add_dock
from libyamap.ui.edit.later import Later
from libyamap.ui.edit.map.tools import MapTools
from libyamap.ui.edit.selected import SelectedCommands
from libyamap.ui.inspector.panel import InspectorPanel

if TYPE_CHECKING:
    from libyamap.ui.edit.form.panel import FormPanel

_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
ADDED_KINDS = ("event", "presence", "site", "zone", "link", "actor", "source")


class EditParts(QObject):
    """Made once by the window. Panels are made when they are first needed."""

    def __init__(
        self, desk: Desk, actions: ActionSet, tools: MapTools, inspector: InspectorPanel, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._actions = actions
        self._tools = tools
        self._window = window
        self.docks: dict[str, QDockWidget] = {}
        self.selected = SelectedCommands(desk, actions, inspector)
        inspector.edit_with(tools, self.selected.menu())
        self._form: Later[FormPanel] = Later(self._make_form)
        self._dock("form", self._form)
        writable = not desk.session.store.read_only
        for kind in ADDED_KINDS:
            action = actions[f"add-{kind}"]
            action.setEnabled(writable)
            actions.on(f"add-{kind}", partial(self.add, kind))
        actions["add"].setEnabled(writable)
        actions.on("add", partial(self.add, ADDED_KINDS[0]))
        desk.add_asked.connect(self._asked)

    @property
    def form(self) -> "FormPanel":
        """The panel that adds."""
        return self._form.panel

    def add(self, kind: str, at: Position | None = None, found: Found | None = None) -> None:
        """Show the form of a kind ("event" ... "source"), at a place where one is given."""
        if not self._desk.session.store.read_only:
            self._raise("form")
            self.form.open(kind, at, found)

    def settle(self) -> None:
        """After the window's arrangement was restored: no form stands open that nobody asked for."""
        self.docks["form"].hide()

    def stop(self) -> None:
        """Wait for look-ups that still run."""
        panel = self._form.made
        if panel is not None:
            panel.stop()

    # ---- inside

    def _make_form(self) -> "FormPanel":
        from libyamap.ui.edit.form.panel import FormPanel

        panel = FormPanel(self._desk, self._tools)
        panel.left.connect(self._leave_form)
        panel.titled.connect(self.docks["form"].setWindowTitle)
        return panel

    def _asked(self, kind: str, lon: float, lat: float, place: object) -> None:
        self.add(kind, (lon, lat), place if isinstance(place, Found) else None)

    def _leave_form(self) -> None:
        self.docks["form"].hide()
        self._actions["focus-map"].trigger()

    def _dock(self, name: str, panel: QWidget) -> None:
        """A panel beside the inspector, behind it until it is asked for."""
        action = self._actions[f"panel-{name}"]
        dock = add_dock(self._window, action, panel, _RIGHT)
        beside = self._window.findChild(QDockWidget, "panel-inspector")
        if isinstance(beside, QDockWidget):
            self._window.tabifyDockWidget(beside, dock)
        dock.hide()
        dock.visibilityChanged.connect(lambda _visible: action.setChecked(not dock.isHidden()))
        self._actions.on_toggle(action.objectName(), lambda shown: self._raise(name) if shown else dock.hide())
        self.docks[name] = dock

    def _raise(self, name: str) -> None:
        self.docks[name].show()
        self.docks[name].raise_()
