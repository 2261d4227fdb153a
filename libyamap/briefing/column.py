"""Fills columns with what explains the map: entries of blocks, from the top down and on in the next column.

A heading stays with what follows it. Where there is too little room even so, entries are left out and each block says
how many; nothing is left out silently.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from libyamap.briefing.parts import Frame, Part

Setter = Callable[[float, float, float], tuple[list[Part], float]]
"""Sets an entry at (x, y) in a width; gives its parts and its height."""


class Entry(NamedTuple):
    """One thing in a column. `heading`: it stays with the next one and does not count as an entry."""

    put: Setter
    space: float
    """Above it, unless it is the first in its column."""
    heading: bool = False
    counts: int = 1
    """For how many things it stands."""


class Block(NamedTuple):
    """Entries that belong together. `more(n)` is the entry that says that n of them are left out."""

    entries: tuple[Entry, ...]
    more: Callable[[int], Entry]
    needed: bool = False
    """Left out only when all others are."""
    same: bool = False
    """On sheets that are compared, as much of it is left out on each as on the others."""
    whole: bool = False
    """It begins in the next column rather than being parted, where it can."""


def fill(
    blocks: Sequence[Block], columns: Sequence[Frame], *, together: bool = False, parted: bool = False
) -> list[Part] | None:
    """The parts of all blocks in these columns, or None where they have no room.

    With `together` what stands under one heading is not parted: it begins in the next column instead. Of a block that
    is `whole` that is always so, unless even those may be `parted`.
    """
    parts: list[Part] = []
    entries = [entry for block in blocks for entry in block.entries]
    kept = [together or (block.whole and not parted) for block in blocks for _ in block.entries]
    column, y = 0, columns[0].y if columns else 0.0
    for index, entry in enumerate(entries):
        while True:
            if column >= len(columns):
                return None
            frame = columns[column]
            top = y + (entry.space if y > frame.y else 0.0)
            put, height = entry.put(frame.x, top, frame.width)
            if top + _height_with_next(entries, index, frame, height, together=kept[index]) <= frame.bottom + 0.01:
                break
            if y == frame.y:
                return None  # it is higher than a whole column
            column += 1
            y = columns[column].y if column < len(columns) else 0.0
        parts += put
        y = top + height
    return parts


def _height_with_next(entries: Sequence[Entry], index: int, frame: Frame, height: float, *, together: bool) -> float:
    """The height of an entry with what must not be parted from it."""
    if not entries[index].heading:
        return height
    for following in entries[index + 1 :]:
        if following.heading and together:
            break
        height += following.space + following.put(frame.x, frame.y, frame.width)[1]
        if not (following.heading or together):
            break
    return height


def fill_what_fits(blocks: Sequence[Block], columns: Sequence[Frame]) -> list[Part]:
    """As many entries as have room, the highest block shortened first; each says how many of it are missing."""
    return fill_alike([blocks], columns)[0]


def fill_alike(sheets: Sequence[Sequence[Block]], columns: Sequence[Frame]) -> list[list[Part]]:
    """The same for the blocks of several sheets that have these columns each."""
    whole = [fill(blocks, columns, together=True) for blocks in sheets]
    if all(parts is not None for parts in whole):
        return [parts for parts in whole if parts is not None]
    parted = any(fill(blocks, columns) is None for blocks in sheets)
    missing = [_left_out(blocks, columns, parted=parted) for blocks in sheets]
    pairs = [
        (block, out)
        for blocks, outs in zip(sheets, missing, strict=True)
        for block, out in zip(blocks, outs, strict=True)
    ]
    most = max((out for block, out in pairs if block.same), default=0)
    shown = [
        [_shortened(block, max(out, most) if block.same else out) for block, out in zip(blocks, outs, strict=True)]
        for blocks, outs in zip(sheets, missing, strict=True)
    ]
    return [fill(blocks, columns, parted=parted) or [] for blocks in shown]


def _left_out(blocks: Sequence[Block], columns: Sequence[Frame], *, parted: bool) -> list[int]:
    """How much of each block has to be left out."""
    left_out = [0] * len(blocks)
    width = columns[0].width if columns else 0.0
    heights = [sum(entry.put(0, 0, width)[1] for entry in block.entries) / max(1, _size(block)) for block in blocks]

    def fits() -> bool:
        shown = [_shortened(block, count) for block, count in zip(blocks, left_out, strict=True)]
        return fill(shown, columns, parted=parted) is not None

    last, step = 0, 1
    while not fits():
        candidates = [index for index, block in enumerate(blocks) if left_out[index] < _size(block)]
        if not candidates:
            return left_out
        free = [index for index in candidates if not blocks[index].needed] or candidates
        last = max(free, key=lambda index: ((_size(blocks[index]) - left_out[index]) * heights[index], index))
        step = max(1, (_size(blocks[last]) - left_out[last]) // 10)
        left_out[last] += step
    for _ in range(step - 1):  # the last step may have been too large
        left_out[last] -= 1
        if not fits():
            left_out[last] += 1
            break
    return left_out


def _size(block: Block) -> int:
    return sum(entry.counts for entry in block.entries if not entry.heading)


def _shortened(block: Block, missing: int) -> Block:
    if not missing:
        return block
    kept: list[Entry] = []
    room = _size(block) - missing
    for entry in block.entries:
        if not entry.heading:
            if room < entry.counts:
                break
            room -= entry.counts
        kept.append(entry)
    while len(kept) > 1 and kept[-1].heading:
        kept.pop()
    return block._replace(entries=(*kept, block.more(missing + room)))
