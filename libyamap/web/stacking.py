"""Which layer lies above which, how strongly it shows, and where symbols at one place stand beside each other."""

import math
from collections.abc import Sequence
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
GAP_PX: Final = 3.0
PER_ROW: Final = 4


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
    """Move symbols that would hide each other at this zoom into rows around the first of them.

    Depends on nothing but the marks' places and order, so that the same view looks the same each time.
    """
    size = 256 * 2**zoom
    groups: dict[tuple[int, int], list[tuple[SymbolMark, float, float]]] = {}
    for mark in marks:
        if isinstance(mark, SymbolMark):
            x, y = _pixel(mark.at, size)
            groups.setdefault(_seat(groups, x, y), []).append((mark, x, y))
    moved = {id(mark): offset for group in groups.values() if len(group) > 1 for mark, offset in _rows(group)}
    return [
        msgspec.structs.replace(mark, offset=moved[id(mark)])
        if isinstance(mark, SymbolMark) and id(mark) in moved
        else mark
        for mark in marks
    ]


def _pixel(at: Position, size: float) -> tuple[float, float]:
    sine = math.sin(math.radians(max(-85.05, min(85.05, at[1]))))
    return (at[0] / 360 + 0.5) * size, (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * size


def _seat(groups: dict[tuple[int, int], list[tuple[SymbolMark, float, float]]], x: float, y: float) -> tuple[int, int]:
    """The cell of the group that this pixel belongs to: one nearby, or a new one in the pixel's own cell."""
    own = int(x // NEAR_PX), int(y // NEAR_PX)
    for column in (0, -1, 1):
        for row in (0, -1, 1):
            cell = own[0] + column, own[1] + row
            if cell in groups:
                _, first_x, first_y = groups[cell][0]
                if math.hypot(first_x - x, first_y - y) <= NEAR_PX:
                    return cell
    return own


def _rows(group: list[tuple[SymbolMark, float, float]]) -> list[tuple[SymbolMark, tuple[float, float]]]:
    _, first_x, first_y = group[0]
    across = max(mark.size[0] for mark, _, _ in group) + GAP_PX
    down = max(mark.size[1] for mark, _, _ in group) + GAP_PX
    rows = math.ceil(len(group) / PER_ROW)
    placed = []
    for number, (mark, x, y) in enumerate(group):
        row, column = divmod(number, PER_ROW)
        in_row = min(PER_ROW, len(group) - row * PER_ROW)
        right = (column - (in_row - 1) / 2) * across + first_x - x + mark.offset[0]
        below = (row - (rows - 1) / 2) * down + first_y - y + mark.offset[1]
        placed.append((mark, (round(right, 2), round(below, 2))))
    return placed
