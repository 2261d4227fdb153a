"""In a country, in a province: by position; both indexes and shapely say the same."""

from functools import cache
from typing import Literal

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from libyamap.app.filter import Filter
from libyamap.app.in_areas import InAreas
from libyamap.app.viewport import Selection
from libyamap.app.whereabouts import place_of
from libyamap.bootstrap import areas
from libyamap.domain.geometry import point
from libyamap.domain.model import Event, Feature
from tests.unit.store.index.questions import AREAS, both, features, quick_folder
from tests.unit.store.samples import LAYER

CODES = ("LY-KF", "LY-MI")
FILTERS: tuple[tuple[Literal["country", "province"], tuple[str, ...]], ...] = (
    ("country", ("LBY",)),
    ("country", ("FJI",)),
    ("country", ("FJI", "LBY")),
    ("province", ("LY-MI",)),
    ("province", CODES),
    ("province", ("nowhere",)),
)


@cache
def shape_of(code: str) -> shapely.Polygon:
    """A province as shapely has it."""
    province = AREAS.province(code)
    assert province is not None
    return shapely.box(*province.bounds)


def lies_in(feature: Feature, sort: str, codes: tuple[str, ...]) -> bool:
    """The rule in shapely's words: the position decides, unless there is none or it is in no province."""
    says = getattr(feature, sort) in codes
    at = place_of(feature)
    if at is None:
        return says
    here = {code for code in CODES if shape_of(code).contains(shapely.Point(at))}
    wanted = set(CODES if "LBY" in codes else codes)
    return bool(here & wanted) or (says and not here)


@given(st.lists(features(), max_size=12, unique_by=lambda each: each.id), st.sampled_from(FILTERS))
@settings(max_examples=60, deadline=None)
def test_both_indexes_ask_the_position(
    known: list[Feature], asked: tuple[Literal["country", "province"], tuple[str, ...]]
) -> None:
    sort, codes = asked
    wanted = Filter(countries=codes) if sort == "country" else Filter(provinces=codes)
    expected = sorted(feature.id for feature in known if lies_in(feature, sort, codes))
    with quick_folder() as folder, both(folder, list(known)) as indexes:
        for index in (indexes.plain, indexes.large):
            found = index.order(Selection(filter=wanted))
            assert found.ids(0, len(found)) == expected


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
