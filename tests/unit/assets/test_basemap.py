"""The shipped tiles: none is missing, all can be read, and the map is the one that SOURCES.md describes."""

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mapbox_vector_tile import decode

from libyamap.tiles.archive import TileArchive
from libyamap.tiles.opening import open_tiles

GEO = Path(__file__).parents[3] / "assets" / "geo"
LAYERS = {"earth", "water", "rivers", "roads", "boundaries"}


@pytest.fixture(scope="module")
def basemap() -> Iterator[TileArchive]:
    tiles = open_tiles(GEO / "basemap.pmtiles")
    yield tiles
    tiles.close()


def around(lon: float, lat: float, zoom: int) -> tuple[int, int, int]:
    """The tile that a position lies in."""
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    return zoom, int((lon / 360 + 0.5) * 2**zoom), int(y * 2**zoom)


def layers(basemap: TileArchive, place: tuple[int, int, int]) -> dict[str, Any]:
    data = basemap.tile(*place)
    assert data is not None
    found = decode(data) if data else {}
    assert isinstance(found, dict)
    return found


def fields(basemap: TileArchive, place: tuple[int, int, int], layer: str) -> list[dict[str, Any]]:
    return [feature["properties"] for feature in layers(basemap, place)[layer]["features"]]


def test_no_tile_of_the_world_is_missing(basemap: TileArchive) -> None:
    assert (basemap.info.min_zoom, basemap.info.max_zoom, basemap.info.kind) == (0, 6, "vector")
    for zoom in range(7):
        for x in range(2**zoom):
            for y in range(2**zoom):
                assert basemap.tile(zoom, x, y) is not None, (zoom, x, y)


@pytest.mark.parametrize("zoom", range(7))
def test_every_tile_over_libya_can_be_read(basemap: TileArchive, zoom: int) -> None:
    _, west, north = around(9.2, 33.3, zoom)
    _, east, south = around(25.2, 19.4, zoom)
    for x in range(west, east + 1):
        for y in range(north, south + 1):
            found = layers(basemap, (zoom, x, y))
            assert set(found) <= LAYERS
            assert "earth" in found or "water" not in found


@pytest.mark.parametrize(
    ("lon", "lat", "iso3"),
    [(18.0, 27.0, "LBY"), (34.1, 45.2, "UKR"), (-13.5, 26.5, "ESH"), (-100.0, 40.0, "USA"), (134.0, -25.0, "AUS"),
     (179.0, 67.5, "RUS"), (20.9, 42.6, "XKX"), (0.0, -80.0, "ATA")],
)  # fmt: skip
def test_land_carries_the_country(basemap: TileArchive, lon: float, lat: float, iso3: str) -> None:
    for zoom in (3, 6):
        assert iso3 in {row["iso3"] for row in fields(basemap, around(lon, lat, zoom), "earth")}


@pytest.mark.parametrize(
    ("lon", "lat", "left", "right"),
    [(33.8, 46.1, "UKR", "UKR"), (-10.0, 27.6, "ESH", "MAR"), (21.0, 42.9, "SRB", "XKX"), (35.3, 32.4, "ISR", "PSE"),
     (127.0, 38.2, "KOR", "PRK"), (35.0, 22.0, "EGY", "SDN"), (33.3, 35.1, "CYP", "CYP")],
)  # fmt: skip
def test_disputed_lines_are_marked(basemap: TileArchive, lon: float, lat: float, left: str, right: str) -> None:
    for zoom in (2, 6):
        lines = fields(basemap, around(lon, lat, zoom), "boundaries")
        assert (left, right) in {(row["left"], row["right"]) for row in lines if row["kind"] == "disputed"}


def test_undisputed_lines_are_not(basemap: TileArchive) -> None:
    lines = fields(basemap, around(11.5, 32.5, 6), "boundaries")
    assert {row["kind"] for row in lines if row.get("left") == "LBY" and row.get("right") == "TUN"} == {"country"}


def test_libyan_province_lines_say_from_where_they_are_worth_it(basemap: TileArchive) -> None:
    lines = [row for row in fields(basemap, around(15.0, 31.0, 5), "boundaries") if row["kind"] == "province"]
    assert {row["min_zoom"] for row in lines if row["iso3"] == "LBY"} == {5}


def test_the_last_zoom_is_fine_enough_to_be_enlarged(basemap: TileArchive) -> None:
    assert layers(basemap, around(13.2, 32.8, 6))["earth"]["extent"] == 16384


def test_the_open_sea_is_an_empty_tile(basemap: TileArchive) -> None:
    assert basemap.tile(*around(-40.0, 30.0, 6)) == b""


def test_relief_is_whole() -> None:
    tiles = open_tiles(GEO / "relief.pmtiles")
    assert (tiles.info.media_type, tiles.max_zoom) == ("image/webp", 5)
    for zoom in range(6):
        for x in range(2**zoom):
            for y in range(2**zoom):
                data = tiles.tile(zoom, x, y)
                assert data is not None
                assert data[8:12] == b"WEBP"
    tiles.close()


def test_the_credits_name_what_must_be_credited() -> None:
    entries = json.loads((GEO / "credits.json").read_text(encoding="utf-8"))
    assert all(set(entry) - {"on_map"} == {"what", "credit", "licence"} for entry in entries)
    for part in ("credit", "on_map"):
        said = " ".join(entry.get(part, "") for entry in entries)
        for name in ("Natural Earth", "GeoNames", "OpenStreetMap"):
            assert name in said


def test_nothing_names_a_machine() -> None:
    for path in (*GEO.glob("*.pmtiles"), GEO / "areas.sqlite", *GEO.glob("*.md"), *GEO.glob("build/*.py")):
        data = path.read_bytes()
        assert not re.search(rb"/(?:tmp|root|home)/", data)


def test_the_map_data_stays_small() -> None:
    names = ("basemap.pmtiles", "areas.sqlite", "relief.pmtiles")
    assert sum((GEO / name).stat().st_size for name in names) < 30_000_000
