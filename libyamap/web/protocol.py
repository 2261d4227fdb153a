"""Every message between Python and the map page, typed, in both directions; static/protocol.js has the same names.

Messages travel as JSON text through QWebChannel (one slot in, one signal out). Bulk data does not: the page fetches
it from the scheme (see `web.resources`). Coordinates are EPSG:4326 degrees; zooms are Leaflet's (256-pixel tiles);
pixels are CSS pixels.
"""

from typing import Literal

import msgspec

from libyamap.domain.geometry import Bounds, Geometry, Position
from libyamap.web.marks import CountryCard, Mark

EditMode = Literal["", "pick", "line", "area", "reshape", "provinces", "areas", "features", "move"]
"""What the hand does while it edits; empty: it looks and picks as always."""


class Message(msgspec.Struct, frozen=True, tag_field="message", tag=True):
    """Base of all messages; the tag is the class name."""


# ---- Python to page


class ShowFrame(Message, frozen=True):
    """Bring `bounds` into the frame; `animate` flies there in 250 ms unless the system asks for less motion."""

    bounds: Bounds
    animate: bool = False


class ShowPlace(Message, frozen=True):
    """Centre a position at a zoom."""

    lon: float
    lat: float
    zoom: float
    animate: bool = True


class Redraw(Message, frozen=True):
    """Fetch and draw again what has changed. `version` counts up; `Drawn` answers with it."""

    version: int
    marks: bool = True
    ground: bool = False


class UpdateMarks(Message, frozen=True):
    """Draw these features anew and leave all others as they are: what was drawn of them goes, `marks` come.

    `version` counts up with that of `Redraw`, and `Drawn` answers with it.
    """

    version: int
    features: tuple[str, ...]
    marks: tuple[Mark, ...]


class SelectMarks(Message, frozen=True):
    """Show these features as selected, the others not; `movable` are those of them that the hand may drag.

    `spots` say where some of them lie (feature, longitude, latitude; EPSG:4326), for when a circle counts them.
    """

    features: tuple[str, ...]
    movable: tuple[str, ...] = ()
    spots: tuple[tuple[str, float, float], ...] = ()


class SetStyle(Message, frozen=True):
    """Theme (light, dark, print), label language (en, ar), ground options."""

    theme: str
    language: str
    relief: bool
    place_labels: bool
    reduced_motion: bool = False


class ShowFurniture(Message, frozen=True):
    """Dress the page for a picture: title, legend, scale bar and credits inside the frame, no controls.

    `width` and `height` of the frame in CSS pixels where the window is a little larger; 0: as large as the window.
    """

    shown: bool
    width: float = 0.0
    height: float = 0.0


class CalledOut(msgspec.Struct, frozen=True):
    """A numbered marker: at a place, or at a feature by its id."""

    number: int
    lon: float = 0.0
    lat: float = 0.0
    feature: str = ""


class Inset(msgspec.Struct, frozen=True):
    """A small map of the ground alone: its size in pixels, its middle and its zoom."""

    width: float
    height: float
    lon: float
    lat: float
    zoom: float


class PrintMap(Message, frozen=True):
    """Draw a frame of `width` by `height` pixels around a position and answer with `MapPrinted`, for a sheet.

    `ratio`: device pixels for each CSS pixel; the page waits until it has so many.
    `notes` stand behind names, by the feature's id: letters of parties, numbers of sources. `letters` stand upon lines,
    by the line's colour. The page is of no other use afterwards than for sheets.
    """

    version: int
    width: float
    height: float
    lon: float
    lat: float
    zoom: float
    callouts: tuple[CalledOut, ...] = ()
    notes: dict[str, str] = {}
    letters: dict[str, str] = {}
    locator: Inset | None = None
    ratio: float = 1.0


class ShowSheet(Message, frozen=True):
    """Show the SVG at an `address` of the scheme instead of the map; `Drawn` answers with the version when it is.

    `ratio`: device pixels for each CSS pixel; the page waits until it has so many.
    """

    version: int
    address: str
    width: float
    height: float
    ratio: float


class FocusMap(Message, frozen=True):
    """Give the map the keyboard focus."""


class BareMap(Message, frozen=True):
    """Take away what is for the hand alone (`bare`), for a picture of the window, or bring it back; answered once."""

    bare: bool
    turn: int


class ShowMarker(Message, frozen=True):
    """Point out a place that was looked up, with its name; `shown` false takes the marker away."""

    lon: float
    lat: float
    label: str
    shown: bool = True


class UseTool(Message, frozen=True):
    """While `active`, clicks and the keys Enter, Backspace, Delete and Escape go to the tool instead of the marks."""

    active: bool


class SketchText(msgspec.Struct, frozen=True):
    """A text of the sketch, and the position that it stands above."""

    at: Position
    text: str


class ShowSketch(Message, frozen=True):
    """Draw what is being measured: a path or, `closed`, an area; circles of `rings` metres around the path's start."""

    path: tuple[Position, ...] = ()
    closed: bool = False
    rings: tuple[float, ...] = ()
    texts: tuple[SketchText, ...] = ()


class ShowSearched(Message, frozen=True):
    """Outline the area that the filter searches in: closed rings (EPSG:4326); none takes the outline away."""

    rings: tuple[tuple[Position, ...], ...] = ()


class UseEditor(Message, frozen=True):
    """Put a tool for editing into the hand, or take it away (an empty `mode`). It stays until told otherwise.

    `words` stand in the bar above the map, `done` on its button (empty: no button). `geometry` is what is reshaped, or
    a sketch to go on with; the feature it belongs to is hidden meanwhile. `chosen`: provinces, named areas or features
    so far. With an empty mode, `feature` is what stays where it was dropped until it is drawn anew.
    """

    mode: EditMode
    words: str = ""
    done: str = ""
    geometry: Geometry | None = None
    feature: str = ""
    chosen: tuple[str, ...] = ()


