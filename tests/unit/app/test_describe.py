"""The numbers of a project are those of what is in it."""

import msgspec

from libyamap.app.describe import describe
from libyamap.domain.model import Record, Site
from tests.unit.app.small_project import (
    FORCES,
    MISRATA,
    PROJECT,
    RECORDS,
    SmallAreas,
    SmallStore,
    uuid,
)


def test_counts() -> None:
    description = describe(PROJECT, SmallStore(RECORDS), SmallAreas())
    assert description.title == "Small"
    assert description.as_of_words == "about May 2016"
    assert description.features == 5
    assert description.by_kind == {"event": 1, "presence": 1, "site": 2, "zone": 0, "link": 1}
    assert sum(description.by_kind.values()) == description.features
    assert description.by_layer == {"Places": 2, "Events": 3, "Nothing yet": 0}
    assert (description.actors, description.sources, description.claims) == (2, 1, 5)
    assert description.not_located == 2
    assert description.revision == 1


def test_layers_of_one_title_add_up() -> None:
    double = [
        msgspec.structs.replace(record, title="Places") if getattr(record, "title", "") == "Events" else record
        for record in RECORDS
    ]
    assert describe(PROJECT, SmallStore(double), SmallAreas()).by_layer["Places"] == 5


def bounds_of(*records: Record) -> tuple[float, ...] | None:
    return describe(PROJECT, SmallStore([PROJECT, *records]), SmallAreas()).bounds


def test_bounds_are_of_what_has_a_place() -> None:
    assert bounds_of() is None
    assert bounds_of(FORCES) is None, "known for a country alone"
    assert bounds_of(MISRATA) == bounds_of(MISRATA, FORCES) == (15.09, 32.375, 15.09, 32.375)
    in_province = Site(id=uuid(30), layer=MISRATA.layer, title="Somewhere here", where_prec=4, province="LY.00")
    assert bounds_of(in_province) == (10.0, 25.0, 12.0, 27.0)
