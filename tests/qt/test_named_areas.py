"""Areas of one's own where somebody adds a feature or asks what is here."""

import datetime as dt
from contextlib import closing

import pytest
from pytestqt.qtbot import QtBot

from libyamap.app.commands import InsertMany
from libyamap.app.named_areas import NAMED_AREA, NamedArea, NamedAreas
from libyamap.app.placing import Spot
from libyamap.app.view_state import LayerState
from libyamap.bootstrap import areas
from libyamap.domain.geometry import Geometry, GeometryType, Position
from libyamap.domain.ids import new_id
from libyamap.domain.model import Layer, Site, Zone
from libyamap.ui.edit.form.place_asker import PlaceAsker
from libyamap.ui.find.here_facts import facts_of
from libyamap.ui.find.here_sections import area_section
from tests.qt.importing import PATIENCE_MS, Importing

DAY = dt.date(2016, 5, 18)


def named(name: str, *corners: Position) -> NamedArea:
    shape = Geometry(GeometryType.POLYGON, ((*corners, corners[0]),))
    return NamedArea(name, name, "Districts", shape, shape.bounds())


SMALL = named("Suq <b>al Jumaa", (13.0, 32.0), (14.0, 32.0), (14.0, 33.0), (13.0, 33.0))
LARGE = named("Suq and all around", (12.0, 31.0), (15.0, 31.0), (15.0, 34.0), (12.0, 34.0))
OWN = NamedAreas((LARGE, SMALL))


def test_the_form_offers_those_that_would_be_drawn() -> None:
    with closing(areas()) as ground:
        asker = PlaceAsker((), ground, None, (13.0, 32.0), OWN)
        (offered,) = asker.ask("suq")  # the middle of the large one lies in the small one, which would be drawn
        assert (offered.name, offered.note) == (SMALL.name, "in this area · Districts")
        assert isinstance(offered.value, Spot)
        assert (offered.value.usual, offered.value.at, offered.value.country) == (3, (13.5, 32.5), "LBY")
        assert asker.ask("nothing of the sort") == []
        assert PlaceAsker((), ground, None, (13.0, 32.0)).ask("suq") == []


@pytest.mark.usefixtures("qapp")
def test_what_is_here_names_the_smallest() -> None:
    with closing(areas()) as ground:
        here = facts_of((13.2, 32.2), DAY, (), ground, None, OWN).here
        assert here.district == SMALL.name
        section = area_section(here, lambda: None)
        assert any("District: " in label and SMALL.name in label for label in section_texts(section))
        assert facts_of((0.0, 0.0), DAY, (), ground, None, OWN).here.district == ""


def section_texts(section: object) -> list[str]:
    from PySide6.QtWidgets import QLabel, QWidget

    assert isinstance(section, QWidget)
    return [label.text() for label in section.findChildren(QLabel)]


def test_the_table_counts_them_where_it_lists_them(importing: Importing, qtbot: QtBot) -> None:
    table, desk = importing.window.table, importing.window.desk
    sites, districts = Layer(id=new_id(), title="Sites"), Layer(id=new_id(), title="Districts", visible=False)
    shape = SMALL.geometry
    zones = [Zone(id=new_id(), layer=districts.id, title=f"D{n}", type=NAMED_AREA, geometry=shape) for n in range(3)]
    site = Site(id=new_id(), layer=sites.id, title="A")
    desk.session.run(InsertMany((sites, districts, site, *zones), "Insert"))
    qtbot.waitUntil(lambda: table.count.text() == "1 feature", timeout=PATIENCE_MS)
    table.field.setText("nothing")
    qtbot.waitUntil(lambda: table.count.text() == "0 of 1 feature", timeout=PATIENCE_MS)
    table.field.clear()
    shown = {**desk.viewing.state.layers, districts.id: LayerState(visible=True, opacity=1.0, position=1)}
    desk.viewing.change("test", layers=shown)
    qtbot.waitUntil(lambda: table.count.text() == "4 features", timeout=PATIENCE_MS)
