"""In a country, in a province, in a drawn area: points by position, lines and zones by any part, as shapely says."""

from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyamap.app.filter import Filter
from libyamap.app.in_areas import InAreas
from libyamap.app.viewport import Selection
from libyamap.app.whereabouts import geometry_drawn
from libyamap.bootstrap import areas
from libyamap.domain.geometry import Geometry, GeometryType, line, point, union_of_areas
from libyamap.domain.model import Event, Feature, Zone
from tests.unit.store.index import grounds
from tests.unit.store.index.questions import PROVINCES, both, features, quick_folder
from tests.unit.store.samples import LAYER

FILTERS: tuple[tuple[Literal["country", "province"], tuple[str, ...]], ...] = (
    ("country", ("LBY",)),
    ("country", ("FJI",)),
    ("country", ("FJI", "LBY")),
    ("province", ("LY-MI",)),
    ("province", ("LY-KF", "LY-MI")),
    ("province", ("FJ-N", "nowhere")),
)
points = features().filter(lambda each: each.geometry is None or each.geometry.type is GeometryType.POINT)
crowds = st.lists(st.one_of(points, grounds.shaped, grounds.shaped), max_size=12, unique_by=lambda each: each.id)


def lies_in(feature: Feature, sort: str, codes: tuple[str, ...]) -> bool | None:
    """The rule in shapely's words: what lies there decides, unless it is in no province at all."""
    says = getattr(feature, sort) in codes
    geometry = geometry_drawn(feature)
    if geometry is None:
        return says
    here = {code: grounds.has_part_in(geometry, PROVINCES[code].geometry) for code in PROVINCES}
    wanted = [known for code, known in here.items() if code in codes or PROVINCES[code].country in codes]
    if any(wanted):
        return True
    if None in wanted or (says and None in here.values() and not any(here.values())):
        return None
    return says and not any(here.values())


@given(crowds, st.sampled_from(FILTERS))
@settings(max_examples=100, deadline=None)
def test_both_indexes_ask_the_ground(
    known: list[Feature], asked: tuple[Literal["country", "province"], tuple[str, ...]]
) -> None:
    sort, codes = asked
    wanted = Filter(countries=codes) if sort == "country" else Filter(provinces=codes)
    check(known, wanted, {feature.id: lies_in(feature, sort, codes) for feature in known})


@given(crowds, grounds.areas)
@settings(max_examples=100, deadline=None)
def test_both_indexes_ask_the_drawn_area(known: list[Feature], area: Geometry) -> None:
    drawn = {feature.id: geometry_drawn(feature) for feature in known}
    expected = {key: grounds.has_part_in(geometry, area) if geometry else False for key, geometry in drawn.items()}
    check(known, Filter(area=area), expected)


def check(known: list[Feature], wanted: Filter, expected: dict[str, bool | None]) -> None:
    """Both indexes give the expected features, and the same of those that nobody can tell, in lists and in counts."""
    with quick_folder() as folder, both(folder, list(known)) as indexes:
        selection = Selection(filter=wanted)
        found, of_large = (index.order(selection).ids(0, 99) for index in (indexes.plain, indexes.large))
        assert found == of_large
        assert indexes.plain.count(selection) == indexes.large.count(selection)
        world = (-180.0, -90.0, 180.0, 90.0)
        plain, large = (index.members(selection, world) for index in (indexes.plain, indexes.large))
        assert plain.ids(0, 99) == large.ids(0, 99)
    assert {key for key, known in expected.items() if known} <= set(found)
    assert not {key for key, known in expected.items() if known is False} & set(found)


@pytest.mark.parametrize(
    ("lon", "lat", "country", "asked", "inside"),
    [
        (13.19, 32.87, "", "LBY", True),  # Tripoli, without a code
        (13.19, 32.87, "TUN", "TUN", False),  # the position decides
        (13.2, 33.4, "LBY", "LBY", True),  # at sea off Tripoli: where the record says
        (13.2, 33.4, "", "LBY", False),
        (178.4, -18.1, "", "FJI", True),
        (-179.9, -16.7, "", "FJI", True),  # the same country beyond the antimeridian
        (10.0, -89.9, "", "ATA", True),
    ],
)
def test_real_map_data(lon: float, lat: float, country: str, asked: str, inside: bool) -> None:
    ground = areas()
    event = Event(id="e", layer=LAYER.id, title="e", where_prec=1, geometry=point(lon, lat), country=country)
    assert InAreas("country", (asked,), ground).holds(event) is inside
    ground.close()


@pytest.mark.parametrize(
    ("route", "asked", "inside"),
    [
        (((10.18, 36.8), (13.19, 32.87)), "LBY", True),  # Tunis to Tripoli, its middle at sea
        (((10.18, 36.8), (13.19, 32.87)), "TUN", True),
        (((10.18, 36.8), (13.19, 32.87)), "DZA", False),
        (((30.0, 31.2), (30.0, 25.0)), "LBY", False),  # in Egypt, beside the border
        (((177.0, -17.8), (180.0, -16.8)), "FJI", True),
    ],
)
def test_lines_on_real_map_data(route: tuple[tuple[float, float], ...], asked: str, inside: bool) -> None:
    ground = areas()
    event = Event(id="e", layer=LAYER.id, title="e", where_prec=5, geometry=line(*route))
    assert InAreas("country", (asked,), ground).holds(event) is inside
    ground.close()


def test_a_zone_of_whole_provinces_is_in_none_of_their_neighbours() -> None:
    ground = areas()
    libya = ground.provinces_of("LBY")
    taken = libya[::3]
    zone = Zone(
        id="z", layer=LAYER.id, title="z", where_prec=5, geometry=union_of_areas([each.geometry for each in taken])
    )
    assert zone.geometry is not None
    around = ground.provinces_in(zone.geometry.bounds(), 1_000)
    found = [each.code for each in around if InAreas("province", (each.code,), ground).holds(zone)]
    assert sorted(found) == sorted(each.code for each in taken)
    assert [
        code for code in ("LBY", "TUN", "EGY", "DZA", "TCD") if InAreas("country", (code,), ground).holds(zone)
    ] == ["LBY"]
    ground.close()
