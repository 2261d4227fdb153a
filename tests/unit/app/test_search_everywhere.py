"""The project's features come first, then places; another spelling of a place finds what the project has there."""

import pytest

from libyamap.app.search_everywhere import middle_of, search_everywhere
from libyamap.domain.geometry import Bounds, Position
from libyamap.domain.place import Found, How, PlaceKind
from tests.unit.app.small_project import MISRATA, RECORDS, SmallAreas, SmallStore

STORE = SmallStore(RECORDS)


class OnePlace:
    """A gazetteer of one town, found in the given way whatever is asked."""

    def __init__(self, how: How = How.ALIAS, kind: PlaceKind = PlaceKind.PLACE) -> None:
        self.asked: list[tuple[str, Position | None]] = []
        self._found = Found(
            id="geonames:2214846", name="Misrata", name_ar="مصراتة", kind=kind, country="LBY", country_name="Libya",
            province="Misrata", lat=32.3754, lon=15.0925, bounds=None, population=355_657, matched="Misurata", how=how,
            score=35.0,
        )  # fmt: skip

    def find(self, text: str, *, near: Position | None = None, limit: int = 20) -> list[Found]:
        self.asked.append((text, near))
        return [self._found][:limit]

    def nearest(self, position: Position, limit: int) -> list[Found]:
        return [self._found][:limit]


def test_features_first_then_places() -> None:
    places = OnePlace()
    hits = search_everywhere(STORE, SmallAreas(), places, "misrata", near=(15.0, 30.0))
    assert [hit.source for hit in hits] == ["project"] * (len(hits) - 1) + ["gazetteer"]
    assert hits[0].name == MISRATA.title
    assert places.asked == [("misrata", (15.0, 30.0))]
    last = hits[-1]
    assert (last.name, last.kind, last.country, last.place) == ("Misrata", "place", "LBY", "Misrata")
    assert (last.lat, last.lon, last.where_prec, last.matched, last.id) == (
        32.3754, 15.0925, 1, "alias", "geonames:2214846",
    )  # fmt: skip


@pytest.mark.parametrize("text", ["Misurata", "مصراته", "Misratah"])
def test_another_spelling_finds_the_feature_too(text: str) -> None:
    hits = search_everywhere(STORE, SmallAreas(), OnePlace(), text)
    assert (hits[0].name, hits[0].source) == (MISRATA.title, "project")


def test_a_guess_does_not() -> None:
    hits = search_everywhere(STORE, SmallAreas(), OnePlace(How.TYPING_ERROR), "Mxsxrxtx")
    assert [hit.source for hit in hits] == ["gazetteer"]


def test_without_a_gazetteer_the_project_alone() -> None:
    assert {hit.source for hit in search_everywhere(STORE, SmallAreas(), None, "misrata")} == {"project"}


def test_areas_say_that_their_position_is_not_exact() -> None:
    hits = search_everywhere(STORE, SmallAreas(), OnePlace(kind=PlaceKind.PROVINCE), "zzz")
    assert hits[-1].where_prec == 4


@pytest.mark.parametrize(
    ("bounds", "middle"),
    [((9.0, 19.0, 25.0, 33.0), (17.0, 26.0)), ((170.0, -20.0, -170.0, 0.0), (180.0, -10.0)),
     ((160.0, 0.0, -170.0, 2.0), (175.0, 1.0)), ((175.0, 0.0, -165.0, 2.0), (-175.0, 1.0))],
)  # fmt: skip
def test_the_middle_of_a_view(bounds: Bounds, middle: Position) -> None:
    assert middle_of(bounds) == middle
