"""Pictures are the same on any screen: as large as asked for, with the same content, and painted to the last pixel."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from libyamap.bootstrap import EXAMPLE, new_project

HERE = Path(__file__).parents[2]
SIZES = {
    "map": (801, 503),
    "tiny": (200, 126),  # a quarter of it
    "odd": (433, 334),  # 333 x 257 CSS pixels at 1.3
    "sheet": (1755, 1241),  # A4 at 150 dots an inch: 1754.7 pixels
    "preview": (401, 226),
}
DRAWS = """
import sys
from pathlib import Path
from libyamap.render.application import application

application(offscreen=True)
from libyamap.app.briefing.briefing import Briefing
from libyamap.app.briefing.sheet import Sheet
from libyamap.bootstrap import open_workspace
from libyamap.bootstrap.briefing import Press
from libyamap.render.image_file import save_image
from libyamap.render.picture import picture

project, folder = Path(sys.argv[1]), Path(sys.argv[2])
with open_workspace(project, read_only=True) as workspace:
    for name, size, scale in (("map", (801, 503), 1.0), ("tiny", (801, 503), 0.25), ("odd", (333, 257), 1.3)):
        made = picture(workspace.resources, workspace.viewing, size=size, scale=scale, furniture=False, theme="dark")
        save_image(made, folder / f"{name}.png")
    with Press(workspace) as press:
        paper = Briefing(sheet=Sheet(paper="a4", dpi=150), theme="dark")
        (folder / "sheet.png").write_bytes(press.render(paper, "png"))
        wide = Briefing(sheet=Sheet(paper="slide-16x9"), theme="dark")
        (folder / "preview.png").write_bytes(press.preview(wide, 401))
"""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, QImage]]:
    """By the screen's pixels for one of the desktop's, the pictures by their names."""
    base = tmp_path_factory.mktemp("screens")
    project = base / "x.gpkg"
    new_project(project, "", EXAMPLE)
    found: dict[str, dict[str, QImage]] = {}
    for factor in ("1", "1.5", "2"):
        folder = base / factor
        folder.mkdir()
        environment = {**os.environ, "PYTHONPATH": str(HERE), "QT_SCALE_FACTOR": factor, "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-c", DRAWS, str(project), str(folder)]
        subprocess.run(command, check=True, capture_output=True, env=environment, stdin=subprocess.DEVNULL)
        found[factor] = {name: QImage(str(folder / f"{name}.png")) for name in SIZES}
    return found


@pytest.mark.parametrize("factor", ["1", "1.5", "2"])
@pytest.mark.parametrize("name", SIZES)
def test_a_picture_is_as_large_as_asked_for_and_dark_to_its_edge(
    drawn: dict[str, dict[str, QImage]], factor: str, name: str
) -> None:
    image = drawn[factor][name]
    width, height = SIZES[name]
    assert (image.width(), image.height()) == (width, height)
    if name in {"sheet", "preview"}:  # paper at the edge, and nothing else
        edge = [(width - 1, y) for y in range(height)] + [(x, height - 1) for x in range(width)]
        paper = image.pixelColor(2, 2)
        assert max(apart(image.pixelColor(*place), paper) for place in edge) <= 3
    else:  # a bright column, or a black one, would stand out from the one beside it
        beside = [apart(image.pixelColor(width - 1, y), image.pixelColor(width - 2, y)) for y in range(height)]
        below = [apart(image.pixelColor(x, height - 1), image.pixelColor(x, height - 2)) for x in range(width)]
        assert sum(beside) / height < 8
        assert sum(below) / width < 8


@pytest.mark.parametrize("factor", ["1.5", "2"])
@pytest.mark.parametrize("name", SIZES)
def test_a_sharper_screen_draws_the_same(drawn: dict[str, dict[str, QImage]], factor: str, name: str) -> None:
    usual, sharp = drawn["1"][name], drawn[factor][name]
    places = [(x, y) for x in range(0, usual.width(), 5) for y in range(0, usual.height(), 5)]
    differences = [apart(usual.pixelColor(*place), sharp.pixelColor(*place)) for place in places]
    assert sum(differences) / len(differences) < 8


def apart(one: QColor, other: QColor) -> int:
    """The largest difference of their channels."""
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return max(abs(first - second) for first, second in pairs)
