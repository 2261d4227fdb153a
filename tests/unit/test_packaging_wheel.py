"""The wheel is whole: code, page, JavaScript, map data and licence, and nothing of the workshop."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names inside a wheel of this checkout; building it takes a few seconds."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    with zipfile.ZipFile(next(folder.glob("libyamap-*-py3-none-any.whl"))) as archive:
        return archive.namelist()


@pytest.mark.parametrize(
    "name",
    [
        "libyamap/__init__.py",
        "libyamap/cli/main.py",
        "libyamap/web/built/map.html",
        "libyamap/web/vendor/leaflet/leaflet.js",
        "libyamap/web/vendor/leaflet/leaflet.css",
        "libyamap/web/vendor/protomaps-leaflet/protomaps-leaflet.js",
        "libyamap/web/vendor/fonts/fonts.css",
        "libyamap/web/vendor/icons/layers.svg",
        "libyamap/web/vendor/packages.json",
    ],
)
def test_wheel_has(wheel: list[str], name: str) -> None:
    assert name in wheel


def test_wheel_has_all_map_data_and_its_sources_but_not_its_build_script(wheel: list[str]) -> None:
    geo = ROOT / "assets" / "geo"
    names = [path.relative_to(geo) for path in geo.rglob("*") if path.is_file()]
    data = {f"libyamap/assets/geo/{name.as_posix()}" for name in names if name.parts[0] not in {"build", "__pycache__"}}

    assert data
    assert {name for name in wheel if name.startswith("libyamap/assets/")} == data


def test_wheel_has_every_file_of_the_package_that_is_not_for_building(wheel: list[str]) -> None:
    tools = {"build.py", "npm.py", "standalone_page.py", "icons.txt", "package.json", "package-lock.json"}
    bundler = ROOT / "libyamap" / "web" / "tools"
    files = (path for path in (ROOT / "libyamap").rglob("*") if path.is_file() and path.parent != bundler)
    code = {path.relative_to(ROOT) for path in files}
    wanted = {
        path.as_posix()
        for path in code
        if path.suffix != ".pyc" and path.name != ".stamp" and not (path.parent.name == "web" and path.name in tools)
    }

    assert wanted - set(wheel) == set()


def test_wheel_has_nothing_of_the_workshop(wheel: list[str]) -> None:
    tops = {name.split("/")[0] for name in wheel}

    assert {top.partition("-")[0] for top in tops} == {"libyamap"}
    assert [
        name
        for name in wheel
        if name.endswith((".stamp", "web/build.py", "web/npm.py", "package-lock.json", "tools/esbuild"))
    ] == []
    assert [name for name in wheel if name.endswith("licenses/LICENSE")]
