"""Processes that share a table's batches among them read, all in all, what one reads alone."""

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.importing.apart import Shared, share_of
from libyamap.app.importing.rows import Batch
from libyamap.formats import delimited
from libyamap.formats.delimited import DelimitedTable
from libyamap.formats.text_file import encoding_of

cells = st.text(st.sampled_from('ab",;\n\r \t'), max_size=4)
lines: st.SearchStrategy[list[str]] = st.one_of(
    st.lists(cells, min_size=3, max_size=3), st.just([]), st.lists(st.sampled_from("xyz"), min_size=2, max_size=4)
)


@given(st.lists(lines, max_size=25), st.integers(1, 4), st.integers(1, 3), st.sampled_from(["\n", "\r\n"]))
def test_all_shares_together(rows: list[list[str]], at_once: int, every: int, ending: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=ending)
    writer.writerows([["id", "title", "notes"], *rows])
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "BATCH_ROWS", at_once)
        path = Path(name) / "table.csv"
        path.write_text(text.getvalue(), encoding="utf-8", newline="")
        table = DelimitedTable(path, encoding_of(path))
        assert isinstance(table, Shared)
        alone = list(table.batches())
        shares = [list(share_of(table, first, every)) for first in range(every)]
        assert [told(shares[at % every][at // every]) for at in range(sum(map(len, shares)))] == list(map(told, alone))


def told(batch: Batch) -> tuple[object, ...]:
    return [*batch.numbers], batch.columns, batch.rejected
