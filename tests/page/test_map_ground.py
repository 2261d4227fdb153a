"""The ground: whole at every zoom and every sharpness, and never gone while the map moves."""

import functools
import math
import operator
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from libyamap.domain.model import Layer, Project
from libyamap.web.protocol import FrameMoved, SetStyle, ShowPlace
from tests.page.hands import look, said, target, until
from tests.page.live_page import LivePage
from tests.page.small_project import SmallWorld, small_project

LAND = {"light": "#F6F3EC", "dark": "#23272B", "print": "#FFFFFF"}
WATER = {"light": "#D5E3EA", "dark": "#1A1E22", "print": "#E1E1E1"}
DESERT = (14.0, 25.2)  # land of Libya without a town or road near it
SEAM = 0.3  # of an edge; a seam runs all along it, a border or shore touches it here and there
SEA = (18.0, 34.5)


@pytest.fixture
def bare(qapp: QApplication, basemap: Path) -> Iterator[LivePage]:
    """A page on the shipped basemap, with neither marks nor names."""
    assert qapp is not None
    records = [each for each in small_project() if isinstance(each, Project | Layer)]
    page = LivePage(SmallWorld(records, basemap)).drawn()
    page.host.send(SetStyle("light", "en", False, False, reduced_motion=True))
    yield page.drawn()
    page.close()


def shown_at(page: LivePage, lon: float, lat: float, zoom: float) -> QImage:
    """The picture of this frame, when all of it is painted."""
    page.host.send(ShowPlace(lon, lat, zoom, animate=False))
    return page.drawn().image()


def middle(image: QImage) -> str:
    """Colour of the pixel in the middle."""
    return image.pixelColor(image.width() // 2, image.height() // 2).name().upper()


@pytest.mark.parametrize("zoom", range(2, 12))
def test_no_tile_is_missing_at_any_zoom(bare: LivePage, zoom: int) -> None:
    assert middle(shown_at(bare, *DESERT, zoom)) == LAND["light"]
    assert middle(shown_at(bare, *SEA, zoom)) == WATER["light"]


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_each_theme_has_its_own_land_and_water(bare: LivePage, theme: str) -> None:
    bare.host.send(SetStyle(theme, "en", False, False, reduced_motion=True))
    assert middle(shown_at(bare, *DESERT, 7)) == LAND[theme]
    assert middle(shown_at(bare, *SEA, 7)) == WATER[theme]


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("zoom", [4.75, 8.25])
def test_no_seam_shows_where_tiles_meet(bare: LivePage, ratio: float, zoom: float) -> None:
    bare.host.page.setZoomFactor(ratio)
    image = shown_at(bare, 5.4, 27.3, zoom)
    assert look(bare, "devicePixelRatio") == ratio
    frame = [message for message in bare.heard if isinstance(message, FrameMoved)][-1]
    columns, rows = tile_edges(frame)
    assert columns or rows
    for column in columns:
        x = round(column * ratio)
        lines = [[image.pixelColor(x + step, y) for y in range(0, image.height(), 3)] for step in range(-5, 6)]
        assert seam(lines) < SEAM, f"at x = {x}"
    for row in rows:
        y = round(row * ratio)
        lines = [[image.pixelColor(x, y + step) for x in range(0, image.width(), 3)] for step in range(-5, 6)]
        assert seam(lines) < SEAM, f"at y = {y}"


def seam(lines: list[list[QColor]]) -> float:
    """How much of a line along an edge differs, where both sides are the same. A border that crosses is a little."""
    same = [index for index, (one, other) in enumerate(zip(lines[0], lines[-1], strict=True)) if one == other]
    assert len(same) > len(lines[0]) / 2
    return sum(any(line[index] != lines[0][index] for line in lines[1:-1]) for index in same) / len(same)


def tile_edges(frame: FrameMoved) -> tuple[list[float], list[float]]:
    """Where the edges of data tiles (512 pixels, up to zoom 6) lie in the frame, in CSS pixels."""
    size = 256 * 2**frame.zoom
    across = 2 ** min(6, math.ceil(frame.zoom) - 1)
    sine = math.sin(math.radians(frame.lat))
    left = (frame.lon / 360 + 0.5) * size - frame.width / 2
    top = (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * size - frame.height / 2
    columns = [number * size / across - left for number in range(across + 1)]
    rows = [number * size / across - top for number in range(across + 1)]
    return (
        [column for column in columns if 10 < column < frame.width - 10],
        [row for row in rows if 10 < row < frame.height - 10],
    )


def test_the_ground_fills_the_frame_all_through_a_drag(bare: LivePage) -> None:
    bare.evaluate(
        """window.gaps = 0; window.seen = 0;
        (function check() {
            const shown = [...document.querySelectorAll('.ground.shown')].map((e) => e.getBoundingClientRect());
            const [box] = shown;
            const whole = box && box.left <= 0 && box.top <= 0 && box.right >= innerWidth && box.bottom >= innerHeight;
            window.seen += 1;
            if (shown.length !== 1 || !whole) window.gaps += 1;
            requestAnimationFrame(check);
        })(); 1"""
    )
    for _ in range(3):
        said(bare, FrameMoved, lambda: slow_drag(bare, QPoint(700, 500), QPoint(300, 300)))
    assert look(bare, "window.seen") > 10
    assert look(bare, "window.gaps") == 0


def slow_drag(page: LivePage, start: QPoint, end: QPoint) -> None:
    """A drag that the screen can follow: each step is shown before the next."""
    widget = target(page)
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 21):
        seen = look(page, "window.seen")
        QTest.mouseMove(widget, start + (end - start) * step / 20)
        until(page, "window.seen", functools.partial(operator.lt, seen + 1))
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)


def test_a_layer_that_is_switched_off_is_gone_after_the_redraw(live_page: LivePage) -> None:
    live_page.drawn()
    assert look(live_page, "document.querySelectorAll('.shape.area').length") == 4
    live_page.world.viewing.set_layer("zones", visible=False)
    live_page.drawn()
    assert look(live_page, "document.querySelectorAll('.shape.area').length") == 0
    live_page.world.viewing.set_layer("zones", visible=True)
    live_page.drawn()
    assert look(live_page, "document.querySelectorAll('.shape.area').length") == 4
