"""After an edit only what it touched is drawn anew: neither other marks nor the ground."""

import msgspec
import pytest
from PySide6.QtCore import QPoint

from libyamap.domain.geometry import point
from libyamap.domain.model import Feature
from libyamap.web.marks import Mark
from libyamap.web.protocol import Drawn, MarksPicked, Redraw, SelectMarks, UpdateMarks
from tests.page.hands import box_of, boxes, click, look, said, until
from tests.page.live_page import LivePage

WATCH = """(() => {
  window.touched = [];
  const note = (records) => window.touched.push(...records.flatMap(({addedNodes, removedNodes}) =>
    [...addedNodes, ...removedNodes].filter((node) => !node.classList?.contains("label"))
      .map((node) => node.dataset?.feature ?? node.nodeName)));
  new MutationObserver(note).observe(document.querySelector(".leaflet-map-pane"), {childList: true, subtree: true});
  window.painted = 0;
  for (const canvas of document.querySelectorAll("canvas")) {
    new MutationObserver(() => (window.painted += 1)).observe(canvas, {attributes: true});
  }
})(); 1"""


@pytest.fixture
def drawn(live_page: LivePage) -> LivePage:
    """The small project, all of it on the canvas, and somebody who notes what is drawn from now on."""
    page = live_page.drawn()
    page.evaluate(WATCH)
    return page


def feature(page: LivePage, feature_id: str) -> Feature:
    """A feature of the small project."""
    return page.world.index.features([feature_id])[0]


def marks_of(page: LivePage, *features: Feature) -> tuple[Mark, ...]:
    """Their marks as the window would send them."""
    return page.world.resources.marks_of(features, 5.5)


def update(page: LivePage, ids: tuple[str, ...], marks: tuple[Mark, ...]) -> None:
    """Have the page draw these features anew, and wait until it has."""
    page.version += 1
    version = page.version
    page.wait_for(
        lambda message: isinstance(message, Drawn) and message.version == version,
        lambda: page.host.send(UpdateMarks(version, ids, marks)),
    )


def touched(page: LivePage) -> set[str]:
    """Whose elements came or went; names aside."""
    found = look(page, "window.touched")
    page.evaluate("window.touched = []; 1")
    return set(found)


@pytest.mark.parametrize("feature_id", ["s1", "r1", "e1"])
def test_what_has_moved_is_drawn_there_and_nothing_else_is_touched(drawn: LivePage, feature_id: str) -> None:
    moved = msgspec.structs.replace(feature(drawn, feature_id), geometry=point(20.0, 28.0), where_prec=1)
    update(drawn, (feature_id,), marks_of(drawn, moved))
    assert len(boxes(drawn, f".symbol[data-feature={feature_id}]")) == 1
    z3 = box_of(drawn, "z3", ".shape.area")
    middle = box_of(drawn, feature_id).middle
    assert z3.left < middle.x() < z3.right
    assert touched(drawn) <= {feature_id}  # names aside, which make room for each other
    assert look(drawn, "window.painted") == 0


def test_what_is_gone_is_gone(drawn: LivePage) -> None:
    update(drawn, ("l1",), ())
    assert boxes(drawn, ".shape[data-feature=l1]") == []
    assert boxes(drawn, ".label[data-feature=l1]") == []


def test_the_order_of_painting_stays(drawn: LivePage) -> None:
    order = "[...document.querySelectorAll('.overlay:not(.unfinished) > .shape')].map((each) => each.dataset.feature)"
    before = look(drawn, order)
    update(drawn, ("z2", "l2"), marks_of(drawn, feature(drawn, "z2"), feature(drawn, "l2")))
    assert look(drawn, order) == before


def test_the_next_whole_picture_changes_nothing_that_is_right(drawn: LivePage) -> None:
    update(drawn, ("z4",), marks_of(drawn, feature(drawn, "z4")))
    touched(drawn)
    drawn.version += 1
    version = drawn.version
    drawn.wait_for(
        lambda message: isinstance(message, Drawn) and message.version == version,
        lambda: drawn.host.send(Redraw(version)),
    )
    assert touched(drawn) == set()


def test_what_stands_on_a_card_is_asked_for_anew(drawn: LivePage) -> None:
    known = boxes(drawn, ".card .row")
    update(drawn, ("presence-us",), ())  # the index still has it
    assert len(boxes(drawn, ".card .row")) == len(known)


def test_an_update_while_the_whole_is_fetched_is_part_of_it(drawn: LivePage) -> None:
    drawn.version += 1
    drawn.host.send(Redraw(drawn.version))
    update(drawn, ("s1",), ())  # the index still has it
    assert len(boxes(drawn, ".symbol[data-feature=s1]")) == 1


def test_what_was_drawn_anew_is_selected_and_picked_as_before(drawn: LivePage) -> None:
    drawn.host.send(SelectMarks(("r2",), ("r2",)))
    until(drawn, "document.querySelectorAll('.symbol.selected').length", lambda count: count == 1)
    moved = msgspec.structs.replace(feature(drawn, "r2"), geometry=point(20.0, 23.0))
    update(drawn, ("r2",), marks_of(drawn, moved))
    assert look(drawn, "document.querySelector('.symbol.selected.movable').dataset.feature") == "r2"
    picked = said(drawn, MarksPicked, lambda: click(drawn, box_of(drawn, "r2").middle + QPoint(1, 1)))
    assert picked.features == ("r2",)
