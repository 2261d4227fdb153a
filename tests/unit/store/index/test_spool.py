"""What grows outside the memory comes back as it was, and texts are ranked as if all were sorted in memory."""

import errno
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.store.index.columns.files import damaged, open_columns, read_manifest, write_folder
from libyamap.store.index.columns.ranking import Ranking
from libyamap.store.index.columns.spool import Spool
from tests.unit.store.index.questions import quick_folder

batches = st.lists(st.lists(st.integers(-(2**15), 2**15 - 1), max_size=9), max_size=6)
some_text = st.text(st.sampled_from("ab é\nغ𐍈\0"), max_size=3) | st.text(max_size=6)


@given(batches, st.sampled_from([0, 20, 10**6]), st.integers(1, 7), st.data())
def test_rows_come_back(parts: list[list[int]], in_memory: int, piece: int, data: st.DataObject) -> None:
    with quick_folder() as folder:
        spool = Spool(folder, np.int16, in_memory)
        for part in parts:
            spool.append(np.array(part, np.int64))
        rows = [number for part in parts for number in part]
        assert len(spool) == len(rows)
        assert spool.whole().tolist() == rows
        assert [number for each in spool.pieces(piece) for number in each.tolist()] == rows
        start = data.draw(st.integers(0, len(rows)))
        stop = data.draw(st.integers(start, len(rows)))
        assert spool.part(start, stop).tolist() == rows[start:stop]
        write_folder(folder / "columns", {"spooled": spool, "plain": np.array(rows, np.int16)}, {})
        manifest = read_manifest(folder / "columns")
        assert damaged(folder / "columns", manifest) == []
        columns = open_columns(folder / "columns", manifest)
        assert columns["spooled"].dtype == np.int16
        assert columns["spooled"].tolist() == columns["plain"].tolist() == rows
        spool.close()
        assert [each.name for each in folder.iterdir()] == ["columns"]


def test_a_file_that_was_cut_short_is_no_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spool = Spool(tmp_path, np.uint8)
    spool.append(np.zeros(9, np.uint8))
    monkeypatch.setattr(spool, "_count", 10)
    with pytest.raises(OSError, match="cut short"):
        spool.whole()


class Full(io.BytesIO):
    """A file on a disk without room."""

    told = False

    def write(self, _rows: Any) -> int:
        """It has no room for more."""
        raise OSError(errno.ENOSPC, "No space left on device")

    def close(self) -> None:
        """Nor for what it has not written yet."""
        super().close()
        if not self.told:
            self.told = True
            raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("libyamap.store.index.columns.spool._unnamed", lambda *_: Full())
    spool = Spool(tmp_path, np.uint8)
    with pytest.raises(OSError, match="No space left"):
        spool.append(np.zeros(9, np.uint8))
    spool.close()
    spool.close()


@given(st.lists(st.lists(some_text, max_size=12), max_size=8), st.integers(1, 5), st.integers(1, 4))
def test_texts_are_ranked_as_if_all_were_sorted(parts: list[list[str]], most: int, block: int) -> None:
    with quick_folder() as folder:
        ranking = Ranking(folder, most, block)
        for part in parts:
            ranking.add(part)
        texts = [text for part in parts for text in part]
        places = {text: at for at, text in enumerate(sorted({*texts, ""}))}
        assert ranking.ranks().whole().tolist() == [places[text] for text in texts]
