"""Symbols of APP-6D / MIL-STD-2525D in our colours: the standard's frame and icon, an actor's colour as accent.

The package milsymbol knows all of them but needs 0.7 s to unpack its data, which a first picture cannot wait for. So
those that `choice` asks for are kept beside this file (`app6.json`, written by `freeze`), and milsymbol is imported
only for other codes, which a project may name.
"""

import functools
import re
from pathlib import Path
from typing import Final

import msgspec

from libyamap.symbols.pictograms import INK

FROZEN: Final = Path(__file__).with_name("app6.json")

_PX_PER_UNIT: Final = 0.2  # the frame of 110 units becomes 22 CSS pixels
_MARGIN: Final = 12.5  # units: room for the halo, and the frame's lines fall on whole pixels
_BAR_GAP, _BAR_HEIGHT = 7.5, 17.5
_FILLS: Final = re.compile(r'fill="rgb\([0-9., ]+\)"')
_OUTLINE: Final = re.compile(r'\bd="([^"]+)"')
_THIN: Final = re.compile(r'stroke-width="[34]"')  # 0.6 to 0.8 pixels here: made one pixel
_TEXT: Final = re.compile(r"<text\b[^>]*>([^<]*)</text>")
_FRAMED_IDENTITIES: Final = "1346"
_INSTALLATION_BAR: Final = "M85,"
# Letters as lines, because a picture must not depend on which fonts a machine has.
_LETTERS: Final = {
    "SF": "M95 88c-3-4-8-6-13-5-7 1-10 9-4 13 6 4 17 3 18 11 1 7-6 10-11 10-6 0-10-2-13-6M109 117V84h19M109 100h16",
}


class Drawn(msgspec.Struct, frozen=True):
    """A symbol as milsymbol draws it: markup without the svg element, and its box x1, y1, x2, y2 in its units."""

    markup: str
    box: tuple[float, float, float, float]


def framed(sidc: str, colour: str) -> tuple[str, float, float, float]:
    """SVG, width, height and the y of the frame's middle (CSS pixels) of a code of 20 digits.

    A code that nobody can draw gives the frame alone, of an unknown identity if that is not known either.
    """
    present = sidc[:6] + "0" + sidc[7:]
    drawn = _frozen().get(present) or _drawn_or_frame(present)
    x1, y1, x2, y2 = drawn.box
    frame, *others = _OUTLINE.findall(drawn.markup) or [""]
    outside = [outline for outline in others if outline.startswith(_INSTALLATION_BAR)]
    left, top = x1 - _MARGIN, y1 - _MARGIN
    width = x2 - x1 + 2 * _MARGIN
    height = y2 - y1 + 2 * _MARGIN + _BAR_GAP + _BAR_HEIGHT
    middle = (x1 + x2) / 2
    accented = _FILLS.sub(f'fill="{tint(colour)}"', drawn.markup)
    if sidc[6] == "1":  # planned or anticipated: the standard breaks the frame's line, milsymbol 0.2 forgets to
        accented = accented.replace("<path ", '<path stroke-dasharray="14 8" ', 1)
    halo = " ".join((frame, *outside))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width * _PX_PER_UNIT:g}" height="{height * _PX_PER_UNIT:g}" '
        f'viewBox="{left:g} {top:g} {width:g} {height:g}">'
        f'<path d="{halo}" fill="none" stroke="#FFFFFF" stroke-opacity=".85" stroke-width="18" '
        'stroke-linejoin="round"/>'
        f"{accented}"
        f'<rect x="{middle - 55:g}" y="{y2 + _BAR_GAP:g}" width="110" height="{_BAR_HEIGHT:g}" rx="4" '
        f'fill="#{colour}" stroke="#FFFFFF" stroke-width="4"/></svg>'
    )
    return svg, width * _PX_PER_UNIT, height * _PX_PER_UNIT, (100 - top) * _PX_PER_UNIT


def tint(colour: str) -> str:
    """A light tint (#RRGGBB) of a colour RRGGBB, on which ink keeps a contrast of 4.5 to 1 and more."""
    parts = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return "#" + "".join(f"{round(255 - (255 - part) * 0.3):02X}" for part in parts)


def _drawn_or_frame(sidc: str) -> Drawn:
    try:
        return drawn_by_milsymbol(sidc)
    except KeyError:
        identity = sidc[3] if sidc[3] in _FRAMED_IDENTITIES else "1"
        return _frozen()[f"100{identity}1000000000000000"]


def drawn_by_milsymbol(sidc: str) -> Drawn:
    """Ask milsymbol; KeyError for a code that it does not know. The first call takes about 0.7 s."""
    import milsymbol

    symbol = milsymbol.Symbol(sidc, size=100)
    if not symbol.is_valid():
        raise KeyError(sidc)
    svg: str = symbol.as_svg()
    view = re.search(r'viewBox="([^"]+)"', svg)
    if view is None:
        raise KeyError(sidc)
    left, top, width, height = (float(number) for number in view[1].split())
    pad = 4  # milsymbol's own margin around the frame
    markup = svg[svg.index(">") + 1 : svg.rindex("</svg>")].replace("></path>", "/>").replace("></circle>", "/>")
    markup = _TEXT.sub(_lettered, markup).replace('"black"', f'"{INK}"').replace(" />", "/>")
    markup = _THIN.sub('stroke-width="5"', markup)
    return Drawn(markup, (left + pad, top + pad, left + width - pad, top + height - pad))


def _lettered(text: re.Match[str]) -> str:
    if not text[1]:
        return ""
    lines = _LETTERS.get(text[1])
    if lines:
        return f'<path d="{lines}" fill="none" stroke="black" stroke-width="7" stroke-linecap="round"/>'
    # "dominant-baseline" is not known to every reader of SVG: say the baseline itself.
    centred = text[0].replace('dominant-baseline="middle" ', "").replace('y="103"', 'y="115"')
    return centred.replace('font-family="Arial"', 'font-family="Noto Sans, Arial, sans-serif"')


@functools.cache
def _frozen() -> dict[str, Drawn]:
    return msgspec.json.decode(FROZEN.read_bytes(), type=dict[str, Drawn])
