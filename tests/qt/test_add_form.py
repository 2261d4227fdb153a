"""The form that adds, by real keys: every field, what is wrong beside it, and what was typed is never lost."""

from collections.abc import Callable
from functools import partial

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from libyamap.domain.changes import Revision
from libyamap.domain.geometry import GeometryType
from libyamap.domain.model import Actor, Event, Feature, Link, Source, Zone
from libyamap.domain.vocabulary import Role
from libyamap.ui.edit.form.end_field import EndField
from libyamap.ui.edit.form.feature_form import FeatureForm
from libyamap.ui.edit.form.panel import MARKED, FormPanel
from libyamap.ui.edit.form.place_field import NO_SUCH_PLACE, PlaceField
from libyamap.ui.text import PlainLabel
from libyamap.web.protocol import EditChose, EditPointed, ShowPreview
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import ARTICLE, OUTPOST, STATEMENTS, TRIPOLI, FakeProject
from tests.support.fake_places import MISRATA, FakePlaces

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
MEGABYTE = "x" * 1_000_000


class Keys:
    """A window with places, and the keyboard on its forms."""

    def __init__(self, fake: FakeWindow, qtbot: QtBot) -> None:
        self.fake, self.qtbot = fake, qtbot
        self.project = fake.project
        with qtbot.waitActive(fake.window):
            fake.window.activateWindow()

    @property
    def panel(self) -> FormPanel:
        """The panel."""
        return self.fake.window.editing.form

    @property
    def form(self) -> FeatureForm:
        """The form of a feature."""
        form = self.panel.form
        assert isinstance(form, FeatureForm)
        return form

    @property
    def place(self) -> PlaceField:
        """Its place."""
        assert self.form.place is not None
        return self.form.place

    @property
    def focused(self) -> QWidget:
        """What has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def open(self, digit: Qt.Key) -> None:
        """Alt and a digit."""
        QTest.keyClick(self.fake.window, digit, ALT)

    def type(self, into: QWidget, text: str, then: Qt.Key | None = Qt.Key.Key_Tab) -> None:
        """Type into a field, and leave it by a key."""
        into.setFocus()
        QTest.keyClicks(self.focused, text)
        if then is not None:
            QTest.keyClick(self.focused, then)

    def send(self) -> None:
        """Control-Enter."""
        QTest.keyClick(self.focused, Qt.Key.Key_Return, CONTROL)

    def last(self) -> Revision:
        """The newest step."""
        return self.project.store.revisions()[-1]

    def event(self) -> Event:
        """The newest event."""
        return self.project.store.all(Event)[-1]


@pytest.fixture
def keys(open_window: Callable[..., FakeWindow], qtbot: QtBot) -> Keys:
    """The small project in a window, with three places in its gazetteer."""
    project = FakeProject()
    project.places = FakePlaces()
    return Keys(open_window(project), qtbot)


def test_alt_1_adds_an_event_and_enter_sends_it(keys: Keys) -> None:
    before = keys.project.store.revision()
    keys.open(Qt.Key.Key_1)
    assert keys.focused is keys.form.title.line
    keys.type(keys.form.title.line, "Explosion", None)
    QTest.keyClick(keys.focused, Qt.Key.Key_Return)
    assert keys.project.store.revision() == before + 1
    assert keys.last().title == "Add event ‘Explosion’"
    assert keys.panel.said.text() == "Added ‘Explosion’; it has no place, so it is listed in the table alone."
    assert keys.fake.window.desk.viewing.state.selected == (keys.event().id,)
    assert keys.focused is keys.form.title.line, "ready for the next one"
    assert keys.form.title.line.text() == ""


def test_undo_takes_letters_back_first_and_then_what_was_added(keys: Keys) -> None:
    before = keys.project.store.revision()
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Explosion", None)
    QTest.keyClick(keys.focused, Qt.Key.Key_Return)
    added = keys.event().id
    QTest.keyClicks(keys.focused, "Half a")
    QTest.keyClick(keys.focused, Qt.Key.Key_Z, CONTROL)
    assert keys.form.title.line.text() == ""
    assert keys.project.store.get(Event, added) is not None
    QTest.keyClick(keys.focused, Qt.Key.Key_Z, CONTROL)
    assert keys.project.store.get(Event, added) is None
    assert keys.last().title == "Undo: Add event ‘Explosion’"
    keys.form.description.block.setFocus()
    QTest.keyClick(keys.focused, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert keys.project.store.get(Event, added) is not None
    assert keys.project.store.revision() == before + 3


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


def test_what_is_added_to_a_layer_that_is_switched_off_says_so(keys: Keys) -> None:
    desk = keys.fake.window.desk
    desk.viewing.set_layer(STATEMENTS.id, visible=False)
    desk.add_asked.emit("event", 11.5, 30.5, None)
    keys.type(keys.form.title.line, "Unseen")
    keys.send()
    assert keys.panel.said.text() == "Added ‘Unseen’; its layer is switched off."


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [("about 18 May 2016", "2016-05-18~"), ("before 20 May 2016", "../2016-05-19"), ("2016-05", "2016-05")],
)
def test_times_as_people_write_them(keys: Keys, typed: str, edtf: str) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Timed")
    keys.type(keys.form.time.line, typed)
    assert edtf in keys.form.time.echo.text()
    keys.send()
    assert keys.event().time == edtf


def test_what_can_mean_two_days_is_asked_with_buttons(keys: Keys) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Which day")
    keys.type(keys.form.time.line, "03/04/2016")
    assert "3 April 2016 or 4 March 2016" in keys.form.time.problem.label.text()
    button = next(each for each in keys.form.time.findChildren(QPushButton) if each.text() == "4 March 2016")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    keys.send()
    assert keys.event().time == "2016-03-04"


@pytest.mark.parametrize("typed", ["soon", "June 2016 to May 2016", "31 February 2016"])
def test_a_wrong_time_is_told_beside_the_field_and_nothing_is_sent(keys: Keys, typed: str) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Never")
    keys.type(keys.form.time.line, typed)
    assert keys.form.time.problem.isVisible()
    keys.send()
    assert keys.last().title == "Insert"
    assert keys.focused is keys.form.time.line


def test_actors_by_any_name_and_made_on_the_spot(keys: Keys) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Two sides")
    keys.form.actors.line.setFocus()
    composed = QInputMethodEvent()
    composed.setCommitString("الولايات")
    QApplication.sendEvent(keys.focused, composed)
    QTest.keyClick(keys.focused, Qt.Key.Key_Return)
    keys.type(keys.form.actors.line, "Brigade 17", Qt.Key.Key_Return)
    shown = [label.text() for label in keys.form.actors.findChildren(PlainLabel)]
    assert {"US", "Brigade 17 (new)"} <= set(shown)
    keys.send()
    involved = keys.event().actors
    names = [actor.name for part in involved if (actor := keys.project.store.get(Actor, part.actor))]
    assert names == ["United States", "Brigade 17"]
    assert [part.role for part in involved] == [Role.ACTOR, Role.ACTOR]
    keys.fake.window.desk.session.undo()
    assert "Brigade 17" not in {actor.name for actor in keys.project.store.all(Actor)}


def test_a_known_source_brings_its_grade_and_stays_for_the_next(keys: Keys) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "First")
    keys.type(keys.form.claim.source.line, "article", Qt.Key.Key_Return)
    keys.type(keys.form.claim.locator.line, "page 3")
    keys.send()
    (claim,) = keys.project.store.claims_of([keys.event().id])
    assert (claim.source, claim.locator, claim.reliability.value) == (ARTICLE.id, "page 3", "B")
    assert keys.form.claim.source.line.text() == "An article"
    assert keys.form.claim.locator.line.text() == ""
    assert keys.focused is keys.form.title.line
    assert keys.panel.view.verticalScrollBar().value() == 0  # or the keyboard would be out of sight
    keys.type(keys.form.title.line, "Second")
    keys.send()
    (claim,) = keys.project.store.claims_of([keys.event().id])
    assert claim.source == ARTICLE.id


def test_a_new_source_comes_in_the_same_step(keys: Keys) -> None:
    before = keys.project.store.revision()
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Reported")
    keys.type(keys.form.claim.source.line, "A post", Qt.Key.Key_Return)
    keys.type(keys.form.claim.source.url.line, "https://example.org/1")
    keys.send()
    assert keys.project.store.revision() == before + 1
    source = next(each for each in keys.project.store.all(Source) if each.title == "A post")
    assert source.url == "https://example.org/1"


@pytest.mark.parametrize(
    "title",
    ["\N{RIGHT-TO-LEFT OVERRIDE}abc", "e\N{COMBINING ACUTE ACCENT}" * 20, "💥🔥", "مصراتة 💥 x", "<b>&amp;</b>"],
)
def test_any_text_is_a_title(keys: Keys, title: str) -> None:
    keys.open(Qt.Key.Key_1)
    composed = QInputMethodEvent()
    composed.setCommitString(title)
    QApplication.sendEvent(keys.focused, composed)
    keys.send()
    assert keys.event().title == title
    keys.fake.window.docks["inspector"].raise_()
    inspector = keys.fake.window.inspector
    keys.qtbot.waitUntil(lambda: title in {label.text() for label in inspector.findChildren(PlainLabel)})


def test_a_megabyte_pasted_into_a_title_is_cut_and_told(keys: Keys) -> None:
    keys.open(Qt.Key.Key_1)
    QGuiApplication.clipboard().setText(MEGABYTE)
    QTest.keyClick(keys.focused, Qt.Key.Key_V, CONTROL)
    keys.qtbot.waitUntil(lambda: "Only the first 500 characters fit" in keys.form.title.problem.label.text())
    keys.send()
    assert len(keys.event().title) == 500


@pytest.mark.parametrize("field", ["type", "time", "actors"])
def test_a_megabyte_pasted_anywhere_is_cut_and_told(keys: Keys, field: str) -> None:
    keys.open(Qt.Key.Key_1)
    line = getattr(keys.form, field).line
    line.setFocus()
    QGuiApplication.clipboard().setText(MEGABYTE)
    QTest.keyClick(line, Qt.Key.Key_V, CONTROL)
    keys.qtbot.waitUntil(lambda: "the rest was left out" in getattr(keys.form, field).problem.label.text())


def test_an_empty_title_is_told(keys: Keys) -> None:
    keys.open(Qt.Key.Key_1)
    keys.send()
    assert "The title is empty" in keys.form.title.problem.label.text()
    assert keys.last().title == "Insert"


def test_a_zone_from_named_provinces(keys: Keys) -> None:
    contents = keys.fake.window.desk.contents
    contents.project = msgspec.structs.replace(contents.project, focus=("LBY",))
    keys.open(Qt.Key.Key_4)
    area = keys.form.area
    assert area is not None
    keys.type(keys.form.title.line, "Held")
    keys.send()
    assert "A zone needs an area" in area.problem.label.text()
    for name in ("Trip", "Misr"):
        keys.type(area.line, name, Qt.Key.Key_Return)
    assert area.names_of_provinces() == "Tripoli, Misrata"
    keys.send()
    zone = keys.project.store.all(Zone)[-1]
    assert zone.geometry is not None
    assert zone.geometry.type is GeometryType.MULTIPOLYGON
    assert (zone.place, zone.country, zone.where_prec) == ("Tripoli, Misrata", "LBY", 5)


def test_a_link_needs_two_different_ends(keys: Keys) -> None:
    keys.open(Qt.Key.Key_5)
    keys.type(keys.form.title.line, "Arms")
    ends = keys.form.ends
    assert ends is not None
    for end in ends:
        keys.type(end.line, "United", None)
        keys.qtbot.waitUntil(partial(answered, end))
        QTest.keyClick(keys.focused, Qt.Key.Key_Return)
    keys.send()
    assert "from something to itself" in ends[1].problem.label.text()
    ends[1].clear()
    keys.type(ends[1].line, "Government", None)
    keys.qtbot.waitUntil(lambda: not ends[1].asking.pending)
    QTest.keyClick(keys.focused, Qt.Key.Key_Return)
    keys.send()
    assert keys.project.store.all(Link)[-1].title == "Arms"


def test_an_actor_and_a_source_have_forms_of_their_own(keys: Keys) -> None:
    keys.open(Qt.Key.Key_6)
    QTest.keyClicks(keys.focused, "Libyan National Army")
    keys.send()
    assert keys.last().title == "Add actor ‘Libyan National Army’"
    keys.open(Qt.Key.Key_7)
    QTest.keyClicks(keys.focused, "A broadcast")
    keys.send()
    assert keys.last().title == "Add source ‘A broadcast’"


def test_escape_keeps_what_was_typed_and_discard_asks(keys: Keys) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Half a thought", None)
    QTest.keyClick(keys.focused, Qt.Key.Key_Escape)
    assert keys.fake.window.editing.docks["form"].isHidden()
    keys.open(Qt.Key.Key_1)
    assert keys.form.title.line.text() == "Half a thought"
    QTest.mouseClick(keys.panel.drop, Qt.MouseButton.LeftButton)
    assert keys.form.title.line.text() == "Half a thought"
    QTest.keyClick(keys.focused, Qt.Key.Key_Return)
    assert keys.form.title.line.text() == ""


def test_a_draft_is_offered_at_the_next_start(keys: Keys, open_window: Callable[..., FakeWindow]) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Interrupted")
    keys.type(keys.form.time.line, "about 18 May 2016")
    keys.type(keys.place.line, "30.5, 11.5")
    keys.fake.window.editing.drafting.keep()  # as it does by itself a moment after the last key
    again = Keys(open_window(FakeProject()), keys.qtbot)
    banner = again.fake.window.editing.drafting.banner
    assert "The event “Interrupted” was not finished" in banner.text
    QTest.mouseClick(banner.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert again.form.title.line.text() == "Interrupted"
    assert again.place.spot is not None
    again.send()
    assert (again.event().time, again.event().where_prec) == ("2016-05-18~", 1)
    assert again.project.drafts.all() == []


def test_a_read_only_project_cannot_be_added_to(open_window: Callable[..., FakeWindow]) -> None:
    fake = open_window(FakeProject(read_only=True))
    assert not any(fake.window.actions_[f"add-{kind}"].isEnabled() for kind in ("event", "zone", "actor"))
    fake.window.desk.add_asked.emit("event", 1.0, 1.0, None)
    assert fake.window.editing.docks["form"].isHidden()


def answered(end: EndField) -> bool:
    """Whether the look-up has ended."""
    return not end.asking.pending


def preview_of(keys: Keys) -> bool:
    """Whether the map shows something unfinished."""
    shown = [message for message in keys.fake.host.told if isinstance(message, ShowPreview)]
    return bool(shown and shown[-1].marks)


def newest(keys: Keys) -> Feature:
    """The feature that was added last."""
    (selected,) = keys.fake.window.desk.selected
    return selected


def test_both_ends_of_a_link_are_clicked_on_the_map(keys: Keys) -> None:
    keys.open(Qt.Key.Key_5)
    keys.type(keys.form.title.line, "Support")
    assert keys.form.pick_ends is not None
    QTest.mouseClick(keys.form.pick_ends, Qt.MouseButton.LeftButton)
    assert keys.fake.window.map_tools.active
    keys.fake.host.say(EditChose((OUTPOST.id, TRIPOLI.id), "Tripoli"))
    keys.send()
    link = keys.project.store.all(Link)[-1]
    assert (link.origin, link.target) == (OUTPOST.id, TRIPOLI.id)
    assert link.geometry is not None
