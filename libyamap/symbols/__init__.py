"""Symbols of features as SVG: APP-6D where a military symbol fits, pictograms of our own elsewhere.

Every SVG is well-formed XML with a viewBox, without script, style elements, fonts needed or outside references, so that
it passes the page's Content-Security-Policy; it has a light halo or plate, so that one picture serves every theme.
"""

import functools

import msgspec

from libyamap.domain.model import Actor, Feature
from libyamap.symbols.keys import parse_key, symbol_key
from libyamap.symbols.military import framed
from libyamap.symbols.pictograms import plate

__all__ = ["Symbol", "svg_for_key", "symbol_for", "symbol_for_key", "symbol_key"]


class Symbol(msgspec.Struct, frozen=True):
    """A drawing of `width` by `height` CSS pixels whose point `anchor` (x, y from the top left) stands on the place."""

    svg: str
    width: float
    height: float
    anchor: tuple[float, float]
    key: str


def symbol_for(feature: Feature, actor: Actor | None) -> Symbol:
    """The symbol of a feature in the colour of an actor (None: grey)."""
    return symbol_for_key(symbol_key(feature, actor))


@functools.lru_cache(maxsize=4096)
def symbol_for_key(key: str) -> Symbol:
    """Draw what the key says; KeyError for a key that is none of ours, whatever it is made of."""
    parts = parse_key(key)
    if parts.sidc:
        svg, width, height, middle = framed(parts.sidc, parts.colour)
        return Symbol(svg, width, height, (width / 2, middle), key)
    svg, size = plate(parts.pictogram, parts.colour)
    return Symbol(svg, size, size, (size / 2, size / 2), key)


def svg_for_key(key: str) -> str:
    """The SVG alone; KeyError as above."""
    return symbol_for_key(key).svg
