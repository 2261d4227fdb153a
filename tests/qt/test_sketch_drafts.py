"""What is half drawn on the map survives the end of the program: for a zone, and in the form that adds one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from libyamap.app.commands import Put, Remove
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.ids import new_id
from libyamap.domain.model import Zone
from libyamap.ui.edit.form.area_field import HALF_DRAWN
from libyamap.web.protocol import EditDrawn, EditSketched, UseEditor
from tests.qt.adding import Keys
from tests.qt.conftest import FakeWindow, OpenWindow
from tests.qt.fake_project import FORCES
from tests.qt.inspecting import kept, press

RING = ((10.0, 30.0), (12.0, 30.0), (12.0, 32.0), (10.0, 32.0), (10.0, 30.0))
BEGUN = Geometry(GeometryType.LINESTRING, ((9.0, 31.0), (11.0, 31.0)))
LARGER = ((10.0, 30.0), (13.0, 30.0), (12.0, 32.0), (10.0, 32.0), (10.0, 30.0))
HALVES = {
    "split": (BEGUN, Geometry(GeometryType.LINESTRING, ((9.0, 31.0), (13.0, 31.0)))),
    "cut": (BEGUN, Geometry(GeometryType.POLYGON, (((11.0, 31.0), (13.0, 31.0), (13.0, 33.0), (11.0, 31.0)),))),
    "reshape": (Geometry(GeometryType.POLYGON, (LARGER,)), Geometry(GeometryType.POLYGON, (LARGER,))),
}


@pytest.fixture
def zone(fake: FakeWindow) -> Zone:
    """A square zone in the project."""
    made = Zone(
        id=new_id(), layer=FORCES.id, title="Dunes", where_prec=5, geometry=Geometry(GeometryType.POLYGON, (RING,))
    )
    fake.project.session.run(Put(made))
    return made


def begin(fake: FakeWindow, zone: Zone, figure: str) -> None:
    """Take the tool, and draw the first corners."""
    getattr(fake.window.map_tools, figure)(zone)
    fake.host.say(EditSketched(HALVES[figure][0], 2))
    fake.window.editing.drafting.keep()  # as it does by itself a moment after the last corner


@pytest.mark.parametrize("figure", ["split", "cut", "reshape"])
def test_a_figure_that_was_under_way_goes_on_at_the_next_start(
    fake: FakeWindow, open_window: OpenWindow, zone: Zone, figure: str
) -> None:
    begin(fake, zone, figure)
    again = open_window(fake.project)
    banner = again.window.editing.drafting.banner
    assert "A change of “Dunes” was not finished" in banner.text
    press(banner, "Go on with it")
    tool = again.host.last(UseEditor)
    assert isinstance(tool, UseEditor)
    begun, whole = HALVES[figure]
    assert tool.geometry is not None
    assert [list(position) for position in tool.geometry.positions()] == [list(each) for each in begun.positions()]
    again.host.say(EditDrawn(whole))
    assert kept(again, zone).geometry != zone.geometry
    assert fake.project.drafts.all() == []


def test_what_is_given_up_or_as_it_was_is_no_draft(fake: FakeWindow, zone: Zone) -> None:
    begin(fake, zone, "split")
    assert len(fake.project.drafts.all()) == 1
    fake.window.map_tools.cancel()
    assert fake.project.drafts.all() == []
    fake.window.map_tools.reshape(zone)
    assert zone.geometry is not None
    fake.host.say(EditSketched(zone.geometry, 4))
    fake.window.editing.drafting.keep()
    assert fake.project.drafts.all() == []


def test_a_figure_of_a_zone_that_is_gone_is_told_and_dropped(
    fake: FakeWindow, open_window: OpenWindow, zone: Zone
) -> None:
    begin(fake, zone, "cut")
    draft = fake.project.drafts.all()
    fake.project.session.run(Remove(zone))
    again = open_window(fake.project)
    fake.project.drafts.keep(draft[0])
    again.window.editing.drafting.settle()
    press(again.window.editing.drafting.banner, "Go on with it")
    assert not again.window.map_tools.active
    assert fake.project.drafts.all() == []


def test_an_area_that_is_half_drawn_for_a_form_is_in_its_draft(keys: Keys, open_window: OpenWindow) -> None:
    keys.open(Qt.Key.Key_4)
    assert keys.form.area is not None
    QTest.mouseClick(keys.form.area.draw, Qt.MouseButton.LeftButton)
    keys.qtbot.waitUntil(lambda: keys.fake.window.map_tools.active)
    keys.fake.host.say(EditSketched(BEGUN, 2))
    keys.fake.window.editing.drafting.keep()
    again = Keys(open_window(keys.project), keys.qtbot)
    press(again.fake.window.editing.drafting.banner, "Go on with it")
    area = again.form.area
    assert area is not None
    assert area.echo.text() == HALF_DRAWN
    QTest.mouseClick(area.draw, Qt.MouseButton.LeftButton)
    keys.qtbot.waitUntil(lambda: again.fake.window.map_tools.active)
    tool = again.fake.host.last(UseEditor)
    assert isinstance(tool, UseEditor)
    assert tool.geometry == area.half_drawn
    again.fake.host.say(EditDrawn(Geometry(GeometryType.POLYGON, (RING,))))
    assert (area.half_drawn, area.is_empty) == (None, False)


def test_closing_the_window_keeps_what_is_half_drawn(fake: FakeWindow, open_window: OpenWindow, zone: Zone) -> None:
    fake.window.map_tools.split(zone)
    fake.host.say(EditSketched(BEGUN, 2))
    fake.window.close()
    again = open_window(fake.project)
    assert "A change of “Dunes” was not finished" in again.window.editing.drafting.banner.text
