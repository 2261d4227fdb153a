"""Where: a name, coordinates in any notation, an address of a map site, or a click; beside it, how exactly."""

import logging

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from libyamap.app.filter import Filter
from libyamap.app.placing import (
    DISTRICT,
    EXACT,
    NEAR,
    NOWHERE,
    Placement,
    Spot,
    probably_swapped,
    spot_at,
    spot_of_place,
)
from libyamap.app.viewport import Selection
from libyamap.app.whereabouts import middle_of
from libyamap.domain.geometry import Geometry, Position
from libyamap.domain.model import Feature, Site
from libyamap.domain.place import Found
from libyamap.domain.vocabulary import Kind
from libyamap.errors import InvalidValue, WorldError
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.how_exactly import HowExactly
from libyamap.ui.edit.form.place_asker import SPELT_OTHERWISE, PlaceAsker, name_of_spot
from libyamap.ui.edit.form.suggest import Suggestion, SuggestLine
from libyamap.ui.edit.form.suggested_field import LookedUpField
from libyamap.ui.find.asking import Newest
from libyamap.ui.icons import icon
from libyamap.ui.text import plain_tip

log = logging.getLogger(__name__)
LONGEST = 2_000
MOST_SITES = 5_000
HINT = "Name, coordinates or map address"
NO_SUCH_PLACE = "No place goes by this name. Try another spelling, type coordinates, or click on the map."


