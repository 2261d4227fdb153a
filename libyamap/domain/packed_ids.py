"""A set of ids in 16 bytes each, as the journal keeps them: a text of 36 characters takes five times as much."""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Final

ID_BYTES: Final = 16
_CANONICAL: Final = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch


def packed(ids: Iterable[str]) -> bytes:
    """Canonical UUIDs (36 characters) as 16 bytes each, one after the other; ValueError for anything else."""
    return bytes.fromhex("".join(ids).replace("-", ""))


def can_be_packed(one: str) -> bool:
    """Whether the id comes out of its packed form as it went in: another program may have given one of another sort."""
    return _CANONICAL(one) is not None


def unpacked(raw: bytes) -> Iterator[str]:
    """The ids in their text form again."""
    text = raw.hex()
    for at in range(0, len(text), 2 * ID_BYTES):
        yield (
            f"{text[at : at + 8]}-{text[at + 8 : at + 12]}-{text[at + 12 : at + 16]}-"
            f"{text[at + 16 : at + 20]}-{text[at + 20 : at + 32]}"
        )


def holds(raw: bytes, one: bytes) -> bool:
    """Whether the id is among the packed ones, not only its bytes across two of them."""
    at = raw.find(one)
    while at > 0 and at % ID_BYTES:
        at = raw.find(one, at + 1)
    return at >= 0


class PackedIds(AbstractSet[str]):
    """Different ids, packed in pieces; asking for one that is not there is quick, as ids made together are alike."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = tuple(pieces)
        self._count = sum(map(len, self._pieces)) // ID_BYTES

    def __contains__(self, one: object) -> bool:
        if not isinstance(one, str):
            return False
        try:
            raw = packed([one])
        except ValueError:
            return False
        return len(raw) == ID_BYTES and any(holds(piece, raw) for piece in self._pieces)

    def __iter__(self) -> Iterator[str]:
        for piece in self._pieces:
            yield from unpacked(piece)

    def __len__(self) -> int:
        return self._count
