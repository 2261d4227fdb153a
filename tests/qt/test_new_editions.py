"""A file that comes in again: named areas are asked about, rows of a data set that is known are said to be updated."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from libyamap.app.area_sets import area_sets
from libyamap.app.commands import Put
from libyamap.domain.ids import new_id
from libyamap.domain.model import Claim, Source, Zone
from libyamap.ui.exchange.import_frame import Stage
from tests.qt.importing import PATIENCE_MS, Importing
from tests.unit.app.areas.district_files import area, square


class Answers:
    """Presses a button of each message box that comes up, in turn; keeps what each of them said."""

    def __init__(self) -> None:
        self.to_press: list[str] = []
        self.said: list[str] = []
        self.details: list[str] = []
        self._timer = QTimer()
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox) or not self.to_press:
            return
        self.said.append(f"{box.text()} {box.informativeText()}")
        self.details.append(box.detailedText())
        word = self.to_press.pop(0)
        if word == "Enter":
            QTest.keyClick(box, Qt.Key.Key_Return)
            return
        pressed = next(each for each in box.buttons() if each.text().replace("&", "").startswith(word))
        QTest.mouseClick(pressed, Qt.MouseButton.LeftButton)

    def stop(self) -> None:
        """Press nothing more."""
        self._timer.stop()


@pytest.fixture
def answers(importing: Importing) -> Iterator[Answers]:
    """No box waits for ever: the fixture ends with all of its presses used."""
    assert importing.window is not None
    made = Answers()
    yield made
    made.stop()
    assert not made.to_press


Load = Callable[..., None]


@pytest.fixture
def load(importing: Importing) -> Load:
    """Load these districts (name: western edge) as a set of this title, and wait until that is over."""

    def loaded(title: str, districts: Mapping[str, float], more: Sequence[object] = ()) -> None:
        features = [area(name, square(west, 30.0)) for name, west in districts.items()]
        document = {"type": "FeatureCollection", "features": [*features, *more]}
        sets = importing.window.exchange.area_sets
        over: list[object] = []
        sets.asking.answered.connect(over.append)  # after the set itself has heard of it
        sets.load(importing.file(f"{title}.geojson", json.dumps(document)))
        importing.qtbot.waitUntil(lambda: bool(over), timeout=PATIENCE_MS)

    return loaded


def zones(importing: Importing) -> dict[str, Zone]:
    return {zone.title: zone for zone in importing.window.desk.session.store.all(Zone)}


def test_areas_of_another_title_are_loaded_without_a_question(
    importing: Importing, load: Load, answers: Answers
) -> None:
    load("Districts", {"North": 10, "South": 12})
    load("Wards", {"East": 14})
    assert not answers.said
    store = importing.window.desk.session.store
    assert [(each.title, each.count) for each in area_sets(store)] == [("Districts", 2), ("Wards", 1)]


@pytest.mark.parametrize("answer", ["Cancel", "Enter"])
def test_a_new_edition_is_asked_about_and_nothing_comes_in_unless_it_is_wanted(
    importing: Importing, load: Load, answers: Answers, answer: str
) -> None:
    load("Districts", {"North": 10, "South": 12})
    before, revision = zones(importing), importing.window.desk.session.store.revision()
    answers.to_press = [answer]
    load("Districts", {"North": 20, "Centre": 22})
    (said,) = answers.said
    assert "“Districts” of 2 areas already" in said
    assert "keeps what refers" in said
    assert (zones(importing), importing.window.desk.session.store.revision()) == (before, revision)


def test_a_new_edition_takes_the_place_of_the_old_one_in_one_step(
    importing: Importing, load: Load, answers: Answers
) -> None:
    load("Districts", {"North": 10, "South": 12, "West": 8})
    before, store = zones(importing), importing.window.desk.session.store
    source = Source(id=new_id(), title="Gazette")
    importing.window.desk.session.run(Put(source))
    claim = Claim(id=new_id(), feature=before["West"].id, source=source.id)
    importing.window.desk.session.run(Put(claim))
    answers.to_press = ["Replace", "OK"]
    load("districts", {"North": 20, "Centre": 22})
    asked, told = answers.said
    assert "“districts” of 3 areas already" in asked
    assert "was replaced" in told
    assert "West" in told  # kept, because a claim refers to it
    after = zones(importing)
    assert set(after) == {"North", "Centre", "West"}
    assert after["North"].id == before["North"].id
    assert after["North"].geometry != before["North"].geometry
    assert store.all(Claim) == [claim]
    step = importing.window.desk.session.next_undo()
    assert step is not None
    assert step.title == "Replace areas ‘Districts’"
    importing.window.actions_["undo"].trigger()
    assert zones(importing) == before


def test_rows_of_a_new_edition_that_are_no_areas_are_told(importing: Importing, load: Load, answers: Answers) -> None:
    load("Districts", {"North": 10})
    answers.to_press = ["Replace", "OK"]
    load("Districts", {"North": 20}, [area("Nowhere", None)])
    assert "1 of 2 rows" in answers.said[1]
    assert answers.details[1].startswith("Row 2: ")
    assert set(zones(importing)) == {"North"}


def test_a_data_set_that_came_in_before_is_said_to_be_updated(importing: Importing) -> None:
    text = "id,title,lat,lon\n1,A,32,15\n2,B,31,16\n"
    importing.look(importing.file("list.csv", text))
    assert "already" not in importing.page.how.text()
    importing.go(Stage.DONE)
    importing.dialog.go_button.click()
    dialog = importing.look(importing.file("list.csv", text.replace("B", "Bee") + "3,C,30,17\n"))
    assert "rows of “list” already: those of the same id are updated" in importing.page.how.text()
    importing.page.destination.dataset.setText("another")
    assert "already" not in importing.page.how.text()
    importing.page.destination.dataset.setText("list")
    importing.go(Stage.DONE)
    assert "1 new, 1 updated, 1 there already, unchanged" in dialog.account.words.text()
    assert {feature.title for feature in importing.features} == {"A", "Bee", "C"}
