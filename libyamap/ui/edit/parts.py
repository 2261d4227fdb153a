"""Puts editing into the window: the form, the lists of actors and sources, the history, and the actions for them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from libyamap.app.drafts import Draft
from libyamap.domain.geometry import Position
from libyamap.domain.model import Record
from libyamap.domain.place import Found
from libyamap.ui.action_set import ActionSet
from libyamap.ui.desk import Desk
from libyamap.ui.docks import add_behind_inspector
from libyamap.ui.edit.drafting import Drafting
from libyamap.ui.edit.map.sketch import FIGURES, Sketch
from libyamap.ui.edit.map.tools import MapTools
from libyamap.ui.edit.past_view import PastView
from libyamap.ui.edit.selected import SelectedCommands
from libyamap.ui.inspector.panel import InspectorPanel
from libyamap.ui.later import Later

if TYPE_CHECKING:
    from libyamap.ui.edit.form.panel import FormPanel
    from libyamap.ui.edit.history.panel import HistoryPanel
    from libyamap.ui.edit.lists.panel import RecordList

ADDED_KINDS = ("event", "presence", "site", "zone", "link", "actor", "source")


class EditParts(QObject):
    """Made once by the window. Panels are made when they are first needed.

    `revert_asked` (number of a revision): everything is to go back to what it was right after it.
    """

    revert_asked = Signal(int)

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
        around = window.findChild(QDockWidget, "panel-inspector")
        if isinstance(around, QDockWidget):
            around.visibilityChanged.connect(inspector.come_to_front)
        self._form: Later[FormPanel] = Later(self._make_form)
        self._history: Later[HistoryPanel] = Later(self._make_history)
        self._actors: Later[RecordList] = Later(partial(self._make_list, "actor"))
        self._sources: Later[RecordList] = Later(partial(self._make_list, "source"))
        self._dock("form", self._form)
        self._dock("actors", self._actors)
        self._dock("sources", self._sources)
        self._dock("history", self._history)
        actions.on("history-of", self.show_history_of_selected)
        self.past = PastView(desk, window)
        self._inspector = inspector
        self.drafting = Drafting(desk, window, self._resume)
        for unfinished in (inspector.editing, inspector.bulk):
            self.drafting.watch(unfinished)
            unfinished.interrupted.connect(self.drafting.offer_interrupted)
        self.sketch = Sketch(desk, tools, self)
        self.drafting.watch(self.sketch)
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

    @property
    def history(self) -> "HistoryPanel":
        """The panel with the steps of the project."""
        return self._history.panel

    @property
    def actors(self) -> "RecordList":
        """The list of actors."""
        return self._actors.panel

    @property
    def sources(self) -> "RecordList":
        """The list of sources."""
        return self._sources.panel

    def show_history_of_selected(self) -> None:
        """What happened to the selected feature."""
        selected = self._desk.selected
        if len(selected) == 1:
            self.show_history(selected[0])

    def show_history(self, record: object) -> None:
        """What happened to one record."""
        if isinstance(record, Record):
            self._raise("history")
            self.history.show_record(record)

    def add(self, kind: str, at: Position | None = None, found: Found | None = None) -> None:
        """Show the form of a kind ("event" ... "source"), at a place where one is given."""
        if self._desk.session.store.read_only:
            past = self._desk.workspace.known_as_of is not None
            self._desk.said.emit("Go back to today to add anything." if past else "This project can only be read.")
            return
        self._raise("form")
        self.form.open(kind, at, found)

    def settle(self) -> None:
        """After the window's arrangement was restored: no form stands open that nobody asked for."""
        self.docks["form"].hide()
        self.past.settle()
        self.drafting.settle()

    def stop(self) -> None:
        """Keep what is unfinished; wait for look-ups that still run."""
        self.drafting.stop()
        if self._form.made is not None:
            self._form.made.stop()

    # ---- inside

    def _make_form(self) -> "FormPanel":
        from libyamap.ui.edit.form.panel import FormPanel

        panel = FormPanel(self._desk, self._tools)
        panel.left.connect(self._leave_form)
        panel.titled.connect(self.docks["form"].setWindowTitle)
        self.drafting.watch(panel)
        return panel

    def _resume(self, draft: Draft) -> bool:
        """Open a draft where it was begun; False where what it changes is gone."""
        if not draft.editing:
            self._raise("form")
            self.form.put_back(draft.kind, draft.key, draft.values)
            return True
        if draft.kind in FIGURES:
            return self.sketch.put_back(draft)
        if draft.kind in {"actor", "source"}:
            self._raise(f"{draft.kind}s")
            return (self.actors if draft.kind == "actor" else self.sources).put_back(draft)
        self._actions["panel-inspector"].setChecked(True)
        return self._inspector.put_back(draft)

    def _make_history(self) -> "HistoryPanel":
        from libyamap.ui.edit.history.panel import HistoryPanel

        panel = HistoryPanel(self._desk)
        panel.past_asked.connect(self.past.show_after)
        panel.moment_asked.connect(self.past.show_at)
        panel.revert_asked.connect(self.revert_asked)
        return panel

    def _make_list(self, kind: str) -> "RecordList":
        from libyamap.domain.model import Actor, Source
        from libyamap.ui.edit.lists.panel import RecordList

        panel = RecordList(self._desk, Actor if kind == "actor" else Source)
        panel.add_asked.connect(partial(self.add, kind))
        panel.history_asked.connect(self.show_history)
        self.drafting.watch(panel)
        return panel

    def _asked(self, kind: str, lon: float, lat: float, place: object) -> None:
        self.add(kind, (lon, lat), place if isinstance(place, Found) else None)

    def _leave_form(self) -> None:
        self.docks["form"].hide()
        self._actions["focus-map"].trigger()

    def _dock(self, name: str, panel: QWidget) -> None:
        """A panel beside the inspector, behind it until it is asked for."""
        action = self._actions[f"panel-{name}"]
        dock = add_behind_inspector(self._window, action, panel)
        self._actions.on_toggle(action.objectName(), lambda shown: self._raise(name) if shown else dock.hide())
        self.docks[name] = dock

    def _raise(self, name: str) -> None:
        self.docks[name].show()
        self.docks[name].raise_()
