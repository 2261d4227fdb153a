"""Coordinates come back from every notation within a metre, are read as people write them, and mistakes are named."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyproj import Geod

from libyamap.domain.geometry import Position
from libyamap.errors import InvalidValue
from libyamap.gazetteer.coordinates import MAX_LENGTH, Notation, radius_m, read, write

MISRATA = (15.0925, 32.3775)
_WGS84 = Geod(ellps="WGS84")


def metres_between(a: Position, b: Position) -> float:
    """Geodesic distance."""
    distance: float = _WGS84.inv(*a, *b)[2]
    return distance


@pytest.mark.parametrize("notation", Notation)
@given(lon=st.floats(-180, 180), lat=st.floats(-90, 90))
@example(lon=180.0, lat=0.0)
@example(lon=-180.0, lat=84.0)
@example(lon=0.0, lat=90.0)
@example(lon=0.0, lat=-90.0)
@example(lon=5.0, lat=60.0)  # Norway's widened zone
@example(lon=20.0, lat=78.0)  # Svalbard's
@example(lon=12.0, lat=-80.0)
def test_round_trip_over_the_globe(notation: Notation, lon: float, lat: float) -> None:
    back = read(write((lon, lat), notation))
    assert back is not None
    assert metres_between((lon, lat), back) <= 1.0


@pytest.mark.parametrize(
    "text",
    [
        "32.3775, 15.0925",
        "32.3775 15.0925",
        "32.3775;15.0925",
        "32,3775 15,0925",
        "32,3775, 15,0925",
        "(32.3775,15.0925)",
        "N 32.3775 E 15.0925",
        "32.3775N 15.0925E",
        "15.0925E, 32.3775N",
        "32.3775° N, 15.0925° E",
        "lat: 32.3775 lon: 15.0925",
        "Latitude 32.3775, Longitude 15.0925",
        "32°22'39\"N 15°05'33\"E",
        "32°22′39″N, 15°05′33″E",
        "32 22 39 N 15 05 33 E",
        "32d22m39s N 15d05m33s E",
        "N32°22.650' E015°05.550'",
        "32° 22.65′ N 15° 5.55′ E",
        "٣٢٫٣٧٧٥ ١٥٫٠٩٢٥",
        "geo:32.3775,15.0925",
        "geo:32.3775,15.0925;u=35",
        "geo:32.3775,15.0925?z=11",
        "8F4Q93HV+2222",
        "33S WR 08701 82283",
        "33S 508701.1 3582283.7",
        "https://www.google.com/maps/@32.3775,15.0925,12z",
        "https://www.google.com/maps/place/Misrata/@32.3,15.0,12z/data=!3m1!4b1!8m2!3d32.3775!4d15.0925",
        "https://maps.google.co.uk/?q=32.3775,15.0925",
        "https://www.google.com/maps/search/?api=1&query=32.3775%2C15.0925",
        "https://www.openstreetmap.org/#map=12/32.3775/15.0925",
        "https://www.openstreetmap.org/?mlat=32.3775&mlon=15.0925#map=5/1/1",
        "https://www.bing.com/maps?cp=32.3775~15.0925&lvl=12",
        "https://yandex.com/maps/?ll=15.0925%2C32.3775&z=12",
        "https://maps.apple.com/?ll=32.3775,15.0925",
        "http://wikimapia.org/#lang=en&lat=32.3775&lon=15.0925&z=12",
        "https://browser.dataspace.copernicus.eu/?zoom=10&lat=32.3775&lng=15.0925",
        "https://libya.liveuamap.com/?zoom=9&ll=32.3775;15.0925",
    ],
)
def test_reads_what_people_paste(text: str) -> None:
    position = read(text)
    assert position is not None
    assert metres_between(position, MISRATA) <= 20


def test_coarse_grid_reference_is_the_middle_of_its_square() -> None:
    whole = read("33S VR 46 82")
    assert whole is not None
    corner = read("33S VR 46000 82000")
    assert corner is not None
    assert metres_between(whole, corner) == pytest.approx(706, abs=3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("132.5, 15.0", "Did you mean 15, 132.5?"),
        ("95, 200.5", "latitude"),
        ("32.5, 415.0", "longitude"),
        ("32°75′00″N 15°00′00″E", "60 or more"),
        ("32 N 15 N", "same axis twice"),
        ("geo:abc", "geo: link"),
        ("geo:1,2;crs=nad27", "WGS 84"),
        ("33S VR 123", "as many digits"),
        ("99S VR 12 34", "grid"),
        ("33R XR 51 53", "military grid (MGRS). Did you mean 33S XR 51 53?"),
        ("33T XR", "Did you mean 33S XR?"),
        ("93GR+22", "short plus code"),
        ("https://maps.app.goo.gl/abcdef", "shortened"),
        ("https://example.org/?ll=1,2", "not a map site"),
        ("https://www.google.com/maps", "names no position"),
        ("https://notgoogle.evil/@1,2", "not a map site"),
        ("http://[::1", "not a complete address"),
    ],
)
def test_says_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(InvalidValue, match=re.escape(said)):
        read(text)


@pytest.mark.parametrize("text", ["", " ", "Misrata", "May 2016", "12", "مصراتة", "a, b", "; DROP TABLE", "1" * 10_000])
def test_other_texts_are_no_coordinates(text: str) -> None:
    assert read(text) is None


@given(st.text(max_size=MAX_LENGTH))
def test_any_text_is_read_refused_or_not_coordinates(text: str) -> None:
    try:
        position = read(text)
    except InvalidValue:
        return
    assert position is None or (-180 <= position[0] <= 180 and -90 <= position[1] <= 90)


@pytest.mark.parametrize(
    ("code", "lat", "lon"),
    [("7FG49Q00+", 20.375, 2.775), ("7FG49QCJ+2V", 20.3700625, 2.7821875), ("8FVC2222+22", 47.0000625, 8.0000625)],
)
def test_plus_codes_of_the_specification(code: str, lat: float, lon: float) -> None:
    assert read(code) == pytest.approx((lon, lat), abs=1e-9)


@pytest.mark.parametrize(
    ("text", "metres"),
    [("33S VR", 70_711), ("33S VR 4 8", 7_071), ("33S VR 46 82", 707), ("33S VR 467 825", None), ("31.2, 16.6", None)],
)
def test_a_square_of_a_kilometre_or_more_is_no_point(text: str, metres: float | None) -> None:
    assert radius_m(text) == (None if metres is None else pytest.approx(metres, abs=1))
