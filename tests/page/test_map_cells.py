"""Circles of many events on the page: what they count, and what a hand or a key does with them."""

import math
from collections.abc import Iterator
from functools import partial
from operator import eq
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from libyamap.app.filter import Filter
from libyamap.app.viewport import CellKey, ViewQuery
from libyamap.web import style
from libyamap.web.protocol import CellPicked, FrameMoved, MarksPicked, PointerMoved, SelectMarks, ShowPlace
from libyamap.web.resources import CELL_PIXELS
from tests.page.hands import box_of, boxes, click, double_click, look, press, said, target, until
from tests.page.live_page import LivePage
from tests.page.many_events import SQUARE, TOTAL, TOWNS, many_events
from tests.page.small_project import SmallWorld

CELLS = "document.querySelectorAll('.cell').length"


@pytest.fixture
def crowd(qapp: QApplication) -> Iterator[LivePage]:
    """Many events, all in the frame."""
    assert qapp is not None
    page = LivePage(SmallWorld(many_events())).drawn()
    yield page
    page.close()


def counted(page: LivePage) -> int:
    """What the circles on the page add up to, read as a blind reader would."""
    press(page, Qt.Key.Key_Tab)
    until(page, CELLS, bool)
    return sum(int(text.split()[0].replace(",", "")) for text in labels(page))


def labels(page: LivePage) -> list[str]:
    """What the circles say to a screen reader."""
    found: list[str] = look(
        page, "[...document.querySelectorAll('.cell')].map((cell) => cell.getAttribute('aria-label'))"
    )
    return found


def middle_of(page: LivePage, text: str) -> QPoint:
    """The middle of the circle with this many events."""
    press(page, Qt.Key.Key_Tab)
    until(page, CELLS, bool)
    places: list[dict[str, Any]] = look(
        page,
        "[...document.querySelectorAll('.cell')].map((cell) => ({text: cell.getAttribute('aria-label'),"
        " x: cell.getBoundingClientRect().x + cell.offsetWidth / 2,"
        " y: cell.getBoundingClientRect().y + cell.offsetHeight / 2}))",
    )
    found = next(place for place in places if place["text"].startswith(text))
    return QPoint(round(found["x"]), round(found["y"]))


def largest(page: LivePage) -> str:
    """The label's number of the largest circle."""
    return labels(page)[0].split("\n")[0]


def test_the_circles_add_up_to_what_the_table_says(crowd: LivePage) -> None:
    state = crowd.world.viewing.state
    assert counted(crowd) == crowd.world.index.count(state.selection).total == TOTAL
    assert look(crowd, "document.querySelectorAll('.symbol').length") == 0


def test_a_filter_is_counted_at_once(crowd: LivePage) -> None:
    viewing = crowd.world.viewing
    viewing.change(filter=Filter(types=("battle",)))
    crowd.drawn()
    assert counted(crowd) == crowd.world.index.count(viewing.state.selection).total == TOTAL // 2
    viewing.change(filter=Filter(types=("battle",), time="2015"))
    crowd.drawn()
    few = crowd.world.index.count(viewing.state.selection).total
    assert 0 < few < 250
    assert look(crowd, "document.querySelectorAll('.symbol').length") == few
    assert look(crowd, CELLS) == 0


def test_a_layer_that_is_off_is_not_counted(crowd: LivePage) -> None:
    crowd.world.viewing.set_layer("second", visible=False)
    crowd.drawn()
    assert counted(crowd) == crowd.world.index.count(crowd.world.viewing.state.selection).total < TOTAL


def test_they_part_on_going_nearer_and_still_add_up(crowd: LivePage) -> None:
    lon, lat, count = TOWNS[0]
    before = len(labels(crowd))
    crowd.host.send(ShowPlace(lon, lat, 11, animate=False))
    crowd.drawn()
    assert counted(crowd) == count
    assert len(labels(crowd)) > before


def test_a_drag_comes_upon_the_circles_beside_the_frame(crowd: LivePage) -> None:
    lon, lat, _ = TOWNS[0]
    crowd.host.send(ShowPlace(lon + 12.5, lat, 6, animate=False))  # it lies 120 pixels beyond the western edge
    crowd.drawn()
    assert look(crowd, INK_IN_THE_WEST) == 0
    widget = target(crowd)
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    for moved in (20, 120, 200):
        QTest.mouseMove(widget, QPoint(300 + moved, 300))
    until(crowd, INK_IN_THE_WEST, bool)
    said(crowd, FrameMoved, lambda: QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=QPoint(500, 300)))
    crowd.drawn()
    assert look(crowd, INK_IN_THE_WEST) > 0


