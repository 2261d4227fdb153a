"""Head and foot of a sheet: marking, title, subtitle, logo above; credits, footer, marking below."""

from html import escape
from typing import NamedTuple

from libyamap.app.briefing.briefing import Briefing
from libyamap.briefing.logo import logo_address, logo_size
from libyamap.briefing.palette import Palette
from libyamap.briefing.parts import Align, Drawing, Frame, Part, Text
from libyamap.briefing.svg import rectangle
from libyamap.briefing.typesetting import at_left, at_right, set_text
from libyamap.i18n import is_right_to_left

MARGIN = 26.0


class Facts(NamedTuple):
    """What the project adds: its title where the briefing has none, as of when, whose data the map shows, and notes.

    `half`: which sheet of a pair this is, in a word.
    """

    title: str
    as_of: str = ""
    credits: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    half: str = ""


def head(briefing: Briefing, facts: Facts, unit: float, palette: Palette) -> tuple[list[Part], float]:
    """The parts, and where the body begins."""
    width, _ = briefing.sheet.size
    margin = MARGIN * unit
    parts: list[Part] = []
    y = 14 * unit
    if briefing.marking_top:
        mark = _marking(briefing.marking_top, width, y, unit, palette)
        parts.append(mark)
        y = mark.frame.bottom + 4 * unit
    else:
        y = 22 * unit
    logo = _logo(briefing, width - margin, y, unit)
    room = width - 2 * margin - (logo.frame.width + 20 * unit if logo else 0)
    if logo:
        parts.append(logo)
    if facts.title or briefing.subtitle or facts.as_of:
        long = 36 * unit
        bar = Frame(margin + room - long if is_right_to_left(facts.title) else margin, y, long, 3 * unit)
        parts.append(Drawing("rule", bar, rectangle(bar, fill=palette.accent)))
        y = bar.bottom + 3 * unit
    if facts.title:
        title = set_text("title", facts.title, margin, y, room, 21 * unit, palette.ink, weight=600, most=3)
        parts.append(title)
        y = title.frame.bottom + 1 * unit
    if facts.half:
        parts += _half(briefing, facts, Frame(margin, y, room, 0), unit, palette)
        y = parts[-1].frame.bottom
    elif below := "  ·  ".join(part for part in (briefing.subtitle.strip(), facts.as_of) if part):
        align = (at_right if is_right_to_left(facts.title or below) else at_left)(below)  # at the title's side
        subtitle = set_text("subtitle", below, margin, y, room, 12.5 * unit, palette.muted, align=align, most=3)
        parts.append(subtitle)
        y = subtitle.frame.bottom
    return parts, max(y, logo.frame.bottom if logo else 0) + 9 * unit


def _half(briefing: Briefing, facts: Facts, place: Frame, unit: float, palette: Palette) -> list[Part]:
    """Which of two sheets this is and its day, so that nobody takes one for the other; the subtitle below."""
    words, size = half_words(facts), 12.5 * unit
    align: Align = "end" if is_right_to_left(facts.title) else "start"
    x, y, width, _ = place
    day = set_text("subtitle", words, x, y, width, size, palette.ink, weight=600, align=align, most=2)
    said = briefing.subtitle.strip()
    if not said:
        return [day]
    return [day, set_text("subtitle", said, x, day.frame.bottom, width, size, palette.muted, most=3)]


def half_words(facts: Facts) -> str:
    """“Before · As of 15 January 2016”; empty where it is no sheet of a pair."""
    return "  ·  ".join(filter(None, (facts.half, facts.as_of))) if facts.half else ""


def foot(briefing: Briefing, facts: Facts, unit: float, palette: Palette) -> tuple[list[Part], float]:
    """The parts, and where the body ends."""
    width, height = briefing.sheet.size
    margin = MARGIN * unit
    parts: list[Part] = []
    y = height - 12 * unit
    if briefing.marking_bottom:
        mark = _marking(briefing.marking_bottom, width, 0, unit, palette)
        y -= mark.frame.height
        parts.append(mark._replace(frame=mark.frame._replace(y=y)))
        y -= 3 * unit
    thanks = " · ".join((*facts.credits, *briefing.credits))
    room = width - 2 * margin
    share = room * 0.62 if briefing.footer else room
    size = 8.5 * unit
    texts = []
    if thanks:
        texts.append(set_text("credits", f"Map data: {thanks}", margin, 0, share, size, palette.muted, most=3))
    if briefing.footer:
        x, space = margin + room * 0.65, room * 0.35
        texts.append(
            set_text(
                "footer", briefing.footer, x, 0, space, size, palette.muted, align=at_right(briefing.footer), most=3
            )
        )
    tallest = max((text.frame.height for text in texts), default=0.0)
    y -= tallest
    parts += [text._replace(frame=text.frame._replace(y=y)) for text in texts]
    return parts, y - 7 * unit


def _marking(text: str, width: float, y: float, unit: float, palette: Palette) -> Text:
    margin, size = MARGIN * unit, 11.5 * unit
    room = width - 2 * margin
    return set_text("marking", text.strip(), margin, y, room, size, palette.ink, weight=600, align="middle", most=2)


def _logo(briefing: Briefing, right: float, top: float, unit: float) -> Drawing | None:
    if not briefing.logo:
        return None
    across, down = logo_size(briefing.logo)
    scale = min(150 * unit / across, 46 * unit / down)
    frame = Frame(right - across * scale, top, across * scale, down * scale)
    place = f'x="{frame.x:.2f}" y="{frame.y:.2f}" width="{frame.width:.2f}" height="{frame.height:.2f}"'
    return Drawing("logo", frame, f'<image {place} href="{escape(logo_address(briefing.logo))}"/>', "Logo")
