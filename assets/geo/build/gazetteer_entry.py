"""What every reader of the gazetteer's sources gives: one named thing on the map, before it is keyed and numbered."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from libyamap.domain.place import PlaceKind

Bounds = tuple[float, float, float, float]
FAME = 0.8


@dataclass(kw_only=True)
class Entry:
    """`weight` is how important the thing is, 0 to 9 (a town: the logarithm of its people).

    `source` is GeoNames' number, or for all else a code or name that stays the same from one build to the next.
    """

    kind: PlaceKind
    name: str
    lon: float
    lat: float
    weight: float
    source: int | str
    name_ar: str = ""
    aliases: list[str] = field(default_factory=list)
    iso3: str = ""
    province: str = ""
    population: int = 0
    bounds: Bounds | None = None


def weight_of_people(population: int) -> float:
    """3 for a village of a thousand, 6 for a city of a million; places without a figure count as small villages."""
    return math.log10(max(population, 300))


def fame(names: int, population: int) -> float:
    """How much more (or less) a place weighs than its people, by how many names the world has for it.

    A town that is written of far away has names in many languages and scripts, whatever its size: Brak in Libya has 44,
    a city of a million in China 27. `names` against what is usual for that size, at most one either way.
    """
    size = weight_of_people(population)
    usual = 0.48 + 0.42 * max(0.0, size - 3.5)
    return max(-1.0, min(1.0, FAME * (math.log10(1 + names) - usual)))


def settled(names: Iterable[str]) -> list[str]:
    """The names in order, without empty and repeated ones."""
    return list(dict.fromkeys(name.strip() for name in names if name and name.strip()))
