"""Which layer lies above which, how strongly it shows, and where symbols at one place stand beside each other."""

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from libyamap.app.view_state import LayerState, ViewState
from libyamap.domain.geometry import Position
from libyamap.web.catalogue import Catalogue
from libyamap.web.marks import AreaMark, LineMark, Mark, RingMark, SymbolMark

TIERS: Final[dict[type[Mark], int]] = {AreaMark: 0, RingMark: 1, LineMark: 2, SymbolMark: 3}
"""Painting order by sort of mark first: a zone never hides a link, a link never a symbol."""
PER_TIER: Final = 10_000

NEAR_PX: Final = 14.0
"""Symbols whose middles are nearer than this hide each other."""
GAP_PX: Final = 3.0
FARTHEST: Final = 3
"""How many symbols' widths one may be moved aside; in a thicker crowd it stays where it belongs."""
MOST: Final = 500
"""With more symbols than this in a frame none is moved: there is no room for them anyway, and looking costs time."""
_ASIDE: Final = sorted(
    ((right, down) for right in range(-FARTHEST, FARTHEST + 1) for down in range(-FARTHEST, FARTHEST + 1)),
    key=lambda step: (max(abs(step[0]), abs(step[1])), abs(step[1]), -step[0], step[1]),
)[1:]
"""Places to try, in symbols' sizes: beside it first, then below and above, each farther than the last."""


def layer_heights(catalogue: Catalogue, state: ViewState) -> dict[str, int]:
    """Height of each layer, 0 the lowest. Positions count from the top, within a group from the group's top."""
    shown = sorted(catalogue.layers, key=lambda layer: _path(layer, catalogue, state), reverse=True)
    return {layer: height for height, layer in enumerate(shown[-PER_TIER + 1 :])}


def layer_opacity(layer: str, state: ViewState) -> float:
    """How strongly the layer shows, 0 to 1."""
    return max(0.0, min(1.0, state.layers[layer].opacity)) if layer in state.layers else 1.0


def _path(layer: str, catalogue: Catalogue, state: ViewState) -> tuple[tuple[int, str], ...]:
    steps: list[tuple[int, str]] = []
    while layer in catalogue.layers and layer not in {seen for _, seen in steps}:  # a file may hold a circle
        record = catalogue.layers[layer]
        given = state.layers.get(layer, LayerState(record.visible, record.opacity, record.position))
        steps.insert(0, (given.position, layer))
        layer = record.parent
    return tuple(steps)


def spread(marks: Sequence[Mark], zoom: float) -> list[Mark]:
    """Move symbols that would be hidden at this zoom to the nearest free place beside; the first one stays.

    Depends on nothing but the marks' places and order, so that the same view looks the same each time.
    """
    if sum(isinstance(mark, SymbolMark) for mark in marks) > MOST:
        return list(marks)
    size = 256 * 2**zoom
    crowd = _Crowd()
    return [_beside(mark, size, crowd) if isinstance(mark, SymbolMark) else mark for mark in marks]


class _Crowd:
    """The symbols placed so far, in cells of pixels, so that only neighbours are compared."""

    CELL = 64.0

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[float, float, float, float]]] = {}

    def add(self, x: float, y: float, width: float, height: float) -> None:
        """Take in a symbol by its middle and size."""
        self._cells.setdefault((int(x // self.CELL), int(y // self.CELL)), []).append((x, y, width, height))

    def hides(self, x: float, y: float) -> bool:
        """Whether a symbol here would be taken for one that is there."""
        return any(math.hypot(x - other[0], y - other[1]) < NEAR_PX for other in self._around(x, y))

    def leaves_room(self, x: float, y: float, width: float, height: float) -> bool:
        """Whether a symbol here would touch no other."""
        return all(
            abs(x - other[0]) >= (width + other[2]) / 2 or abs(y - other[1]) >= (height + other[3]) / 2
            for other in self._around(x, y)
        )

    def _around(self, x: float, y: float) -> Iterator[tuple[float, float, float, float]]:
        column, row = int(x // self.CELL), int(y // self.CELL)
        for cell in itertools.product((column - 1, column, column + 1), (row - 1, row, row + 1)):
            yield from self._cells.get(cell, ())


def _beside(mark: SymbolMark, size: float, crowd: _Crowd) -> SymbolMark:
    x, y = _pixel(mark.at, size)
    x, y = x + mark.offset[0], y + mark.offset[1]
    width, height = mark.size[0] + GAP_PX, mark.size[1] + GAP_PX
    moved = (0.0, 0.0)
    if crowd.hides(x, y):
        tried = ((right * width, down * height) for right, down in _ASIDE)
        moved = next((step for step in tried if crowd.leaves_room(x + step[0], y + step[1], width, height)), moved)
    crowd.add(x + moved[0], y + moved[1], width, height)
    if moved == (0.0, 0.0):
        return mark
    offset = round(mark.offset[0] + moved[0], 2), round(mark.offset[1] + moved[1], 2)
    return msgspec.structs.replace(mark, offset=offset)


def _pixel(at: Position, size: float) -> tuple[float, float]:
    sine = math.sin(math.radians(max(-85.05, min(85.05, at[1]))))
    return (at[0] / 360 + 0.5) * size, (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * size
