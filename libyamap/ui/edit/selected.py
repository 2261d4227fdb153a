"""What the menus do with what is selected: duplicate, copy forward in time, delete or replace."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from libyamap.app.view_state import ViewFlags
from libyamap.domain.model import Feature
from libyamap.errors import InvalidValue, WorldError
from libyamap.ui.action_set import ActionSet
from libyamap.ui.desk import Desk
from libyamap.ui.errors import show_world_error, told
from libyamap.ui.inspector.panel import InspectorPanel
from libyamap.ui.inspector.part_names import COPY_FORWARD, REPLACE

if TYPE_CHECKING:
    from libyamap.app.session import Command

ORIGIN = "menu"
IDS = ("duplicate", "copy-forward", "delete")


class SelectedCommands(QObject):
    """Wires the actions, and enables those that fit the selection."""

    def __init__(self, desk: Desk, actions: ActionSet, inspector: InspectorPanel) -> None:
        super().__init__(inspector)
        self._desk = desk
        self._actions = actions
        self._inspector = inspector
        actions.on("duplicate", self.duplicate)
        actions.on("copy-forward", self.copy_forward)
        actions.on("delete", self.delete)
        desk.viewed.connect(self._viewed)
        desk.changed.connect(self.refresh)
        self.refresh()

    def menu(self) -> tuple[QAction, ...]:
        """What stands in the menu of a feature."""
        return tuple(self._actions[action] for action in (*IDS, "history-of"))

    def refresh(self, _changes: object = None) -> None:
        """Enable what fits."""
        count = len(self._desk.viewing.state.selected)
        writable = not self._desk.session.store.read_only
        self._actions["duplicate"].setEnabled(writable and count == 1)
        self._actions["copy-forward"].setEnabled(writable and count == 1)
        self._actions["delete"].setEnabled(writable and count > 0)
        self._actions["history-of"].setEnabled(count == 1)

    def duplicate(self) -> None:
        """A copy beside it, selected, so that it can be changed at once."""
        from libyamap.app.commands import Duplicate

        feature = self._one()
        if feature is None:
            return
        command = Duplicate(feature)
        if self._run(command):
            self._desk.select([command.copy_id], ORIGIN)

    def copy_forward(self) -> None:
        """Ask from when on, and who it is then."""
        if self._one() is not None:
            self._raise()
            self._inspector.change(COPY_FORWARD)

    def delete(self) -> None:
        """Delete what is selected; where something still refers to it, ask what takes its place."""
        from libyamap.app.commands import Remove, RemoveMany

        selected = self._desk.selected
        if len(selected) > 1:
            with told(self._inspector):
                self._desk.session.run(RemoveMany(tuple(selected)), ORIGIN)
                self._desk.said.emit(f"Deleted {len(selected):,} features; Ctrl+Z takes it back")
            return
        if not selected:
            return
        try:
            self._desk.session.run(Remove(selected[0]), ORIGIN)
            self._desk.said.emit(f"Deleted ‘{selected[0].title[:60]}’; Ctrl+Z takes it back")
        except InvalidValue as error:
            self._raise()
            self._inspector.ask(REPLACE, str(error))
        except WorldError as error:
            show_world_error(error, self._inspector)

    # ---- inside

    def _one(self) -> Feature | None:
        selected = self._desk.selected
        return selected[0] if len(selected) == 1 else None

    def _run(self, command: "Command") -> bool:
        try:
            self._desk.session.run(command, ORIGIN)
        except WorldError as error:
            show_world_error(error, self._inspector)
            return False
        self._desk.said.emit(f"{command.title}; Ctrl+Z takes it back")
        return True

    def _raise(self) -> None:
        self._actions["panel-inspector"].setChecked(True)
        parent = self._inspector.parentWidget()
        if parent is not None:
            parent.show()
            parent.raise_()

    def _viewed(self, flags: ViewFlags, _origin: str) -> None:
        if flags & ViewFlags.SELECTION:
            self.refresh()
