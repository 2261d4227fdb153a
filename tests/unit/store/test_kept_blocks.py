"""What the journal keeps of rows that went in bulk: it comes out as it went in, or is told to be damaged."""

import zlib
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.domain.model import Event, Record
from libyamap.store import kept_block
from libyamap.store.kept_block import KeptBlock, block_of, packed_block, records_in, unpacked_block
from libyamap.store.rows import row_type, values_of
from tests.unit.store.samples import ids, records, texts

values = st.one_of(st.none(), texts, st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.binary())


@given(st.lists(st.tuples(ids, values, values), min_size=1, max_size=5), st.data())
def test_values_of_every_type(rows: list[tuple[Any, ...]], data: st.DataObject) -> None:
    places = st.integers(0, len(rows) - 1)
    parts = data.draw(st.lists(st.tuples(places, values, values, values), max_size=4))
    block = unpacked_block(packed_block(block_of(("id", "a", "b"), rows, parts)))
    assert block.ids == [row[0] for row in rows]
    for at, name in enumerate(("id", "a", "b")):
        column = [row[at] for row in rows]
        assert block.columns.get(name, [None] * len(rows)) == column
        assert (name in block.columns) == any(value is not None for value in column)
    assert block.parts == parts


@given(records.filter(lambda record: not getattr(record, "actors", ())))
def test_records_are_read_as_their_rows_are(record: Record) -> None:
    row = row_type(type(record))
    block = block_of(row.columns, [tuple(values_of(record))], [])
    assert records_in(type(record), unpacked_block(packed_block(block))) == [record]


RAW = packed_block(KeptBlock({"id": ["a", "b"], "title": ["x", None]}, [(1, 0, "c", "actor")]))


@pytest.mark.parametrize("end", range(len(RAW)))
def test_cut_short(end: int) -> None:
    with pytest.raises(ValueError, match="block"):
        unpacked_block(RAW[:end])


@pytest.mark.parametrize(
    "content",
    [
        {},
        [],
        [{}, []],
        [{"id": []}, []],
        [{"id": [1]}, []],
        [{"id": ["a"], "title": ["x", "y"]}, []],
        [{"id": ["a"], "title": [["x"]]}, []],
        [{"id": ["a"], "title": [{"x": 1}]}, []],
        [{"id": ["a"]}, [(1, 0, "c", "actor")]],
        [{"id": ["a"]}, [(0, 0, "c", ["actor"])]],
        [{"id": ["a"]}, [(0, 0)]],
    ],
)
def test_what_another_program_put_there(content: object) -> None:
    with pytest.raises(ValueError, match=r"block|Expected|expected|Object"):
        unpacked_block(zlib.compress(msgspec.msgpack.encode(content)))
    for raw in (None, 5, "text", b"", b"no stream"):
        with pytest.raises(ValueError, match=r"b(lock|ytes)"):
            unpacked_block(raw)


def test_what_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = packed_block(KeptBlock({"id": ["a"], "title": ["x" * 100_000]}))
    assert len(raw) < 1_000
    monkeypatch.setattr(kept_block, "_LARGEST", 99_999)
    with pytest.raises(ValueError, match="too large"):
        unpacked_block(raw)


def test_a_word_that_is_not_known_falls_back() -> None:
    (event,) = records_in(Event, KeptBlock({"id": ["a"], "time": [5]}, [(0, 0, "c", "host")]))
    assert isinstance(event, Event)
    assert (event.id, event.title, event.time, event.actors[0].actor) == ("a", "(untitled)", "", "c")
