"""The search over the shipped gazetteer: what is found, how it is said to be found, and what no text can break."""

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyamap.bootstrap import asset
from libyamap.domain.place import Found, How, PlaceKind
from libyamap.errors import WorldError
from libyamap.gazetteer.search import PlaceSearch

MISRATA, BENGHAZI = "geonames:2214846", "geonames:88319"
LIBYA, YEMEN = (17.0, 28.0), (46.0, 15.0)
EDGE = PlaceSearch(asset("gazetteer.sqlite"))
"""For hypothesis, which takes no fixtures that last longer than one example."""


@pytest.fixture(scope="module", autouse=True)
def closed_at_the_end() -> Iterator[None]:
    yield
    EDGE.close()


def first(places: PlaceSearch, text: str) -> Found:
    return places.find(text)[0]


@pytest.mark.parametrize(
    "text", ["Misrata", "Misurata", "Misratah", "مصراتة", "مصراته", "MISRATA", "misrátā", "Мисрата"]
)
def test_one_town_by_many_spellings(places: PlaceSearch, text: str) -> None:
    assert first(places, text).id == MISRATA


@pytest.mark.parametrize(
    "text", ["Benghazi", "Bengasi", "Bingazi", "Binghazi", "Benqazi", "Bengazi", "بنغازي", "Бенгази"]
)
def test_letters_that_transliterations_exchange(places: PlaceSearch, text: str) -> None:
    assert first(places, text).id == BENGHAZI


def test_all_that_is_known_is_said(places: PlaceSearch) -> None:
    found = first(places, "Misrata")
    assert (found.name, found.name_ar, found.kind, found.how) == ("Misrata", "مصراتة", PlaceKind.PLACE, How.EXACT)
    assert (found.country, found.country_name, found.province) == ("LBY", "Libya", "Misrata")
    assert (found.lon, found.lat) == pytest.approx((15.0925, 32.3754), abs=1e-3)
    assert found.population > 300_000
    assert found.bounds is None


@pytest.mark.parametrize(
    ("text", "how"),
    [("Misrata", How.EXACT), ("Misurata", How.ALIAS), ("Missrattah", How.SPELLING), ("Misrxta", How.TYPING_ERROR)],
)
def test_how_it_was_found(places: PlaceSearch, text: str, how: How) -> None:
    found = places.find(text, near=LIBYA)[0]
    assert (found.id, found.how) == (MISRATA, how)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Libye", PlaceKind.COUNTRY, "Libya"),
        ("Butnan", PlaceKind.PROVINCE, "Butnan"),
        ("Mitiga airport", PlaceKind.AIRFIELD, "Mitiga Airport"),
        ("HLLM", PlaceKind.AIRFIELD, "Mitiga Airport"),
        ("Ras Jedir", PlaceKind.CROSSING, "Ras Ajdir"),
        ("Snake Island", PlaceKind.ISLAND, "Snake Island"),
        ("Euphrate", PlaceKind.RIVER, "Euphrates"),
        ("Lac Tchad", PlaceKind.LAKE, "Lake Chad"),
        ("Golfe de Syrte", PlaceKind.SEA, "Gulf of Sidra"),
    ],
)
def test_every_kind_is_found(places: PlaceSearch, text: str, kind: PlaceKind, name: str) -> None:
    found = first(places, text)
    assert (found.kind, found.name) == (kind, name)


@pytest.mark.parametrize("text", ["Libya", "Misrata province", "Nile"])
def test_areas_and_rivers_have_bounds(places: PlaceSearch, text: str) -> None:
    found = first(places, text)
    assert found.bounds is not None
    west, south, east, north = found.bounds
    assert west < east
    assert south < north


@pytest.mark.parametrize("text", ["Tripoli, Lebanon", "Tripoli Liban", "طرابلس، لبنان", "Tripoli (Lebanon)"])
def test_a_country_after_the_name(places: PlaceSearch, text: str) -> None:
    assert (first(places, text).country, first(places, text).kind) == ("LBN", PlaceKind.PLACE)


@pytest.mark.parametrize("text", ["near Sirte", "près de Syrte", "vicino a Sirte", "قرب سرت", "Sirte, Sirte"])
def test_words_that_say_near_and_a_province(places: PlaceSearch, text: str) -> None:
    assert (first(places, text).country, first(places, text).name) == ("LBY", "Sirte")


def test_the_view_decides_among_equals(places: PlaceSearch) -> None:
    assert places.find("Al Bayda", near=LIBYA)[0].country == "LBY"
    assert places.find("Al Bayda", near=YEMEN)[0].country == "YEM"
    assert places.find("Tripoli", near=YEMEN)[0].country == "LBY", "a view far from both does not count"