class EditorKey(Message, frozen=True):
    """Enter or Backspace, pressed elsewhere than on the map but meant for the tool in use."""

    key: Literal["Enter", "Backspace"]


class ShowPreview(Message, frozen=True):
    """Draw an unfinished record above all others, as a reader will see it; neither marks nor cards: it is gone."""

    marks: tuple[Mark, ...] = ()
    cards: tuple[CountryCard, ...] = ()


class ShowChange(Message, frozen=True):
    """Draw areas that changed hands above the features; no marks: they are gone."""

    marks: tuple[Mark, ...] = ()


# ---- page to Python


class PageReady(Message, frozen=True):
    """The page has connected and waits for SetStyle, ShowFrame and Redraw."""


class FrameMoved(Message, frozen=True):
    """The frame has settled somewhere else. `metres_per_pixel` is true at the centre."""

    bounds: Bounds
    zoom: float
    lon: float
    lat: float
    width: int
    height: int
    metres_per_pixel: float


class PointerMoved(Message, frozen=True):
    """The pointer is over this position (at most 30 a second); `inside` is false when it has left the map."""

    lon: float
    lat: float
    inside: bool = True


class MarksPicked(Message, frozen=True):
    """Features were clicked or chosen with the keyboard (empty: the ground); `add` extends the selection."""

    features: tuple[str, ...]
    lon: float
    lat: float
    add: bool = False


class CountryPicked(Message, frozen=True):
    """The card that counts what is known for a country alone was clicked."""

    country: str


class CellPicked(Message, frozen=True):
    """A circle that counts many events was clicked. `key` and `bounds` as in `web.marks.CellMark`."""

    key: str
    count: int
    bounds: Bounds
    add: bool = False


class ContextAsked(Message, frozen=True):
    """A right click (or the menu key) at this position, in widget pixels from the top left."""

    lon: float
    lat: float
    x: int
    y: int
    features: tuple[str, ...]


class ToolPointed(Message, frozen=True):
    """A click while a tool is in use; `last` is the second of a double click."""

    lon: float
    lat: float
    last: bool = False


class ToolKeyed(Message, frozen=True):
    """A key for the tool in use: Enter, Backspace, Delete or Escape (names of DOM's KeyboardEvent.key)."""

    key: str


class HistoryAsked(Message, frozen=True):
    """A side button of the mouse: to the view before, or `forward` again."""

    forward: bool


class EditPointed(Message, frozen=True):
    """A click while a place is being picked."""

    lon: float
    lat: float


class EditDrawn(Message, frozen=True):
    """The line or area is finished. Nothing is checked: it may be empty, cross itself or lie beyond 180 degrees."""

    geometry: Geometry


class EditSketched(Message, frozen=True):
    """The line or area as it is while it is being drawn, after each change."""

    geometry: Geometry
    corners: int


class EditChose(Message, frozen=True):
    """Provinces or features chosen so far; `title` names what the last click met."""

    chosen: tuple[str, ...]
    title: str = ""


class DragHeld(Message, frozen=True):
    """A feature has been taken up by the mouse (`held`), or let go, wherever that was."""

    feature: str
    held: bool


class FeatureDropped(Message, frozen=True):
    """A feature was moved here by mouse or keys. The page shows it there until it is told to redraw it, or to stop."""

    feature: str
    lon: float
    lat: float


class EditEnded(Message, frozen=True):
    """The reader is done (Enter, the bar's button), or gives up (Escape, Cancel)."""

    done: bool


class Drawn(Message, frozen=True):
    """Everything asked for with `version` is on the canvas: ground, marks and labels."""

    version: int
    marks: int


class MapBared(Message, frozen=True):
    """The BareMap of this turn has been painted."""

    turn: int


class MapPrinted(Message, frozen=True):
    """A frame as SVG: `ground`, `marks`, `names` and the `locator` are each one group, to lie upon each other.

    `drawn` are the ids of the features that are seen, `called` the numbers of the call-outs that found their place,
    `away` the notes of what is known for countries whose card is out of the frame.
    """

    version: int
    ground: str
    marks: str
    names: str
    locator: str
    drawn: tuple[str, ...]
    called: tuple[int, ...]
    away: tuple[str, ...]


class PageFailed(Message, frozen=True):
    """An error in the page's own code: a bug of ours, logged with its stack."""

    text: str
    stack: str


ToPage = (
    ShowFrame
    | ShowPlace
    | Redraw
    | UpdateMarks
    | SelectMarks
    | SetStyle
    | ShowFurniture
    | PrintMap
    | ShowSheet
    | FocusMap
    | BareMap
    | ShowMarker
    | UseTool
    | ShowSketch
    | ShowSearched
    | UseEditor
    | EditorKey
    | ShowPreview
    | ShowChange
)
FromPage = (
    PageReady
    | FrameMoved
    | PointerMoved
    | MarksPicked
    | CountryPicked
    | CellPicked
    | ContextAsked
    | ToolPointed
    | ToolKeyed
    | HistoryAsked
    | EditPointed
    | EditDrawn
    | EditSketched
    | EditChose
    | DragHeld
    | FeatureDropped
    | EditEnded
    | Drawn
    | MapBared
    | MapPrinted
    | PageFailed
)

_decoder = msgspec.json.Decoder(FromPage)


def encode(message: ToPage) -> str:
    """JSON text of a message to the page."""
    return msgspec.json.encode(message).decode()


def decode(text: str) -> FromPage:
    """Message of the page; msgspec.ValidationError if it is none of ours."""
    message: FromPage = _decoder.decode(text)
    return message
