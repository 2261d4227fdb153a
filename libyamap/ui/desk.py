"""What every panel works with: one open project, told of as Qt signals.

Panels never speak to each other. They change the view state or run commands here, and refresh from the signals.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from itertools import islice

import msgspec
from PySide6.QtCore import QObject, Signal

from libyamap.app.frames import frame_of
from libyamap.app.opening_view import opening_bounds
from libyamap.app.view_state import LayerState, ViewFlags
from libyamap.app.viewport import Selection
from libyamap.app.whereabouts import drawing_of, extent_of
from libyamap.domain.changes import ChangeFlags, OpChanges
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Feature, Zone
from libyamap.domain.precision import Drawing
from libyamap.domain.vocabulary import Kind
from libyamap.ui.contents import Contents
from libyamap.ui.drawing_pause import DrawingPause
from libyamap.ui.extents import extents_of
from libyamap.ui.open_project import OpenProject
from libyamap.web.marks import LegendEntry
from libyamap.web.protocol import CellPicked, FrameMoved, PointerMoved, ShowFrame

MOST_SELECTED = 500
"""More than these cannot be selected at once: what is done with a selection is done with each."""
MOST_ON_A_CARD = 1_000
"""A country's card lists no more than these."""
MOST_ZONES = 5_000
_PAGE = 200


