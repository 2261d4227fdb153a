"""Areas of one's own where somebody adds a feature or asks what is here."""

import datetime as dt
from contextlib import closing

import pytest

from libyamap.app.named_areas import NamedArea, NamedAreas
from libyamap.app.placing import Spot
from libyamap.bootstrap import areas
from libyamap.domain.geometry import Geometry, GeometryType, Position
from libyamap.ui.edit.form.place_asker import PlaceAsker
from libyamap.ui.find.here_facts import facts_of
from libyamap.ui.find.here_sections import area_section

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
