"""The button that offers likely duplicates says how many wait, beside the window, and never an old number."""

from collections.abc import Callable, Iterator
from functools import partial
from threading import Event as Gate

import pytest
import shiboken6
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from libyamap.app.commands import InsertMany, JoinEvents, RemoveMany
from libyamap.app.duplicates.finding import LikelyPair, likely_pairs
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Event, Involvement
from libyamap.errors import WorldError
from libyamap.ui.desk import Desk
from libyamap.ui.duplicates import counting
from libyamap.ui.duplicates.counting import COUNTING, NONE, OFFERED, PairsWaiting, words_for
from libyamap.ui.duplicates.looking import MOST
from libyamap.ui.exchange.import_frame import Stage
from tests.qt.fake_project import GNA, STATEMENTS, FakeProject
from tests.qt.importing import Importing


def event(title: str, dataset: str, lon: float) -> Event:
    return Event(
        id=new_id(), layer=STATEMENTS.id, title=title, time="2016-05-19", where_prec=1, geometry=point(lon, 32.37),
        dataset=dataset, dataset_id=title, actors=(Involvement(GNA.id),),
    )  # fmt: skip


CLASH, AGAIN = event("Clash at the gate", "A", 15.09), event("Clash at the gate", "B", 15.1)
RAID, TOLD = event("Raid on the port", "A", 13.1), event("Raid on the port", "B", 13.1)


class Looks:
    """Finds the pairs of the fake project when the gate is open, and remembers what it was asked."""

    def __init__(self, project: FakeProject) -> None:
        self.project, self.asked, self.ended = project, [""][:0], 0
        self.gate = Gate()
        self.gate.set()
        self.error: WorldError | None = None

    def __call__(self, dataset: str) -> list[LikelyPair]:
        self.asked.append(dataset)
        self.gate.wait()
        if self.error is not None:
            raise self.error
        return likely_pairs(self.project.store, of_dataset=dataset)

    def stop(self) -> None:
        self.ended += 1
        self.gate.set()


@pytest.fixture
def looks(project: FakeProject) -> Looks:
    return Looks(project)


@pytest.fixture
def waiting(desk: Desk, project: FakeProject, looks: Looks, monkeypatch: pytest.MonkeyPatch) -> Iterator[PairsWaiting]:
    """On a project with two likely pairs."""
    monkeypatch.setattr(counting, "REST_MS", 0)
    project.session.run(InsertMany((CLASH, AGAIN, RAID, TOLD), "Insert"))
    made = PairsWaiting(desk, looks, desk)
    yield made
    made.stop()


def heard(waiting: PairsWaiting) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    waiting.told.connect(lambda *said: found.append(said))
    return found


def last(said: list[tuple[str, bool]], wanted: tuple[str, bool]) -> Callable[[], bool]:
    return lambda: bool(said) and said[-1] == wanted


def test_the_number_follows_the_project(waiting: PairsWaiting, desk: Desk, qtbot: QtBot, looks: Looks) -> None:
    said = heard(waiting)
    waiting.count("B")
    assert said == [(COUNTING, True)], "no old number meanwhile, and the button can be pressed"
    qtbot.waitUntil(last(said, ("2 likely duplicates…", True)))
    assert looks.asked == ["B"]
    desk.session.run(JoinEvents(CLASH, AGAIN))
    assert said[-1] == (COUNTING, True)
    qtbot.waitUntil(last(said, ("One likely duplicate…", True)))
    desk.session.run(RemoveMany((TOLD,)))
    qtbot.waitUntil(last(said, (NONE, False)))
    desk.session.undo()
    qtbot.waitUntil(last(said, ("One likely duplicate…", True)))


def test_what_was_counted_before_a_change_is_never_told(
    waiting: PairsWaiting, desk: Desk, qtbot: QtBot, looks: Looks
) -> None:
    looks.gate.clear()
    said = heard(waiting)
    waiting.count()
    qtbot.waitUntil(lambda: looks.asked == [""])
    desk.session.run(JoinEvents(CLASH, AGAIN))  # while two are being counted
    assert looks.ended, "the process that counts is ended"
    qtbot.waitUntil(last(said, ("One likely duplicate…", True)))
    assert ("2 likely duplicates…", True) not in said


def test_a_large_project_is_not_compared_unasked(
    waiting: PairsWaiting, monkeypatch: pytest.MonkeyPatch, looks: Looks, qtbot: QtBot
) -> None:
    monkeypatch.setattr(counting, "MOST_COUNTED", 3)
    said = heard(waiting)
    waiting.count()
    assert said == [(OFFERED, True)]
    monkeypatch.setattr(counting, "MOST_COUNTED", 300)
    looks.error = WorldError("The file is gone.")
    waiting.count()
    qtbot.waitUntil(lambda: len(said) == 3)
    assert said[1:] == [(COUNTING, True), (OFFERED, True)], "where it cannot be counted, it is offered all the same"
    assert looks.asked == [""]


def test_a_project_that_is_still_being_read_is_not_compared(
    waiting: PairsWaiting, desk: Desk, monkeypatch: pytest.MonkeyPatch, looks: Looks, qtbot: QtBot
) -> None:
    """A million rows have come in: until they are read, the project seems small."""
    with monkeypatch.context() as reading:
        reading.setattr(type(desk.contents), "is_unread", property(lambda _contents: True))
        said = heard(waiting)
        waiting.count("B")
        assert said == [(OFFERED, True)]
    assert not looks.asked
    desk.recount()  # as once it has been read
    qtbot.waitUntil(last(said, ("2 likely duplicates…", True)))


def test_words() -> None:
    assert [words_for(count) for count in (0, 1, 999)] == [NONE, "One likely duplicate…", "999 likely duplicates…"]
    assert words_for(MOST) == "1,000 or more likely duplicates…"


ROWS = "id,title,date,latitude,longitude\n{}1,Clash at the old gate,2016-05-19,32.37,15.09\n"


def says(button: QPushButton, words: str) -> bool:
    return button.text() == words


def test_the_account_of_an_import_says_how_many(importing: Importing) -> None:
    for name, words in (("first", NONE), ("second", "One likely duplicate…")):
        dialog = importing.look(importing.file(f"{name}.csv", ROWS.format(name)))
        importing.go(Stage.DONE)
        (button,) = dialog.account.offered
        importing.qtbot.waitUntil(partial(says, button, words), timeout=60_000)
        assert button.isEnabled() is (words != NONE)
        dialog.accept()


def test_an_account_that_is_shown_again_forgets_the_button_before(importing: Importing) -> None:
    dialog = importing.look(importing.file("refused.csv", ROWS.format("r").replace("32.37", "900")))
    importing.go(Stage.DONE)
    (button,) = dialog.account.offered
    outcomes = dialog.account.outcomes
    dialog.account.show_account(outcomes)
    importing.qtbot.waitUntil(lambda: not shiboken6.isValid(button))
    dialog.afterwards.offer_duplicates(outcomes)
    importing.window.desk.session.run(InsertMany((Actor(id=new_id(), name="Somebody"),), "Insert"))
    (button,) = dialog.account.offered
    assert button.text() in {COUNTING, NONE}
    dialog.accept()
