"""The tools that edit with the hand on the map: they ask the page, and tell by signals what the hand has done.

tools = MapTools(desk, host, actions, window)
tools.pick_place()                # then: picked(lon, lat), or ended() where the reader gave up
tools.preview(feature)            # draws an unfinished record as a reader will see it

One tool at a time: beginning one ends the one before. Nothing here writes to the project; `ui.edit.map.changes` does
that with what is dragged, reshaped, split, cut and merged. Positions are WGS 84 longitude and latitude.
"""

import dataclasses
from collections.abc import Callable, Sequence
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from libyamap.domain.geometry import Geometry, Position, area_problem, point
from libyamap.domain.model import Feature, Zone
from libyamap.domain.shaping import repaired_area
from libyamap.errors import InvalidValue
from libyamap.ui.action_set import ActionSet
from libyamap.ui.desk import Desk
from libyamap.ui.edit.map import words
from libyamap.ui.edit.map.escape import Escape
from libyamap.ui.edit.map.figures import AREAS, drawn_geometry, wrapped
from libyamap.ui.edit.map.use import Figure, Use
from libyamap.ui.map_view import Host
from libyamap.web.protocol import (
    DragHeld,
    EditChose,
    EditDrawn,
    EditEnded,
    EditorKey,
    EditPointed,
    EditSketched,
    FeatureDropped,
    PageReady,
    SelectMarks,
    ShowPreview,
    UseEditor,
)

Drawn = Literal["point", "line", "area"]


