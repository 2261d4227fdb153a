"""Answers to the page's requests: what is there, what is not, and what nobody should ask."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.errors import WorldError
from libyamap.web.files import WEB
from libyamap.web.resources import Resources
from libyamap.web.response import HEADERS
from tests.page.small_project import SmallWorld

FRAME = {"w": "8", "s": "19", "e": "26", "n": "34", "z": "5.5", "v": "3"}
WORLD = SmallWorld()


@pytest.mark.parametrize(
    ("path", "mime"),
    [
        ("map.html", "text/html;charset=utf-8"),
        ("static/main.js", "text/javascript;charset=utf-8"),
        ("static/map.css", "text/css;charset=utf-8"),
        ("vendor/leaflet/leaflet.js", "text/javascript;charset=utf-8"),
        ("vendor/fonts/noto-sans-latin-400-normal.woff2", "font/woff2"),
        ("tiles/basemap/0/0/0.mvt", "application/vnd.mapbox-vector-tile"),
        ("ground.json", "application/json"),
        ("furniture", "application/json"),
    ],
)
def test_what_is_there(path: str, mime: str) -> None:
    answer = WORLD.resources.answer(path, {})
    assert (answer.status, answer.mime) == (200, mime)
    assert answer.headers == HEADERS


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "static/../page.py",
        "static/%2e%2e/page.py",
        "static/..\\page.py",
        "static//etc/passwd",
        "vendor/../../settings.py",
        "static/.hidden.js",
        "vendor/.stamp",
        "vendor/licences/leaflet.txt",
        "page.py",
        "built/map.html",
        "package.json",
        "static/none.js",
        "static/main.js/x.js",
        "static/main.js\0.png",
        "static",
        "tiles/basemap/0/0/0.png",
        "tiles/basemap/0/0",
        "tiles/secret/0/0/0.mvt",
        "tiles/",
        "symbols/",
        "symbols/plain-event-FFFFFF",
        "symbols/../../x.svg",
        'symbols/"><script>.svg',
    ],
)
def test_what_is_not_there(path: str) -> None:
    assert WORLD.resources.answer(path, {}).status == 404


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("view", {}),
        ("view", {**FRAME, "w": "nan"}),
        ("view", {**FRAME, "w": "27"}),
        ("view", {**FRAME, "s": "-91"}),
        ("view", {**FRAME, "z": "1e999"}),
        ("view", {**FRAME, "z": "-1"}),
        ("view", {**FRAME, "v": "1; DROP TABLE"}),
        ("view", {**FRAME, "e": "٢٦"}),
        ("labels", {**FRAME, "n": "<b>"}),
        ("furniture", {"w": "x"}),
        ("tiles/basemap/0/1/0.mvt", {}),
        ("tiles/basemap/0/-1/0.mvt", {}),
        ("tiles/basemap/99/0/0.mvt", {}),
        ("tiles/basemap/9999999999999/0/0.mvt", {}),
        ("tiles/basemap/1/٠/0.mvt", {}),
    ],
)
def test_what_makes_no_sense(path: str, query: dict[str, str]) -> None:
    assert WORLD.resources.answer(path, query).status == 400


@given(path=st.text(max_size=60), query=st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=4))
def test_nothing_makes_it_raise(path: str, query: dict[str, str]) -> None:
    for tried in (path, f"static/{path}", f"tiles/basemap/{path}", f"symbols/{path}", "view", "labels", "furniture"):
        assert WORLD.resources.answer(tried, {**FRAME, **query}).status in {200, 400, 404}


@given(st.lists(st.sampled_from(["..", ".", "static", "vendor", "main.js", "", "%2e", "\\", "page.py"]), max_size=7))
def test_no_file_outside_the_page_is_read(parts: list[str]) -> None:
    answer = WORLD.resources.answer("/".join(parts), {})
    if answer.status == 200:
        assert answer.body == (WEB / "static" / "main.js").read_bytes()


def test_view_draws_what_the_frame_shows() -> None:
    answer = json.loads(WORLD.resources.answer("view", FRAME).body)
    assert answer["version"] == 3
    assert {mark["mark"] for mark in answer["marks"]} == {"symbol", "ring", "area", "line"}
    assert [card["country"] for card in answer["cards"]] == ["LBY"]


def test_view_leaves_hidden_layers_out() -> None:
    world = SmallWorld()
    world.viewing.set_layer("zones", visible=False)
    marks = json.loads(world.resources.answer("view", FRAME).body)["marks"]
    assert marks
    assert "area" not in {mark["mark"] for mark in marks}


def test_labels_speak_the_wanted_language() -> None:
    def texts(language: str) -> list[str]:
        body = WORLD.resources.answer("labels", {**FRAME, "lang": language}).body
        return [label["text"] for label in json.loads(body)["labels"]]

    assert "Tripoli" in texts("en")
    assert "طرابلس" in texts("ar")


def test_ground_says_how_deep_the_tiles_go() -> None:
    ground = json.loads(WORLD.resources.answer("ground.json", {}).body)
    assert ground["max_data_zoom"] == 6
    assert ground["relief"] is False
    assert ground["focus"] == ["LBY"]


class HolesInTiles:
    """An archive of which some tiles are missing and one cannot be read."""

    max_zoom = 6

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """None where there is none; a damaged one raises."""
        if (z, x) == (1, 1):
            raise WorldError("“basemap” is damaged. Install libyamap again.")
        return None


def with_holes() -> Resources:
    """The small project on ground with holes."""
    tiles = {"basemap": HolesInTiles(), "relief": HolesInTiles()}
    return Resources(WORLD.index, WORLD.areas, tiles, WORLD.viewing, WORLD.store)


def test_a_missing_tile_is_a_gap() -> None:
    answer = with_holes().answer("tiles/basemap/1/0/0.mvt", {})
    assert (answer.status, answer.body) == (200, b"")
    assert with_holes().answer("tiles/relief/1/0/0.webp", {}).status == 404, "an empty picture is none"


@pytest.mark.logs("“basemap” is damaged")
def test_a_damaged_tile_is_a_gap_and_said_once(caplog: pytest.LogCaptureFixture) -> None:
    resources = with_holes()
    for y in (0, 1, 0):
        answer = resources.answer(f"tiles/basemap/1/1/{y}.mvt", {})
        assert (answer.status, answer.body) == (200, b"")
    assert len(caplog.records) == 1


def test_policy_allows_nothing_but_the_scheme() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert policy == policy.lower()  # Qt lower-cases values
    for forbidden in ("http", "unsafe", "*", "nonce"):
        assert forbidden not in policy
