"""Names: placed so that none covers another, in the right direction, in the fonts that the package brings."""

import itertools
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QPoint

from libyamap.domain.areas import PlaceName
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Record, Site
from libyamap.web.protocol import FrameMoved, SetStyle, ShowPlace
from libyamap.web.resources import Resources
from tests.page.hands import Box, boxes, drag, look, said
from tests.page.live_page import LivePage
from tests.page.small_project import FakeAreas, NoTiles, SmallWorld, small_project

NASTY = "<img src=x onerror=document.title='hit'><b>bold</b>"
LABELS = "[...document.querySelectorAll('.label')].map((e) => ({text: e.textContent, kind: e.getAttribute('class')}))"


class CrowdedAreas(FakeAreas):
    """Many towns beside each other, more than there is room for."""

    def place_names_in(self, bounds: Bounds, zoom: float) -> list[PlaceName]:
        """A grid of towns over the whole country, some of them in Arabic."""
        grid = itertools.product(range(10, 25), range(20, 33))
        return [
            PlaceName(name=f"Town number {x}-{y}", name_ar="مدينة ليبية", kind="town", rank=x % 7, at=(x, y + 0.3))
            for x, y in grid
        ]


def crowded(records: list[Record] | None = None) -> SmallWorld:
    """The small project among many towns."""
    world = SmallWorld(records)
    world.areas = CrowdedAreas()
    world.resources = Resources(world.index, world.areas, {"basemap": NoTiles()}, world.viewing, world.store)
    return world


@pytest.fixture
def crowd(qapp: Any) -> Any:
    """A page on the crowded project."""
    assert qapp is not None
    page = LivePage(crowded())
    yield page.drawn()
    page.close()


def texts(page: LivePage) -> list[Box]:
    """Where each line of each name is."""
    return boxes(page, ".label text")


def assert_apart(found: list[Box]) -> None:
    """No two of them cover each other; the boxes of two lines of one name touch a little."""
    for one, other in itertools.combinations(found, 2):
        assert not one.overlaps(other, slack=4), (one, other)


def test_names_do_not_cover_each_other(crowd: LivePage) -> None:
    found = texts(crowd)
    assert len(found) > 20
    assert_apart(found)


def test_names_do_not_cover_symbols_or_cards(crowd: LivePage) -> None:
    signs = [*boxes(crowd, ".symbol img"), *boxes(crowd, ".card")]
    assert len(signs) > 4
    assert not [(text, sign) for text in texts(crowd) for sign in signs if text.overlaps(sign, slack=3)]


def test_no_name_is_cut_at_the_edge_of_the_frame(crowd: LivePage) -> None:
    assert all(box.left >= 0 and box.top >= 0 and box.right <= 900 and box.bottom <= 600 for box in texts(crowd))


def test_the_subject_wins(crowd: LivePage) -> None:
    shown = {label["text"] for label in look(crowd, LABELS) if "subject" in label["kind"]}
    assert any("Misrata" in text for text in shown)
    assert any("Benghazi" in text for text in shown)


def test_names_stay_where_they_are_while_the_map_is_dragged(crowd: LivePage) -> None:
    sides = "Object.fromEntries([...document.querySelectorAll('.label')].map((e) => [e.dataset.key, e.dataset.side]))"
    before = look(crowd, sides)
    said(crowd, FrameMoved, lambda: drag(crowd, QPoint(60, 520), QPoint(100, 510)))
    after = look(crowd, sides)
    kept = [key for key in before if after.get(key) == before[key]]
    assert len(kept) > 0.75 * len(before)
    assert_apart(texts(crowd))


def test_arabic_names_read_from_right_to_left(crowd: LivePage) -> None:
    crowd.host.send(SetStyle("light", "ar", False, True, reduced_motion=True))
    crowd.drawn()
    arabic = (
        "[...document.querySelectorAll('.label:not([data-feature]) text')].map((e) => getComputedStyle(e).direction)"
    )
    directions = look(crowd, arabic)
    assert len(directions) > 10
    assert set(directions) == {"rtl"}
    assert_apart(texts(crowd))


def test_an_arabic_name_stands_on_the_side_it_was_placed_on(crowd: LivePage) -> None:
    crowd.host.send(SetStyle("light", "ar", False, True, reduced_motion=True))
    crowd.drawn()
    script = """[...document.querySelectorAll('.label[data-side="right"]:not([data-feature])')].map((e) =>
        ['circle', 'text'].map((part) => e.querySelector(part).getBoundingClientRect())
    ).map(([dot, text]) => [dot.right, text.left])"""
    found = look(crowd, script)
    assert found
    assert all(left >= dot - 1 for dot, left in found)


def test_place_labels_can_be_switched_off(crowd: LivePage) -> None:
    crowd.host.send(SetStyle("light", "en", False, False, reduced_motion=True))
    crowd.drawn()
    assert not [label for label in look(crowd, LABELS) if "subject" not in label["kind"]]


def test_our_own_fonts_are_there_for_both_scripts(live_page: LivePage) -> None:
    live_page.drawn()
    loaded = look(live_page, "[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.unicodeRange)")
    assert any("U+600" in span.upper().replace("U+0600", "U+600") for span in loaded)
    assert any(span.upper().startswith("U+0") or span.upper().startswith("U+0-") for span in loaded)


def test_markup_in_texts_is_shown_as_text(qapp: Any) -> None:
    assert qapp is not None
    records = [
        msgspec.structs.replace(each, title=NASTY) if isinstance(each, Site) else each for each in small_project()
    ]
    page = LivePage(SmallWorld(records))
    try:
        page.drawn()
        page.host.send(ShowPlace(13.16, 32.67, 7, animate=False))
        page.drawn()
        assert look(page, "document.title") == "Map"
        assert look(page, "document.querySelectorAll('b, img[src=x]').length") == 0
        assert any("<img" in label["text"] for label in look(page, LABELS))
    finally:
        page.close()
