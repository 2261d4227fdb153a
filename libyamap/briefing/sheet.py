"""Sets a whole sheet: head and foot, the map in its frame, and beside it what explains it.

The arrangement is sought before the map is drawn, with the legend that its frame would have; then the map is drawn
once, and legend and sources are those of exactly what it shows.
"""

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple, Protocol

from libyamap.app.briefing.briefing import Briefing
from libyamap.briefing import blocks, svg
from libyamap.briefing.blocks import Changed
from libyamap.briefing.column import Block, fill, fill_alike
from libyamap.briefing.edges import Place, grid_parts, strip_parts
from libyamap.briefing.head import Facts, foot, half_words, head
from libyamap.briefing.layout import GAP, MARGIN, Arrangement, arrangements, map_unit_of, unit_of
from libyamap.briefing.locator import Locator, locator_for
from libyamap.briefing.made_sheet import MadeSheet
from libyamap.briefing.palette import palette_for
from libyamap.briefing.parties import Parties, lettered, notes_with_letters, parties_of
from libyamap.briefing.parts import Frame, Part
from libyamap.briefing.projection import MapFrame, frame_for
from libyamap.briefing.sources import Sourcing
from libyamap.domain.geometry import Bounds
from libyamap.web.marks import LegendEntry
from libyamap.web.protocol import CalledOut, Inset, MapPrinted, PrintMap
from libyamap.web.worn import Worn

EDGE: Final = 16.0
"""Pixels around the wished bounds, so that a sign upon their edge is whole."""


class MapData(Protocol):
    """What a sheet asks of the project. `drawn`: ids of the features that the map shows; None: not known yet."""

    def legend(self, frame: MapFrame, drawn: Collection[str] | None) -> tuple[LegendEntry, ...]:
        """The legend of what is in the frame, on any of the sheets that are made together."""
        ...

    def sourcing(self, frame: MapFrame, drawn: Collection[str] | None) -> Sourcing:
        """The sources of what is in the frame."""
        ...

    def worn(self, frame: MapFrame) -> Sequence[Worn]:
        """Whose colours the features of the frame wear."""
        ...

    def left_out(self, frame: MapFrame) -> int:
        """How many lines and areas are not drawn because there are too many."""
        ...

    def printed(self, order: PrintMap) -> MapPrinted:
        """The map as SVG."""
        ...


class Wanted(NamedTuple):
    """What a sheet is made of; `bounds` (EPSG:4326) are what the map shall show."""

    briefing: Briefing
    bounds: Bounds
    facts: Facts
    data: MapData
    changed: Changed | None = None
    """What the map has of ground that changed hands, where it has."""


class _Plan(NamedTuple):
    arrangement: Arrangement
    columns: tuple[Frame, ...]
    """Without the locator's room."""
    place: Frame | None
    """The locator's."""
    frame: MapFrame


def make_sheet(briefing: Briefing, bounds: Bounds, facts: Facts, data: MapData) -> MadeSheet:
    """Set the sheet; `bounds` (EPSG:4326) are what the map shall show."""
    return make_sheets([Wanted(briefing, bounds, facts, data)])[0]


def make_sheets(wanted: Sequence[Wanted]) -> list[MadeSheet]:
    """Set sheets that are compared: their maps have one frame at one place, and their legends the same signs.

    All have the paper, theme and furniture of the first. What is known of one day only makes room on all.
    """
    setters = [_Setter(each) for each in wanted]
    top, bottom = max(each.top for each in setters), min(each.bottom for each in setters)
    width, margin = setters[0].briefing.sheet.size[0], MARGIN * setters[0].unit
    plan = _plan(setters, Frame(margin, top, width - 2 * margin, bottom - top))
    worn = [each for setter in setters for each in setter.data.worn(plan.frame)]
    explained = setters[0].explained(plan.frame, None)
    parties = parties_of(explained, worn, setters[0].briefing.theme)
    plates = [setter.printed(plan, parties) for setter in setters]
    drawn = [feature for plate in plates for feature in plate.drawn]
    blocks_of = [
        setter.blocks(plan.frame, plan.arrangement, plate, drawn) for setter, plate in zip(setters, plates, strict=True)
    ]
    beside = fill_alike(blocks_of, plan.columns)
    return [setter.made(plan, plate, parts) for setter, plate, parts in zip(setters, plates, beside, strict=True)]


def _plan(setters: Sequence["_Setter"], body: Frame) -> _Plan:
    """The first arrangement in which everything of each sheet has room, else the last."""
    first = setters[0]
    wanted = first.briefing.furniture
    columns = any(setter.has_columns() for setter in setters)
    strip = wanted.scale or wanted.north
    tried: list[_Plan] = []
    for each in arrangements(body, first.unit, columns=columns, strip=strip, grid=bool(wanted.grid)):
        unit = first.map_unit
        across, down = max(1, int(each.map.width / unit)), max(1, int(each.map.height / unit))
        frame = frame_for(first.bounds, across, down, EDGE)
        place, frames = first.locator_place(each, frame)
        whole = each._replace(map=each.map._replace(width=across * unit, height=down * unit))
        tried.append(_Plan(whole, frames, place, frame))
        if all(fill(setter.blocks(frame, each, None, None), frames) is not None for setter in setters):
            break
    return tried[-1]


