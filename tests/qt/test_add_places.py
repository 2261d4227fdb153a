"""Where it was, in the form that adds: by name, coordinates, a click, and how exactly."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from libyamap.app.commands import Put
from libyamap.domain.place import How
from libyamap.ui.edit.form.panel import MARKED
from libyamap.ui.edit.form.place_field import NO_SUCH_PLACE
from libyamap.web.protocol import EditPointed
from tests.qt.adding import ALT, CONTROL, Keys, newest, preview_of
from tests.qt.fake_project import PROJECT
from tests.support.fake_places import MISRATA, FakePlaces


@pytest.mark.parametrize("digit", [Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3])
def test_a_name_is_looked_up_and_preceded_by_what_the_reader_will_see(keys: Keys, digit: Qt.Key) -> None:
    keys.open(digit)
    keys.type(keys.form.title.line, "Somewhere")
    keys.type(keys.place.line, "Misr", None)
    keys.qtbot.waitUntil(lambda: keys.place.line.listed)
    QTest.keyClick(keys.focused, Qt.Key.Key_Tab)
    assert keys.place.line.text() == "Misrata"
    assert keys.place.how.currentText() == "Near Misrata"
    keys.qtbot.waitUntil(lambda: keys.panel.previewed() is not None)
    keys.qtbot.waitUntil(lambda: bool(preview_of(keys)))
    keys.send()
    assert not preview_of(keys)
    feature = newest(keys)
    assert (feature.where_prec, feature.place) == (2, "Misrata")


def test_enter_before_the_answer_comes_waits_for_it(keys: Keys) -> None:
    places = keys.project.places
    assert isinstance(places, FakePlaces)
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Early")
    places.gate.clear()
    keys.type(keys.place.line, "Sabha", None)
    keys.send()
    assert keys.last().title == "Insert"
    places.gate.set()
    keys.qtbot.waitUntil(lambda: keys.last().title == "Add event ‘Early’")
    assert keys.event().place == "Sabha"


def test_enter_takes_the_place_that_is_about_to_come_and_then_sends(keys: Keys) -> None:
    places = keys.project.places
    assert isinstance(places, FakePlaces)
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Twice")
    places.gate.clear()
    keys.type(keys.place.line, "Sabha", Qt.Key.Key_Return)
    assert keys.last().title == "Insert"
    places.gate.set()
    keys.qtbot.waitUntil(lambda: keys.place.spot is not None)
    assert keys.last().title == "Insert"
    QTest.keyClick(keys.focused, Qt.Key.Key_Return)
    assert keys.event().place == "Sabha"


@pytest.mark.parametrize(("typed", "sent"), [("30.5, 11.5", True), ("115, 30.5", False), ("nowhere at all", False)])
def test_enter_after_coordinates_sends_and_after_nonsense_says_so(keys: Keys, typed: str, sent: bool) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Entered")
    keys.type(keys.place.line, typed, None)
    keys.qtbot.waitUntil(lambda: not keys.place.pending())
    QTest.keyClick(keys.focused, Qt.Key.Key_Return)
    assert (keys.last().title == "Add event ‘Entered’") == sent
    assert keys.place.problem.isVisible() != sent


def test_an_unknown_name_is_told_beside_the_field(keys: Keys) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Lost")
    keys.type(keys.place.line, "Atlantis")
    keys.qtbot.waitUntil(lambda: keys.place.problem.label.text() == NO_SUCH_PLACE)
    keys.send()
    assert keys.last().title == "Insert"
    assert keys.panel.problem.label.text() == MARKED


@pytest.mark.parametrize(
    "typed",
    ["30.5, 11.5", "30°30′N 11°30′E", "geo:30.5,11.5", "https://www.openstreetmap.org/#map=12/30.5/11.5", "٣٠٫٥, ١١٫٥"],
)
def test_coordinates_in_any_notation_are_exact(keys: Keys, typed: str) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Exact")
    QGuiApplication.clipboard().setText(typed)
    keys.place.line.setFocus()
    QTest.keyClick(keys.focused, Qt.Key.Key_V, CONTROL)
    assert "Misrata, Lby" in keys.place.echo.text()
    keys.send()
    event = keys.event()
    assert event.where_prec == 1
    assert event.geometry is not None
    assert event.geometry.coordinates == pytest.approx((11.5, 30.5))
    assert (event.country, event.province) == ("LBY", "LY-01")


def test_off_the_globe_asks_did_you_mean(keys: Keys) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Off")
    keys.type(keys.place.line, "115, 30.5", None)
    assert "Did you mean 30.5, 115?" in keys.place.problem.label.text()
    keys.send()
    assert keys.last().title == "Insert"
    assert "Did you mean" in keys.place.problem.label.text()


def test_in_this_province_and_in_this_country(keys: Keys) -> None:
    for where_prec, words in ((4, "Somewhere in the province Misrata"), (6, "Somewhere in Lby; no place given")):
        keys.open(Qt.Key.Key_1)
        keys.type(keys.form.title.line, "Coarse")
        keys.type(keys.place.line, "30.5, 11.5", None)
        keys.place.how.setCurrentText(words)
        keys.place.how.activated.emit(keys.place.how.currentIndex())
        keys.send()
        event = keys.event()
        assert (event.where_prec, event.geometry, event.country) == (where_prec, None, "LBY")


def test_a_click_on_the_map_gives_the_place(keys: Keys) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Clicked", None)
    QTest.keyClick(keys.focused, Qt.Key.Key_P, ALT)
    keys.qtbot.waitUntil(lambda: keys.fake.window.map_tools.active)  # the button shows that it was pressed
    keys.fake.host.say(EditPointed(11.5, 30.5))
    assert keys.place.line.text() == "30.50000, 11.50000"
    assert keys.focused is keys.place.how
    keys.send()
    assert keys.event().where_prec == 1


def test_the_map_can_ask_for_an_event(keys: Keys) -> None:
    keys.fake.window.desk.add_asked.emit("event", 11.5, 30.5, None)
    assert keys.place.spot is not None
    assert keys.place.spot.at == (11.5, 30.5)
    assert keys.focused is keys.form.title.line


def test_find_can_ask_for_an_event_at_a_place_it_has_found(keys: Keys) -> None:
    keys.fake.window.desk.add_asked.emit("event", MISRATA.lon, MISRATA.lat, MISRATA)
    assert (keys.place.line.text(), keys.place.how.currentText()) == ("Misrata", "Near Misrata")


def test_a_square_of_the_military_grid_is_near_and_as_wide_as_the_square(keys: Keys) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "In a square")
    keys.type(keys.place.line, "33S VR 46 82")
    keys.send()
    assert keys.event().where_prec == 2
    assert keys.event().radius_m == pytest.approx(700)
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "At a metre")
    keys.type(keys.place.line, "33S VR 46785 82560")
    keys.send()
    assert keys.event().where_prec == 1


@pytest.mark.parametrize(("country", "is_warned"), [("KIR", True), ("LBY", False)])
def test_a_far_place_that_is_only_spelt_alike_is_not_taken_in_silence(
    keys: Keys, country: str, is_warned: bool
) -> None:
    places = keys.project.places
    assert isinstance(places, FakePlaces)
    far = msgspec.structs.replace(MISRATA, id="T", name="Tarawa", country=country, country_name="Elsewhere",
                                  lat=1.33, lon=172.98, matched="Tarawa", how=How.TYPING_ERROR)  # fmt: skip
    places.spellings["harawa"] = far
    keys.fake.window.desk.session.run(Put(msgspec.structs.replace(PROJECT, focus=("LBY",))))
    keys.open(Qt.Key.Key_1)
    keys.type(keys.place.line, "Harawa", None)
    keys.qtbot.waitUntil(lambda: keys.place.line.listed)
    QTest.keyClick(keys.focused, Qt.Key.Key_Return)
    assert keys.place.line.text() == "Tarawa"
    said = keys.place.problem.label.text()
    assert said.startswith("“Harawa” was taken as Tarawa") is is_warned
    assert keys.place.problem.isVisible() is is_warned
