"""What the hand has done on the map becomes commands: a drag, a new shape, a split, a cut, a merge; one step each."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from libyamap.app.commands import CutZone, MergeZones, Move, Reshape, SplitZone
from libyamap.app.session import Command
from libyamap.domain.geometry import Geometry
from libyamap.domain.model import Feature, Zone
from libyamap.errors import InvalidValue, WorldError
from libyamap.ui.desk import Desk
from libyamap.ui.edit.map.tools import MapTools
from libyamap.ui.errors import show_world_error

ORIGIN = "map"


class MapEdits(QObject):
    """Hears the tools and runs the commands. What cannot be done is said, and the map shows what the project holds."""

    def __init__(self, desk: Desk, tools: MapTools, redraw: Callable[[], object], window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._tools = tools
        self._redraw = redraw
        self._window = window
        tools.moved.connect(self._moved)
        tools.reshaped.connect(self._reshaped)
        tools.split_drawn.connect(self._split)
        tools.cut_drawn.connect(self._cut)
        tools.merge_chosen.connect(self._merge)

    def merge(self, zones: list[Zone]) -> None:
        """Make one of several zones; with fewer than two, let the hand choose them."""
        if len(zones) >= 2:
            self._run(MergeZones(tuple(zones)))
            self._desk.select([zones[0].id], ORIGIN)
            return
        self._tools.merge([zone.id for zone in zones])

    # ---- inside

    def _moved(self, feature_id: str, lon: float, lat: float) -> None:
        feature = self._feature(feature_id)
        done = feature is not None and self._run(Move(feature, lon, lat))
        if not done:
            self._redraw()  # the page shows it where it was dropped

    def _reshaped(self, feature_id: str, geometry: Geometry) -> None:
        feature = self._feature(feature_id)
        if feature is not None:
            self._run(Reshape(feature, geometry))

    def _split(self, zone_id: str, line: Geometry) -> None:
        zone = self._feature(zone_id)
        if isinstance(zone, Zone):
            self._run(SplitZone(zone, line), again=lambda reason: self._tools.split(zone, reason))

    def _cut(self, zone_id: str, area: Geometry) -> None:
        zone = self._feature(zone_id)
        if isinstance(zone, Zone):
            self._run(CutZone(zone, area), again=lambda reason: self._tools.cut(zone, reason))

    def _merge(self, ids: tuple[str, ...]) -> None:
        zones = [feature for feature in self._desk.contents.features(ids) if isinstance(feature, Zone)]
        if len(zones) < 2:
            self._desk.said.emit("Only zones can be merged, at least two of them.")
        else:
            self.merge(zones)

    def _run(self, command: Command, again: Callable[[str], object] | None = None) -> bool:
        """Run it and say so; a figure that does not fit is drawn again (`again` is told why)."""
        try:
            self._desk.session.run(command, ORIGIN)
        except InvalidValue as error:
            if again is None:
                show_world_error(error, self._window)
            else:
                again(str(error))
            return False
        except WorldError as error:
            show_world_error(error, self._window)
            return False
        self._desk.said.emit(f"{command.title}; Ctrl+Z takes it back")
        return True

    def _feature(self, feature_id: str) -> Feature | None:
        found = self._desk.contents.features([feature_id])
        return found[0] if found else None
