"""The actions that edit on the map, possible only where they fit what is selected."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from libyamap.app.view_state import ViewFlags
from libyamap.domain.geometry import GeometryType
from libyamap.domain.model import Feature, Link, Zone
from libyamap.ui.action_set import ActionSet
from libyamap.ui.desk import Desk
from libyamap.ui.edit.map.changes import MapEdits
from libyamap.ui.edit.map.movable import can_be_moved
from libyamap.ui.edit.map.tools import MapTools

IDS: Final = ("move-feature", "reshape", "split-zone", "cut-zone", "merge-zones")
WITH_THEM: Final = ("duplicate", "copy-forward", "delete")
"""What a menu of the map has besides; it is wired elsewhere."""


class MapActions(QObject):
    """Wires them to the tools, which work on what is selected."""

    def __init__(self, desk: Desk, actions: ActionSet, tools: MapTools, edits: MapEdits) -> None:
        super().__init__(edits)
        self._desk = desk
        self._actions = actions
        self._tools = tools
        actions.on("move-feature", lambda: self._with_one(tools.move))
        actions.on("reshape", lambda: self._with_one(tools.reshape))
        actions.on("split-zone", lambda: self._with_zone(tools.split))
        actions.on("cut-zone", lambda: self._with_zone(tools.cut))
        actions.on("merge-zones", lambda: edits.merge(self._zones()))
        desk.viewed.connect(self._viewed)
        desk.changed.connect(self.refresh)
        self.refresh()

    def refresh(self, _changes: object = None) -> None:
        """Enable what fits the selection."""
        possible = what_fits(self._desk.selected[:2]) if not self._desk.session.store.read_only else set()
        for action_id in IDS:
            self._actions[action_id].setEnabled(action_id in possible)

    def fitting(self) -> list[QAction]:
        """Those that can be done now, for a menu of the map."""
        known = (self._actions[action_id] for action_id in (*IDS, *WITH_THEM))
        return [action for action in known if action.isEnabled()]

    def _viewed(self, flags: ViewFlags, _origin: str) -> None:
        if flags & ViewFlags.SELECTION:
            self.refresh()

    def _zones(self) -> list[Zone]:
        return [feature for feature in self._desk.selected if isinstance(feature, Zone)]

    def _with_one(self, work: Callable[[Feature], object]) -> None:
        selected = self._desk.selected
        if len(selected) == 1:
            work(selected[0])

    def _with_zone(self, work: Callable[[Zone], object]) -> None:
        zones = self._zones()
        if len(zones) == 1:
            work(zones[0])


def what_fits(selected: Sequence[Feature]) -> set[str]:
    """Ids of the actions that can be done with this selection (its first two are enough)."""
    if not selected:
        return set()
    if len(selected) > 1:
        return {"merge-zones"} if all(isinstance(feature, Zone) for feature in selected) else set()
    (feature,) = selected
    fits = {"move-feature"} if can_be_moved(feature) else set()
    shape = feature.geometry.type if feature.geometry else None
    if shape not in {None, GeometryType.POINT, GeometryType.MULTIPOINT} and not isinstance(feature, Link):
        fits.add("reshape")
    if isinstance(feature, Zone) and feature.geometry is not None:
        fits |= {"split-zone", "cut-zone", "merge-zones"}
    return fits