class MapTools(QObject):
    """`begun` and `ended` frame each use; between them `busy` is the sentence for the status bar.

    `picked(lon, lat)`, `drawn(Geometry)`, `reshaped(feature id, Geometry)`, `split_drawn(zone id, line)`,
    `cut_drawn(zone id, area)`, `provinces_picked(codes)`, `areas_picked(ids)`, `features_picked(ids)`,
    `merge_chosen(ids)`: the tool has ended with this; areas are valid. `provinces_changed(codes)`: chosen so far.
    `sketched(Geometry or None)`: drawn so far. `moved(feature id, lon, lat)`: dragged or nudged there.
    """

    begun = Signal()
    ended = Signal()
    busy_changed = Signal(str)
    picked = Signal(float, float)
    drawn = Signal(object)
    sketched = Signal(object)
    reshaped = Signal(str, object)
    split_drawn = Signal(str, object)
    cut_drawn = Signal(str, object)
    provinces_changed = Signal(object)
    provinces_picked = Signal(object)
    areas_picked = Signal(object)
    features_picked = Signal(object)
    merge_chosen = Signal(object)
    moved = Signal(str, float, float)

    def __init__(self, desk: Desk, host: Host, actions: ActionSet, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._host = host
        self._actions = actions
        self._escape = Escape(actions["clear-selection"], window, self.cancel)
        self._use: Use | None = None
        self._held = ""
        host.decoded.connect(self._hear)

    @property
    def active(self) -> bool:
        """Whether the map's clicks belong to a tool."""
        return self._use is not None

    @property
    def figure(self) -> Figure | None:
        """What is being drawn for a feature of the project; None for a form's, or where nothing is."""
        return self._use.figure if self._use else None

    @property
    def busy(self) -> str:
        """What the hand is to do, as a sentence; empty where no tool is in use."""
        return f"{self._use.busy.removesuffix('.')}; Esc to stop" if self._use else ""

    # ---- tools

    def pick_place(self, sentence: str = words.PICK) -> None:
        """One click on the map gives a place: `picked`."""
        self._take(Use(UseEditor("pick", sentence), sentence, pointed=lambda at: self._end(self.picked.emit, *at)))

    def draw(self, kind: Drawn, begun: Geometry | None = None) -> None:
        """Draw a point, a line or an area, or go on with what is `begun` of it: `drawn`."""

        def take(geometry: Geometry) -> None:
            self._end(self.drawn.emit, geometry)

        if kind == "point":
            self._take(Use(UseEditor("pick", words.PICK), words.PICK, pointed=lambda at: take(point(*at))))
        else:
            tool = UseEditor(kind, words.DRAW[kind], words.DONE, geometry=begun)
            self._take(Use(tool, tool.words, drawn=take, mends=kind == "area"))

    def reshape(self, feature: Feature, begun: Geometry | None = None) -> None:
        """Drag the corners of a line or an area: `reshaped`. A feature without one is drawn anew: `drawn`."""
        if feature.geometry is None:
            self.draw("area")
            return
        tool = UseEditor("reshape", words.RESHAPE, words.KEEP, geometry=begun or feature.geometry, feature=feature.id)
        self._draw_for(feature, "reshape", tool, self.reshaped, mends=feature.geometry.type in AREAS)

    def move(self, feature: Feature) -> None:
        """Move a feature that stands on a point with the arrow keys: `moved`."""
        self._take(Use(UseEditor("move", words.MOVE, words.KEEP, feature=feature.id), words.MOVE))

    def split(self, zone: Zone, sentence: str = words.SPLIT, begun: Geometry | None = None) -> None:
        """Draw a line across a zone: `split_drawn`."""
        self._draw_for(zone, "split", UseEditor("line", sentence, words.DONE, geometry=begun), self.split_drawn)

    def cut(self, zone: Zone, sentence: str = words.CUT, begun: Geometry | None = None) -> None:
        """Draw an area to take out of a zone: `cut_drawn`."""
        self._draw_for(zone, "cut", UseEditor("area", sentence, words.DONE, geometry=begun), self.cut_drawn, mends=True)

    def pick_provinces(self, chosen: Sequence[str] = ()) -> None:
        """Click provinces in and out: `provinces_changed` each time, `provinces_picked` at the end."""
        tool = UseEditor("provinces", words.PROVINCES, words.DONE, chosen=tuple(chosen))
        self._choose(tool, words.PROVINCES, self.provinces_changed.emit, self.provinces_picked.emit)

    def pick_areas(self, chosen: Sequence[str] = (), *, one: bool = False) -> None:
        """Click named areas of the project in and out, or `one`: `areas_picked` with their ids at the end."""
        sentence = words.AREA if one else words.AREAS
        tool = UseEditor("areas", sentence, "" if one else words.DONE, chosen=tuple(chosen))
        self._choose(tool, sentence, lambda _ids: None, self.areas_picked.emit, most=1 if one else 0)

    def pick_features(self, sentence: str, most: int = 0, chosen: Sequence[str] = ()) -> None:
        """Click features in and out, `most` of them at most (0: any number): `features_picked`, in order."""
        self._pick(sentence, most, tuple(chosen), self.features_picked.emit)

    def pick_link(self) -> None:
        """Click where a link begins, then where it leads: `features_picked` with the two ids."""
        self.pick_features(words.LINK, most=2)

    def merge(self, chosen: Sequence[str] = ()) -> None:
        """Click the zones to merge, first the one that stays: `merge_chosen`."""
        self._pick(words.MERGE, 0, tuple(chosen), self.merge_chosen.emit)

    def finish(self) -> None:
        """As if Enter were pressed on the map."""
        if self.active:
            self._host.send(EditorKey("Enter"))

    def cancel(self) -> None:
        """Take the tool away, or let go of what is dragged; nothing happens where there is neither."""
        if self.active or self._held:
            self._host.send(UseEditor(""))
            self._put_away()

    def preview(self, feature: Feature | None) -> None:
        """Draw a record that is not kept yet as a reader will see it; None: no more."""
        zoom = self._desk.viewing.state.zoom
        resources, shown = self._desk.workspace.resources, [feature] if feature else []
        self._host.send(ShowPreview(resources.marks_of(shown, zoom), resources.cards_of(shown, zoom)))

    # ---- inside

    def _draw_for(
        self, feature: Feature, name: str, tool: UseEditor, told: SignalInstance, *, mends: bool = False
    ) -> None:
        def take(geometry: Geometry) -> None:
            self._end(told.emit, feature.id, geometry)

        self._take(Use(tool, tool.words, drawn=take, mends=mends, figure=Figure(name, feature.id)))

    def _pick(
        self, sentence: str, most: int, chosen: tuple[str, ...], picked: Callable[[tuple[str, ...]], object]
    ) -> None:
        def show(ids: tuple[str, ...]) -> None:
            self._host.send(SelectMarks(ids))

        self._choose(UseEditor("features", sentence, words.DONE, chosen=chosen), sentence, show, picked, most=most)

    def _choose(
        self,
        tool: UseEditor,
        sentence: str,
        changed: Callable[[tuple[str, ...]], object],
        picked: Callable[[tuple[str, ...]], object],
        *,
        most: int = 0,
    ) -> None:
        chosen = [tool.chosen]

        def chose(ids: tuple[str, ...], title: str) -> None:
            chosen[0] = ids
            self._say(f"{words.count(ids)}{f': {title.partition(chr(10))[0]}' if title else ''}")
            changed(ids)
            if most and len(ids) >= most:
                self._end(picked, ids)

        self._take(Use(tool, sentence, chose=chose, done=lambda: self._end(picked, chosen[0])))

    def _take(self, use: Use) -> None:
        self.cancel()
        self.begun.emit()
        self._escape.take()
        self._use = use
        self._host.send(use.tool)
        self.busy_changed.emit(self.busy)
        self._actions["focus-map"].trigger()

    def _end(self, tell: Callable[..., object], *what: object) -> None:
        """The tool has done its work: take it away, then tell."""
        self.cancel()
        tell(*what)

    def _put_away(self) -> None:
        used, self._use, self._held = self._use is not None, None, ""
        self._escape.give_back()
        if used:
            self.busy_changed.emit("")
            self.ended.emit()

    def _say(self, sentence: str) -> None:
        if self._use is not None:
            self.busy_changed.emit(f"{sentence}; {self._use.busy[:1].lower()}{self._use.busy[1:]}")

    def _hear(self, message: object) -> None:
        match message:
            case DragHeld(feature, held):
                self._hold(feature if held else "")
            case PageReady():
                self._hold("")  # a page that is loaded anew holds nothing
            case FeatureDropped(feature, lon, lat):
                self._dropped(feature, (wrapped(lon), lat))
        if self._use is None:
            return  # what was under way when the tool was taken away
        match message:
            case EditPointed(lon, lat):
                self._use.pointed((wrapped(lon), lat))
            case EditSketched(geometry, corners) if self._use.tool.mode in {"line", "area", "reshape"}:
                # A page that has to be loaded anew goes on from here.
                sketch = geometry if corners else None
                self._host.remember(msgspec.structs.replace(self._use.tool, geometry=sketch))
                self.sketched.emit(sketch)
            case EditDrawn(geometry):
                self._settle(self._use, geometry)
            case EditChose(chosen, title):
                self._use.chose(chosen, title)
            case EditEnded(done):
                self._finish(done=done)

    def _finish(self, *, done: bool) -> None:
        use = self._use
        if done and use is not None:
            use.done()
        self.cancel()

    def _settle(self, use: Use, drawn: Geometry) -> None:
        """Take what was drawn; what cannot be taken is shown again with the reason, to be mended or drawn anew."""
        try:
            geometry = drawn_geometry(drawn)
            problem = area_problem(geometry) if use.mends else None
            if problem and use.tool.done == words.REPAIR:
                geometry, problem = repaired_area(geometry), None
        except InvalidValue as error:
            self._again(use, UseEditor(use.tool.mode, str(error), use.tool.done, feature=use.tool.feature))
            return
        if problem:
            sentence = f"{problem} {words.MEND}"
            self._again(use, UseEditor("reshape", sentence, words.REPAIR, geometry=geometry, feature=use.tool.feature))
        else:
            use.drawn(geometry)

    def _again(self, use: Use, tool: UseEditor) -> None:
        self._use = dataclasses.replace(use, tool=tool, busy=tool.words)
        self._host.send(tool)
        self.busy_changed.emit(self.busy)

    def _hold(self, feature: str) -> None:
        """While something is dragged, Escape puts it back."""
        self._held = feature
        if feature:
            self._escape.take()
        elif not self.active:
            self._escape.give_back()

    def _dropped(self, feature: str, at: Position) -> None:
        if self._use is not None:
            self._put_away()  # the page puts its tool away when it is told to, below
            self._host.send(UseEditor("", feature=feature))
        self.moved.emit(feature, *at)