class PlaceField(LookedUpField):
    """`value` is a Placement. `pick_asked` when the user wants to click on the map instead of typing.

    `pick_area_asked`: to click the named area of the project that it was in.
    """

    pick_asked = Signal()
    pick_area_asked = Signal()

    def __init__(self, desk: Desk, name: str = "place", label: str = "Where") -> None:
        self._desk = desk
        self.untouched = True
        self.spot: Spot | None = None
        self.asking = Newest(desk)
        self.line = SuggestLine(HINT, self._ask, longest=LONGEST)
        self.pick = QToolButton()
        self.pick.setIcon(icon("crosshair"))
        self.pick.setToolTip(plain_tip("Click the place on the map (Alt+P)"))
        self.pick.setAccessibleName("Click the place on the map")
        self.pick.setShortcut("Alt+P")
        self.pick.setMinimumSize(28, 28)
        self.pick.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # who uses the keyboard goes on to the next field, or Alt+P
        self.pick_area = QToolButton()
        self.pick_area.setIcon(icon("square-dashed"))
        self.pick_area.setToolTip(plain_tip("Click the named area of this project that it was in"))
        self.pick_area.setAccessibleName("Click the named area on the map")
        self.pick_area.setMinimumSize(28, 28)
        self.pick_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        across.addWidget(self.line, 1)
        across.addWidget(self.pick_area)
        across.addWidget(self.pick)
        super().__init__(name, label, row)
        row.setFocusProxy(self.line)
        self.label.setBuddy(self.line)
        self.line.setAccessibleName(label)
        self.line.setToolTip(plain_tip("A place, a province, a country; coordinates in any notation; an address of a "
                                       "map site (it is read, never visited)"))  # fmt: skip
        self.did_you_mean = QPushButton()
        self.did_you_mean.setMinimumHeight(28)
        self.did_you_mean.hide()
        self.column.addWidget(self.did_you_mean)
        self.exactly = HowExactly()
        self.how = self.exactly.box
        self.column.addWidget(self.exactly)
        self._swapped: Spot | None = None
        self._typed = ""
        self._sites: tuple[Feature, ...] | None = None
        self._wire()
        self.exactly.ask_of(None, None)

    def _wire(self) -> None:
        self._desk.contents_changed.connect(self._forget_sites)
        self._desk.contents_changed.connect(self._offer_areas)
        self._offer_areas()
        self.pick_area.clicked.connect(lambda _checked=False: self.pick_area_asked.emit())
        self.pick.clicked.connect(lambda _checked=False: self.pick_asked.emit())
        self.line.chosen.connect(self._take_suggestion)
        self.line.left_unknown.connect(lambda _text: self.say(NO_SUCH_PLACE))
        self.line.shortened.connect(lambda: self.say(self.line.cut_words))
        self.exactly.changed.connect(self.changed)
        self.did_you_mean.clicked.connect(lambda _checked=False: self._swap())
        self.asking.answered.connect(self._answered)
        self.asking.failed.connect(self._failed)

    @property
    def names(self) -> tuple[str, ...]:
        """All that says where it is."""
        if self.name != "place":
            return (self.name, "says_geometry")
        return ("place", "where_prec", "geometry", "radius_m", "country", "province")

    # ---- value

    def value(self) -> Placement:
        """Where it is; InvalidValue where something is typed that is no place."""
        if self.spot is None:
            if self.line.text().strip() and not self.untouched:
                raise InvalidValue(self.name, self.problem.label.text() or NO_SUCH_PLACE)
            return NOWHERE
        return self.exactly.placement(self.spot)

    def show_spot(self, spot: Spot | None, where_prec: int | None = None, radius_m: float | None = None) -> None:
        """Show a place that is known already, and how exactly."""
        self.spot = spot
        self.line.taken_as(name_of_spot(spot) if spot else "")
        self._say_nothing()
        usual = spot.usual if spot else None
        self.exactly.ask_of(spot, usual if where_prec is None else where_prec, radius_m)

    def show_said(self, place: str, geometry: Geometry | None) -> None:
        """Show what a claim says of the place; it is kept as it is until something is typed."""
        if geometry is not None:
            self.show_spot(spot_at(middle_of(geometry), self._desk.areas, place))
        else:
            self.spot = None
            self.line.taken_as(place)
        self.untouched = True

    def take_position(self, position: Position) -> None:
        """Clicked on the map: as exact as a click, until the user says otherwise."""
        self._take(spot_at(position, self._desk.areas))

    def take_area(self, area_id: str) -> None:
        """A named area clicked on the map: it was somewhere in there."""
        named = self._desk.contents.named_areas
        area = next((each for each in named.all if each.id == area_id), None)
        if area is None:
            return
        middle = middle_of(area.geometry)
        self._take(spot_at(middle, self._desk.areas, area.name, DISTRICT))
        drawn = named.at(middle)
        if drawn is not None and drawn != area:
            self.say(f"The middle of {area.name} lies in {drawn.name}, which will be drawn; choose a smaller area.")

    def take_found(self, found: Found) -> None:
        """A place that was found elsewhere in the window."""
        self._take(spot_of_place(found, self._desk.areas))

    def typed(self) -> object:
        """The text, the precision and the radius."""
        return {
            "text": self.line.text(),
            "at": self.spot.at if self.spot else None,
            "name": self.spot.name if self.spot else "",
            "country": self.spot.country if self.spot else "",
            "province": self.spot.province if self.spot else "",
            "how": self.exactly.where_prec,
            "radius_km": self.exactly.radius_km,
        }

    def put_back(self, typed: object) -> None:
        """The place as it was picked, else the text to be looked up again."""
        if not isinstance(typed, dict):
            return
        spot = self._spot_again(typed)
        if spot is None:
            self.line.setText(str(typed.get("text") or ""))
            if self.line.text():
                self.line.open_all()
                self.line.settle()
            return
        how, radius = typed.get("how"), typed.get("radius_km")
        self.show_spot(spot, how if isinstance(how, int) else None,
                       radius * 1000 if isinstance(radius, int | float) else None)  # fmt: skip
        if how is None:
            self.exactly.choose(None)

    def clear(self) -> None:
        """Nowhere."""
        super().clear()
        self.asking.forget()
        self.show_spot(None)
        self.untouched = True

    # ---- what is typed

    def _ask(self, text: str) -> None:
        """Coordinates are read at once; a name is looked up in a worker thread."""
        self.untouched = False
        self._typed = text
        self.spot = None
        self._say_nothing()
        self.exactly.ask_of(None, None)
        self.changed.emit()
        self.asking.forget()
        if not text.strip():
            self.line.offer(())
            return
        if any(sign.isdigit() or sign in ":+" for sign in text):
            try:
                from libyamap.gazetteer.coordinates import read

                position = read(text)
            except InvalidValue as error:
                self.line.let_stand()
                self.say(str(error))
                return
            if position is not None:
                self._take_typed(position, text)
                return
        if self._sites is None:
            self._sites = self._known_sites()
        desk = self._desk
        named = desk.contents.named_areas
        asker = PlaceAsker(self._sites, desk.areas, desk.workspace.places, self._middle(), named)
        self.asking.ask(lambda: asker.ask(text))

    def _take_typed(self, position: Position, text: str) -> None:
        """Coordinates stay in the line as they were typed."""
        from libyamap.gazetteer.coordinates import radius_m

        radius = radius_m(text)
        usual = EXACT if radius is None else NEAR
        self.spot = spot_at(position, self._desk.areas, usual=usual)
        self.line.let_stand()
        self.exactly.ask_of(self.spot, usual, radius)
        self._show_country(text)
        self._swapped = probably_swapped(position, self._desk.areas, self._desk.contents.project.focus)
        if self._swapped is not None and self._swapped.at is not None:
            lon, lat = self._swapped.at
            place = self.spot.country_name or "at sea"
            self.say(f"This lies {'in ' if self.spot.country_name else ''}{place}. "
                     "Were latitude and longitude swapped?")  # fmt: skip
            self.did_you_mean.setText(f"Use {lat:g}, {lon:g} in {self._swapped.country_name}")
            self.did_you_mean.show()
        self.changed.emit()

    def _swap(self) -> None:
        if self._swapped is not None:
            self._take(self._swapped)

    def _answered(self, suggestions: object) -> None:
        if isinstance(suggestions, list):
            self.line.offer(suggestions)
            if not suggestions and self.line.text().strip() and not self.line.hasFocus():
                self.say(NO_SUCH_PLACE)

    def _failed(self, error: object) -> None:
        if not isinstance(error, WorldError):
            log.error("Looking a place up failed: %s", error)
        self.say(str(error) if isinstance(error, WorldError) else "The place could not be looked up.")

    def _take_suggestion(self, suggestion: Suggestion) -> None:
        spot, typed = suggestion.value, self._typed.strip()
        if not isinstance(spot, Spot):
            return
        self._take(spot)
        focus = self._desk.contents.project.focus
        if suggestion.note.startswith(SPELT_OTHERWISE) and focus and spot.country not in focus:
            place = ", ".join(filter(None, (spot.name, spot.country_name)))
            self.say(f"“{typed[:60]}” was taken as {place}: spelt alike, but far from what this project is about.")

    def _take(self, spot: Spot) -> None:
        self.untouched = False
        self.show_spot(spot)
        self._show_country("")
        self.changed.emit()

    # ---- small parts

    def _offer_areas(self) -> None:
        self.pick_area.setHidden(not self._desk.contents.named_areas)

    def _show_country(self, typed: str) -> None:
        """Beside coordinates: in which province and country they lie."""
        spot = self.spot
        if spot is None or (spot.name and not typed):
            self.show_echo("")
            return
        lon, lat = spot.at or (0.0, 0.0)
        where = ", ".join(filter(None, (spot.province_name, spot.country_name))) or "at sea, or in no known province"
        self.show_echo(f"{lat:.5f}, {lon:.5f}  ·  {where}", "Latitude, longitude (WGS 84)")

    def _known_sites(self) -> tuple[Feature, ...]:
        """The project's own places; of a data set with very many of them, none: the gazetteer has to do."""
        count = self._desk.workspace.index.count(Selection(filter=Filter(kinds=(Kind.SITE,)))).total
        return tuple(self._desk.session.store.all(Site)) if count <= MOST_SITES else ()

    def _forget_sites(self) -> None:
        self._sites = None

    def _say_nothing(self) -> None:
        self.say("")
        self.show_echo("")
        self._swapped = None
        self.did_you_mean.hide()

    def _middle(self) -> Position:
        frame = self._desk.frame
        west, south, east, north = self._desk.viewing.state.bounds
        return (frame.lon, frame.lat) if frame else ((west + east) / 2, (south + north) / 2)

    def _spot_again(self, typed: "dict[str, object]") -> Spot | None:
        from libyamap.app.placing import spot_of_country, spot_of_province

        at = typed.get("at")
        if isinstance(at, list | tuple) and len(at) == 2 and all(isinstance(part, int | float) for part in at):
            return spot_at((float(at[0]), float(at[1])), self._desk.areas, str(typed.get("name") or ""))
        if typed.get("province"):
            return spot_of_province(str(typed["province"]), self._desk.areas)
        return spot_of_country(str(typed["country"]), self._desk.areas) if typed.get("country") else None
