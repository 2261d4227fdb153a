"""A picture's furniture: title, date in words, marking, legend and credits."""

import json
from pathlib import Path

from libyamap.bootstrap import asset
from libyamap.web.resources import Resources
from tests.page.small_project import SmallWorld


def test_furniture_says_whose_map_and_of_when(tmp_path: Path) -> None:
    credits_file = tmp_path / "credits.json"
    entries = [{"credit": "Made with Natural Earth", "on_map": "Natural Earth"}, {"credit": "Only in About"}]
    credits_file.write_text(json.dumps(entries), encoding="utf-8")
    world = SmallWorld()
    tiles = {"basemap": world.tiles}
    resources = Resources(world.index, world.areas, tiles, world.viewing, world.store, credits_file)
    resources.marking = "FOR TRAINING"
    found = json.loads(resources.answer("furniture", {}).body)
    assert found["title"] == "Small Libya"
    assert found["subtitle"] == "As of about May 2016"
    assert found["marking"] == "FOR TRAINING"
    assert found["credits"] == ["Natural Earth"]
    assert len(found["legend"]) > 10


def test_the_legend_is_of_the_frame_asked_for() -> None:
    world = SmallWorld()
    whole = json.loads(world.resources.answer("furniture", {}).body)["legend"]
    corner = {"w": "20", "s": "21", "e": "21", "n": "22"}
    part = json.loads(world.resources.answer("furniture", corner).body)["legend"]
    assert 0 < len(part) < len(whole)


def test_the_map_names_what_the_licences_demand_in_one_short_line() -> None:
    world = SmallWorld()
    tiles = {"basemap": world.tiles}
    resources = Resources(world.index, world.areas, tiles, world.viewing, world.store, asset("credits.json"))
    line = " · ".join(json.loads(resources.answer("ground.json", {}).body)["credits"])
    for demanded in ("GeoNames", "CC BY 4.0", "© OpenStreetMap contributors"):
        assert demanded in line
    assert len(line) < 90
