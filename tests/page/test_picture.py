"""Pictures: complete, of the asked size, the same bytes each time, and never half a file."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from libyamap.app.view_state import Theme
from libyamap.domain.model import Project, Record
from libyamap.errors import WorldError
from libyamap.render.image_file import encoded, save_image
from libyamap.render.picture import picture
from libyamap.render.posing import LARGEST_SIDE
from libyamap.web.style import GROUND
from tests.page.small_project import SmallWorld, small_project

pytestmark = pytest.mark.usefixtures("qapp")
SIZE = (800, 500)


def share_of(image: QImage, wanted: Callable[[QColor], bool]) -> float:
    """Which part of the image's points (every third of a row and a column) is so."""
    points = [(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)]
    return sum(wanted(image.pixelColor(x, y)) for x, y in points) / len(points)


def near(one: QColor, other: QColor, by: int = 40) -> bool:
    """Whether two colours are about the same."""
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return all(abs(a - b) <= by for a, b in pairs)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_size_is_the_one_asked_for(world: SmallWorld, scale: float) -> None:
    image = picture(world.resources, world.viewing, size=SIZE, scale=scale)
    assert (image.width(), image.height()) == (round(SIZE[0] * scale), round(SIZE[1] * scale))


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_each_theme_has_its_ground_and_the_zones_stand_out(world: SmallWorld, theme: Theme) -> None:
    image = picture(world.resources, world.viewing, size=SIZE, theme=theme, furniture=False)
    dark = QColor(GROUND[theme]).lightness() < 128
    assert share_of(image, lambda colour: (colour.lightness() < 128) is dark) > 0.6
    assert share_of(image, lambda colour: colour.saturation() > 90) > 0.03


def test_the_same_view_gives_the_same_bytes(world: SmallWorld) -> None:
    images = [picture(world.resources, world.viewing, size=SIZE) for _ in range(2)]
    assert encoded(images[0], "PNG") == encoded(images[1], "PNG")


def test_nothing_is_missing_when_the_page_says_drawn(world: SmallWorld, basemap: Path) -> None:
    """Many pictures in a row: a frame that came too late would leave one of them without its marks."""
    world = SmallWorld(basemap=basemap)
    first = picture(world.resources, world.viewing, size=SIZE, furniture=False)
    for _ in range(4):
        assert picture(world.resources, world.viewing, size=SIZE, furniture=False) == first


def test_furniture_adds_title_and_legend(world: SmallWorld) -> None:
    plain = picture(world.resources, world.viewing, size=SIZE, furniture=False)
    dressed = picture(world.resources, world.viewing, size=SIZE, furniture=True)
    assert plain != dressed


def test_html_in_texts_is_shown_as_text() -> None:
    nasty = '</script><img src="https://example.org/x.png" onerror="document.title=1"><style>*{display:none}</style>'
    records: list[Record] = [
        Project(id="p", title=nasty, bounds=record.bounds) if isinstance(record, Project) else record
        for record in small_project()
    ]
    harmless = [
        Project(id="p", title="x" * len(nasty), bounds=record.bounds) if isinstance(record, Project) else record
        for record in small_project()
    ]
    images = []
    for each in (records, harmless):
        world = SmallWorld(each)
        images.append(picture(world.resources, world.viewing, size=SIZE))
    middle = [image.copy(200, 300, 600, 200) for image in images]
    assert share_of(middle[0], lambda colour: near(colour, QColor(GROUND["light"]))) > 0.3
    assert share_of(middle[0], lambda colour: colour.saturation() > 90) == pytest.approx(
        share_of(middle[1], lambda colour: colour.saturation() > 90), abs=0.02
    )


@pytest.mark.parametrize(("size", "scale"), [((0, 10), 1.0), ((LARGEST_SIDE, 10), 2.0), ((100, 100), 0.01)])
def test_a_size_that_makes_no_sense_is_a_sentence(world: SmallWorld, size: tuple[int, int], scale: float) -> None:
    with pytest.raises(WorldError, match="cannot be made"):
        picture(world.resources, world.viewing, size=size, scale=scale)


def colour_chart(qapp: QApplication) -> QImage:
    """A small image with something in it."""
    assert qapp is not None
    image = QImage(40, 30, QImage.Format.Format_RGB888)
    image.fill(QColor("#0072B2"))
    image.setText("Date", "today")
    return image


def test_no_date_or_text_gets_into_the_file(qapp: QApplication) -> None:
    content = encoded(colour_chart(qapp), "PNG")
    assert b"tEXt" not in content
    assert b"tIME" not in content
    assert b"today" not in content


@pytest.mark.parametrize("ending", ["png", "PNG", "jpg"])
def test_a_picture_is_written_and_replaced_whole(qapp: QApplication, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"x.{ending}"
    path.write_bytes(b"old")
    save_image(colour_chart(qapp), path)
    assert QImage(str(path)).width() == 40
    assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_ending_is_a_sentence(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(WorldError, match=r"\.png or \.jpg"):
        save_image(colour_chart(qapp), tmp_path / "x.gif")


def test_a_missing_folder_is_a_sentence(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="no such file or folder"):
        save_image(colour_chart(qapp), tmp_path / "none" / "x.png")


def test_a_full_disk_leaves_the_old_picture(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.png"
    path.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorldError, match="the disk is full"):
        save_image(colour_chart(qapp), path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
