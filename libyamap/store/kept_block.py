"""Rows of one table as the journal keeps them when they go in bulk: a block of columns, packed.

The values are those of the rows themselves, so that they come back as they were, also where another program had broken
a rule; a column without a value is left out. A block is MessagePack in a zlib stream (RFC 1950).
"""

import zlib
from collections.abc import Sequence
from typing import Any, Final

import msgspec

from libyamap.domain.model import Involvement, Record
from libyamap.domain.vocabulary import Role
from libyamap.store.rows import RowType, record_of, row_type

_LARGEST: Final = 256 * 1024 * 1024
"""What unpacks to more is not one of ours: SQLite takes no longer value here either."""
_QUICK: Final = 1
_ROLES: Final = {role.value: role for role in Role}

_VALUES: Final = frozenset({str, int, float, bytes, type(None)})

Part = tuple[int, Any, Any, Any]
"""Which row of the block an actor takes part in; its position, id and role as they were kept."""


class KeptBlock(msgspec.Struct, frozen=True, array_like=True):
    """Some rows: the values of each column that has any (`id` always), and the actors of features."""

    columns: dict[str, list[Any]]
    parts: list[Part] = []

    @property
    def ids(self) -> list[str]:
        """The ids of the rows; ValueError in a damaged block."""
        ids = self.columns.get("id", [])
        if not ids or not all(isinstance(each, str) for each in ids):
            raise ValueError("a block without ids")
        return [str(each) for each in ids]


def block_of(columns: Sequence[str], rows: Sequence[tuple[Any, ...]], parts: list[Part]) -> KeptBlock:
    """The block of these rows."""
    values = dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True))
    return KeptBlock({name: each for name, each in values.items() if each.count(None) < len(each)}, parts)


def packed_block(block: KeptBlock) -> bytes:
    """The bytes that the journal keeps."""
    return zlib.compress(_ENCODER.encode(block), _QUICK)


def unpacked_block(raw: object) -> KeptBlock:
    """The block again; ValueError for bytes that are none, also for those that would unpack to too much."""
    if not isinstance(raw, bytes):
        raise ValueError("no bytes")
    unpacking = zlib.decompressobj()
    try:
        packed = unpacking.decompress(raw, _LARGEST)
    except zlib.error as problem:
        raise ValueError("a block that cannot be unpacked") from problem
    if not unpacking.eof:
        raise ValueError("a block that is cut short or too large")
    block = _DECODER.decode(packed)
    rows = range(len(block.ids))
    for values in block.columns.values():
        if len(values) != len(rows) or not set(map(type, values)) <= _VALUES:
            raise ValueError("a block with a column that is none")
    if not all(at in rows and set(map(type, part)) <= _VALUES for at, *part in block.parts):
        raise ValueError("a block with an actor of no row")
    return block


def records_in(record_type: type[Record], block: KeptBlock) -> list[Record]:
    """The records of the rows, as they are for a reader; ValueError in a damaged block."""
    row: RowType = row_type(record_type)
    nothing: list[Any] = [None] * len(block.ids)
    actors: dict[int, list[Involvement]] = {}
    for at, _, actor, role in block.parts:
        actors.setdefault(at, []).append(Involvement(str(actor), _ROLES.get(str(role), Role.ACTOR)))
    columns = [block.columns.get(name, nothing) for name in row.columns]
    return [
        record_of(row, values, tuple(actors.get(at, ())), checked=False)
        for at, values in enumerate(zip(*columns, strict=True))
    ]


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(KeptBlock)
