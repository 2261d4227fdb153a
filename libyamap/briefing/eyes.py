"""How colours look to eyes that see them otherwise, and whether they can still be told apart.

Simulation by Machado, Oliveira and Fernandes (2009) for the full deficiency, in linear sRGB; distances in CIELAB (D65),
where about 2 is just seen side by side and 10 is seen at a glance.
"""

import itertools
import math
from collections.abc import Sequence
from typing import Final, Literal

Eyes = Literal["all", "protan", "deutan", "tritan", "grey"]
EYES: Final[tuple[Eyes, ...]] = ("all", "protan", "deutan", "tritan")
APART: Final = 9.0
"""CIELAB distance from which two parties on one sheet are told apart."""
_Row = tuple[float, float, float]
_SEEN: Final[dict[Eyes, tuple[_Row, _Row, _Row]]] = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
_TO_XYZ: Final = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE: Final = (0.95047, 1.0, 1.08883)


def lab(colour: str, eyes: Eyes = "all") -> _Row:
    """CIELAB of #RRGGBB as these eyes see it; `grey` keeps its lightness alone."""
    linear = [_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5)]
    if eyes in _SEEN:
        linear = [min(1.0, max(0.0, _dot(row, linear))) for row in _SEEN[eyes]]
    x, y, z = (_curve(_dot(row, linear) / white) for row, white in zip(_TO_XYZ, _WHITE, strict=True))
    lightness = 116 * y - 16
    return (lightness, 0.0, 0.0) if eyes == "grey" else (lightness, 500 * (x - y), 200 * (y - z))


def distance(one: str, other: str, eyes: Eyes = "all") -> float:
    """How far apart two colours look (CIE 1976)."""
    return math.dist(lab(one, eyes), lab(other, eyes))


def told_apart(colours: Sequence[str], eyes: Sequence[Eyes] = EYES) -> bool:
    """Whether each two of these colours can be told apart by all of these eyes."""
    pairs = itertools.combinations(colours, 2)
    return all(distance(one, other, each) >= APART for one, other in pairs for each in eyes)


def grey_of(lightness: float) -> str:
    """The grey of a CIELAB lightness, as #RRGGBB."""
    level = (lightness + 16) / 116
    linear = level**3 if level > 6 / 29 else 3 * (6 / 29) ** 2 * (level - 4 / 29)
    encoded = 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return "#" + f"{round(min(1.0, max(0.0, encoded)) * 255):02X}" * 3


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _curve(value: float) -> float:
    return float(value ** (1 / 3)) if value > (6 / 29) ** 3 else value / (3 * (6 / 29) ** 2) + 4 / 29


def _dot(row: Sequence[float], column: Sequence[float]) -> float:
    return sum(one * other for one, other in zip(row, column, strict=True))
