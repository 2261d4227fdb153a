"""The command line as a person uses it: processes of its own, one after the other, on one project."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

HERE = Path(__file__).parents[2]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")


def libyamap(
    *arguments: object, cwd: Path, **environment: str | None
) -> "subprocess.CompletedProcess[str]":  # None takes a variable away
    surroundings = {**os.environ, "PYTHONPATH": str(HERE), **environment}
    return subprocess.run(
        [sys.executable, "-m", "libyamap.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        env={name: value for name, value in surroundings.items() if value is not None},
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("project") / "x.gpkg"
    made = libyamap("new", path, "--example", "libya-2016", cwd=path.parent)
    assert (made.returncode, made.stderr) == (0, "")
    return path


def colours_of(image: QImage) -> set[int]:
    """Colours on a grid over the picture."""
    return {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}


def test_new_validate_info_snapshot(project: Path) -> None:
    checked = libyamap("validate", "x.gpkg", cwd=project.parent)
    assert (checked.returncode, checked.stderr) == (0, "")
    told = libyamap("info", "x.gpkg", "--json", cwd=project.parent)
    assert json.loads(told.stdout)["features"] > 40
    drawn = libyamap("snapshot", "x.gpkg", "--to", "x.png", "--size", "800x500", cwd=project.parent)
    assert (drawn.returncode, drawn.stdout, drawn.stderr) == (0, "Wrote x.png\n", "")
    image = QImage(str(project.with_name("x.png")))
    assert (image.width(), image.height()) == (800, 500)
    assert len(colours_of(image)) > 30
    assert sorted(path.name for path in project.parent.iterdir()) == ["x.gpkg", "x.png"]


def test_options_of_a_snapshot_change_the_picture(project: Path, tmp_path: Path) -> None:
    pictures = {}
    for name, options in {
        "plain": [],
        "dark": ["--theme", "dark"],
        "print": ["--theme", "print"],
        "misrata": ["--bbox", "14,31,16,33"],
        "titled": ["--title", "Another title"],
        "marked": ["--marking", "For training"],
    }.items():
        ran = libyamap("snapshot", project, "--to", f"{name}.png", "--size", "640x400", *options, cwd=tmp_path)
        assert (ran.returncode, ran.stderr) == (0, ""), name
        pictures[name] = (tmp_path / f"{name}.png").read_bytes()
    assert len(set(pictures.values())) == len(pictures)
    light, dark = (QImage(str(tmp_path / f"{name}.png")) for name in ("plain", "dark"))
    middle = light.width() // 2, light.height() * 3 // 4
    assert light.pixelColor(*middle).lightness() > 200 > 100 > dark.pixelColor(*middle).lightness()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="a folder in which nobody may make files")
def test_a_picture_that_cannot_be_written(project: Path, tmp_path: Path) -> None:
    ran = libyamap("snapshot", project, "--to", "/proc/x.png", "--size", "300x300", cwd=tmp_path)
    assert ran.returncode == 1
    assert ran.stderr.startswith("libyamap: Could not write the picture “/proc/x.png”: ")
    assert ran.stderr.count("\n") == 1


@LINUX
def test_open_without_a_display_leaves_a_picture(own_home: Path, tmp_path: Path) -> None:
    ran = libyamap("open", cwd=tmp_path, QT_QPA_PLATFORM=None, DISPLAY=None, WAYLAND_DISPLAY=None)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.count("\n") == 1
    assert "no display" in ran.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["libyamap-opening-view.png"]
    assert len(colours_of(QImage(str(tmp_path / "libyamap-opening-view.png")))) > 30
    assert (own_home / ".local/share/libyamap/libya-2016.gpkg").is_file()


@LINUX
def test_open_without_a_display_names_what_is_wrong(tmp_path: Path) -> None:
    ran = libyamap("open", "nowhere.gpkg", cwd=tmp_path, QT_QPA_PLATFORM="xcb", DISPLAY=None, WAYLAND_DISPLAY=None)
    assert ran.returncode == 1
    assert ran.stderr.startswith("libyamap: There is no file “nowhere.gpkg”")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="GDAL's tool is not installed")
def test_ogrinfo_lists_the_features_with_their_attributes(project: Path) -> None:
    ran = subprocess.run(["ogrinfo", "-al", str(project)], capture_output=True, text=True, check=True, encoding="utf-8")
    assert "title (String) = US outpost near Misrata" in ran.stdout
    assert "where_prec (Integer" in ran.stdout
    assert 'ID["EPSG",4326]' in ran.stdout
    assert "Layer name: zones" in ran.stdout


def test_nothing_heavy_is_imported_to_answer_info(project: Path) -> None:
    program = f"""
import sys
from libyamap.cli.main import main
assert main(["info", {str(project)!r}]) == 0
heavy = {{"PySide6", "numpy", "shapely", "pandas", "pyogrio", "pyproj", "folium", "geopandas", "jinja2"}}
print(sorted(heavy & set(sys.modules)))
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=HERE)
    assert ran.stdout.splitlines()[-1] == "[]"
