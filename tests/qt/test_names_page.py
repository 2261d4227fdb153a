"""Choosing where rows lie that name a place: how exactly follows what is chosen."""

import pytest

from libyamap.app.importing.placing_names import Candidate, Likeness, NameAsked, PlaceName
from libyamap.domain.place import Found, How, PlaceKind
from libyamap.ui.exchange.names_page import NamesPage


def candidate(kind: PlaceKind) -> Candidate:
    return Candidate(
        Found(
            id="x", name="Tripoli", name_ar="", kind=kind, country="LBY", country_name="Libya", province="Districts",
            lat=32.9, lon=13.2, bounds=None, population=0, matched="Tripoli", how=How.EXACT, score=1.0,
        ),
        Likeness.SAME_NAME,
    )  # fmt: skip


@pytest.mark.usefixtures("qapp")
def test_what_names_a_district_is_known_by_its_district() -> None:
    page = NamesPage()
    town, area = candidate(PlaceKind.PLACE), candidate(PlaceKind.DISTRICT)
    name = PlaceName("Tripoli")
    for order, precisions in (((town, area), (2, 3)), ((area, town), (3, 2))):
        page.ask([NameAsked(name, 4, order)], 0)
        box = page.table.cellWidget(0, 2)
        assert box is not None
        for at, expected in enumerate(precisions, 1):
            box.setProperty("currentIndex", at)
            assert page.chosen()[name].where_prec == expected
        page.accept(None)
        assert page.chosen() == {}
    page.deleteLater()
