"""A grid release tells the cell and nothing finer: where in its cell a place lies changes no byte of any file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest

from libyamap.app.briefing.briefing import Briefing
from libyamap.app.exporting.export import Export
from libyamap.app.release.grid import cell_at
from libyamap.app.release.releasing import Releasing
from libyamap.app.release.rules import rules_from_text
from libyamap.app.whereabouts import drawing_of
from libyamap.bootstrap import areas, export_to, open_store, open_workspace
from libyamap.bootstrap.standalone import standalone_page
from libyamap.domain.geodesy import course
from libyamap.domain.geometry import GeometryType
from libyamap.domain.precision import Drawing
from tests.support.within_a_cell import HERE, KM, RULES, THERE, pair_of_projects
from tests.unit.formats.conftest import Take

ENDINGS = ("csv", "xlsx", "geojson", "kml", "kmz", "gpx", "shp", "fgb", "gpkg", "parquet")


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two that differ within the cells alone."""
    return pair_of_projects(tmp_path_factory.mktemp("cells"))


def released(project: Path, target: Path, rules: str) -> None:
    with closing(open_store(project, read_only=True)) as store, closing(areas()) as ground:
        made = Export(store, ground)
        export_to(target, made._replace(release=Releasing(rules_from_text(rules), ground)) if rules else made)


def contents(folder: Path) -> Iterator[tuple[str, object]]:
    """The files by name; of a GeoPackage, which says when it was written, its rows, and so of a spreadsheet."""
    for path in sorted(folder.iterdir()):
        if path.suffix == ".gpkg":
            with closing(sqlite3.connect(path)) as base:
                yield path.name, base.execute("SELECT * FROM features").fetchall()
        elif path.suffix == ".xlsx":
            with ZipFile(path) as book:
                yield path.name, {each: book.read(each) for each in book.namelist() if each != "docProps/core.xml"}
        else:
            yield path.name, path.read_bytes()


@pytest.mark.parametrize("ending", ENDINGS)
def test_where_in_its_cell_a_place_lies_changes_nothing(
    projects: tuple[Path, Path], tmp_path: Path, ending: str
) -> None:
    for rules, same in ((RULES, True), ("", False)):
        made = []
        for project in projects:
            folder = tmp_path / f"{rules[:4]} {project.stem}"
            folder.mkdir()
            released(project, folder / f"out.{ending}", rules)
            made.append(list(contents(folder)))
        assert (made[0] == made[1]) is same, rules


def test_nor_in_the_page_that_stands_alone(projects: tuple[Path, Path]) -> None:
    for rules, same in ((RULES, True), ("no-sources", False)):
        pages = []
        for project in projects:
            with open_workspace(project, read_only=True) as workspace:
                release = msgspec.json.encode(rules_from_text(rules)).decode()
                pages.append(standalone_page(workspace, Briefing(release=release)))
        assert (pages[0] == pages[1]) is same, rules


@pytest.mark.parametrize("ending", ["geojson", "kml", "gpkg", "csv"])
def test_rings_stand_about_the_released_place_with_the_released_radius(
    projects: tuple[Path, Path], tmp_path: Path, take: Take, ending: str
) -> None:
    released(projects[0], tmp_path / f"out.{ending}", RULES)
    middles = {cell_at(at, KM).middle for at in (HERE, THERE)}
    taken = take(tmp_path / f"out.{ending}")
    rings = [each for each in taken.features if drawing_of(each) is Drawing.RING]
    assert {each.title for each in rings} == {"Depot", "Attack", "On the road"}
    for each in rings:
        assert each.geometry is not None
        assert each.geometry.type is GeometryType.POINT
        assert each.geometry.coordinates in middles
        assert each.radius_m is not None
        assert each.radius_m >= cell_at(each.geometry.coordinates, KM).reach_m - 1
    (kept,) = [each for each in taken.features if each.title == "Range"]
    assert kept.geometry is not None
    around = cell_at(HERE, KM)
    metres = [course(around.middle, corner).metres for corner in kept.geometry.positions()]
    assert max(metres) - min(metres) < 2
    assert min(metres) >= 100_000 + around.reach_m - 5


def test_a_workbook_says_nothing_of_when_it_was_written(projects: tuple[Path, Path], tmp_path: Path) -> None:
    released(projects[0], tmp_path / "out.xlsx", RULES)
    with ZipFile(tmp_path / "out.xlsx") as file:
        assert "1980-01-31" in file.read("docProps/core.xml").decode()
