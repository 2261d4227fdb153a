"""An export that does not fit is told in a sentence, and leaves nothing; what is said to be written is whole."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from libyamap.bootstrap import EXAMPLE, new_project
from libyamap.formats.wholeness import is_whole_flatgeobuf, is_whole_shapefile

# The limit of the system on the size of a file is a real full disk for one process: a write fails half-way.
EXPORTS = """
import json, resource, sys
from contextlib import closing
from pathlib import Path
from libyamap.app.exporting.export import Export
from libyamap.bootstrap import areas, export_to, open_store
from libyamap.errors import WorldError
from libyamap.formats.registry import tables_of

project, folder = Path(sys.argv[1]), Path(sys.argv[2])
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
told = {}
for ending in sys.argv[3:]:
    for room in (1_000, 40_000, None):
        with closing(open_store(project, read_only=True)) as store, closing(areas()) as ground:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room or hard, hard))
            try:
                export_to(folder / f"out.{ending}", Export(store, ground))
                said = ""
            except WorldError as error:
                said = str(error)
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        left = sorted(folder.iterdir())
        rows = 0
        for path in left:
            if path.suffix not in {".dbf", ".shx", ".prj", ".cpg"}:
                rows += sum(len(batch.numbers) for table in tables_of(path)[1] for batch in table.batches())
        told[f"{ending} {room}"] = (said, rows)
        for path in left:
            path.unlink()
print(json.dumps(told))
"""


def test_whole_or_not_at_all(tmp_path: Path) -> None:
    project, folder = tmp_path / "project.gpkg", tmp_path / "out"
    folder.mkdir()
    new_project(project, "Project", example=EXAMPLE)
    endings = ("csv", "xlsx", "geojson", "kml", "kmz", "gpx", "shp", "fgb", "gpkg", "parquet")
    done = subprocess.run(
        [sys.executable, "-c", EXPORTS, str(project), str(folder), *endings],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    told = json.loads(done.stdout)
    for ending in endings:
        whole = told[f"{ending} None"]
        assert whole[0] == ""
        assert whole[1] > 20
        assert told[f"{ending} 1000"][0], "there is no room for any of it"
        for room in (1_000, 40_000):
            said, rows = told[f"{ending} {room}"]
            assert (said == "" and rows == whole[1]) or ("ould not" in said and not rows), (
                ending,
                room,
            )


@pytest.mark.parametrize("ending", ["fgb", "shp"])
def test_a_file_that_is_cut_short_is_known(tmp_path: Path, ending: str) -> None:
    import numpy as np
    import pyogrio
    import shapely

    for count in (1, 16, 17, 300):
        path = tmp_path / f"points{count}.{ending}"
        shapes = shapely.to_wkb(shapely.points(np.arange(count) / 10, np.zeros(count)))
        names = np.array([f"n{number}" for number in range(count)], dtype=object)
        driver = {"fgb": "FlatGeobuf", "shp": "ESRI Shapefile"}[ending]
        pyogrio.raw.write(
            path,
            shapes,
            [names],
            np.array(["name"], dtype=object),
            geometry_type="Point",
            driver=driver,
            crs="EPSG:4326",
        )

        def whole(path: Path = path, count: int = count) -> bool:
            if ending == "fgb":
                return is_whole_flatgeobuf(path, count, indexed=True)
            return is_whole_shapefile(path, count)

        assert whole()
        data = path.read_bytes()
        for kept in {len(data) - 1, len(data) // 2, 20, 0}:
            path.write_bytes(data[:kept])
            assert not whole(), kept
