"""Directories of a PMTiles file (specification version 3, section 4): which bytes hold which tile.

The pmtiles package has a reader of them, but it unpacks without a limit and reads numbers of any length; a crafted file
could keep it busy for hours. This one refuses both.
"""

from bisect import bisect_right
from typing import NamedTuple

from libyamap.errors import WorldError


class Entry(NamedTuple):
    """Where a run of tiles lies; `run_length` 0 marks a leaf directory. Offsets are relative to their section."""

    tile_id: int
    offset: int
    length: int
    run_length: int


class Directory:
    """The entries of one directory, sorted by tile id."""

    def __init__(self, data: bytes, what: str) -> None:
        """Read the unpacked directory; `what` names the file in the sentence of a WorldError."""
        numbers = _numbers(data, what)
        count = numbers[0] if numbers else 0
        if len(numbers) != 1 + 4 * count:
            raise WorldError(f"The index of {what} is damaged; get the file again.")
        self._ids: list[int] = []
        tile_id = 0
        for step in numbers[1 : count + 1]:
            tile_id += step
            self._ids.append(tile_id)
        self._runs = numbers[count + 1 : 2 * count + 1]
        self._lengths = numbers[2 * count + 1 : 3 * count + 1]
        self._offsets: list[int] = []
        for index, number in enumerate(numbers[3 * count + 1 :]):
            follows = number == 0 and index > 0
            self._offsets.append(self._offsets[-1] + self._lengths[index - 1] if follows else number - 1)

    def find(self, tile_id: int) -> Entry | None:
        """The entry that covers the tile, or the leaf directory to look in."""
        at = bisect_right(self._ids, tile_id) - 1
        if at < 0 or (self._runs[at] and tile_id - self._ids[at] >= self._runs[at]):
            return None
        return Entry(self._ids[at], self._offsets[at], self._lengths[at], self._runs[at])


def _numbers(data: bytes, what: str) -> list[int]:
    """All variable-length integers (LEB128, at most 64 bits)."""
    numbers: list[int] = []
    value = shift = 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            numbers.append(value)
            value = shift = 0
        else:
            shift += 7
            if shift > 63:
                raise WorldError(f"The index of {what} holds a number that is too large; get the file again.")
    if shift:
        raise WorldError(f"The index of {what} ends too early; get the file again.")
    return numbers
