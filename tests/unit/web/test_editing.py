"""What the page is given while something is edited: edges to snap to, provinces to choose from."""

import json
from typing import Any

import pytest

from libyamap.bootstrap import areas
from libyamap.web.editing import MOST_GIVEN
from tests.page.small_project import SmallWorld

LIBYA = {"w": "5", "s": "15", "e": "30", "n": "40", "z": "4.25"}


def answer(world: SmallWorld, path: str, **query: str) -> dict[str, Any]:
    """The answer as the page reads it."""
    found = world.resources.answer(path, {**LIBYA, **query})
    assert found.status == 200
    content: dict[str, Any] = json.loads(found.body)
    return content


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> SmallWorld:
    """The small project on the shipped provinces."""
    made = SmallWorld()
    shipped = areas()
    monkeypatch.setattr(made.areas, "provinces_in", shipped.provinces_in)
    return made


def test_all_provinces_of_the_project_can_be_chosen_at_its_opening_view(world: SmallWorld) -> None:
    found = answer(world, "provinces")
    codes = {str(area["code"]) for area in found["provinces"]}
    assert {province.code for province in areas().provinces_of("LBY")} <= codes
    assert len(codes) <= MOST_GIVEN
    assert not found["too_many"]


def test_of_the_whole_world_only_those_of_the_project_are_given(world: SmallWorld) -> None:
    found = answer(world, "provinces", w="-180", s="-85", e="180", n="85", z="6")
    assert len(found["provinces"]) == len(areas().provinces_of("LBY"))


def test_elsewhere_small_ones_wait_until_they_can_be_hit(world: SmallWorld) -> None:
    italy = {"w": "8", "s": "40", "e": "18", "n": "47"}
    far, near = (answer(world, "provinces", **italy, z=zoom)["provinces"] for zoom in ("3", "7"))
    assert len(far) < len(near)


def test_guides_are_zones_and_provinces_but_not_what_is_reshaped(world: SmallWorld) -> None:
    whole = answer(world, "guides")["rings"]
    without = answer(world, "guides", **{"not": "z4"})["rings"]
    assert len(whole) == len(without) + 1
    assert [[18, 22], [22, 22], [22, 25], [18, 25], [18, 22]] in whole


def test_a_frame_that_makes_no_sense_is_refused(world: SmallWorld) -> None:
    for path in ("guides", "provinces"):
        assert world.resources.answer(path, {"w": "nan", "s": "0", "e": "1", "n": "1", "z": "3"}).status == 400
