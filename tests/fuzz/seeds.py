"""Good files of every format, to be broken: those of tests/data/formats, and binary ones made on the spot."""

import io
import shutil
import warnings
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
import xlsxwriter

from libyamap.app.exporting.export import Export
from libyamap.bootstrap import EXAMPLE, areas, export_to, new_project, open_store
from libyamap.formats.ogr import engine

DATA = Path(__file__).parents[1] / "data" / "formats"
OWN = ("csv", "xlsx", "geojson", "geojsonl", "kml", "kmz", "gpx", "fgb", "gpkg", "parquet")


def seeds(folder: Path) -> list[Path]:
    """All seed files, written into the folder."""
    found = [Path(shutil.copy(path, folder / path.name)) for path in sorted(DATA.iterdir())]
    project = folder / "example.project"
    new_project(project.with_suffix(".gpkg"), "Example", EXAMPLE)
    store, ground = open_store(project.with_suffix(".gpkg"), read_only=True), areas()
    for ending in OWN:
        export_to(folder / f"own.{ending}", Export(store, ground))
        found.append(folder / f"own.{ending}")
    store.close()
    ground.close()
    found += [_workbook(folder), _spreadsheet(folder), _shapefile(folder), _package(folder), _one_line(folder)]
    return found


def _workbook(folder: Path) -> Path:
    path = folder / "table.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(
            (("title", "date", "lat", "lon"), ("A", "2016-05-19", 32.5, 15), ("B", "x", 31, 16))
        ):
            sheet.write_row(row, 0, cells)
    return path


def _spreadsheet(folder: Path) -> Path:
    path = folder / "table.ods"
    _write(path, "ODS", [None, None], ["A", "B"])
    return path


def _shapefile(folder: Path) -> Path:
    inside = folder / "shape"
    inside.mkdir()
    _write(inside / "p.shp", "ESRI Shapefile", [shapely.Point(15, 32), shapely.Point(16, 31)], ["A", "B"])
    path = folder / "shape.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for part in inside.iterdir():
            packed.write(part, part.name)
    return path


def _one_line(folder: Path) -> Path:
    path = folder / "one_line.json"
    path.write_text('[{"name":"A","lat":32.5,"lon":15,"date":"2016-05-19","place":{"type":"Point"}}]', encoding="utf-8")
    return path


def _package(folder: Path) -> Path:
    path = folder / "package.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("MANIFEST/manifest.xml", "<MissionPackageManifest/>")
        package.write(DATA / "unit.cot", "1/unit.cot")
        package.writestr("1/note.txt", io.BytesIO(b"note").read())
    return path


def _write(path: Path, driver: str, shapes: list[Any], names: list[str]) -> None:
    engine()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyogrio.raw.write(
            str(path), np.array([shapely.to_wkb(shape) if shape else None for shape in shapes], dtype=object),
            [np.array(names, dtype=object)], np.array(["title"], dtype=object), driver=driver, crs="EPSG:4326",
            geometry_type="Point",
        )  # fmt: skip
