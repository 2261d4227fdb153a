"""Moving the frame: wheel, drag, double click, box, messages, the window's size."""

import pytest
from PySide6.QtCore import QPoint, Qt

from libyamap.web.protocol import FrameMoved, SetStyle, ShowFrame, ShowPlace
from tests.page.hands import boxes, double_click, drag, look, said, wheel
from tests.page.live_page import LivePage

OPEN = QPoint(60, 520)  # no mark lies here


@pytest.fixture
def drawn(live_page: LivePage) -> LivePage:
    """The small project, all of it on the canvas."""
    return live_page.drawn()


def frames(page: LivePage) -> list[FrameMoved]:
    """Where the page has said it is."""
    return [message for message in page.heard if isinstance(message, FrameMoved)]


def test_the_wheel_zooms_around_the_pointer(drawn: LivePage) -> None:
    before = frames(drawn)[-1]
    at = QPoint(300, 200)
    script = "[document.querySelector('.symbol[data-feature=\"r2\"]').getBoundingClientRect().left]"
    [left] = look(drawn, script)
    nearer = drawn.wait_for(
        lambda message: isinstance(message, FrameMoved) and message.zoom > before.zoom, lambda: wheel(drawn, at, 1)
    )
    assert isinstance(nearer, FrameMoved)
    assert nearer.lon != before.lon
    [after] = look(drawn, script)
    assert after - 300 == pytest.approx((left - 300) * 2 ** (nearer.zoom - before.zoom), abs=30)


def test_a_drag_pans(drawn: LivePage) -> None:
    before = frames(drawn)[-1]
    after = said(drawn, FrameMoved, lambda: drag(drawn, OPEN, OPEN + QPoint(80, -40)))
    assert after.lon < before.lon
    assert after.lat < before.lat


def test_a_double_click_zooms_in(drawn: LivePage) -> None:
    before = frames(drawn)[-1]
    after = said(drawn, FrameMoved, lambda: double_click(drawn, OPEN))
    assert after.zoom > before.zoom


def test_control_shift_and_drag_zooms_to_the_box(drawn: LivePage) -> None:
    before = frames(drawn)[-1]
    both = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    after = said(drawn, FrameMoved, lambda: drag(drawn, QPoint(60, 420), QPoint(240, 540), both))
    assert after.zoom > before.zoom + 1


@pytest.mark.parametrize("animate", [False, True])
def test_show_frame_brings_the_bounds_into_the_frame(drawn: LivePage, animate: bool) -> None:
    west, south, east, north = 12.0, 31.5, 16.0, 33.2
    shown = said(drawn, FrameMoved, lambda: drawn.host.send(ShowFrame((west, south, east, north), animate)))
    assert shown.bounds[0] <= west + 0.01
    assert shown.bounds[1] <= south + 0.01
    assert shown.bounds[2] >= east - 0.01
    assert shown.bounds[3] >= north - 0.01
    assert shown.bounds[2] - shown.bounds[0] < 4 * (east - west)


def test_show_place_centres_it(drawn: LivePage) -> None:
    shown = said(drawn, FrameMoved, lambda: drawn.host.send(ShowPlace(13.19, 32.89, 9, animate=False)))
    assert (shown.lon, shown.lat, shown.zoom) == (pytest.approx(13.19, abs=0.01), pytest.approx(32.89, abs=0.01), 9)


def test_the_frame_fits_again_when_the_window_changes(drawn: LivePage) -> None:
    bounds = drawn.world.viewing.state.bounds
    drawn.wait_for(
        lambda message: isinstance(message, FrameMoved) and message.width == 500 and message.zoom < 5.5,
        lambda: drawn.view.resize(500, 400),
    )
    shown = frames(drawn)[-1].bounds
    assert shown[0] <= bounds[0] + 0.01
    assert shown[2] >= bounds[2] - 0.01


def test_the_scale_bar_is_true_in_the_middle(drawn: LivePage) -> None:
    [bar] = boxes(drawn, ".scale-bar")
    text = look(drawn, "document.querySelector('.scale-text').textContent")
    kilometres = float(text.removesuffix(" km").replace(",", ""))
    expected = kilometres * 1000 / frames(drawn)[-1].metres_per_pixel
    assert bar.right - bar.left == pytest.approx(expected, abs=1)


def test_the_frame_crosses_the_antimeridian_as_bounds_do(drawn: LivePage) -> None:
    shown = said(drawn, FrameMoved, lambda: drawn.host.send(ShowPlace(179.0, 0.0, 6, animate=False)))
    west, _, east, _ = shown.bounds
    assert west > east
    assert -180 <= shown.lon <= 180


@pytest.mark.parametrize("reduced", [True, False])
def test_no_zoom_is_animated_when_less_motion_is_asked_for(drawn: LivePage, reduced: bool) -> None:
    drawn.host.send(SetStyle("light", "en", False, True, reduced_motion=reduced))
    drawn.drawn()
    drawn.evaluate(
        """window.animated = false;
        new MutationObserver(() => {
            if (document.querySelector('.leaflet-zoom-anim')) window.animated = true;
        }).observe(document.body, {subtree: true, attributes: true, attributeFilter: ['class']}); 1"""
    )
    said(drawn, FrameMoved, lambda: wheel(drawn, OPEN, 1))
    assert look(drawn, "window.animated") is not reduced
