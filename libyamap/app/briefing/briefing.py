"""A briefing: one view of the map with everything that is printed around it. The same briefing, the same bytes."""

from typing import Final, Literal

import msgspec

from libyamap.app.briefing.days import Days, days_of
from libyamap.app.briefing.sheet import Sheet, checked_sheet
from libyamap.app.filter import NO_FILTER, Filter, checked_filter
from libyamap.app.view_state import DensityLook, LayerState, ViewState
from libyamap.app.viewport import Window
from libyamap.domain.geometry import Bounds, Position
from libyamap.domain.model import LayerShown
from libyamap.domain.time import span_of
from libyamap.errors import InvalidValue
from libyamap.i18n import Language

SheetTheme = Literal["light", "dark", "print", "greyscale"]
"""`print`: white land and grey water; `greyscale`: that, and parties told apart by lightness and a letter."""
Grid = Literal["", "graticule", "mgrs"]
Format = Literal["png", "jpg", "svg", "pdf", "pptx", "html"]
FORMATS: Final[tuple[Format, ...]] = ("png", "jpg", "svg", "pdf", "pptx", "html")
ONE_SHEET: Final = frozenset[Format]({"png", "jpg", "svg"})
"""Of these a file holds one sheet, and a pair becomes two; all others hold several."""
MOST_CALLOUTS: Final = 30
MOST_LOGO_BYTES: Final = 2 * 1024**2
LONGEST_TEXT: Final = 4000
LONGEST_CALLOUT: Final = 400


class Callout(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A numbered marker on the map with its text beside the map: at a place (EPSG:4326) or at a feature, by its id.

    The numbers are those of the list, from 1. One whose feature is not on the map (any more) is listed without marker.
    """

    text: str
    at: Position | None = None
    feature: str = ""


class Furniture(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What stands around the map. Credits of the map data are always there."""

    legend: bool = True
    scale: bool = True
    north: bool = True
    locator: bool = True
    sources: bool = True
    grid: Grid = ""


class Briefing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is shown (frame, layers, filter, window, look) and what is printed with it.

    `name` is that of the saved view. An empty `title`, `as_of` (EDTF) or None `bounds` (EPSG:4326, west > east across
    the antimeridian) is the project's. `layers` by id; those not named are as the project has them. `window` is an EDTF
    interval. `credits` come after those of the map data. `logo` are the bytes of a PNG or JPEG. `release`: the rules of
    a safe release as a JSON object; empty: none. `before` and `after` (EDTF days, both or neither): two sheets of one
    frame, each with its day in place of `window` and `as_of`, and what ground changed hands on the second.
    """

    name: str = ""
    sheet: Sheet = Sheet()
    theme: SheetTheme = "light"
    bounds: Bounds | None = None
    layers: dict[str, LayerShown] = {}
    filter: Filter = NO_FILTER
    window: str = ""
    language: Language = "en"
    relief: bool = False
    place_labels: bool = True
    density: DensityLook = "cells"
    title: str = ""
    subtitle: str = ""
    as_of: str = ""
    notes: str = ""
    marking_top: str = ""
    marking_bottom: str = ""
    credits: tuple[str, ...] = ()
    footer: str = ""
    logo: bytes = b""
    accent: str = ""
    furniture: Furniture = Furniture()
    callouts: tuple[Callout, ...] = ()
    release: str = ""
    before: str = ""
    after: str = ""

    @property
    def days(self) -> Days | None:
        """The two days of a pair; None: one sheet. InvalidValue where they are no pair."""
        return days_of(self.before, self.after) if self.before or self.after else None


def file_count(briefing: Briefing, form: Format) -> int:
    """How many files the briefing becomes in this format: two for a pair of pictures."""
    return 2 if form in ONE_SHEET and briefing.days is not None else 1


def checked_briefing(briefing: Briefing) -> Briefing:
    """The briefing, or InvalidValue with the reason why it cannot be printed."""
    checked_sheet(briefing.sheet)
    checked_filter(briefing.filter)
    _ = span_of(briefing.window), span_of(briefing.as_of), briefing.days
    if len(briefing.callouts) > MOST_CALLOUTS:
        raise InvalidValue("callouts", f"A sheet has room for {MOST_CALLOUTS} call-outs, not {len(briefing.callouts)}.")
    for callout in briefing.callouts:
        if not callout.text.strip():
            raise InvalidValue("callouts", "A call-out needs a text.")
        if len(callout.text) > LONGEST_CALLOUT:
            raise InvalidValue("callouts", f"The text of a call-out has at most {LONGEST_CALLOUT} letters.")
        if callout.at and not (-180 <= callout.at[0] <= 180 and -90 <= callout.at[1] <= 90):
            raise InvalidValue("callouts", "The place of a call-out is longitude and latitude in degrees.")
    if len(briefing.logo) > MOST_LOGO_BYTES:
        raise InvalidValue("logo", f"The logo may have up to {MOST_LOGO_BYTES // 1024**2} MB; make it smaller.")
    texts = {"title": briefing.title, "subtitle": briefing.subtitle, "notes": briefing.notes}
    for field, text in texts.items():
        if len(text) > LONGEST_TEXT:
            raise InvalidValue(field, f"The {field} is too long for a sheet: {len(text):,} letters.")
    return briefing


def briefing_of(state: ViewState, base: Briefing | None = None) -> Briefing:
    """What a window shows, as a briefing; texts, sheet and furniture are those of `base`, a theme of print stays."""
    base = base or Briefing()
    theme = base.theme if base.theme in {"print", "greyscale"} else state.theme
    return msgspec.structs.replace(
        base,
        theme=theme,
        bounds=state.bounds,
        layers={layer: LayerShown(each.visible, each.opacity) for layer, each in state.layers.items()},
        filter=state.filter,
        window=f"{state.window[0]}/{state.window[1]}" if state.window else "",
        language=state.language,
        relief=state.relief,
        place_labels=state.place_labels,
        density=state.density,
    )


def state_of(briefing: Briefing, opening: ViewState) -> ViewState:
    """What the map shows for this briefing, beginning from the state that its project opens with."""
    layers = {
        layer: LayerState(shown.visible, shown.opacity, known.position)
        if (shown := briefing.layers.get(layer))
        else known
        for layer, known in opening.layers.items()
    }
    return msgspec.structs.replace(
        opening,
        theme="print" if briefing.theme == "greyscale" else briefing.theme,
        bounds=briefing.bounds or opening.bounds,
        layers=layers,
        selected=(),
        filter=briefing.filter,
        window=window_of(briefing.window),
        language=briefing.language,
        relief=briefing.relief,
        place_labels=briefing.place_labels,
        density=briefing.density,
    )


def window_of(text: str) -> Window | None:
    """An EDTF interval as first and last day; None where it is empty or has no end on either side."""
    span = span_of(text)
    if not text or span.earliest is None or span.latest is None:
        return None
    return span.earliest, span.latest