INK_IN_THE_WEST = """(() => {
  const canvas = document.querySelector("canvas.cells");
  const { left } = canvas.getBoundingClientRect();
  const ratio = window.devicePixelRatio;
  const copy = new OffscreenCanvas(150 * ratio, canvas.height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, left * ratio, 0);
  const strip = copy.getImageData(0, 0, 150 * ratio, canvas.height).data;
  return strip.filter((value, place) => place % 4 === 3 && value > 0).length;
})()"""
"""How many pixels of circles there are in the frame's westernmost 150."""


def test_a_click_names_the_circle_and_its_members_are_as_many(crowd: LivePage) -> None:
    at = middle_of(crowd, largest_of(crowd))
    picked = said(crowd, CellPicked, lambda: click(crowd, at))
    key = CellKey(*map(int, picked.key.split("/")))
    members = crowd.world.index.members(crowd.world.viewing.state.selection, key)
    assert len(members) == picked.count > 250
    assert not picked.add
    more = said(crowd, CellPicked, lambda: click(crowd, at, Qt.KeyboardModifier.ControlModifier))
    assert (more.key, more.add) == (picked.key, True)


def test_selected_events_that_a_circle_counts_have_spots_where_they_lie(crowd: LivePage) -> None:
    lon, lat, _ = TOWNS[0]
    shown = "[...document.querySelectorAll('.spot')].filter((spot) => !spot.hidden).length"
    crowd.host.send(SelectMarks(("one", "two"), (), (("one", lon, lat), ("two", lon + 1, lat))))
    until(crowd, shown, partial(eq, 2))
    crowd.host.send(ShowPlace(lon, lat, 6, animate=False))
    crowd.drawn()
    middle = until(crowd, "document.querySelector('.spot').getBoundingClientRect().x + 8", bool)
    assert middle == pytest.approx(look(crowd, "document.getElementById('map').clientWidth / 2"), abs=1.5)
    crowd.host.send(ShowPlace(-30, 10, 9, animate=False))  # in the ocean nothing is counted
    crowd.drawn()
    until(crowd, shown, partial(eq, 0))
    crowd.host.send(SelectMarks(()))
    until(crowd, "document.querySelectorAll('.spot').length", partial(eq, 0))


def largest_of(page: LivePage) -> str:
    """Walks to the circles and names the largest."""
    counted(page)
    return largest(page)


def test_beside_the_circles_is_the_ground(crowd: LivePage) -> None:
    picked = said(crowd, MarksPicked, lambda: click(crowd, QPoint(60, 300)))
    assert picked.features == ()


def test_the_pointer_reads_the_exact_number_and_whose_they_are(crowd: LivePage) -> None:
    text = largest_of(crowd)
    at = middle_of(crowd, text)
    said(crowd, PointerMoved, lambda: QTest.mouseMove(target(crowd), at))
    shown = look(crowd, "document.getElementById('tooltip').innerText")
    first, *parties = shown.strip().splitlines()
    assert first == text
    assert len(parties) == 3
    assert all(party.startswith("Party ") for party in parties)
    numbers = [int(line.rpartition(": ")[2].replace(",", "")) for line in parties]
    assert sum(numbers) == int(text.split()[0].replace(",", ""))
    assert numbers == sorted(numbers, reverse=True)
    assert look(crowd, "getComputedStyle(document.getElementById('map')).cursor") == "pointer"


