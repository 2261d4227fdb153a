"""The progress of an export goes from nothing to all once, however often a format looks through the features."""

from contextlib import closing
from pathlib import Path

import pytest

from libyamap.app.exporting import pieces
from libyamap.app.exporting.export import Export
from libyamap.app.filter import Filter
from libyamap.app.importing.rows import Cancelled
from libyamap.app.viewport import Selection
from libyamap.bootstrap import areas, export_to, open_store
from libyamap.domain.vocabulary import Kind


@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson", "kml", "kmz", "gpx", "shp", "fgb", "gpkg", "parquet"])
def test_it_never_goes_back(example_once: Path, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 3)
    told: list[float] = []
    with closing(open_store(example_once, read_only=True)) as store, closing(areas()) as ground:
        export_to(tmp_path / f"out.{ending}", Export(store, ground, progress=lambda _rows, done: told.append(done)))
    assert told == sorted(told)
    assert len(set(told)) > 10
    assert 0.85 < told[-1] <= 1
    assert told[0] < 0.2


def test_a_narrowed_export_tells_from_the_first_look_on_and_can_be_cancelled(
    example_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "PIECE", 3)
    told: list[tuple[int, float]] = []
    with closing(open_store(example_once, read_only=True)) as store, closing(areas()) as ground:
        asked = Selection(filter=Filter(kinds=(Kind.SITE,)))
        narrowed = Export(store, ground, asked, progress=lambda rows, done: told.append((rows, done)))
        export_to(tmp_path / "out.gpkg", narrowed)
        shares = [done for _, done in told]
        assert shares == sorted(shares)
        assert shares[-1] == 1
        assert told[0][1] < 0.1

        def stop(rows: int, done: float) -> None:
            raise Cancelled(rows, done)

        with pytest.raises(Cancelled):
            export_to(tmp_path / "other.gpkg", narrowed._replace(progress=stop))
    assert not (tmp_path / "other.gpkg").exists()
