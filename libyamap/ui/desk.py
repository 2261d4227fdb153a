"""What every panel works with: one open project, told of as Qt signals.

Panels never speak to each other. They change the view state or run commands here, and refresh from the signals.
"""

from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from libyamap.app.here import AreasUnderfoot
from libyamap.app.places import Places
from libyamap.app.ports import StoreReader, ViewportIndex
from libyamap.app.session import Session
from libyamap.app.view_state import ViewFlags, Viewing
from libyamap.app.whereabouts import drawing_of, extent_of
from libyamap.domain.changes import OpChanges
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Feature, Project
from libyamap.domain.precision import Drawing
from libyamap.ui.contents import Contents
from libyamap.ui.frames import frame_of
from libyamap.web.catalogue import Catalogue
from libyamap.web.legend import legend
from libyamap.web.marks import LegendEntry, Mark
from libyamap.web.protocol import FrameMoved, PointerMoved, ShowFrame


class TakesIn(Protocol):
    """What answers the page keeps a copy of some records."""

    def take_in(self, store: StoreReader) -> None:
        """Read them anew."""
        ...

    def marks_of(self, features: Iterable[Feature], zoom: float) -> tuple[Mark, ...]:
        """What the page draws of these features where nothing else is."""
        ...


class OpenProject(Protocol):
    """What the window needs of `bootstrap.Workspace`."""

    @property
    def session(self) -> Session: ...

    @property
    def viewing(self) -> Viewing: ...

    @property
    def areas(self) -> AreasUnderfoot: ...

    @property
    def places(self) -> Places | None: ...

    @property
    def project(self) -> Project: ...

    @property
    def index(self) -> ViewportIndex: ...

    @property
    def resources(self) -> TakesIn: ...


class Desk(QObject):
    """An open project with signals.

    `viewed` carries (ViewFlags, origin); `add_asked` the kind of feature to be added ("event"), lon, lat (EPSG:4326)
    and the place of the gazetteer that it was asked for (domain.place.Found), or None.
    """

    contents_changed = Signal()
    viewed = Signal(ViewFlags, str)
    legend_changed = Signal()
    country_picked = Signal(str)
    frame_moved = Signal(FrameMoved)
    pointer_moved = Signal(PointerMoved)
    to_page = Signal(object)
    add_asked = Signal(str, float, float, object)

    def __init__(self, workspace: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.session = workspace.session
        self.viewing = workspace.viewing
        self.areas = workspace.areas
        self.contents = Contents(workspace.session.store, workspace.project)
        self._catalogue = Catalogue.read(workspace.session.store)
        self.frame: FrameMoved | None = None
        self.pointer: PointerMoved | None = None
        self._ends: tuple[Callable[[], None], ...] = (
            self.session.subscribe(self._changed),
            self.viewing.subscribe(self._viewed),
        )

    def close(self) -> None:
        """Hear no more of the project."""
        for end in self._ends:
            end()
        self._ends = ()

    def reload(self) -> None:
        """Read the project anew and tell every panel."""
        self.workspace.resources.take_in(self.session.store)
        self.contents = Contents(self.session.store, self.workspace.project)
        self._catalogue = Catalogue.read(self.session.store)
        self._forget_what_is_gone()
        self.contents_changed.emit()
        self.legend_changed.emit()

    def take_in_from_outside(self) -> None:
        """Another program has written to the file: bring index, map and panels up to it."""
        self.workspace.index.refresh(self.session.store, None)
        self.reload()

    # ---- selection

    @property
    def selected(self) -> list[Feature]:
        """The selected features, in the order they were chosen."""
        return self.contents.selected(self.viewing.state.selected)

    def select(self, features: Iterable[str], origin: str = "") -> None:
        """Select these in every view."""
        self.viewing.change(origin, selected=tuple(dict.fromkeys(features)))

    def show(self, features: Iterable[Feature]) -> None:
        """Fly to what is drawn of the features; nothing happens where nothing is."""
        frame = self.frame_for(features)
        if frame is not None:
            self.to_page.emit(ShowFrame(frame, animate=True))

    def frame_for(self, features: Iterable[Feature]) -> Bounds | None:
        """A frame around all that is drawn of the features, with some room; None where nothing is."""
        return frame_of(extent for feature in features if (extent := extent_of(feature, self.areas)))

    def shown(self) -> list[Feature]:
        """Features of the layers that are shown."""
        return self.contents.features_in_layers(self.viewing.state.shown_layers())

    def known_for_country_alone(self, country: str) -> list[Feature]:
        """Features of shown layers that are drawn as rows of the country's card."""
        return [
            feature for feature in self.shown() if feature.country == country and drawing_of(feature) is Drawing.BADGE
        ]

    def legend(self) -> tuple[LegendEntry, ...]:
        """The map's own legend, for what its frame shows."""
        state = self.viewing.state
        shown = self.workspace.index.features_in(state.bounds, state.shown_layers())
        return legend(shown, self._catalogue, state.theme)

    def take_frame(self, frame: FrameMoved) -> None:
        """The page has settled on another frame."""
        self.frame = frame
        self.viewing.change("map", bounds=frame.bounds, zoom=frame.zoom)
        self.frame_moved.emit(frame)

    def take_pointer(self, pointer: PointerMoved) -> None:
        """The pointer has moved over the map."""
        if pointer.inside:
            self.pointer = pointer
        self.pointer_moved.emit(pointer)

    def _changed(self, _changes: OpChanges) -> None:
        self.reload()

    def _viewed(self, flags: ViewFlags, origin: str) -> None:
        self.viewed.emit(flags, origin)
        if flags & ~ViewFlags.SELECTION:
            self.legend_changed.emit()

    def _forget_what_is_gone(self) -> None:
        selected = self.viewing.state.selected
        self.viewing.change(selected=tuple(feature for feature in selected if feature in self.contents.features))