def test_the_ring_has_each_party_s_colour_from_the_top_clockwise_by_share(crowd: LivePage) -> None:
    index = crowd.world.index
    frame = [message for message in crowd.heard if isinstance(message, FrameMoved)][-1]
    query = ViewQuery(bounds=frame.bounds, zoom=frame.zoom, limit=1, cell_pixels=CELL_PIXELS)
    cell = max(index.view(query).cells, key=lambda each: each.count)
    press(crowd, Qt.Key.Key_Tab)
    until(crowd, CELLS, bool)
    at = middle_of(crowd, f"{cell.count:,} events")
    press(crowd, Qt.Key.Key_Escape)
    image, radius = crowd.image(), style.cell_radius(cell.count) - 2
    actors = crowd.world.resources.catalogue.actors
    tints = {actor: QColor(style.colours([actors[actor]], "light")[0]) for actor, _ in cell.by_actor}
    assert len(tints) == 3
    turned = 0.0
    for actor, count in cell.by_actor:
        turn = 2 * math.pi * (turned + count / 2) / cell.count
        turned += count
        seen = image.pixelColor(
            round(at.x() + radius * math.sin(turn) - 0.5), round(at.y() - radius * math.cos(turn) - 0.5)
        )
        assert min(tints, key=lambda other: apart(seen, tints[other])) == actor
    assert turned == cell.count


def apart(one: QColor, other: QColor) -> int:
    """How different two colours are."""
    return abs(one.red() - other.red()) + abs(one.green() - other.green()) + abs(one.blue() - other.blue())


def test_a_double_click_goes_nearer(crowd: LivePage) -> None:
    at = middle_of(crowd, largest_of(crowd))
    before = [message for message in crowd.heard if isinstance(message, FrameMoved)][-1]
    after = said(crowd, FrameMoved, lambda: double_click(crowd, at))
    assert after.zoom == pytest.approx(before.zoom + 2)
    assert abs(after.lon - TOWNS[0][0]) < 0.5


def test_the_keyboard_reaches_them_and_enter_lists(crowd: LivePage) -> None:
    press(crowd, Qt.Key.Key_Tab)
    until(crowd, "document.activeElement.classList.contains('cell')", bool)
    label = look(crowd, "document.activeElement.getAttribute('aria-label')")
    picked = said(crowd, CellPicked, lambda: press(crowd, Qt.Key.Key_Return))
    assert label.startswith(f"{picked.count:,} event")


def test_a_crowd_at_one_place_is_a_circle_that_fans_out(crowd: LivePage) -> None:
    page = crowd
    page.world.resources.most_events = 20
    page.host.send(ShowPlace(*SQUARE, 17, animate=False))
    page.drawn()
    picked = said(page, CellPicked, lambda: click(page, QPoint(450, 300)))
    assert picked.count == 60
    assert until(page, "document.querySelectorAll('.fan.symbol').length", bool) == 60
    distinct = {(round(box.left), round(box.top)) for box in boxes(page, ".fan.symbol")}
    assert len(distinct) == 60
    first = look(page, "document.querySelector('.fan.symbol').dataset.feature")
    chosen = said(page, MarksPicked, lambda: click(page, box_of(page, first, ".fan.symbol").middle))
    assert chosen.features == (first,)
    press(page, Qt.Key.Key_Escape)
    until(page, "document.querySelectorAll('.fan').length", lambda count: count == 0)


def test_heat_is_the_other_look(crowd: LivePage) -> None:
    circles = crowd.image()
    crowd.world.viewing.change(density="heat")
    crowd.drawn()
    press(crowd, Qt.Key.Key_Tab)
    heat = crowd.image()
    assert look(crowd, "document.querySelector('.heat').hidden") is False
    assert look(crowd, CELLS) == 0
    assert warm(heat) > 1_000 > warm(circles)
    entries = crowd.world.resources.legend(crowd.world.viewing.state.bounds, 5.5)
    assert [entry.group for entry in entries[:4]] == ["Events by area"] * 4
    crowd.world.viewing.change(density="cells")
    crowd.drawn()
    assert look(crowd, "document.querySelector('.heat').hidden") is True
    assert counted(crowd) == TOTAL


def warm(image: QImage) -> int:
    """How many pixels are of the ramp's hue."""
    return sum(
        20 < image.pixelColor(x, y).hue() < 45 and image.pixelColor(x, y).saturation() > 60
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


def test_too_many_without_a_place_are_a_number_on_the_card(live_page: LivePage) -> None:
    live_page.world.resources.most_events = 2
    live_page.drawn()
    assert look(live_page, "document.querySelector('.card .card-count').textContent") == (
        "4 known for Libya, no place given"
    )
    assert look(live_page, "document.querySelectorAll('.card .row').length") == 0
