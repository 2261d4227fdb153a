"""Guessing what columns mean: by their names in several languages, then by what stands in them."""

import pytest

from libyamap.app.importing.guess import guess
from libyamap.app.importing.mapping import Mapping, fitted, shape_of
from libyamap.app.importing.rows import Cell
from tests.unit.app.importing.nowhere import Nowhere


def guessed(**columns: Cell) -> Mapping:
    return guess(tuple(columns), {name: [cell] for name, cell in columns.items()}, Nowhere())


def test_names_of_columns() -> None:
    found = guessed(
        Title="A", Event_Date="2016-05-19", LAT="32", Long="15", source_url="https://a.example/", Actor1="X", notes="n"
    )
    assert (found.title, found.date, found.latitude, found.longitude) == ("Title", "Event_Date", "LAT", "Long")
    assert found.description == "notes"
    assert found.sources[0].url == "source_url"
    assert [actor.column for actor in found.actors] == ["Actor1"]


def test_names_in_arabic() -> None:
    found = guessed(**{"العنوان": "A", "التاريخ": "2016-05-19", "خط العرض": "32", "خط الطول": "15"})
    assert (found.title, found.latitude, found.longitude) == ("العنوان", "خط العرض", "خط الطول")
    assert found.date == "التاريخ"


@pytest.mark.parametrize(
    "cell", ["32.3775, 15.0920", "33S VR 46785 82560", "32°22′39″N 15°05′31″E", "geo:32.3775,15.092"]
)
def test_coordinates_by_what_stands_there(cell: str) -> None:
    assert guessed(what="A", somewhere=cell).coordinates == "somewhere"


def test_what_says_where_is_a_place_unless_it_holds_coordinates() -> None:
    found = guessed(what="A", when="2016-05-19", where="near Misrata", who="Brigade 1")
    assert (found.place, found.coordinates) == ("where", "")
    assert [actor.column for actor in found.actors] == ["who"]
    found = guessed(what="A", where="33S VR 46785 82560", district="Misrata")
    assert (found.place, found.coordinates) == ("district", "where")


def test_a_name_that_promises_what_is_not_there_is_given_up() -> None:
    assert guessed(title="A", date="soon", seen="2016-05-19").date == "seen"
    assert guessed(title="A", precision="good").precision == ""
    assert guessed(title="A", geometry="round").wkt == ""
    assert guessed(title="A", lat="32").latitude == ""  # one axis alone is no place


def test_a_table_without_a_title_gets_one_from_what_and_where() -> None:
    assert guessed(type="battle", town="Sabha", lat="1", lon="2").title == "{type} in {town}"


def test_a_mapping_is_fitted_to_the_spelling_of_a_table() -> None:
    mapping = Mapping(title="{What} in {where}", latitude="lat|latitude", date="missing", kind=None)
    own = fitted(mapping, ("WHAT", "Latitude"))
    assert (own.title, own.latitude, own.date) == ("{WHAT} in", "Latitude", "")


def test_tables_of_one_shape_are_known_by_their_columns() -> None:
    assert shape_of(("A", "b ")) == shape_of(("B", "a"))
    assert shape_of(("A",)) != shape_of(("A", "b"))


def test_a_column_that_holds_what_its_name_says_goes_before_an_empty_or_broken_one() -> None:
    found = guessed(event_date="", date="soon", begin="2016-05-19", title="", name="A", latitude="", lat="27", lon="14")
    assert (found.date, found.title, found.latitude, found.longitude) == ("begin", "name", "lat", "lon")


def test_an_empty_column_is_taken_where_nothing_better_is_there() -> None:
    assert guessed(name="A", date="", lat="27", lon="14").date == "date"
