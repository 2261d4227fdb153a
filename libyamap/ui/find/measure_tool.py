"""The measure tool: hears the page's clicks and keys, keeps the figure, and has the page draw it."""

from functools import partial

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from libyamap.app.measure import Crossing, zones_along, zones_within
from libyamap.app.measuring import Measuring, Tool
from libyamap.app.radii import read_radii
from libyamap.app.ring_layer import keep_rings, name_for
from libyamap.app.view_state import LayerState
from libyamap.domain.geometry import Position
from libyamap.domain.model import Zone
from libyamap.errors import InvalidValue
from libyamap.ui.action_set import ActionSet
from libyamap.ui.coordinates import coordinates_to_copy
from libyamap.ui.desk import Desk
from libyamap.ui.errors import told
from libyamap.ui.find.asking import Newest
from libyamap.ui.find.measure_panel import OPENING_RADII, MeasurePanel
from libyamap.ui.find.sketches import sketch_of
from libyamap.web.protocol import PointerMoved, ShowSketch, ToolKeyed, ToolPointed, UseTool

ORIGIN = "measure"
CLOSE_PX = 12.0
"""A click within this many pixels of the first corner closes the line to an area."""


class MeasureTool(QObject):
    """`begun` and `ended` tell when the map's clicks belong to it."""

    begun = Signal()
    ended = Signal()
    said = Signal(str)
    profiled = Signal()

    def __init__(self, desk: Desk, panel: MeasurePanel, actions: ActionSet, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._panel = panel
        self._window = window
        self.active = False
        self.state = Measuring(radii=read_radii(OPENING_RADII))
        self._problem = ""
        self.asking = Newest(self)
        self.asking.answered.connect(self._show_zones)
        self.asking.failed.connect(lambda _error: self._show_zones([]))
        # Escape has two meanings; while the tool is in use only this one counts.
        self._clears = actions["clear-selection"]
        self._clearing_keys = self._clears.shortcuts()
        self._escape = QShortcut(QKeySequence("Esc"), window, self.leave)
        self._escape.setEnabled(False)
        desk.pointer_moved.connect(self._live)
        panel.tool_chosen.connect(lambda tool: self._take(self.state.with_tool(tool)))
        panel.point_typed.connect(self._typed_point)
        panel.radii_typed.connect(self._typed_radii)
        panel.cleared.connect(self.clear)
        panel.kept.connect(self.keep)
        panel.copied.connect(self.copy)

    def use(self, tool: Tool) -> None:
        """Begin, or go over to measuring something else."""
        self._activate(active=True)
        self._take(self.state.with_tool(tool))
        self.begun.emit()

    def leave(self) -> None:
        """Forget the figure and give the map its clicks back."""
        if self.active:
            self._activate(active=False)
            self.clear()
            self.ended.emit()

    def clear(self) -> None:
        """Begin anew."""
        self._take(msgspec.structs.replace(self.state, points=(), ended=False))

    def hear(self, message: object) -> None:
        """What the page says of the tool."""
        if isinstance(message, ToolPointed):
            self._click(message)
        elif isinstance(message, ToolKeyed):
            match message.key:
                case "Enter":
                    self._take(self.state.finished())
                case "Escape":
                    self.leave()
                case _:
                    self._take(self.state.without_last())

    def keep(self) -> None:
        """Keep the rings as a layer, as one step."""
        if self.state.tool is not Tool.RINGS or not self.state.points:
            return
        middle = self.state.points[0]
        words = coordinates_to_copy(middle[1], middle[0])
        place = name_for(middle, self._desk.workspace.places, words)
        layer, command = keep_rings(middle, self.state.radii, place, self._desk.contents.layers.values())
        layers = self._desk.viewing.state.layers
        top = min((state.position for state in layers.values()), default=0) - 1
        with told(self._window):
            self._desk.session.run(command, ORIGIN)
            self._desk.viewing.change(ORIGIN, layers={**layers, layer.id: LayerState(True, 1.0, top)})
            self.said.emit(f"Kept as the layer “{layer.title}”")
            self.leave()

    def copy(self) -> None:
        """Put the numbers on the clipboard."""
        state = self.state
        lines = [state.summary, *(f"{at}. {leg.words}" for at, leg in enumerate(state.legs, 1))]
        lines += [coordinates_to_copy(lat, lon) for lon, lat in state.points]
        QGuiApplication.clipboard().setText("\n".join(filter(None, lines)))
        self.said.emit("Copied the measurement")

    def _click(self, message: ToolPointed) -> None:
        try:
            position = ((message.lon + 180) % 360 - 180, message.lat)
            self._take(self.state.finished() if message.last else self._pointed(position))
        except InvalidValue as error:
            self._complain(error)

    def _pointed(self, position: Position) -> Measuring:
        frame = self._desk.frame
        return self.state.pointed(position, CLOSE_PX * frame.metres_per_pixel if frame else 0.0)

    def _take(self, state: Measuring) -> None:
        self.state, self._problem = state, ""
        self._profile()
        self._desk.to_page.emit(sketch_of(state) if self.active else ShowSketch())
        self._show()

    def _show(self) -> None:
        rings = self.state.tool is Tool.RINGS and bool(self.state.points)
        writable = not self._desk.session.store.read_only
        self._panel.show_state(self.state, self._problem, can_keep=rings and writable)

    def _live(self, pointer: PointerMoved) -> None:
        if self.active and pointer.inside and self.state.points and not self.state.ended:
            self._desk.to_page.emit(sketch_of(self.state, ((pointer.lon + 180) % 360 - 180, pointer.lat)))

    def _profile(self) -> None:
        """Which zones are crossed; shapely is slow to load and to cut, so a worker does it once the figure is done."""
        self.asking.forget()
        state = self.state
        if not (self.active and state.ended and len(state.points) > 1) or state.tool is Tool.RINGS:
            self._panel.show_zones([], areas=False)
            return
        zones = self._desk.zones_shown()
        self.asking.ask(partial(_profile, state, zones))

    def _show_zones(self, found: list[Crossing] | str) -> None:
        if isinstance(found, str):
            self._problem = found
            self._show()
        else:
            self._panel.show_zones(found, areas=self.state.closed)
        self.profiled.emit()

    def _typed_point(self, text: str) -> None:
        from libyamap.gazetteer.coordinates import read

        try:
            position = read(text)
            if position is None:
                raise InvalidValue("geometry", "These are no coordinates; type them such as 32.3775, 15.0925.")
            self._take(self._pointed(position))
        except InvalidValue as error:
            self._complain(error)
        else:
            self._panel.point_taken()

    def _typed_radii(self, text: str) -> None:
        try:
            self._take(msgspec.structs.replace(self.state, radii=read_radii(text)))
        except InvalidValue as error:
            self._complain(error)

    def _complain(self, error: InvalidValue) -> None:
        self._problem = str(error)
        self._show()

    def _activate(self, *, active: bool) -> None:
        if active != self.active:
            self.active = active
            self._clears.setShortcuts([] if active else self._clearing_keys)
            self._escape.setEnabled(active)
            self._desk.to_page.emit(UseTool(active))


def _profile(state: Measuring, zones: list[Zone]) -> list[Crossing] | str:
    try:
        area = state.area
    except InvalidValue as error:
        return str(error)
    return zones_within(area, zones) if area else zones_along(state.points, zones)
