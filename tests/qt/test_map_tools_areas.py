"""Areas are drawn and mended, zones reshaped, split, cut and merged on the map, with a test speaking for the page."""

import math

import pytest

from libyamap.app.commands import Put
from libyamap.domain.geometry import Geometry, GeometryType, point
from libyamap.domain.ids import new_id
from libyamap.domain.meeting import Ground
from libyamap.domain.model import Zone
from libyamap.ui.edit.map import words
from libyamap.web.protocol import (
    EditChose,
    EditDrawn,
    EditEnded,
    SelectMarks,
    UseEditor,
)
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import FORCES
from tests.qt.inspecting import kept
from tests.qt.map_tools import SQUARE, area, heard, words_shown

BOW_TIE = ((10.0, 30.0), (12.0, 32.0), (12.0, 30.0), (10.0, 32.0), (10.0, 30.0))


def zone(fake: FakeWindow, title: str, west: float = 10.0) -> Zone:
    """A square zone in the project."""
    ring = tuple((lon - 10.0 + west, lat) for lon, lat in SQUARE)
    made = Zone(
        id=new_id(), layer=FORCES.id, title=title, where_prec=5, geometry=Geometry(GeometryType.POLYGON, (ring,))
    )
    fake.project.session.run(Put(made))
    return made


def test_an_area_that_crosses_itself_is_explained_and_repaired(fake: FakeWindow) -> None:
    drawn = heard(fake.window.map_tools.drawn)
    fake.window.map_tools.draw("area")
    fake.host.say(EditDrawn(area(*BOW_TIE)))
    again = fake.host.last(UseEditor)
    assert isinstance(again, UseEditor)
    assert (again.mode, again.done) == ("reshape", words.REPAIR)
    assert "crosses itself" in again.words
    assert not drawn
    assert again.geometry is not None
    fake.host.say(EditDrawn(again.geometry))
    ((repaired,),) = drawn
    assert repaired.type is GeometryType.MULTIPOLYGON
    assert len(repaired.coordinates) == 2
    assert not fake.window.map_tools.active


def test_an_area_that_was_mended_by_hand_is_taken_as_it_is(fake: FakeWindow) -> None:
    drawn = heard(fake.window.map_tools.drawn)
    fake.window.map_tools.draw("area")
    fake.host.say(EditDrawn(area(*BOW_TIE)))
    fake.host.say(EditDrawn(area(*SQUARE)))
    ((mended,),) = drawn
    assert mended.coordinates == (SQUARE,)


@pytest.mark.parametrize(
    "bad",
    [
        Geometry(GeometryType.POLYGON, []),
        Geometry(GeometryType.POLYGON, [[]]),
        Geometry(GeometryType.POLYGON, [[[None, 1.0], [2.0, 2.0], [3.0, 1.0], [None, 1.0]]]),
        Geometry(GeometryType.POLYGON, [[[math.inf, 1.0], [2.0, 2.0], [3.0, 1.0], [math.inf, 1.0]]]),
        Geometry(GeometryType.POLYGON, [[[1.0, 1.0], [2.0, 2.0], [1.0, 1.0]]]),
        Geometry(GeometryType.POLYGON, "x"),
        Geometry(GeometryType.POLYGON, [[["x", "y"]]]),
    ],
)
def test_what_cannot_be_an_area_is_said_and_drawn_anew(fake: FakeWindow, bad: Geometry) -> None:
    drawn = heard(fake.window.map_tools.drawn)
    fake.window.map_tools.draw("area")
    fake.host.say(EditDrawn(bad))
    assert not drawn
    assert fake.window.map_tools.active
    assert words_shown(fake) != words.DRAW["area"]
    assert words_shown(fake).endswith(".")


def test_a_zone_is_reshaped(fake: FakeWindow) -> None:
    held = zone(fake, "Held")
    fake.window.desk.select([held.id])
    fake.window.actions_["reshape"].trigger()
    tool = fake.host.last(UseEditor)
    assert isinstance(tool, UseEditor)
    assert (tool.mode, tool.feature, tool.geometry) == ("reshape", held.id, held.geometry)
    larger = tuple((lon * 1.1, lat) for lon, lat in SQUARE)
    fake.host.say(EditDrawn(area(*larger)))
    assert kept(fake, held).geometry == Geometry(GeometryType.POLYGON, (larger,))