class _Setter:
    """One of the sheets: its own texts, and its parts as the common plan has them."""

    def __init__(self, wanted: Wanted) -> None:
        self.briefing, self.bounds, self.facts, self.data, self.changed = wanted
        self.unit = unit_of(self.briefing.sheet)
        self.map_unit = map_unit_of(self.briefing.sheet)
        self.palette = palette_for(self.briefing.theme, self.briefing.accent)
        self.parties = Parties({}, {})
        self.locator: Locator | None = None
        self.above, self.top = head(self.briefing, self.facts, self.unit, self.palette)
        self.below, self.bottom = foot(self.briefing, self.facts, self.unit, self.palette)

    def explained(self, frame: MapFrame, drawn: Collection[str] | None) -> tuple[LegendEntry, ...]:
        """The legend, where there shall be one."""
        return self.data.legend(frame, drawn) if self.briefing.furniture.legend else ()

    def printed(self, plan: _Plan, parties: Parties) -> MapPrinted:
        """Draw the map."""
        frame = plan.frame
        self.parties = parties
        self.locator = locator_for(frame, plan.place, self.map_unit) if plan.place else None
        numbers = self.data.sourcing(frame, None).notes if self.briefing.furniture.sources else {}
        notes = notes_with_letters(numbers, self.data.worn(frame), parties)
        return self.data.printed(self._order(frame, notes, self.locator))

    def made(self, plan: _Plan, plate: MapPrinted, beside: Sequence[Part]) -> MadeSheet:
        """The finished sheet."""
        place = Place(plan.frame, plan.arrangement.map, self.unit, self.map_unit, self.palette)
        edge, grid = grid_parts(self.briefing.furniture.grid, place)
        parts = [*strip_parts(self.briefing.furniture, place), *edge, *beside, *self.below]
        if self.locator:
            parts += self.locator.parts(plate.locator, self.palette)
        return MadeSheet(
            self.briefing.sheet.size,
            self.facts.title,
            self.palette,
            tuple(self.above),
            self._layers(plan.arrangement.map, plate, grid),
            tuple(parts),
            plan.arrangement.map,
            self.unit,
            self.briefing.logo,
            self.parties.greys if self.briefing.theme == "greyscale" else None,
            half_words(self.facts),
            self.changed.lines if self.changed else (),
        )

    def has_columns(self) -> bool:
        """Whether anything explains the map."""
        wanted, briefing = self.briefing.furniture, self.briefing
        explained = wanted.legend or wanted.sources or wanted.locator
        return bool(explained or briefing.callouts or briefing.notes.strip() or self.facts.notes or self.changed)

    def locator_place(self, arrangement: Arrangement, frame: MapFrame) -> tuple[Frame | None, tuple[Frame, ...]]:
        """Where the locator lies, and what is left of the columns."""
        frames = arrangement.columns
        if not (self.briefing.furniture.locator and frames) or not Locator.makes_sense(frame):
            return None, frames
        last = frames[-1]
        height = min(104 * self.unit, last.height * 0.45)
        width = min(last.width, height * 1.5)
        place = Frame(last.right - width, last.bottom - height, width, height)
        return place, (*frames[:-1], last._replace(height=last.height - height - GAP * 0.75 * self.unit))

    def blocks(
        self, frame: MapFrame, arrangement: Arrangement, plate: MapPrinted | None, all_drawn: Collection[str] | None
    ) -> list[Block]:
        """Most important first; `plate` None: as far as it can be known before the map is drawn.

        `all_drawn`: what any of the sheets shows (ids), for the legend that is the same on all.
        """
        briefing, wanted = self.briefing, self.briefing.furniture
        width = arrangement.columns[0].width if arrangement.paired and arrangement.columns else 0.0
        setting = blocks.Setting(self.unit * arrangement.small, self.palette, width)
        drawn = plate.drawn if plate else None
        called = plate.called if plate else range(1, len(briefing.callouts) + 1)
        alike = bool(self.facts.half)
        found: list[Block | None] = [blocks.callout_block(briefing.callouts, called, setting, alike=alike)]
        entries = self.data.legend(frame, all_drawn)
        if wanted.legend and entries:
            found.append(blocks.legend_block(lettered(entries, self.parties), setting))
        if self.changed:
            found.append(blocks.changed_block(self.changed, setting))
        said = [*self.facts.notes, *(plate.away if plate else ())]
        if missing := self.data.left_out(frame):
            said.append(f"Too many to draw: {missing:,} of the smallest lines and areas are not shown")
        is_counted = any(entry.key.startswith("cell:") for entry in entries)
        if not entries or (plate and all_drawn and not plate.drawn and not is_counted):
            said.append("Nothing that is known lies in this frame")
        elif wanted.sources and is_counted:
            said.append("The sources of events that circles count are not listed here")
        found.append(blocks.note_block(briefing.notes, said, setting))
        if wanted.sources:
            found.append(blocks.source_block(self.data.sourcing(frame, drawn).sources, setting))
        return [block for block in found if block]

    def _order(self, frame: MapFrame, notes: dict[str, str], locator: Locator | None) -> PrintMap:
        callouts = tuple(
            CalledOut(number, *(each.at or (0.0, 0.0)), "" if each.at else each.feature)
            for number, each in enumerate(self.briefing.callouts, 1)
            if each.at or each.feature
        )
        inset = Inset(*locator.frame) if locator else None
        letters = self.parties.letters
        return PrintMap(0, frame.width, frame.height, frame.lon, frame.lat, frame.zoom, callouts, notes, letters, inset)

    def _layers(self, place: Frame, plate: MapPrinted, grid: str) -> tuple[str, ...]:
        palette = self.palette
        inside = f"{plate.ground}{grid}{plate.marks}{svg.without_controls(plate.names)}"
        cut = f'<clipPath id="map-frame">{svg.rectangle(place)}</clipPath>'
        move = f'transform="translate({place.x:.2f} {place.y:.2f}) scale({self.map_unit:.5f})"'
        return (
            f'{cut}<g clip-path="url(#map-frame)"><g id="map" {move}>{inside}</g></g>',
            svg.rectangle(place, stroke=palette.line, width=0.9 * self.unit),
        )
