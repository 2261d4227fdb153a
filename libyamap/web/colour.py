"""Colours that can be told from the ground: contrast as in WCAG 2.2 (relative luminance, 1 to 21)."""

import functools
from typing import Final

MARK_CONTRAST: Final = 3.0
_STEPS: Final = 20
_GREY: Final = "#777777"


@functools.lru_cache(maxsize=1024)
def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB, 0 (black) to 1 (white)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@functools.lru_cache(maxsize=1024)
def distinct(colour: str, ground: str, wanted: float = MARK_CONTRAST) -> str:
    """The colour, made just so much darker or lighter that it stands out from the ground; its hue stays."""
    if not _is_colour(colour):
        colour = _GREY
    toward = "#000000" if luminance(ground) > 0.18 else "#FFFFFF"
    for step in range(_STEPS + 1):
        tried = mixed(colour, toward, step / _STEPS)
        if contrast(tried, ground) >= wanted:
            return tried
    return toward


def mixed(colour: str, other: str, share: float) -> str:
    """`share` (0 to 1) of `other` in `colour`."""
    pairs = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one + (two - one) * share):02X}" for one, two in pairs)


def _is_colour(text: str) -> bool:
    return len(text) == 7 and text[0] == "#" and all(digit in "0123456789abcdefABCDEF" for digit in text[1:])
