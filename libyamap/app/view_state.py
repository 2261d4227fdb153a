"""How the map is being looked at: shown layers, theme, language, selection. Looking never changes the project file.

The project gives the opening state; the command `KeepView` writes the state back when the user asks for it.
"""

from collections.abc import Callable
from enum import Flag, auto
from typing import Literal

import msgspec

from libyamap.app.filter import NO_FILTER, Filter
from libyamap.app.opening_view import opening_bounds
from libyamap.app.ports import AreaGazetteer, StoreReader
from libyamap.app.viewport import Selection, Window
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Layer, Project
from libyamap.i18n import Language

Theme = Literal["light", "dark", "print"]
DensityLook = Literal["cells", "heat"]


class LayerState(msgspec.Struct, frozen=True):
    """Whether and how strongly a layer is shown; `position` counts from the top."""

    visible: bool
    opacity: float
    position: int


class ViewState(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that decides the picture besides the data. `bounds` is the map's frame (EPSG:4326).

    `window` is the timeline's; None: all times. `density`: how too many events are drawn.
    """

    bounds: Bounds
    zoom: float = 0.0
    layers: dict[str, LayerState] = {}
    selected: tuple[str, ...] = ()
    theme: Theme = "light"
    language: Language = "en"
    relief: bool = False
    place_labels: bool = True
    focus: tuple[str, ...] = ()
    filter: Filter = NO_FILTER
    window: Window | None = None
    density: DensityLook = "cells"

    @property
    def selection(self) -> Selection:
        """What is shown of the project, as the index is asked for it."""
        return Selection(layers=self.shown_layers(), filter=self.filter, window=self.window)

    def shown_layers(self) -> frozenset[str]:
        """Ids of the layers that are visible."""
        return frozenset(layer for layer, state in self.layers.items() if state.visible)


class ViewFlags(Flag):
    """Which sorts of view state a change touched."""

    FRAME = auto()
    LAYERS = auto()
    SELECTION = auto()
    STYLE = auto()
    FILTER = auto()  # the filter or the time window


_FLAGS = {
    "bounds": ViewFlags.FRAME,
    "zoom": ViewFlags.FRAME,
    "layers": ViewFlags.LAYERS,
    "selected": ViewFlags.SELECTION,
    "filter": ViewFlags.FILTER,
    "window": ViewFlags.FILTER,
}
ViewListener = Callable[[ViewFlags, str], None]


def opening_state(project: Project, reader: StoreReader, areas: AreaGazetteer) -> ViewState:
    """The state a project opens with. A group has no state of its own: it is shown as far as its members are."""
    states = {layer.id: LayerState(layer.visible, layer.opacity, layer.position) for layer in reader.all(Layer)}
    return ViewState(bounds=opening_bounds(project, reader, areas), layers=states, focus=project.focus)


class Viewing:
    """Holds the current ViewState and tells subscribers which part of it changed and who changed it."""

    def __init__(self, state: ViewState) -> None:
        self.state = state
        self._listeners: list[ViewListener] = []

    def change(self, origin: str = "", **fields: object) -> None:
        """Replace fields of the state; listeners hear only of those that really differ."""
        changed = {name: value for name, value in fields.items() if getattr(self.state, name) != value}
        if not changed:
            return
        self.state = msgspec.structs.replace(self.state, **changed)
        flags = ViewFlags(0)
        for name in changed:
            flags |= _FLAGS.get(name, ViewFlags.STYLE)
        for listener in tuple(self._listeners):
            listener(flags, origin)

    def set_layer(self, layer: str, origin: str = "", **fields: object) -> None:
        """Change one layer's state (`visible`, `opacity`, `position`)."""
        states = dict(self.state.layers)
        states[layer] = msgspec.structs.replace(states[layer], **fields)
        self.change(origin, layers=states)

    def subscribe(self, listener: ViewListener) -> Callable[[], None]:
        """Call `listener(flags, origin)` after each change; the answer is a function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)
