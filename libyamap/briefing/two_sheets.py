"""Two finished sheets as one page for a browser: side by side where there is room, else one below the other.

No script and nothing from outside: both sheets are drawings whose text can be searched and copied. Printed, each has a
page of its own.
"""

import re
from collections.abc import Sequence
from html import escape
from typing import Final

from libyamap.briefing.fonts import embedded
from libyamap.briefing.sheet import MadeSheet
from libyamap.briefing.svg import texts_of, without_controls

_TAG: Final = re.compile(r"<[^<>]+>")
_NAMED: Final = re.compile(r'(\bid="|url\(#|href="#)')
_SIZE: Final = re.compile(r'(<svg\b[^>]*?) width="\d+" height="\d+"')
_POLICY: Final = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'"
_LOOKS: Final = """
body{{margin:0;background:{back};display:flex;flex-wrap:wrap;justify-content:center;gap:16px;padding:16px}}
figure{{margin:0;flex:1 1 {least}px;max-width:{width}px;box-shadow:0 1px 6px rgba(0,0,0,.35)}}
figure svg{{display:block;width:100%;height:auto}}
@page{{size:{width}px {height}px;margin:0}}
@media print{{body{{display:block;padding:0;background:none}}
figure{{max-width:none;box-shadow:none;break-after:page;break-inside:avoid}}figure:last-child{{break-after:auto}}}}
"""
LEAST: Final = 560
"""Pixels across that a sheet is still read at."""


def page_of_two(sheets: Sequence[MadeSheet]) -> bytes:
    """The HTML file, in UTF-8. The same sheets, the same bytes."""
    drawings = [_own_names(sheet.drawing(fonts=False), f"s{number}-") for number, sheet in enumerate(sheets)]
    width, height = sheets[0].size
    back = "#000000" if sheets[0].palette.paper < "#80" else "#D9D9D9"
    looks = _LOOKS.format(back=back, width=width, height=height, least=min(width, LEAST))
    fonts = embedded([text for drawing in drawings for text in texts_of(drawing)])
    title = escape(without_controls(sheets[0].title))
    figures = "".join(f"<figure>{_SIZE.sub(_without_size, drawing, count=1)}</figure>" for drawing in drawings)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{fonts}{looks}</style></head><body>{figures}</body></html>\n"
    ).encode()


def _own_names(svg: str, prefix: str) -> str:
    """The drawing with names of its own, so that two can stand in one document; texts stay as they are."""
    return _TAG.sub(lambda tag: _NAMED.sub(lambda found: found[1] + prefix, tag[0]), svg)


def _without_size(opening: re.Match[str]) -> str:
    return opening[1]
