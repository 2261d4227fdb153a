"""Exports that two processes make are the same, byte for byte, as those that one makes."""

import csv
import io
import multiprocessing
from contextlib import AbstractContextManager, closing
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.exporting import pieces, turns
from libyamap.app.exporting.export import Export
from libyamap.app.exporting.formulas import guarded
from libyamap.app.exporting.rows import ExportBatch
from libyamap.app.filter import Filter
from libyamap.app.importing.rows import Cancelled, Cell
from libyamap.app.viewport import Selection
from libyamap.bootstrap import EXAMPLE, areas, export_to, new_project, open_store
from libyamap.domain.model import FEATURE_CLASSES
from libyamap.errors import WorldError
from libyamap.formats.delimited_lines import Lines

CELLS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text('a",;|\r\n\t=-+@é', max_size=6)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example in many small pieces."""
    monkeypatch.setattr(pieces, "PIECE", 7)
    new_project(tmp_path / "p.gpkg", EXAMPLE, EXAMPLE)
    return tmp_path / "p.gpkg"


def written(project: Path, name: str, selection: Selection, large_from: int) -> bytes:
    with pytest.MonkeyPatch.context() as patch, closing(open_store(project, read_only=True)) as store:
        patch.setattr(turns, "WORTH_BYTES", large_from)
        with closing(areas()) as ground:
            export_to(project.with_name(name), Export(store, ground, selection), project)
    return project.with_name(name).read_bytes()


@pytest.mark.parametrize(
    ("name", "selection"),
    [("a.csv", Selection()), ("a.geojson", Selection()), ("a.geojsonl", Selection(filter=Filter(text="Misrata")))],
)
def test_two_processes_write_what_one_writes(project: Path, name: str, selection: Selection) -> None:
    both, one = (written(project, name, selection, large_from) for large_from in (0, 10**12))
    assert both == one
    assert not multiprocessing.active_children()


def test_pieces_hold_every_feature_once(project: Path) -> None:
    with closing(open_store(project, read_only=True)) as store:
        every = pieces.pieces_of(store)
        found = [[feature.id for feature in store.between(*piece)] for piece in every]
        everything = [feature.id for kind in FEATURE_CLASSES.values() for feature in store.all(kind)]
    assert [each for piece in found for each in piece] == everything
    assert max(map(len, found)) == 7
    assert all(one.until == next_one.after for one, next_one in pairwise(every) if one.until)


def test_progress_goes_to_the_end_and_cancelling_leaves_no_file(project: Path) -> None:
    told: list[float] = []

    def hear(rows: int, done: float) -> None:
        told.append(done)
        if rows > 20 and len(told) < 100:
            raise Cancelled

    with closing(open_store(project, read_only=True)) as store, closing(areas()) as ground:
        export = Export(store, ground, progress=hear)
        with pytest.raises(Cancelled):
            export_to(project.with_name("a.csv"), export, project)
        told.extend([0.0] * 100)
        export_to(project.with_name("b.csv"), export, project)
    assert told[-1] == 1.0
    assert sorted(path.name for path in project.parent.iterdir()) == ["b.csv", "p.gpkg"]


def _refusing(project: Path) -> AbstractContextManager[Export]:
    raise WorldError(f"“{project.name}” cannot be read.")


def test_an_error_of_the_other_process_is_raised_here(project: Path) -> None:
    with closing(open_store(project, read_only=True)) as store, closing(areas()) as ground:
        export = Export(store, ground, again=partial(_refusing, project))
        with pytest.raises(WorldError, match="cannot be read"):
            list(turns.encoded(export.exported(), Lines(",")))
    assert not multiprocessing.active_children()


@given(
    st.integers(1, 4).flatmap(lambda n: st.lists(st.tuples(*[CELLS] * n), min_size=1, max_size=5)),
    st.sampled_from(",\t"),
)
def test_lines_are_read_back_by_the_csv_module(rows: list[tuple[Cell, ...]], delimiter: str) -> None:
    """And the guard against formulas stands in them, as it does cell by cell."""
    batch = ExportBatch(rows, [None] * len(rows))
    text = Lines(delimiter)(batch).decode()
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    texts = [
        ["" if cell is None else guarded(cell) if isinstance(cell, str) else str(cell) for cell in row] for row in rows
    ]
    assert read == [[*row, "", "", ""] for row in texts]


def plainly(cell: Cell) -> str:
    """One cell as it has to stand in the file, without a look at its column."""
    text = "" if cell is None else guarded(cell) if isinstance(cell, str) else str(cell)
    return '"{}"'.format(text.replace('"', '""')) if any(sign in text for sign in '",;\n\r\t|') else text


@given(
    st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=5),
    st.integers(1, 400),
    st.randoms(use_true_random=False),
    st.sampled_from(",\t"),
)
def test_lines_made_by_columns_are_those_made_cell_by_cell(
    pools: list[list[Cell]], rows: int, chance: Random, delimiter: str
) -> None:
    """Columns with one text, with few, with one that stands out far below, and with many."""
    columns: list[list[Cell]] = [chance.choices(pool, k=rows) for pool in pools]
    columns.append([*(f"{at}" for at in range(rows - 1)), pools[0][0]])
    columns.append([*[pools[0][0]] * (rows - 1), "=1+1"])
    expected = [delimiter.join(map(plainly, row)) + "\r\n" for row in zip(*columns, strict=True)]
    assert Lines(delimiter).of(columns).decode() == "".join(expected)


@given(st.lists(st.floats() | st.floats(-180, 180).map(lambda number: round(number, 4)), min_size=1, max_size=4))
def test_numbers_stand_as_python_writes_them(numbers: list[float]) -> None:
    for some in (numbers, numbers[:1], [10 / 3, *numbers]):
        assert Lines(",").of([some]).decode().splitlines() == list(map(repr, some))
