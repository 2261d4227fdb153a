"""What is typed finds what is meant, best first, and says no more of the place than is known."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.folding import words
from libyamap.app.search import Hit, search
from libyamap.domain.model import Site
from tests.unit.app.small_project import FORCES, MISRATA, OUTPOST, RECORDS, STATEMENT, SmallAreas, SmallStore

STORE = SmallStore(RECORDS)


def found(text: str) -> list[Hit]:
    return search(STORE, SmallAreas(), text)


def names(text: str) -> list[str]:
    return [hit.name for hit in found(text)]


def test_title_before_place_before_description() -> None:
    assert names("misrata") == [MISRATA.title, OUTPOST.title, STATEMENT.title]


@pytest.mark.parametrize("text", ["Haftar", "haftár", "حفتر", "خليفه", "chalifa"])
def test_an_actor_by_any_name_finds_its_features(text: str) -> None:
    hits = found(text)
    assert [hit.name for hit in hits] == [STATEMENT.title]
    assert hits[0].matched == "actors"


def test_short_name_and_the_beginning_of_a_word() -> None:
    assert names("lna") == ["Arms"]
    assert names("outp") == [OUTPOST.title]


def test_every_word_must_be_found() -> None:
    assert names("us misrata") == [OUTPOST.title]
    assert names("misrata nowhere") == []


@pytest.mark.parametrize("text", ["", "   ", "-", "«»"])
def test_nothing_asked_nothing_found(text: str) -> None:
    assert found(text) == []


def test_positions_are_those_of_the_map() -> None:
    exact, ring, unlocated = found("misrata")
    assert (exact.lat, exact.lon, exact.where_prec) == (32.375, 15.09, 1)
    assert ring.where_prec == 2
    assert (unlocated.lat, unlocated.lon, unlocated.where_prec) == (None, None, None)
    (country,) = found("french forces")
    assert (country.lat, country.lon, country.where_prec) == (27.0, 17.0, FORCES.where_prec)
    assert (country.kind, country.country, country.source) == ("presence", "LBY", "project")


def test_names_in_other_columns_are_found() -> None:
    town = msgspec.structs.replace(MISRATA, attributes={"name_ar": "مصراتة", "population": 3})
    (hit,) = search(SmallStore([town]), SmallAreas(), "مصراته")
    assert hit.id == town.id


def test_places_are_found_by_what_the_map_data_calls_them_in_arabic() -> None:
    assert names("مصراته") == [MISRATA.title, OUTPOST.title]
    assert set(names("ليبيا")) == {MISRATA.title, OUTPOST.title, FORCES.title}
    assert names("أطلنطس") == []


@given(st.text(max_size=30))
def test_any_text_can_be_asked(text: str) -> None:
    assert all(isinstance(hit, Hit) for hit in found(text))


@given(st.text(alphabet=st.characters(categories=("L", "Nd")), min_size=1, max_size=20).filter(words))
def test_a_title_finds_its_feature(title: str) -> None:
    site = Site(id=MISRATA.id, layer=MISRATA.layer, title=title)
    hits = search(SmallStore([site]), SmallAreas(), title)
    assert [hit.name for hit in hits] == [title]
