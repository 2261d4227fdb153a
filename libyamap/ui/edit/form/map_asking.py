"""Between a form's fields and the tools on the map: a field asks, the map's next answer is for it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QPushButton

from libyamap.domain.geometry import Geometry
from libyamap.ui.edit.form.area_field import AreaField
from libyamap.ui.edit.form.end_field import EndField
from libyamap.ui.edit.form.place_field import PlaceField
from libyamap.ui.edit.map.tools import MapTools


class MapAsking(QObject):
    """One for each panel with fields that can be filled from the map."""

    def __init__(self, tools: MapTools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._place: PlaceField | None = None
        self._area: AreaField | None = None
        self._ends: tuple[EndField, EndField] | None = None
        tools.picked.connect(self._picked)
        tools.drawn.connect(self._drawn)
        tools.sketched.connect(self._sketched)
        tools.provinces_picked.connect(self._provinces_picked)
        tools.areas_picked.connect(self._areas_picked)
        tools.features_picked.connect(self._features_picked)
        tools.ended.connect(self._ended)

    def serve_ends(self, ends: tuple[EndField, EndField], button: QPushButton) -> None:
        """Let the button ask for both ends of a link."""
        button.clicked.connect(lambda _checked=False: self._ask_for_ends(ends))

    def serve(self, *, place: PlaceField | None = None, area: AreaField | None = None) -> None:
        """Let these fields ask."""
        if place is not None:
            place.pick_asked.connect(partial(self._ask_for_place, place, self._tools.pick_place))
            place.pick_area_asked.connect(
                partial(self._ask_for_place, place, partial(self._tools.pick_areas, one=True))
            )
        if area is not None:
            area.draw_asked.connect(
                lambda: self._ask_for_area(area, partial(self._tools.draw, "area", area.half_drawn))
            )
            area.pick_asked.connect(
                lambda: self._ask_for_area(area, lambda: self._tools.pick_provinces(area.provinces))
            )
            area.pick_areas_asked.connect(lambda: self._ask_for_area(area, lambda: self._tools.pick_areas(area.areas)))

    def stop(self) -> None:
        """The fields are gone: no answer is for them."""
        if self._place is not None or self._area is not None or self._ends is not None:
            self._place = self._area = self._ends = None
            self._tools.cancel()

    # ---- inside

    def _ask_for_place(self, place: PlaceField, begin: Callable[[], None]) -> None:
        self._tools.cancel()
        self._place, self._area, self._ends = place, None, None
        begin()

    def _ask_for_area(self, area: AreaField, begin: Callable[[], None]) -> None:
        self._tools.cancel()
        self._place, self._area, self._ends = None, area, None
        begin()

    def _ask_for_ends(self, ends: tuple[EndField, EndField]) -> None:
        self._tools.cancel()
        self._place, self._area, self._ends = None, None, ends
        self._tools.pick_link()

    def _features_picked(self, ids: object) -> None:
        if self._ends is not None and isinstance(ids, tuple | list):
            for end, record in zip(self._ends, ids, strict=False):
                end.show_value(str(record))
                end.changed.emit()
            self._ends[1].take_keyboard()

    def _ended(self) -> None:
        # The answer comes right after the end, in the same turn of the event loop.
        QTimer.singleShot(0, self, self._forget)

    def _forget(self) -> None:
        if not self._tools.active:
            if self._area is not None:
                self._area.take_half_drawn(None)
            self._place = self._area = self._ends = None

    def _picked(self, lon: float, lat: float) -> None:
        if self._place is not None:
            self._place.take_position((lon, lat))
            self._place.how.setFocus()

    def _sketched(self, geometry: object) -> None:
        if self._area is not None:
            self._area.take_half_drawn(geometry if isinstance(geometry, Geometry) else None)

    def _drawn(self, geometry: object) -> None:
        if self._area is not None and isinstance(geometry, Geometry):
            self._area.take_geometry(geometry)
            self._area.take_keyboard()

    def _provinces_picked(self, codes: object) -> None:
        if self._area is not None and isinstance(codes, tuple | list):
            self._area.take_provinces(tuple(codes))
            self._area.take_keyboard()

    def _areas_picked(self, ids: object) -> None:
        if not isinstance(ids, tuple | list):
            return
        if self._area is not None:
            self._area.take_areas(tuple(ids))
            self._area.take_keyboard()
        elif self._place is not None and ids:
            self._place.take_area(str(ids[0]))
            self._place.how.setFocus()
