"""The start is quick because nothing heavy is imported before the first picture; this holds it so."""

import subprocess
import sys
from pathlib import Path

import pytest

from libyamap.bootstrap import EXAMPLE, new_project

HEAVY = (
    "numpy", "shapely", "pandas", "pyogrio", "pyproj", "folium", "geopandas", "jinja2", "rapidfuzz", "anyascii", "pptx",
    "lxml", "PIL", "matplotlib", "openpyxl",
)  # fmt: skip
PATIENCE_S = 90
WATCHED = f"""
import logging, sys
from libyamap.ui import app

class AtFirstPicture(logging.Handler):
    def emit(self, record):
        if record.getMessage() == "first picture":
            print("loaded:", *sorted(set(sys.modules) & set({HEAVY!r})))
            from PySide6.QtWidgets import QApplication
            QApplication.closeAllWindows()

logging.basicConfig(level=logging.INFO, handlers=[AtFirstPicture()])
sys.exit(app.main(["-v", sys.argv[1]]))
"""


@pytest.mark.timeout(2 * PATIENCE_S)
def test_nothing_heavy_is_imported_before_the_first_picture(tmp_path: Path) -> None:
    project = tmp_path / "example.gpkg"
    new_project(project, "Example", EXAMPLE)  # what the first start of all does once needs more
    ran = subprocess.run(
        [sys.executable, "-c", WATCHED, str(project)],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        cwd=tmp_path,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    said = [line for line in ran.stdout.splitlines() if line.startswith("loaded:")]
    assert said, "there was no first picture"
    assert said[0].split()[1:] == []
