"""Named areas clicked on the map: for a filter, for a zone, and for where something was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from libyamap.app.commands import InsertMany
from libyamap.app.filter import Filter
from libyamap.app.named_areas import NAMED_AREA
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.ids import new_id
from libyamap.domain.model import Layer, Zone
from libyamap.web.protocol import EditChose, EditEnded, UseEditor
from tests.qt.adding import Keys, newest

DISTRICTS = Layer(id=new_id(), title="Districts", visible=False)


def district(title: str, west: float, south: float, side: float) -> Zone:
    east, north = west + side, south + side
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    shape = Geometry(GeometryType.POLYGON, (ring,))
    return Zone(id=new_id(), layer=DISTRICTS.id, title=title, type=NAMED_AREA, geometry=shape, where_prec=5)


WEST, EAST = district("Suq <b>al Jumaa", 14.0, 31.0, 1.0), district("Zuwarah", 15.0, 31.0, 1.0)
AROUND = district("All around", 12.6, 29.6, 3.8)


@pytest.fixture
def loaded(keys: Keys) -> Keys:
    """The window with three areas, the small ones in the middle of the large one."""
    keys.project.session.run(InsertMany((DISTRICTS, WEST, EAST, AROUND), "Load"))
    keys.fake.window.desk.reload()
    return keys


def tool(keys: Keys) -> UseEditor:
    """What the page was told last to do with the hand."""
    found = keys.fake.host.last(UseEditor)
    assert isinstance(found, UseEditor)
    return found


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def pick(keys: Keys, *zones: Zone) -> None:
    """The page says that these were clicked, and Enter."""
    keys.fake.host.say(EditChose(tuple(zone.id for zone in zones), zones[-1].title))
    keys.fake.host.say(EditEnded(done=True))


def test_a_filter_by_areas_that_are_clicked(loaded: Keys) -> None:
    loaded.fake.window.actions_["panel-filter"].trigger()
    place, viewing = loaded.fake.window.narrowing.filter.place, loaded.fake.window.desk.viewing
    press(place.pick_areas)
    assert (tool(loaded).mode, tool(loaded).chosen) == ("areas", ())
    pick(loaded, WEST, EAST)
    area = viewing.state.filter.area
    assert area is not None
    assert area.bounds() == (14.0, 31.0, 16.0, 32.0)
    press(place.pick_areas)
    assert tool(loaded).chosen == (WEST.id, EAST.id), "they are still chosen when one looks again"
    loaded.fake.window.map_tools.cancel()
    viewing.change("test", filter=Filter())
    press(place.pick_areas)
    assert tool(loaded).chosen == ()
    pick(loaded, EAST)
    area = viewing.state.filter.area
    assert area is not None
    assert area.bounds() == (15.0, 31.0, 16.0, 32.0)


def test_a_zone_of_areas_that_are_clicked(loaded: Keys) -> None:
    loaded.open(Qt.Key.Key_4)
    area = loaded.form.area
    assert area is not None
    loaded.type(loaded.form.title.line, "Held")
    narrow = max(area.pick.sizeHint().width(), area.pick_areas.sizeHint().width()) + area.draw.sizeHint().width() + 8
    assert area.minimumSizeHint().width() <= max(narrow, 280), "the panel need not be wider than without named areas"
    press(area.pick_areas)
    assert tool(loaded).mode == "areas"
    pick(loaded, WEST, EAST)
    assert area.names_of_parts() == "Suq <b>al Jumaa, Zuwarah"
    typed = area.typed()
    area.clear()
    assert area.is_empty
    area.put_back(typed)
    assert area.areas == (WEST.id, EAST.id), "a draft keeps them"
    loaded.send()
    zone = newest(loaded)
    assert zone.geometry is not None
    assert zone.geometry.bounds() == (14.0, 31.0, 16.0, 32.0)
    assert zone.place == "Suq <b>al Jumaa, Zuwarah"


def test_an_event_in_an_area_that_is_clicked(loaded: Keys) -> None:
    loaded.open(Qt.Key.Key_1)
    loaded.type(loaded.form.title.line, "Clash")
    press(loaded.place.pick_area)
    assert (tool(loaded).mode, tool(loaded).done) == ("areas", "")
    loaded.fake.host.say(EditChose((EAST.id,), EAST.title))  # one click is enough
    assert not loaded.fake.window.map_tools.active
    assert loaded.place.line.text() == "Zuwarah"
    loaded.send()
    event = newest(loaded)
    assert (event.place, event.where_prec, event.radius_m) == ("Zuwarah", 3, None)
    named = loaded.fake.window.desk.contents.named_areas
    assert event.geometry is not None
    assert event.geometry.type is GeometryType.POINT
    found = named.at(event.geometry.coordinates)
    assert found is not None
    assert found.id == EAST.id, "it is drawn as the area that was clicked"


def test_an_area_whose_middle_is_in_another_is_told(loaded: Keys) -> None:
    loaded.open(Qt.Key.Key_1)
    press(loaded.place.pick_area)
    loaded.fake.host.say(EditChose((AROUND.id,), AROUND.title))
    assert "which will be drawn" in loaded.place.problem.label.text()


def test_without_areas_there_is_nothing_to_click(keys: Keys) -> None:
    keys.open(Qt.Key.Key_1)
    assert keys.place.pick_area.isHidden()
    keys.open(Qt.Key.Key_4)
    area = keys.form.area
    assert area is not None
    assert area.pick_areas.isHidden()
    keys.fake.window.actions_["panel-filter"].trigger()
    assert keys.fake.window.narrowing.filter.place.pick_areas.isHidden()
