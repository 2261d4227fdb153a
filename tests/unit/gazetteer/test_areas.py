"""The shipped areas: what a reader of the example would look up, and what an atlas would be scolded for."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import shapely

from libyamap.domain.geometry import Geometry
from libyamap.errors import WorldError
from libyamap.gazetteer.areas import Areas

FILE = Path(__file__).parents[3] / "assets" / "geo" / "areas.sqlite"
LIBYA = (9.0, 19.0, 25.5, 35.0)
WORLD = (-180.0, -85.0, 180.0, 85.0)


@pytest.fixture(scope="module")
def areas() -> Iterator[Areas]:
    opened = Areas(FILE)
    yield opened
    opened.close()


def shape(area: Geometry | None) -> shapely.MultiPolygon:
    assert area is not None
    found = shapely.geometry.shape({"type": "MultiPolygon", "coordinates": area.coordinates})
    assert isinstance(found, shapely.MultiPolygon)
    return found


def test_libya_has_22_provinces_with_names_in_both_scripts(areas: Areas) -> None:
    provinces = areas.provinces_of("LBY")
    assert len(provinces) == 22
    assert [province.name for province in provinces] == sorted(province.name for province in provinces)
    for province in provinces:
        assert province.code.startswith("LY-")
        assert any("\u0621" <= letter <= "\u064a" for letter in province.name_ar)
        assert shape(province.geometry).contains(shapely.Point(province.label))
        assert areas.province(province.code) == province
    assert {"Tripoli", "Derna", "Nalut", "Al Wahat", "Jabal al Gharbi"} <= {province.name for province in provinces}


@pytest.mark.parametrize(
    ("place", "lon", "lat", "country", "province"),
    [
        ("Misrata", 15.0925, 32.3754, "LBY", "LY-MI"),
        ("Tripoli", 13.1873, 32.8874, "LBY", "LY-TB"),
        ("Benghazi", 20.0686, 32.1149, "LBY", "LY-BA"),
        ("Tobruk", 23.9538, 32.0896, "LBY", "LY-BU"),
        ("Sabha", 14.4283, 27.0377, "LBY", "LY-SB"),
        ("Zintan", 12.2529, 31.9316, "LBY", "LY-JG"),
        ("Sirte", 16.5887, 31.2089, "LBY", "LY-SR"),
        ("Simferopol", 34.10, 44.95, "UKR", "UA-43"),
        ("Laayoune", -13.2, 27.15, "ESH", "EH.MA-15"),
        ("Brussels", 4.352, 50.847, "BEL", "BE-BRU"),
        ("Chukotka beyond the date line", -172.0, 66.0, "RUS", "RU-CHU"),
    ],
)
def test_a_place_lies_where_it_should(
    areas: Areas, place: str, lon: float, lat: float, country: str, province: str
) -> None:
    found = areas.province_at(lon, lat)
    assert found is not None, place
    assert (found.country, found.code) == (country, province)
    at = areas.country_at(lon, lat)
    assert at is not None
    assert at.iso3 == country


def test_nothing_lies_in_the_open_sea(areas: Areas) -> None:
    assert areas.province_at(18.0, 34.0) is None
    assert areas.country_at(-40.0, 30.0) is None


def test_crimea_is_not_in_russia(areas: Areas) -> None:
    assert not shape(areas.country_shape("RUS")).contains(shapely.Point(34.1, 45.0))
    assert shape(areas.country_shape("UKR")).contains(shapely.Point(34.1, 45.0))


def test_countries_know_their_names_label_and_main_bounds(areas: Areas) -> None:
    libya = areas.country("LBY")
    assert libya is not None
    assert (libya.name, libya.name_ar) == ("Libya", "ليبيا")
    assert shape(areas.country_shape("LBY")).contains(shapely.Point(libya.label))
    assert libya.bounds == pytest.approx((9.29, 19.5, 25.15, 33.18), abs=0.1)
    france = areas.country("FRA")
    assert france is not None
    assert france.bounds[0] > -6  # without Guiana
    named = [country for country in areas.countries() if country.name_ar]
    assert len(named) > 235
    assert areas.capital("LBY") is not None
    assert areas.capital("ATA") is None


def test_unknown_codes_are_none_or_empty(areas: Areas) -> None:
    assert areas.country("ZZZ") is None
    assert areas.country_shape("ZZZ") is None
    assert areas.province("ZZ-1") is None
    assert areas.provinces_of("ZZZ") == []


def test_provinces_fit_together_without_slivers_or_overlaps(areas: Areas) -> None:
    codes = ("LBY", "TUN", "DZA", "EGY", "SDN", "TCD", "NER", "TUR", "GRC", "BGR", "UKR", "RUS")
    shapes = [shape(province.geometry) for code in codes for province in areas.provinces_of(code)]
    assert all(one.is_valid for one in shapes)
    assert shapely.coverage_is_valid(shapes)


def test_a_country_is_the_sum_of_its_provinces(areas: Areas) -> None:
    whole = shape(areas.country_shape("LBY"))
    parts = shapely.coverage_union_all([shape(province.geometry) for province in areas.provinces_of("LBY")])
    assert whole.symmetric_difference(parts).area == pytest.approx(0, abs=1e-9)


def test_the_cities_of_the_article_are_named_where_there_is_room(areas: Areas) -> None:
    at_five = {name.name for name in areas.place_names_in(LIBYA, 5)}
    assert {"Libya", "Tripoli", "Misrata", "Benghazi", "Tobruk", "Sabha", "Mediterranean Sea"} <= at_five
    assert "Zintan" not in at_five
    at_seven = {name.name: name for name in areas.place_names_in(LIBYA, 7)}
    assert at_seven["Zintan"].name_ar == "الزنتان"
    assert at_seven["Tripoli"].kind == "capital"
    assert at_seven["Gulf of Sidra"].kind == "sea"


def test_names_come_in_order_of_importance_inside_the_frame(areas: Areas) -> None:
    names = areas.place_names_in(LIBYA, 8.5)
    assert [name.rank for name in names] == sorted(name.rank for name in names)
    for name in names:
        assert LIBYA[0] - 0.001 <= name.at[0] <= LIBYA[2] + 0.001
        assert LIBYA[1] - 0.001 <= name.at[1] <= LIBYA[3] + 0.001
    assert len(areas.place_names_in(WORLD, 9, limit=50)) == 50
    assert len(areas.place_names_in(WORLD, 12)) == 400


def test_no_town_is_named_twice(areas: Areas) -> None:
    towns = [name for name in areas.place_names_in(LIBYA, 10) if name.kind in {"capital", "city", "town", "village"}]
    libyan = [name.name for name in towns if (at := areas.country_at(*name.at)) and at.iso3 == "LBY"]
    assert len(libyan) > 100
    assert len(libyan) == len(set(libyan))


def test_a_frame_across_the_date_line_has_both_sides(areas: Areas) -> None:
    found = {name.name for name in areas.place_names_in((170.0, -50.0, -170.0, 0.0), 4)}
    assert {"Fiji", "Apia"} <= found


def test_the_crossings_are_named_in_both_scripts(areas: Areas) -> None:
    crossings = {crossing.name: crossing for crossing in areas.crossings()}
    assert set(crossings) == {"Ras Ajdir", "Wazin-Dehiba"}
    for crossing in crossings.values():
        assert crossing.countries == ("LBY", "TUN")
        assert crossing.name_ar
        lon, lat = crossing.at
        assert shape(areas.country_shape("LBY")).distance(shapely.Point(lon, lat)) < 0.05


def test_many_threads_may_ask(areas: Areas) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: len(areas.place_names_in(LIBYA, 6)), range(50)))
    assert len(set(found)) == 1


def test_nothing_heavy_is_imported() -> None:
    code = (
        "import sys, pathlib; from libyamap.gazetteer.areas import Areas;"
        f"Areas(pathlib.Path({str(FILE)!r})).provinces_of('LBY');"
        "print([name for name in ('numpy', 'shapely', 'pandas', 'pyproj') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_missing_foreign_and_damaged_files_are_a_sentence(tmp_path: Path) -> None:
    text = tmp_path / "text.sqlite"
    text.write_text("hello")
    foreign = tmp_path / "foreign.sqlite"
    sqlite3.connect(foreign).close()
    for path in (tmp_path / "none.sqlite", text, foreign, tmp_path):
        with pytest.raises(WorldError, match="install libyamap again"):
            Areas(path)
    cut = tmp_path / "cut.sqlite"
    shutil.copy(FILE, cut)
    with cut.open("r+b") as file:
        file.truncate(200_000)
    with pytest.raises(WorldError, match="install libyamap again"):
        Areas(cut).provinces_of("LBY")


def test_what_is_no_country_is_not_named_among_countries(areas: Areas) -> None:
    cyprus = (32.0, 34.4, 34.8, 35.8)
    for zoom in (6.0, 7.5, 9.0):
        names = {name.name for name in areas.place_names_in(cyprus, zoom)}
        assert not {name for name in names if "Sovereign" in name}
        assert "Cyprus" in names
    assert "Akrotiri Sovereign Base Area" in {name.name for name in areas.place_names_in(cyprus, 10.5)}
