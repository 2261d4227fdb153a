"""A circle of many events that was clicked: its members are selected, or the map goes nearer."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton

from libyamap.app.cells import cell_bounds, cell_of
from libyamap.app.commands import InsertMany
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event
from libyamap.ui import spots
from libyamap.ui.cell_picking import MOST_LISTED
from libyamap.ui.spots import spots_of
from libyamap.web.protocol import CellPicked, ShowFrame
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import FORCES, OUTPOST, PRESENCE

KEY = cell_of(10.5, 30.5, 12)


@pytest.fixture
def crowd(fake: FakeWindow) -> list[str]:
    """Ids of three events in one cell."""
    events = [
        Event(id=new_id(), layer=FORCES.id, title=f"E{number}", where_prec=1, geometry=point(10.5, 30.5))
        for number in range(3)
    ]
    fake.window.desk.session.run(InsertMany(tuple(events), "Insert"))
    return [event.id for event in events]


def picked(count: int, *, add: bool = False) -> CellPicked:
    """The page says that the circle was clicked."""
    return CellPicked(key=str(KEY), count=count, bounds=cell_bounds(KEY), add=add)


def test_its_members_are_selected_and_it_is_said(fake: FakeWindow, crowd: list[str]) -> None:
    fake.host.say(picked(3))
    assert set(fake.window.desk.viewing.state.selected) == set(crowd)
    assert fake.window.status.currentMessage() == "3 events selected"


def test_how_many_there_are_stands_above_what_can_be_done_with_them(fake: FakeWindow, crowd: list[str]) -> None:
    fake.host.say(picked(len(crowd)))
    inspector = fake.window.inspector
    heading = next(label for label in inspector.findChildren(QLabel) if label.text() == "3 selected")
    listed = inspector.findChild(QListWidget)
    assert listed is not None
    assert listed.count() == 3
    buttons = [each for each in inspector.findChildren(QPushButton) if each.text() == "Delete all"]
    tops = [each.mapTo(inspector, QPoint()).y() for each in (heading, buttons[0], listed)]
    assert tops == sorted(tops)


def test_they_come_to_what_is_selected_already(fake: FakeWindow, crowd: list[str]) -> None:
    desk = fake.window.desk
    before = next(
        row for row in desk.workspace.index.order(desk.viewing.state.selection).ids(0, 10) if row not in crowd
    )
    desk.select([before])
    fake.host.say(picked(3, add=True))
    assert set(desk.viewing.state.selected) == {before, *crowd}


def test_the_map_goes_nearer_to_very_many(fake: FakeWindow, crowd: list[str]) -> None:
    fake.host.say(picked(MOST_LISTED + 1))
    assert fake.host.last(ShowFrame) == ShowFrame(cell_bounds(KEY), animate=True)
    assert not fake.window.desk.viewing.state.selected
    assert crowd


def test_only_selected_events_that_circles_may_count_get_spots(
    fake: FakeWindow, crowd: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = fake.window.desk
    desk.select([*crowd, OUTPOST.id, PRESENCE.id])
    assert spots_of(desk) == ()  # so few are all drawn
    monkeypatch.setattr(spots, "FEW", 3)
    assert spots_of(desk) == tuple((event, 10.5, 30.5) for event in crowd)
    desk.viewing.set_layer(FORCES.id, visible=False)
    assert spots_of(desk) == ()
