"""What is written in batches, or streamed, is byte for byte what is written in one go; nothing is left beside it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyogrio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyamap.app.exporting.rows import ExportBatch, Exported
from libyamap.app.importing.rows import Cancelled, Cell
from libyamap.domain.geometry import Geometry, GeometryType, line, point
from libyamap.errors import WorldError
from libyamap.formats.ogr_streaming import write_at_once, write_streamed
from libyamap.formats.ogr_writing import write_layer

NAMES = ("title", "fid", "geom", "shape", "our0_1", "rowid", 'what “they” "say"', "länge", "select")
WHOLE = st.integers(-(2**63) + 1, 2**63 - 1)
NUMBERS = st.floats(allow_nan=False).map(lambda number: number + 0.0)  # SQLite knows no negative zero
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=300)
POINTS = st.builds(point, st.floats(-180, 180), st.floats(-90, 90))
LINES = st.builds(lambda lon, lat: line((lon, lat), (lon + 1, lat - 1)), st.floats(-170, 170), st.floats(-80, 80))


def exported(columns: tuple[str, ...], batches: list[ExportBatch]) -> Exported:
    return Exported("It", columns, lambda: iter(batches))


@st.composite
def layers(draw: st.DrawFn, shapes: st.SearchStrategy[Geometry | None], names: tuple[str, ...] = NAMES) -> Exported:
    """A few batches, each with a few features, any of which may be empty."""
    columns = tuple(draw(st.lists(st.sampled_from(names), unique=True, max_size=4)))
    cells = [draw(st.sampled_from((WHOLE, NUMBERS, TEXTS))) | st.none() for _ in columns]
    batches = []
    for _ in range(draw(st.integers(0, 3))):
        rows: list[tuple[Cell, ...]] = draw(st.lists(st.tuples(*cells), max_size=4))
        batches.append(ExportBatch(rows, [draw(shapes) for _ in rows]))
    return exported(columns, batches)


@settings(max_examples=40)
@given(layers(POINTS | LINES | st.none()) | layers(POINTS))
def test_streamed_as_in_one_go(what: Exported) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, other = Path(folder) / "a" / "x.fgb", Path(folder) / "b" / "x.fgb"
        for path in (one, other):
            path.parent.mkdir()
        count = write_streamed(one, what, "FlatGeobuf")
        assert count == sum(len(batch.rows) for batch in what.batches())
        write_at_once(other, what, "FlatGeobuf")
        assert one.read_bytes() == other.read_bytes()
        assert [each.name for each in one.parent.iterdir()] == ["x.fgb"]


@settings(max_examples=25)
@given(layers(POINTS, ("title", "a longer name", "a longer name too", "n")))
def test_shapefiles_in_batches_as_in_one_go(what: Exported) -> None:
    rows = [row for batch in what.batches() for row in batch.rows]
    whole = exported(what.columns, [ExportBatch(rows, [each for batch in what.batches() for each in batch.geometries])])
    types = frozenset({GeometryType.POINT})
    with tempfile.TemporaryDirectory() as folder:
        for name, each in (("a", what), ("b", whole)):
            (Path(folder) / name).mkdir()
            write_layer(Path(folder) / name / "x.shp", each, "ESRI Shapefile", only=types, kind="Point")
        parts = sorted(each.name for each in (Path(folder) / "a").iterdir())
        assert {"x.shp", "x.shx", "x.dbf"} <= set(parts)
        for part in parts:
            assert (Path(folder) / "a" / part).read_bytes() == (Path(folder) / "b" / part).read_bytes(), part


def test_names_that_sql_takes_for_one(tmp_path: Path) -> None:
    two = exported(("Name", "name"), [ExportBatch([("A", "a")], [point(1, 2)]), ExportBatch([("B", "b")], [None])])
    assert write_streamed(tmp_path / "x.fgb", two, "FlatGeobuf") == 2
    _, _, _, (upper, lower) = pyogrio.raw.read(tmp_path / "x.fgb")
    assert (upper.tolist(), lower.tolist()) == (["A", "B"], ["a", "b"])


def test_nothing_is_left_of_what_fails_or_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter(range(2))

    def given_up() -> Iterator[ExportBatch]:
        yield ExportBatch([("A",)], [point(1, 2)])
        if next(times):
            raise Cancelled

    with pytest.raises(Cancelled):
        write_streamed(tmp_path / "x.fgb", Exported("It", ("title",), given_up), "FlatGeobuf")
    assert list(tmp_path.iterdir()) == []

    def fails(*_: object, **__: object) -> None:
        raise pyogrio.errors.DataLayerError("the reason")

    monkeypatch.setattr(pyogrio, "write_arrow", fails)
    with pytest.raises(WorldError, match=r"“x\.fgb” could not be written \(the reason\)"):
        write_streamed(tmp_path / "x.fgb", exported(("title",), [ExportBatch([("A",)], [None])]), "FlatGeobuf")
    assert list(tmp_path.iterdir()) == []
