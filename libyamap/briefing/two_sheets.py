"""Two finished sheets as one page for a browser: side by side where there is room, else one below the other.

Or one alone, as large as the window: arrow keys turn from one to the other, and as both have one frame the eye sees
what changed. No script and nothing from outside: both sheets are drawings whose text can be searched and copied.
Printed, each has a page of its own.
"""

import re
from collections.abc import Sequence
from typing import Final

from libyamap.briefing.fonts import embedded
from libyamap.briefing.made_sheet import MadeSheet
from libyamap.briefing.svg import texts_of, words

_TAG: Final = re.compile(r"<[^<>]+>")
_NAMED: Final = re.compile(r'(\bid="|url\(#|href="#)')
_SIZE: Final = re.compile(r'(<svg\b[^>]*?) width="\d+" height="\d+"')
_POLICY: Final = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'"
_LOOKS: Final = """
body{{margin:0;padding:8px 16px 16px;background:{back};color:{ink};font:14px "Noto Sans",sans-serif;text-align:center}}
main{{display:flex;flex-wrap:wrap;justify-content:center;gap:16px;margin-top:8px}}
input{{width:16px;height:16px;margin:0 4px 0 16px;vertical-align:middle;accent-color:{accent}}}
label{{display:inline-block;line-height:28px}}
figure{{margin:0;flex:1 1 {least}px;max-width:{width}px;box-shadow:0 1px 6px rgba(0,0,0,.35)}}
figure svg{{display:block;width:100%;height:auto}}
#first:checked~main .second,#second:checked~main .first{{display:none}}
#first:checked~main .first,#second:checked~main .second{{flex-basis:100%;
max-width:min(100%,calc((100vh - 64px)*{ratio}))}}
@page{{size:{width}px {height}px;margin:0}}
@media print{{body{{padding:0;background:none}}body>input,body>label{{display:none}}main{{display:block;margin:0}}
figure{{display:block!important;max-width:none!important;box-shadow:none;break-after:page;break-inside:avoid}}
figure.second{{break-after:auto}}}}
"""
_NAMES: Final = ("first", "second")
_BOTH: Final = "Both"
LEAST: Final = 760
"""Pixels across that a sheet is still read at."""


def page_of_two(sheets: Sequence[MadeSheet]) -> bytes:
    """The HTML file, in UTF-8. The same sheets, the same bytes."""
    drawings = [_own_names(sheet.drawing(fonts=False), f"s{number}-") for number, sheet in enumerate(sheets)]
    width, height = sheets[0].size
    dark = sheets[0].palette.paper < "#80"
    looks = _LOOKS.format(
        back="#000000" if dark else "#D9D9D9",
        ink="#FFFFFF" if dark else "#000000",
        accent=sheets[0].palette.accent,
        width=width,
        height=height,
        ratio=f"{width / height:.4f}",
        least=min(width, LEAST),
    )
    said = [*(sheet.half for sheet in sheets), _BOTH]
    fonts = embedded(
        [*(text for drawing in drawings for text in texts_of(drawing)), *((each, 400, False) for each in said)]
    )
    figures = "".join(
        f'<figure class="{name}">{_SIZE.sub(_without_size, drawing, count=1)}</figure>'
        for name, drawing in zip(_NAMES, drawings, strict=True)
    )
    choices = [_choice("both", _BOTH, chosen=True)]
    choices += [_choice(name, sheet.half) for name, sheet in zip(_NAMES, sheets, strict=True)]
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{words(sheets[0].title)}</title><style>{fonts}{looks}</style></head>"
        f"<body>{''.join(choices)}<main>{figures}</main></body></html>\n"
    ).encode()


def _choice(name: str, text: str, *, chosen: bool = False) -> str:
    checked = " checked" if chosen else ""
    return f'<input type="radio" name="shown" id="{name}"{checked}><label for="{name}">{words(text)}</label>'


def _own_names(svg: str, prefix: str) -> str:
    """The drawing with names of its own, so that two can stand in one document; texts stay as they are."""
    return _TAG.sub(lambda tag: _NAMED.sub(lambda found: found[1] + prefix, tag[0]), svg)


def _without_size(opening: re.Match[str]) -> str:
    return opening[1]
