"""Columns that are made a few rows at a time, as those of millions are, are the same as those made at once."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from libyamap.domain.model import Record
from libyamap.store.index.columns import arranging, joins, reading, runs, spool
from libyamap.store.index.columns.making import Made, fids_of, make_columns
from tests.unit.store.index.questions import AREAS, both, projects, quick_folder

PIECES = (
    (arranging, "_PIECE"),
    (arranging, "_POSITIONS"),
    (joins, "_BLOCK"),
    (joins, "_FEW"),
    (runs, "_PIECE"),
    (spool, "ROWS"),
)


@given(projects())
@settings(deadline=None, max_examples=30)
def test_pieces_make_the_same_columns(records: list[Record]) -> None:
    with quick_folder() as folder, both(folder, records):
        path = folder / "both.gpkg"
        at_once = made(path, folder)
        with pieces_of(3):
            in_pieces = made(path, folder)
        assert in_pieces.columns.keys() == at_once.columns.keys()
        for name, column in at_once.columns.items():
            if name not in {"where", "met"}:
                found = spool.whole(in_pieces.columns[name])
                assert found.dtype == column.dtype
                np.testing.assert_array_equal(found, spool.whole(column), name)
        assert named(in_pieces, "where", ("", "*")) == named(at_once, "where", ("", "*"))
        assert named(in_pieces, "met", ()) == named(at_once, "met", ())
        assert [each.tolist() for each in fids_of(in_pieces)] == [each.tolist() for each in fids_of(at_once)]
        differing = {"where", "met"}
        assert {**in_pieces.lists, **dict.fromkeys(differing)} == {**at_once.lists, **dict.fromkeys(differing)}


def made(path: Path, folder: Path) -> Made:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection, pytest.MonkeyPatch.context() as patch:
        for name, most in {"BATCH": 6, "BATCH_BYTES": 2_500, "_AT_ONCE": 2}.items():
            patch.setattr(reading, name, most)  # the same for both: labels are numbered as batches tell of them
        return make_columns(connection, path, folder, AREAS, lambda _: None)


def named(found: Made, name: str, fixed: tuple[str, ...]) -> list[str]:
    """A column of provinces by their codes."""
    codes = [*fixed, *found.lists[name]]
    return [codes[number] for number in spool.whole(found.columns[name]).tolist()]


@contextmanager
def pieces_of(rows: int) -> Iterator[None]:
    """Have all be done so few rows at a time."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in PIECES:
            patch.setattr(module, name, rows)
        yield