class Desk(QObject):
    """An open project with signals.

    `changed` carries what a command changed (OpChanges), or None where anything may have; `contents_changed` comes
    after it, for those who read everything they show anew. `counts_changed`: a large project has been counted.
    `said` is a sentence for the status bar. `written_beside`: a thread of ours writes to the file just now, and will
    tell of it at its end; `refusal_changed` when it begins and when it is over.
    `viewed` carries (ViewFlags, origin); `add_asked` the kind of feature to be added ("event"), lon, lat (EPSG:4326)
    and the place of the gazetteer that it was asked for (domain.place.Found), or None.
    """

    changed = Signal(object)
    contents_changed = Signal()
    counts_changed = Signal()
    said = Signal(str)
    refusal_changed = Signal()
    viewed = Signal(ViewFlags, str)
    legend_changed = Signal()
    country_picked = Signal(str)
    cell_picked = Signal(CellPicked)
    closing = Signal()
    frame_moved = Signal(FrameMoved)
    pointer_moved = Signal(PointerMoved)
    to_page = Signal(object)
    add_asked = Signal(str, float, float, object)

    def __init__(self, workspace: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.pause = DrawingPause(self)
        self.written_beside = False
        self.session = workspace.session
        self.viewing = workspace.viewing
        self.areas = workspace.areas
        self.contents = Contents(workspace.session.store, workspace.index, workspace.project)
        self._selected: tuple[tuple[str, ...], list[Feature]] | None = None  # read once, however many ask
        self.frame: FrameMoved | None = None
        self.pointer: PointerMoved | None = None
        self._ends: tuple[Callable[[], None], ...] = (
            self.session.subscribe(self._changed),
            self.viewing.subscribe(self._viewed),
        )

    def close(self) -> None:
        """Hear no more of the project; whoever reads it in a thread ends that first."""
        self.pause.forget()
        self.closing.emit()
        for end in self._ends:
            end()
        self._ends = ()

    def reload(self) -> None:
        """Read the project anew and tell every panel."""
        self.workspace.resources.take_in(self.session.store)
        self._take_in(None)

    def show_as_known(self, moment: dt.datetime | None) -> None:
        """Show what was known at `moment` (UTC) in every panel; None: what is known now. WorldError if nothing was."""
        self.workspace.show_as_known(moment)
        self._take_in(None)

    def take_in_from_outside(self) -> None:
        """Another program has written to the file: bring index, map and panels up to it."""
        self.workspace.index.refresh(self.session.store, None)
        self.reload()

    def recount(self) -> None:
        """The index has come further: everything that it is asked for is out of date, though no record has changed."""
        self._selected = None
        self.contents.recount()
        self.changed.emit(None)
        self.contents_changed.emit()
        self.legend_changed.emit()

    # ---- selection

    @property
    def selected(self) -> list[Feature]:
        """The selected features, in the order they were chosen."""
        ids = self.viewing.state.selected
        if self._selected is None or self._selected[0] != ids:
            self._selected = ids, self.contents.features(ids)
        return list(self._selected[1])

    def select(self, features: Iterable[str], origin: str = "") -> None:
        """Select these in every view; of very many the first."""
        chosen = tuple(islice(dict.fromkeys(features), MOST_SELECTED + 1))
        if len(chosen) > MOST_SELECTED:
            self.said.emit(f"Only the first {MOST_SELECTED:,} are selected.")
        self.viewing.change(origin, selected=chosen[:MOST_SELECTED])

    def show(self, features: Iterable[Feature]) -> None:
        """Fly to what is drawn of the features; nothing happens where nothing is."""
        frame = self.frame_for(features)
        if frame is not None:
            self.to_page.emit(ShowFrame(frame, animate=True))

    def frame_for(self, features: Iterable[Feature]) -> Bounds | None:
        """A frame around all that is drawn of the features, with some room; None where nothing is."""
        return frame_of(extent for feature in features if (extent := extent_of(feature, self.areas)))

    def show_opening_view(self) -> None:
        """Fly to where the project opens."""
        bounds = opening_bounds(self.contents.project, self.session.store, self.areas)
        self.to_page.emit(ShowFrame(bounds, animate=True))

    def show_all(self, selection: Selection | None = None) -> None:
        """Fly to everything that is drawn of a selection; of what is shown unless one is given."""
        frame = frame_of(extents_of(self.workspace.index, selection or self.viewing.state.selection, self.areas))
        if frame is not None:
            self.to_page.emit(ShowFrame(frame, animate=True))

    def zones_shown(self) -> list[Zone]:
        """The zones that are shown; of very many the first."""
        return self._zones(self.viewing.state.selection)

    def _zones(self, shown: Selection, *, whenever: bool = False) -> list[Zone]:
        if shown.filter.kinds and Kind.ZONE not in shown.filter.kinds:
            return []
        kept = msgspec.structs.replace(shown.filter, kinds=(Kind.ZONE,), time="" if whenever else shown.filter.time)
        asked = msgspec.structs.replace(shown, filter=kept)
        found = self.workspace.index.order(asked).features(0, MOST_ZONES)
        return [feature for feature in found if isinstance(feature, Zone)]

    def zones_at_all_times(self) -> list[Zone]:
        """The zones that layers and filter leave, whatever the time window; of very many the first."""
        return self._zones(msgspec.structs.replace(self.viewing.state.selection, window=None), whenever=True)

    def known_for_country_alone(self, country: str) -> list[Feature]:
        """What is shown as rows of the country's card; of very many the first."""
        shown = self.viewing.state.selection
        if shown.filter.countries and country not in shown.filter.countries:
            return []
        asked = msgspec.structs.replace(
            shown, filter=msgspec.structs.replace(shown.filter, countries=(country,), not_located=False)
        )
        rows = self.workspace.index.order(asked, (("where_prec", True),))  # those without a place come last
        found: list[Feature] = []
        for start in range(0, len(rows), _PAGE):
            page = rows.features(start, start + _PAGE)
            found += (feature for feature in page if drawing_of(feature) is Drawing.BADGE)
            if len(found) >= MOST_ON_A_CARD or not any((feature.where_prec or 0) >= 6 for feature in page):
                break
        return found[:MOST_ON_A_CARD]

    def legend(self) -> tuple[LegendEntry, ...]:
        """The map's own legend, for what its frame shows. Safe to ask from any thread."""
        state = self.viewing.state
        return self.workspace.resources.legend(state.bounds, state.zoom)

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

    def _changed(self, changes: OpChanges) -> None:
        self._take_in(changes)

    def _take_in(self, changes: OpChanges | None) -> None:
        """Bring contents and view up to what has changed (None: anything), then tell every panel."""
        self._selected = None
        self.contents.take_in(self.session.store, self.workspace.project, changes)
        if changes is None or changes.flags & ChangeFlags.LAYERS:
            self._know_layers()
        self._forget_what_is_gone(changes)
        self.changed.emit(changes)
        self.contents_changed.emit()
        self.legend_changed.emit()

    def _viewed(self, flags: ViewFlags, origin: str) -> None:
        self.viewed.emit(flags, origin)
        if flags & ~ViewFlags.SELECTION:
            self.legend_changed.emit()

    def _know_layers(self) -> None:
        """A layer that is new is shown as its record says; one that is gone is forgotten."""
        states, layers = self.viewing.state.layers, self.contents.layers
        self.viewing.change(
            "desk",
            layers={
                layer.id: states.get(layer.id, LayerState(layer.visible, layer.opacity, layer.position))
                for layer in layers.values()
            },
        )

    def _forget_what_is_gone(self, changes: OpChanges | None) -> None:
        selected = self.viewing.state.selected
        touched = selected if changes is None else [feature for feature in selected if feature in changes.ids]
        gone = set(touched) - {feature.id for feature in self.contents.features(touched)}
        if gone:
            self.viewing.change(selected=tuple(feature for feature in selected if feature not in gone))
