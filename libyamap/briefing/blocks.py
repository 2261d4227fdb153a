"""What stands in the columns of a sheet: legend, call-outs, notes, sources. Each is a block of entries."""

import itertools
import textwrap
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from libyamap.app.briefing.briefing import Callout
from libyamap.briefing.column import Block, Entry
from libyamap.briefing.fonts import width_of
from libyamap.briefing.inlay import inlaid
from libyamap.briefing.palette import Palette
from libyamap.briefing.parts import Align, Drawing, Frame, Part, Role
from libyamap.briefing.sources import NumberedSource
from libyamap.briefing.typesetting import at_left, at_right, mostly_leftwards, set_text
from libyamap.i18n import is_right_to_left
from libyamap.web.marks import LegendEntry

TEXT: Final = 10.5
SMALL: Final = 9.5
HEADING: Final = 10.5
SWATCH: Final = (26.0, 16.7)
_BESIDE: Final = 6.0
_BETWEEN: Final = 8.0
"""Two signs in one row."""
_ABOVE_HEADING: Final = 9.0
_ABOVE_ENTRY: Final = 3.0
_PIECE: Final = 400
"""Letters of a note that stay together: a longer one goes on in the next column, or is counted by its pieces."""
_MARKER: Final = 8.0
"""Radius of a call-out's number."""


