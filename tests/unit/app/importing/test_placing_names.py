"""Names without coordinates: what the gazetteer offers for them, how surely, and what a choice does to rows."""

from collections import Counter

import pytest

from libyamap.app.importing.districts import PlacesAndDistricts
from libyamap.app.importing.placing_names import (
    Likeness,
    NamedPlace,
    PlaceName,
    candidates_for,
    named_place,
    names_asked,
    place_by_name,
)
from libyamap.app.named_areas import NamedArea, NamedAreas
from libyamap.domain.geometry import Geometry, GeometryType, Position
from libyamap.domain.place import Found, How, PlaceKind


def found(name: str, country: str, at: Position, kind: PlaceKind = PlaceKind.PLACE, how: How = How.EXACT) -> Found:
    """A place of the gazetteer."""
    return Found(
        id=f"x:{name}{country}{kind}", name=name, name_ar="", kind=kind, country=country, country_name=country,
        province="Somewhere", lat=at[1], lon=at[0], bounds=None, population=0, matched=name, how=how, score=1.0,
    )  # fmt: skip


class Gazetteer:
    """Gives the same answers whatever is asked."""

    def __init__(self, *answers: Found) -> None:
        self.answers = answers

    def find(self, text: str, *, near: Position | None = None, limit: int = 20) -> list[Found]:
        """All of them."""
        return list(self.answers[:limit]) if text != "unknown" else []

    def nearest(self, position: Position, limit: int) -> list[Found]:
        """Nothing is asked so."""
        return []


def codes(name: str) -> str:
    """Countries by name."""
    return {"Libya": "LBY", "Lebanon": "LBN"}.get(name, "")


TRIPOLI_W = found("Tripoli", "LBY", (13.2, 32.9))
TRIPOLI_E = found("Tripoli", "LBN", (35.8, 34.4))
PROVINCE = found("Tripoli", "LBY", (13.1, 32.7), PlaceKind.PROVINCE)
SIMILAR = found("Tripolis", "LBY", (13.3, 32.8), how=How.SPELLING)
STARTING = found("Tripoli Port", "LBY", (13.2, 32.9), how=How.BEGINNING)


def district(name: str, west: float, *others: str) -> NamedArea:
    """A square degree of its own set."""
    corners = (west, 32.0), (west + 1, 32.0), (west + 1, 33.0), (west, 33.0), (west, 32.0)
    shape = Geometry(GeometryType.POLYGON, (corners,))
    return NamedArea(f"id {name}", name, "Districts", shape, shape.bounds(), other_names=others)


def test_districts_of_the_project_are_offered_too() -> None:
    named = NamedAreas((district("Tripoli", 13.0), district("Misrata", 15.0, "مصراتة")))
    places = PlacesAndDistricts(Gazetteer(TRIPOLI_W), named, lambda at: "LBY" if at[0] < 14 else "")
    offered = candidates_for(PlaceName("Tripoli", "Libya"), places, codes, None)
    assert [(each.found.kind, each.likeness) for each in offered] == [
        (PlaceKind.PLACE, Likeness.ONLY_ONE), (PlaceKind.DISTRICT, Likeness.SAME_NAME),
    ]  # fmt: skip
    alone = PlacesAndDistricts(Gazetteer(), named, lambda _at: "")
    (only,) = candidates_for(PlaceName("مصراتة"), alone, codes, None)
    assert (only.found.name, only.likeness) == ("Misrata", Likeness.ONLY_ONE)
    chosen = named_place(PlaceName("مصراتة"), only.found, 3)
    assert named.at((chosen.lon, chosen.lat)) == named.all[1], "what is placed so is drawn as that district"
    assert chosen.note.endswith("placed by the named areas “Districts”.")
    assert candidates_for(PlaceName("Misr"), alone, codes, None) == ()


def test_a_district_that_another_would_be_drawn_for_is_not_offered() -> None:
    large = NamedArea("x", "All", "Districts", *(lambda shape: (shape, shape.bounds()))(
        Geometry(GeometryType.POLYGON, (((12.0, 31.0), (15.0, 31.0), (15.0, 34.0), (12.0, 34.0), (12.0, 31.0)),))
    ))  # fmt: skip
    named = NamedAreas((large, district("Tripoli", 13.0)))
    places = PlacesAndDistricts(Gazetteer(), named, lambda _at: "")
    assert candidates_for(PlaceName("All"), places, codes, None) == ()
    assert len(candidates_for(PlaceName("Tripoli"), places, codes, None)) == 1


def test_a_country_of_the_file_is_kept_to() -> None:
    world = Gazetteer(TRIPOLI_E, TRIPOLI_W)
    offered = candidates_for(PlaceName("Tripoli", "Libya"), world, codes, None)
    assert [(each.found.country, each.likeness) for each in offered] == [("LBY", Likeness.ONLY_ONE)]
    without = candidates_for(PlaceName("Tripoli"), world, codes, None)
    assert [each.likeness for each in without] == [Likeness.SAME_NAME] * 2


def test_a_province_of_the_same_name_is_no_rival_and_beginnings_are_not_offered() -> None:
    offered = candidates_for(PlaceName("tripoli"), Gazetteer(SIMILAR, STARTING, PROVINCE, TRIPOLI_W), codes, None)
    assert [(each.found, each.likeness) for each in offered] == [
        (TRIPOLI_W, Likeness.ONLY_ONE),
        (PROVINCE, Likeness.SAME_NAME),
        (SIMILAR, Likeness.SIMILAR),
    ]


def test_names_of_most_rows_come_first_and_unknown_ones_are_not_asked() -> None:
    counted = Counter({PlaceName("unknown"): 9, PlaceName("Tripoli", "Libya"): 2, PlaceName("Tripoli", "Lebanon"): 3})
    asked = names_asked(counted, Gazetteer(TRIPOLI_E, TRIPOLI_W), codes, None)
    assert [(each.name.country, each.rows) for each in asked] == [("Lebanon", 3), ("Libya", 2)]


@pytest.mark.parametrize("own", [None, Geometry(GeometryType.POINT, (1.0, 2.0))])
def test_only_rows_without_a_place_are_put_where_a_person_said(own: Geometry | None) -> None:
    choice = named_place(PlaceName("Tripoli"), TRIPOLI_W)
    geometries, precisions, countries = [own], [1 if own else None], [""]
    notes = place_by_name({PlaceName("Tripoli"): choice}, ["Tripoli"], [""], geometries, precisions, countries)
    if own is not None:
        assert (geometries, precisions, notes) == ([own], [1], [""])
    else:
        assert geometries == [Geometry(GeometryType.POINT, (13.2, 32.9))]
        assert (precisions, countries) == ([2], ["LBY"])
        assert "placed by the gazetteer: Tripoli (Somewhere, LBY; x:TripoliLBYplace)" in notes[0]


def test_without_choices_nothing_is_placed() -> None:
    geometries: list[Geometry | None] = [None]
    assert place_by_name({}, ["Tripoli"], [""], geometries, [None], [""]) == [""]
    assert geometries == [None]
    elsewhere = {PlaceName("Tripoli", "Lebanon"): NamedPlace(lon=35.8, lat=34.4)}
    place_by_name(elsewhere, ["Tripoli"], ["Libya"], geometries, [None], [""])
    assert geometries == [None]
