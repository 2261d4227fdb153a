"""A sheet as one SVG: paper, map, and all parts around it. Text is text; nothing refers to anything outside.

The file carries its fonts inside, those cuts alone whose letters occur; a page that has the fonts already does without.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from libyamap.briefing.fonts import FAMILY, embedded
from libyamap.briefing.parts import Frame, Part, Text
from libyamap.i18n import is_right_to_left

BASELINE: Final = 0.35
"""Of the size, below the middle of a line."""
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TEXT_ELEMENT: Final = re.compile(r"<text\b([^>]*)>(.*?)</text>", re.DOTALL)
_BLEND: Final = re.compile(r'style="mix-blend-mode: ?([a-z-]+);?"')
_TAG: Final = re.compile(r"<[^>]+>")


def document(size: tuple[int, int], title: str, body: Iterable[str], *, fonts: bool) -> str:
    """The whole SVG, `size` CSS pixels large; `title` is what a reader without eyes is told first."""
    width, height = size
    inside = "".join(body)
    style = f"<style>{embedded(texts_of(inside))}</style>" if fonts else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}" font-family="{FAMILY}" role="img">'
        f"<title>{words(title)}</title>{style}{inside}</svg>"
    )


def for_page(svg: str) -> str:
    """The same for our own page, whose policy takes no style attributes: `data-blend` instead."""
    return _BLEND.sub(r'data-blend="\1"', svg)


def words(text: str) -> str:
    """Text from data as text of an SVG."""
    return escape(without_controls(text))


def without_controls(text: str) -> str:
    """Text without the characters that no XML may hold."""
    return _NO_XML.sub("", text)


def drawn(part: Part) -> str:
    """One part as SVG."""
    return _lines(part) if isinstance(part, Text) else part.svg


def rectangle(frame: Frame, *, fill: str = "none", stroke: str = "", width: float = 1.0) -> str:
    """A plain rectangle."""
    edge = f' stroke="{stroke}" stroke-width="{width:.2f}"' if stroke else ""
    return (
        f'<rect x="{frame.x:.2f}" y="{frame.y:.2f}" width="{frame.width:.2f}" height="{frame.height:.2f}" '
        f'fill="{fill}"{edge}/>'
    )


def _lines(text: Text) -> str:
    look = f'font-size="{text.size:.2f}" fill="{text.colour}"'
    if text.weight != 400:
        look += f' font-weight="{text.weight}"'
    if text.italic:
        look += ' font-style="italic"'
    first = text.frame.y + text.leading / 2 + text.size * BASELINE
    turned = is_right_to_left(text.text)
    parts = []
    for index, line in enumerate(text.lines):
        if not line:
            continue
        x, anchor = _anchored(text, turned=turned)
        direction = ' direction="rtl"' if turned else ""
        parts.append(
            f'<text x="{x:.2f}" y="{first + index * text.leading:.2f}" {look}{anchor}{direction}>{words(line)}</text>'
        )
    return "".join(parts)


def _anchored(text: Text, *, turned: bool) -> tuple[float, str]:
    """`start` and `end` are the text's own: what reads from right to left begins at the right."""
    frame = text.frame
    if text.align == "middle":
        return frame.x + frame.width / 2, ' text-anchor="middle"'
    at_right = (text.align == "end") != turned
    x = frame.right if at_right else frame.x
    return x, ' text-anchor="end"' if text.align == "end" else ""


def texts_of(svg: str) -> Iterable[tuple[str, int, bool]]:
    """All texts of a drawing with their cuts, as far as fonts care."""
    for look, inside in _TEXT_ELEMENT.findall(svg):
        weight = 600 if 'font-weight="600"' in look else 400
        text = _TAG.sub("", inside).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        yield text, weight, 'font-style="italic"' in look
        if "<tspan" in inside:
            yield text, 400, False