class Changed(NamedTuple):
    """Ground that changed hands: a heading, its signs with their sizes, and what must be known of them."""

    heading: str
    entries: tuple[LegendEntry, ...]
    words: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it as text."""
        return f"{self.heading}:", *(entry.text for entry in self.entries), *self.words


class Setting:
    """The size of letters (pixels for each of the unit's) and the colours that blocks are set in.

    In columns of `pair_width` short signs of the legend stand two and two; 0: one below the other.
    """

    def __init__(self, unit: float, palette: Palette, pair_width: float = 0.0) -> None:
        self.unit = unit
        self.palette = palette
        self.pair_width = pair_width

    def heading(self, text: str, role: Role = "heading", *, turned: bool = False) -> Entry:
        """A line of its own above what follows; at the right where that is `turned`."""
        size, colour = HEADING * self.unit, self.palette.ink

        def put(x: float, y: float, width: float) -> tuple[list[Part], float]:
            align = at_right(text) if turned else at_left(text)
            made = set_text(role, text, x, y, width, size, colour, weight=600, align=align)
            return [made], made.frame.height

        return Entry(put, _ABOVE_HEADING * self.unit, heading=True)

    def paragraph(self, role: Role, text: str, *, muted: bool = False, italic: bool = False) -> Entry:
        """A paragraph over the whole width of the column."""
        size, colour = TEXT * self.unit, self.palette.muted if muted else self.palette.ink

        def put(x: float, y: float, width: float) -> tuple[list[Part], float]:
            made = set_text(role, text, x, y, width, size, colour, italic=italic)
            return [made], made.frame.height

        return Entry(put, _ABOVE_ENTRY * self.unit)

    def more(self, what: str) -> Callable[[int], Entry]:
        """The entry that says how many are left out."""
        return lambda count: self.paragraph(
            "note", f"and {count} more {what if count > 1 else what.removesuffix('s')}", muted=True, italic=True
        )


def legend_block(entries: Sequence[LegendEntry], setting: Setting) -> Block:
    """The legend, group by group."""
    made: list[Entry] = []
    for group, found in itertools.groupby(entries, key=lambda entry: entry.group):
        members = list(found)
        turned = mostly_leftwards(entry.text for entry in members)
        made.append(setting.heading(group, turned=turned))
        short: list[LegendEntry] = []
        for entry in members:
            if not _is_short(entry, setting):
                made.append(_sign(entry, setting, turned=turned))
            elif short:
                made.append(_pair(short.pop(), entry, setting, turned=turned))
            else:
                short.append(entry)
        made += [_sign(entry, setting, turned=turned) for entry in short]
    return Block(tuple(made), setting.more("signs of the map"), same=True)


def changed_block(changed: Changed, setting: Setting) -> Block:
    """Who gained and lost how much ground, with the signs of it on the map, and how it was measured."""
    turned = mostly_leftwards(entry.text for entry in changed.entries)
    signs = [_sign(entry, setting, turned=turned) for entry in changed.entries]
    said = [setting.paragraph("note", text, muted=True) for text in changed.words]
    return Block(
        (setting.heading(changed.heading, turned=turned), *signs, *said),
        setting.more("changes"),
        needed=True,
        whole=True,
    )


def _is_short(entry: LegendEntry, setting: Setting) -> bool:
    """Whether it needs no more than half of a column."""
    room = (setting.pair_width - _BETWEEN * setting.unit) / 2 - (SWATCH[0] + _BESIDE) * setting.unit
    return setting.pair_width > 0 and width_of(entry.text, TEXT * setting.unit) <= room


def _pair(one: LegendEntry, other: LegendEntry, setting: Setting, *, turned: bool) -> Entry:
    pair = (other, one) if turned else (one, other)
    first, second = (_sign(entry, setting, turned=turned) for entry in pair)

    def put(x: float, y: float, width: float) -> tuple[list[Part], float]:
        half = (width - _BETWEEN * setting.unit) / 2
        left, height = first.put(x, y, half)
        right, other_height = second.put(x + width - half, y, half)
        return [*left, *right], max(height, other_height)

    return Entry(put, first.space, counts=2)


def _sign(entry: LegendEntry, setting: Setting, *, turned: bool = False) -> Entry:
    """A sign with its text beside it; in a list that reads leftwards (`turned`) at its right."""
    unit = setting.unit
    across, down = SWATCH[0] * unit, SWATCH[1] * unit
    size = TEXT * unit

    def put(x: float, y: float, width: float) -> tuple[list[Part], float]:
        indent = across + _BESIDE * unit
        align = at_right(entry.text) if turned else at_left(entry.text)
        left, ink = x if turned else x + indent, setting.palette.ink
        text = set_text("legend", entry.text, left, y, width - indent, size, ink, align=align)
        height = max(down, text.frame.height)
        text = text._replace(frame=text.frame._replace(y=y + (height - text.frame.height) / 2))
        first_line = text.frame.y + text.leading / 2
        frame = Frame(x + width - across if turned else x, first_line - down / 2, across, down)
        return [Drawing("legend", frame, inlaid(entry.swatch, frame), entry.text), text], height

    return Entry(put, _ABOVE_ENTRY * unit)


def callout_block(
    callouts: Sequence[Callout], called: Iterable[int], setting: Setting, *, alike: bool = False
) -> Block | None:
    """The texts of the call-outs; one whose place is not on the map says so.

    `alike`: each is as high as it is on the sheet beside it, where its place may be on the map.
    """
    if not callouts:
        return None
    on_map = frozenset(called)
    entries = [
        _callout(number, callout.text, number in on_map, setting, alike=alike)
        for number, callout in enumerate(callouts, 1)
    ]
    heading = setting.heading("On the map", turned=mostly_leftwards(callout.text for callout in callouts))
    return Block((heading, *entries), setting.more("call-outs"), needed=True)


def _callout(number: int, text: str, on_map: bool, setting: Setting, *, alike: bool) -> Entry:
    unit, palette = setting.unit, setting.palette
    radius, size = _MARKER * unit, TEXT * unit
    there, gone = text.strip(), f"{text.strip()} (not on this map)"
    words = there if on_map else gone

    def put(x: float, y: float, width: float) -> tuple[list[Part], float]:
        indent = 2 * radius + 7 * unit
        turned = is_right_to_left(words)  # then the number stands at the right
        body = set_text(
            "callout", words, x if turned else x + indent, y + 1.5 * unit, width - indent, size, palette.ink
        )
        height = max(2 * radius, body.frame.height + 1.5 * unit)
        if alike:
            longest = set_text("callout", gone, x, y, width - indent, size, palette.ink)
            height = max(height, longest.frame.height + 1.5 * unit)
        middle = body.frame.y + body.leading / 2
        left = x + width - 2 * radius if turned else x
        frame = Frame(left, middle - radius, 2 * radius, 2 * radius)
        look = f'fill="{palette.ink}"' if on_map else f'fill="none" stroke="{palette.ink}" stroke-width="{unit:g}"'
        circle = f'<circle cx="{left + radius:.2f}" cy="{middle:.2f}" r="{radius:.2f}" {look}/>'
        colour = palette.paper if on_map else palette.ink
        figure = 9.5 * unit
        digit = set_text(
            "number", str(number), left, middle - figure * 0.66, 2 * radius, figure, colour, weight=600, align="middle"
        )
        return [Drawing("number", frame, circle, str(number)), digit, body], height

    return Entry(put, _ABOVE_ENTRY * 1.6 * unit)


def note_block(notes: str, away: Sequence[str], setting: Setting) -> Block | None:
    """The briefer's notes, a paragraph each, and what is known but lies outside the frame."""
    paragraphs = [piece for line in notes.splitlines() for piece in textwrap.wrap(line, _PIECE)]
    if not (paragraphs or away):
        return None
    entries = [setting.paragraph("note", text) for text in paragraphs]
    entries += [setting.paragraph("note", f"{text.rstrip('.')}.", muted=True) for text in away]
    heading = setting.heading("Notes", turned=mostly_leftwards([*paragraphs, *away]))
    return Block((heading, *entries), setting.more("notes"))


def source_block(sources: Sequence[NumberedSource], setting: Setting) -> Block | None:
    """The numbered list of sources with their grades in words."""
    if not sources:
        return None
    entries = [_source(source, setting) for source in sources]
    return Block((setting.heading("Sources, as numbered on the map"), *entries), setting.more("sources"))


def _source(source: NumberedSource, setting: Setting) -> Entry:
    unit, palette = setting.unit, setting.palette
    size = SMALL * unit

    def put(x: float, y: float, width: float) -> tuple[list[Part], float]:
        indent = 15 * unit
        turned = is_right_to_left(source.title)  # then its number stands at the right
        left, beside = (x, x + width - indent) if turned else (x + indent, x)
        side: Align = "end" if turned else "start"
        number = set_text("source", str(source.number), beside, y, indent, size, palette.ink, weight=600, align=side)
        title = set_text("source", source.title, left, y, width - indent, size, palette.ink)
        grade = set_text(
            "source", source.grade, left, title.frame.bottom, width - indent, size, palette.muted, align=side
        )
        return [number, title, grade], title.frame.height + grade.frame.height

    return Entry(put, _ABOVE_ENTRY * 1.4 * unit)