@pytest.mark.parametrize(
    ("text", "country"),
    [("Deraa", "SYR"), ("Homs", "SYR"), ("Kidal", "MLI"), ("Odessa", "UKR"), ("Brak", "LBY"), ("Idleb", "SYR")],
)
def test_without_a_view_the_place_in_the_news_is_meant(places: PlaceSearch, text: str, country: str) -> None:
    assert first(places, text).country == country


@pytest.mark.parametrize(("text", "near", "country"), [("Odessa", (-102.0, 31.5), "USA"), ("Dera", (39.5, 8.5), "ETH")])
def test_the_view_counts_more_than_the_news(
    places: PlaceSearch, text: str, near: tuple[float, float], country: str
) -> None:
    assert places.find(text, near=near)[0].country == country


@pytest.mark.parametrize(
    ("text", "name"),
    [("xzarzis", "Zarzis"), ("menaka", "Ménaka"), ("nouadhiiou", "Nouadhibou"), ("zaporixzhzhia", "Zaporizhzhya")],
)
def test_slips_that_change_the_consonants(places: PlaceSearch, text: str, name: str) -> None:
    assert first(places, text).name == name


def test_answers_while_typing(places: PlaceSearch) -> None:
    for size in range(4, len("Ajdabiya") + 1):
        names = [found.name for found in places.find("Ajdabiya"[:size], near=LIBYA, limit=5)]
        assert "Ajdabiya" in names, names


def test_best_first_and_no_more_than_asked(places: PlaceSearch) -> None:
    found = places.find("Zawiya", limit=7)
    scores = [one.score for one in found]
    assert len(found) == 7
    assert scores == sorted(scores, reverse=True)
    assert len({one.id for one in found}) == 7


@pytest.mark.parametrize("text", ["", " ", "\n\t", "-", ",,,", "…", "\u202e\u202c", "\x00"])
def test_nothing_asked_nothing_found(places: PlaceSearch, text: str) -> None:
    assert places.find(text) == []


@pytest.mark.parametrize(
    "text",
    ["a", "ا", "z" * 10_000, "Misrata " * 2_000, "'; DROP TABLE place; --", '" OR 1=1', "* AND NOT NEAR(a b)", "a:b",
     "%_%", "\u202eمصراتة\u202c Misrata\u200f", "\ud800", "😀", "(((", "ch" * 60, "near near near", "A-B-C-D-E-F-G-H"],
)  # fmt: skip
def test_any_text_may_be_asked(places: PlaceSearch, text: str) -> None:
    assert len(places.find(text, near=LIBYA)) <= 20


def test_control_and_direction_signs_do_not_matter(places: PlaceSearch) -> None:
    assert first(places, "\u202b\u200fمصراتة\u202c").id == MISRATA


@settings(max_examples=60)
@given(st.text(max_size=40), st.none() | st.tuples(st.floats(-180, 180), st.floats(-90, 90)))
def test_no_text_and_no_view_breaks_it(text: str, near: tuple[float, float] | None) -> None:
    for found in EDGE.find(text, near=near, limit=3):
        assert -180 <= found.lon <= 180
        assert -90 <= found.lat <= 90
        assert found.name


def test_from_many_threads_at_once(places: PlaceSearch) -> None:
    answers: list[str] = []
    threads = [
        threading.Thread(target=lambda: answers.extend(places.find("Misurata")[0].id for _ in range(5)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [MISRATA] * 20


def test_nearest_places(places: PlaceSearch) -> None:
    near = places.nearest((15.1, 32.37), 3)
    assert near[0].id == MISRATA
    assert all(one.kind is PlaceKind.PLACE for one in near)
    assert [one.score for one in near] == sorted((one.score for one in near), reverse=True)


@pytest.mark.parametrize("position", [(0.0, 90.0), (179.99, -17.0), (-179.99, -17.0), (25.0, 24.0), (-140.0, -60.0)])
def test_nearest_anywhere_on_the_globe(places: PlaceSearch, position: tuple[float, float]) -> None:
    assert len(places.nearest(position, 2)) == 2


def test_nearest_across_the_antimeridian(places: PlaceSearch) -> None:
    east, west = places.nearest((180.0, -16.8), 4), places.nearest((-180.0, -16.8), 4)
    assert [one.id for one in east] == [one.id for one in west]


def test_a_missing_or_foreign_file_is_told(tmp_path: Path) -> None:
    for name, content in (("gone.sqlite", None), ("text.sqlite", b"no database"), ("empty.sqlite", b"")):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        search = PlaceSearch(tmp_path / name)
        with pytest.raises(WorldError, match="install libyamap again"):
            search.find("Misrata")
        search.close()


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    shutil.copyfile(asset("gazetteer.sqlite"), path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE fact SET numbers = substr(numbers, 1, 101) WHERE name = 'lon'")
    connection.commit()
    connection.close()
    search = PlaceSearch(path)
    with pytest.raises(WorldError, match="install libyamap again"):
        search.find("Misrata", near=LIBYA)
    search.close()