def test_a_zone_is_split_once_the_line_leads_across(fake: FakeWindow) -> None:
    held = zone(fake, "Held")
    fake.window.desk.select([held.id])
    fake.window.actions_["split-zone"].trigger()
    fake.host.say(EditDrawn(Geometry(GeometryType.LINESTRING, [[10.5, 31.0], [11.0, 31.0]])))
    assert "does not lead across" in words_shown(fake)
    assert fake.window.map_tools.active
    fake.host.say(EditDrawn(Geometry(GeometryType.LINESTRING, [[9.0, 30.5], [13.0, 30.5]])))
    assert len(fake.project.store.all(Zone)) == 2
    assert not fake.window.map_tools.active


def test_an_area_is_cut_out_of_a_zone(fake: FakeWindow) -> None:
    held = zone(fake, "Held")
    fake.window.desk.select([held.id])
    fake.window.actions_["cut-zone"].trigger()
    fake.host.say(EditDrawn(area(*((lon + 5, lat) for lon, lat in SQUARE))))
    assert "nothing to cut" in words_shown(fake)
    fake.host.say(EditDrawn(area((10.5, 30.5), (11.0, 30.5), (11.0, 31.0), (10.5, 31.0), (10.5, 30.5))))
    cut = kept(fake, held).geometry
    assert cut is not None
    assert len(cut.coordinates[0]) == 2  # a ring with a hole


def test_a_cut_that_would_leave_nothing_says_so_and_can_be_drawn_anew(fake: FakeWindow) -> None:
    whole = zone(fake, "Dunes")
    fake.window.map_tools.cut(whole)
    fake.host.say(EditDrawn(area((9.0, 29.0), (13.0, 29.0), (13.0, 33.0), (9.0, 33.0), (9.0, 29.0))))
    assert kept(fake, whole).geometry == whole.geometry
    assert words_shown(fake).startswith("Nothing would be left of the area")
    assert fake.window.status.busy.text().endswith("delete it instead; Esc to stop")
    assert fake.window.map_tools.active


def test_zones_are_merged_as_they_were_clicked(fake: FakeWindow) -> None:
    first, second = zone(fake, "First"), zone(fake, "Second", west=12.0)
    fake.window.desk.select([first.id])
    fake.window.actions_["merge-zones"].trigger()
    fake.host.say(EditChose((first.id, second.id), "Second"))
    assert fake.host.last(SelectMarks) == SelectMarks((first.id, second.id))
    fake.host.say(EditEnded(done=True))
    assert [merged.title for merged in fake.project.store.all(Zone)] == ["First"]
    assert fake.host.last(SelectMarks) == SelectMarks((first.id,))


@pytest.mark.parametrize("turn", [0.0, 360.0, -360.0])
def test_an_area_across_the_antimeridian_is_in_parts(fake: FakeWindow, turn: float) -> None:
    drawn = heard(fake.window.map_tools.drawn)
    ring = ((176.0, -22.0), (186.0, -22.0), (186.0, -12.0), (176.0, -12.0), (176.0, -22.0))
    fake.window.map_tools.draw("area")
    fake.host.say(EditDrawn(area(*((lon + turn, lat) for lon, lat in ring))))
    ((made,),) = drawn
    ground = Ground(made)
    assert ground.meets(point(178.44, -18.14))
    assert ground.meets(point(-175.2, -21.13))
    assert not ground.meets(point(0.0, -18.0))
    assert sorted(Geometry(GeometryType.POLYGON, part).bounds() for part in made.coordinates) == [
        (-180.0, -22.0, -174.0, -12.0),
        (176.0, -22.0, 180.0, -12.0),
    ]


@pytest.mark.parametrize(
    "ring", [((176.0, 0.0), (186.0, 0.0), (176.0, 0.0)), ((176.0, 0.0), (186.0, 0.0), (186.0, 5.0), (180.0, 3.0))]
)
def test_a_broken_area_across_the_antimeridian_is_refused(
    fake: FakeWindow, ring: tuple[tuple[float, float], ...]
) -> None:
    drawn = heard(fake.window.map_tools.drawn)
    fake.window.map_tools.draw("area")
    fake.host.say(EditDrawn(area(*ring)))
    assert not drawn
    again = fake.host.last(UseEditor)
    assert isinstance(again, UseEditor)
    assert "A ring of the area" in again.words
