"""The progress of an export goes from nothing to all once, however often a format looks through the features."""

from contextlib import closing
from pathlib import Path

import pytest

from libyamap.app.exporting import dossiers
from libyamap.app.exporting.export import Export
from libyamap.bootstrap import areas, export_to, open_store


@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson", "kml", "kmz", "gpx", "shp", "fgb", "gpkg", "parquet"])
def test_it_never_goes_back(example_once: Path, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossiers, "PIECE", 3)
    told: list[float] = []
    with closing(open_store(example_once, read_only=True)) as store, closing(areas()) as ground:
        export_to(tmp_path / f"out.{ending}", Export(store, ground, progress=lambda _rows, done: told.append(done)))
    assert told == sorted(told)
    assert len(set(told)) > 10
    assert 0.85 < told[-1] <= 1
    assert told[0] < 0.2
