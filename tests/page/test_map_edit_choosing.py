"""Provinces, named areas and features chosen by clicking them."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from libyamap.app.named_areas import NamedArea, NamedAreas
from libyamap.web.protocol import EditChose, EditEnded, UseEditor
from tests.page.hands import box_of, boxes, click, look, press, said, target, until
from tests.page.live_page import LivePage
from tests.page.small_project import box


@pytest.fixture
def drawn(live_page: LivePage) -> LivePage:
    """The small project, all of it on the canvas."""
    return live_page.drawn()


def note(page: LivePage) -> str:
    """What the bar says there is so far."""
    return str(look(page, "document.querySelector('.mode-note').textContent"))


def test_provinces_say_their_names_and_are_taken_in_and_out(drawn: LivePage) -> None:
    drawn.host.send(UseEditor("provinces", "Click provinces", "Done"))
    drawn.drawn()  # with all that the tool loads
    until(drawn, "document.querySelectorAll('.province').length", lambda count: count == 2)
    tripoli, misrata = boxes(drawn, ".province")
    over = QPoint(round(tripoli.left) + 6, round(tripoli.top) + 6)
    QTest.mouseMove(target(drawn), over)
    until(drawn, "document.querySelector('.mode-note').textContent", lambda said: said == "Tripoli")
    assert said(drawn, EditChose, lambda: click(drawn, over)) == EditChose(("LY.77",), "Tripoli")
    lower = QPoint(misrata.middle.x(), round(misrata.bottom) - 6)
    assert said(drawn, EditChose, lambda: click(drawn, lower)) == EditChose(("LY.77", "LY.MI"), "Misrata")
    assert look(drawn, "document.querySelectorAll('.province.chosen').length") == 2
    assert note(drawn).endswith("2 chosen")
    assert said(drawn, EditChose, lambda: click(drawn, over)).chosen == ("LY.MI",)
    assert said(drawn, EditEnded, lambda: click(drawn, boxes(drawn, ".mode-done")[0].middle)).done
    drawn.host.send(UseEditor(""))
    drawn.drawn()  # with all that the tool loads
    until(drawn, "document.querySelectorAll('.province').length", lambda count: count == 0)


def test_what_was_chosen_before_is_shown_as_chosen(drawn: LivePage) -> None:
    drawn.host.send(UseEditor("provinces", "Click provinces", "Done", chosen=("LY.MI",)))
    drawn.drawn()  # with all that the tool loads
    until(drawn, "document.querySelectorAll('.province.chosen').length", lambda count: count == 1)
    assert note(drawn) == "1 chosen"


def test_features_are_chosen_in_order_and_the_ground_is_nothing(drawn: LivePage) -> None:
    drawn.host.send(UseEditor("features", "Click both ends", "Done"))
    drawn.drawn()  # with all that the tool loads
    until(drawn, "document.querySelector('.mode-done')?.disabled", bool)
    click(drawn, QPoint(450, 30))
    first = said(drawn, EditChose, lambda: click(drawn, box_of(drawn, "r2").middle))
    assert first.chosen == ("r2",)
    assert "Benghazi" in first.title
    assert said(drawn, EditChose, lambda: click(drawn, box_of(drawn, "r1").middle)).chosen == ("r2", "r1")
    drawn.evaluate("document.getElementById('map').focus()")
    assert said(drawn, EditEnded, lambda: press(drawn, Qt.Key.Key_Return)).done


def test_named_areas_say_their_names_and_the_smallest_at_a_spot_is_clicked(drawn: LivePage) -> None:
    def area(name: str, *bounds: float) -> NamedArea:
        shape = box(*bounds)
        return NamedArea(f"id {name}", name, "Set", shape, shape.bounds())

    catalogue = drawn.world.resources.catalogue
    named = NamedAreas((area("Parish <i>", 14, 26, 18, 30), area("District", 12, 24, 20, 32)))
    drawn.world.resources.catalogue = msgspec.structs.replace(catalogue, named=named)
    drawn.host.send(UseEditor("areas", "Click named areas", "Done"))
    drawn.drawn()
    until(drawn, "document.querySelectorAll('.province').length", lambda count: count == 2)
    district, parish = boxes(drawn, ".province")
    QTest.mouseMove(target(drawn), parish.middle)
    until(drawn, "document.querySelector('.mode-note').textContent", lambda said: said == "Parish <i>")
    assert said(drawn, EditChose, lambda: click(drawn, parish.middle)) == EditChose(("id Parish <i>",), "Parish <i>")
    beside = QPoint(round(district.left) + 5, round(district.top) + 5)
    assert said(drawn, EditChose, lambda: click(drawn, beside)).chosen == ("id Parish <i>", "id District")
    drawn.world.resources.catalogue = msgspec.structs.replace(catalogue, named=NamedAreas())
    drawn.host.send(UseEditor("areas", "Click named areas", "Done"))
    until(drawn, "document.querySelector('.mode-note').textContent", lambda said: "move the map" in str(said))
