"""The Find box in the window: typing, keys, answers of the newest question only, sentences where it cannot answer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from libyamap.ui.find.answer_rows import AnswerRows
from libyamap.ui.find.answers import SHORTEST
from libyamap.ui.find.box import FindBox
from libyamap.ui.find.parts import FindParts
from libyamap.web.protocol import FocusMap, MarksPicked, SelectMarks, ShowFrame, ShowMarker, ShowPlace
from tests.qt.conftest import FakeWindow, OpenWindow
from tests.qt.fake_project import ARABIC, LIBYA_SHOWN, TRIPOLI, FakeProject
from tests.support.fake_places import MISRATA, SABHA, FakePlaces

NO_KEY = Qt.KeyboardModifier.NoModifier


class Finding:
    """A window in which the box has the keyboard."""

    def __init__(self, fake: FakeWindow, places: FakePlaces, qtbot: QtBot) -> None:
        self.fake, self.places, self.qtbot = fake, places, qtbot
        fake.host.say(LIBYA_SHOWN)
        fake.awake(qtbot)
        QTest.keyClick(fake.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: not self.box.asking.busy)

    @property
    def parts(self) -> FindParts:
        return self.fake.window.finding

    @property
    def box(self) -> FindBox:
        return self.parts.box

    @property
    def rows(self) -> AnswerRows:
        return self.box.list.rows

    def names(self) -> list[str]:
        found = [self.rows.answer(row) for row in range(self.rows.rowCount())]
        return [answer.name for answer in found if answer]

    def type(self, text: str) -> None:
        """Type, and wait for the answer to all of it."""
        with self.qtbot.waitSignal(self.box.answered, check_params_cb=lambda answers: answers.text == text):
            QTest.keyClicks(self.box.field, text)

    def paste(self, text: str) -> None:
        with self.qtbot.waitSignal(self.box.answered, check_params_cb=lambda answers: answers.text == text):
            self.box.field.setText(text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
        QTest.keyClick(self.box.field, key, modifier)


@pytest.fixture
def finding(open_window: OpenWindow, qtbot: QtBot) -> Finding:
    project = FakeProject()
    places = FakePlaces()
    project.places = places
    return Finding(open_window(project), places, qtbot)


def test_control_f_gives_the_box_the_keyboard(finding: Finding) -> None:
    assert finding.box.field.hasFocus()
    assert finding.box.list.isHidden()


def test_the_search_is_loaded_before_the_first_letter(finding: Finding) -> None:
    assert finding.places.asked == [SHORTEST]
    assert finding.box.list.isHidden()
    finding.box.left.emit()
    finding.box.open()
    assert not finding.box.asking.busy, "once is enough"


def test_a_place_is_found_marked_and_flown_to(finding: Finding) -> None:
    finding.type("misr")
    assert finding.names() == ["US outpost", "Misrata"]  # the project's own first: its place is Misrata
    answer = finding.rows.answer(1)
    assert answer is not None
    assert (answer.other, answer.note) == ("مصراتة", "place · Province, Libya")
    finding.press(Qt.Key.Key_Down)
    finding.press(Qt.Key.Key_Return)
    assert finding.fake.host.last(ShowPlace) == ShowPlace(MISRATA.lon, MISRATA.lat, 10.5)
    assert finding.fake.host.last(ShowMarker) == ShowMarker(MISRATA.lon, MISRATA.lat, "Misrata")
    assert finding.box.list.isHidden()
    assert finding.fake.window.map.widget.hasFocus()


def test_arabic_finds_the_same(finding: Finding) -> None:
    finding.paste("مصرا")
    assert finding.names() == [ARABIC, "Misrata"]


def test_features_at_a_place_are_found_by_another_spelling_of_it(finding: Finding) -> None:
    finding.places.spellings["misurata"] = MISRATA
    finding.type("misurata")
    assert finding.names() == ["US outpost", "Misrata"]


def test_the_projects_features_come_first_and_are_selected(finding: Finding) -> None:
    finding.type("tripoli")
    finding.press(Qt.Key.Key_Return)
    assert finding.fake.host.last(SelectMarks) == SelectMarks((TRIPOLI.id,), (TRIPOLI.id,))
    assert isinstance(finding.fake.host.last(ShowFrame), ShowFrame)


def test_the_choice_stays_within_the_list(finding: Finding) -> None:
    finding.type("misr")
    for _ in range(5):
        finding.press(Qt.Key.Key_Down)
    assert finding.box.list.current == finding.rows.answer(1)
    for _ in range(5):
        finding.press(Qt.Key.Key_Up)
    assert finding.box.list.current == finding.rows.answer(0)


def test_enter_before_the_answer_waits_for_it(finding: Finding) -> None:
    finding.places.gate.clear()
    QTest.keyClicks(finding.box.field, "sabha")
    finding.press(Qt.Key.Key_Return)
    assert not [message for message in finding.fake.host.told if isinstance(message, ShowMarker)]
    finding.places.gate.set()
    finding.qtbot.waitUntil(lambda: finding.parts.guide.marked)
    marker = finding.fake.host.last(ShowMarker)
    assert isinstance(marker, ShowMarker)
    assert marker.label == "Sabha"


def test_only_the_newest_question_is_answered(finding: Finding) -> None:
    heard: list[str] = []
    finding.box.answered.connect(lambda answers: heard.append(answers.text))
    finding.places.gate.clear()
    with finding.qtbot.waitSignal(finding.box.answered):
        QTest.keyClicks(finding.box.field, "benghazi")
        finding.places.gate.set()
    assert heard == ["benghazi"]
    assert finding.places.asked == [SHORTEST, "b", "benghazi"]  # all between were overtaken


@pytest.mark.parametrize(
    "text", ["32.3775, 15.0925", "geo:32.3775,15.0925", "32°22′39″N 15°05′33″E", "33S VR 46785 82560"]
)
def test_coordinates_are_the_answer(finding: Finding, text: str) -> None:
    finding.paste(text)
    assert finding.rows.rowCount() == 1
    finding.press(Qt.Key.Key_Return)
    shown = finding.fake.host.last(ShowPlace)
    assert isinstance(shown, ShowPlace)
    assert (shown.lon, shown.lat) != (0, 0)
    assert shown.zoom == 12


def test_a_pasted_view_comes_back_with_its_zoom(finding: Finding) -> None:
    finding.paste("geo:32.4,15.1?z=9")
    finding.press(Qt.Key.Key_Return)
    assert finding.fake.host.last(ShowPlace) == ShowPlace(15.1, 32.4, 9.0)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("95, 15", "latitude lies between"),
        ("https://example.org/map", "not a map site"),
        ("zzzzqqq", "Nothing goes by this name"),
    ],
)
def test_what_cannot_be_found_is_said_below(finding: Finding, text: str, part: str) -> None:
    finding.paste(text)
    assert finding.box.list.isVisible()
    assert part in finding.box.list.problem.text()
    finding.press(Qt.Key.Key_Return)
    assert not [message for message in finding.fake.host.told if isinstance(message, ShowMarker)]


@pytest.mark.parametrize(
    "text", ["", " ", "a" * 10_000, "\x00\x07\u202e", "' OR 1=1 --", 'NEAR("x" *) AND NOT *', "%_"]
)
def test_bad_input_does_no_harm(finding: Finding, text: str) -> None:
    finding.box.field.setText(text)
    finding.qtbot.waitUntil(lambda: not finding.box.asking.pending)
    assert finding.box.field.hasFocus()


def test_letters_that_could_be_a_square_of_the_grid_are_a_name(finding: Finding) -> None:
    finding.type("sab")
    assert finding.names() == ["Sabha"]


def test_escape_closes_and_gives_the_map_the_keyboard(finding: Finding) -> None:
    finding.fake.window.desk.select([TRIPOLI.id])
    finding.type("misr")
    finding.press(Qt.Key.Key_Escape)
    assert finding.box.list.isHidden()
    assert isinstance(finding.fake.host.told[-1], FocusMap)
    assert finding.fake.window.map.widget.hasFocus()
    assert finding.fake.window.desk.viewing.state.selected == (TRIPOLI.id,)


def test_a_click_on_the_map_takes_the_marker_away(finding: Finding) -> None:
    finding.type("sabha")
    finding.press(Qt.Key.Key_Return)
    finding.fake.host.say(MarksPicked((), 15.0, 25.0))
    assert finding.fake.host.last(ShowMarker) == ShowMarker(0, 0, "", shown=False)


def test_shift_enter_keeps_a_bookmark_that_is_found_again(finding: Finding) -> None:
    finding.type("sabha")
    finding.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert [mark.name for mark in finding.parts.panels.bookmarks.bookmarks] == ["Sabha"]
    finding.box.field.clear()
    finding.type("sab")
    assert finding.names() == ["Sabha", "Sabha"]
    first = finding.rows.answer(0)
    assert first is not None
    assert first.note == "bookmark"


def test_a_click_on_a_row_goes_there(finding: Finding) -> None:
    finding.type("sabha")
    view = finding.box.list.view
    place = view.visualRect(finding.rows.index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NO_KEY, place)
    assert finding.parts.guide.marked


def test_rows_are_read_out_whole(finding: Finding) -> None:
    finding.type("sabha")
    text = finding.rows.data(finding.rows.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert text == "Sabha, سبها, place · Province, Libya"


def added(finding: Finding) -> list[tuple[object, ...]]:
    heard: list[tuple[object, ...]] = []
    finding.fake.window.desk.add_asked.connect(lambda *what: heard.append(what))
    return heard


def test_control_enter_asks_for_an_event_at_the_place(finding: Finding) -> None:
    heard = added(finding)
    finding.type("sabha")
    finding.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard == [("event", SABHA.lon, SABHA.lat, SABHA)]
    assert finding.parts.guide.marked
    assert finding.box.list.isHidden()


def test_an_event_is_asked_for_by_mouse_and_at_coordinates(finding: Finding) -> None:
    heard = added(finding)
    finding.paste("32.3775, 15.0925")
    button = next(each for each in finding.box.list.findChildren(QToolButton) if each.text().startswith("Add an event"))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == [("event", pytest.approx(15.0925), pytest.approx(32.3775), None)]


def test_no_event_where_a_feature_is_nowhere(finding: Finding) -> None:
    heard = added(finding)
    finding.type("statement")
    finding.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard == []
    assert "has no place on the map" in finding.fake.window.status.currentMessage()
