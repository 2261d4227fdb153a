"""A project without a kept view opens on what it holds, the same in window, sheet, page and description."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec
import pytest

from libyamap.app.briefing.briefing import Briefing
from libyamap.app.commands import KeepView, Put
from libyamap.app.describe import describe
from libyamap.app.frames import frame_of
from libyamap.app.opening_view import LEAST_DEGREES, NEVER_KEPT, kept, opening_bounds
from libyamap.app.release.grid import KM_PER_DEGREE
from libyamap.app.release.rules import rules_from_text
from libyamap.bootstrap import new_project, open_workspace
from libyamap.bootstrap.printing_page import PrintingPage
from libyamap.bootstrap.released import LEAST_CELLS, ReleasedCopy
from libyamap.bootstrap.sheet_setting import SheetSetting
from libyamap.bootstrap.standalone import standalone_page
from libyamap.bootstrap.workspace import Workspace
from libyamap.domain.geometry import Bounds, point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event, Layer, Project
from tests.support.fake_areas import LABELS, FakeAreas
from tests.support.fake_store import FakeStore

if TYPE_CHECKING:
    from libyamap.briefing.sheet import Wanted

UKRAINE = [(30.52, 50.45), (36.23, 49.99), (30.73, 46.48)]
BOTH_SIDES = [(178.44, -18.14), (-171.76, -13.83)]
WAYS = ("window", "sheet", "page", "info")


def project_of(folder: Path, places: list[tuple[float, float]], bounds: Bounds | None = None) -> Workspace:
    """A project with events at these places, opened."""
    path = folder / "x.gpkg"
    new_project(path, "x")
    layer = Layer(id=new_id(), title="Events", position=0)
    with open_workspace(path) as workspace:
        workspace.session.run(Put(layer))
        for at in places:
            workspace.session.run(Put(Event(id=new_id(), layer=layer.id, title="e", where_prec=1, geometry=point(*at))))
        if bounds is not None:
            workspace.session.run(KeepView(bounds, ()))
    return open_workspace(path)


def opened_on(workspace: Workspace, way: str) -> Bounds:
    """Where this way in to the project opens."""
    if way == "window":
        return workspace.viewing.state.bounds
    if way == "info":
        return describe(workspace.project, workspace.session.store, workspace.areas).opening_view
    if way == "page":
        made = standalone_page(workspace, Briefing()).decode()
        west, south, east, north = json.loads(made.split('"bounds":')[1].split("]")[0] + "]")
        return west, south, east, north
    page = PrintingPage(workspace)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("libyamap.briefing.sheet.make_sheets", lambda wanted: wanted)  # up to here without a browser
        (wanted,) = cast("list[Wanted]", SheetSetting(page).sheets(Briefing(), None))
    page.close()
    return wanted.bounds


def holds(frame: Bounds, at: tuple[float, float]) -> bool:
    """Whether a frame holds a place."""
    west, south, east, north = frame
    return south < at[1] < north and (west < at[0] < east if west < east else at[0] > west or at[0] < east)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("places", [UKRAINE[:1], UKRAINE, BOTH_SIDES], ids=["one", "several", "both sides of 180"])
def test_what_it_holds_is_in_the_frame_and_little_else(
    tmp_path: Path, places: list[tuple[float, float]], way: str
) -> None:
    with project_of(tmp_path, places) as workspace:
        frame = opened_on(workspace, way)
    assert all(holds(frame, at) for at in places)
    width = (frame[2] - frame[0]) % 360
    assert LEAST_DEGREES <= width < 25


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ((7.0, 19.0, 26.0, 34.0), (7.0, 19.0, 26.0, 34.0)),
        (NEVER_KEPT, kept(NEVER_KEPT)),  # the whole world, chosen
    ],
)
def test_a_kept_view_is_kept(tmp_path: Path, bounds: Bounds, expected: Bounds, way: str) -> None:
    with project_of(tmp_path, UKRAINE, bounds) as workspace:
        assert opened_on(workspace, way) == expected


@pytest.mark.parametrize("way", WAYS)
def test_an_empty_project_opens_on_the_whole_world(tmp_path: Path, way: str) -> None:
    with project_of(tmp_path, []) as workspace:
        assert opened_on(workspace, way) == NEVER_KEPT


def test_what_is_known_by_its_province_or_country_alone() -> None:
    store, areas = FakeStore(), FakeAreas()
    with store.transaction() as writer:
        for number, (country, province) in enumerate([("LBY", "LY-03"), ("LBY", "LY-05"), ("", ""), ("XXX", "gone")]):
            writer.put(Event(id=str(number), layer="l", title="e", where_prec=4, country=country, province=province))
    frame = opening_bounds(Project(id="p", title="x"), store, areas)
    assert holds(frame, (13.5, 30.5))
    assert holds(frame, (15.5, 30.5))
    assert frame[2] - frame[0] < 5


def test_nothing_but_countries_in_focus() -> None:
    project = Project(id="p", title="x", focus=("TUN", "LBY", "nowhere"))
    frame = opening_bounds(project, FakeStore(), FakeAreas())
    assert holds(frame, LABELS["TUN"])
    assert holds(frame, LABELS["LBY"])
    assert frame != NEVER_KEPT


def test_a_new_project_has_kept_no_view() -> None:
    (bounds,) = (field.default for field in msgspec.structs.fields(Project) if field.name == "bounds")
    assert bounds == NEVER_KEPT
    assert kept(NEVER_KEPT) != NEVER_KEPT
    assert frame_of([NEVER_KEPT], LEAST_DEGREES) is not None


def test_a_coarse_release_opens_no_closer_than_its_places_are(tmp_path: Path) -> None:
    lon, lat = UKRAINE[0]
    with project_of(tmp_path, [(lon, lat)]) as workspace:
        copy = ReleasedCopy(workspace, rules_from_text("grid:50km"))
        west, south, east, north = opened_on(copy.workspace, "window")
        copy.close()
        whole = ReleasedCopy(workspace, rules_from_text("province"))
        province = opened_on(whole.workspace, "window")
        whole.close()
    assert west < lon < east < west + 10
    assert south < lat < north < south + 10
    assert all(side.is_integer() for side in (west, south, east, north))
    assert min(east - west, north - south) >= LEAST_CELLS * 50 / KM_PER_DEGREE
    assert holds(province, (lon, lat))  # all that is told of it
    assert province[2] - province[0] < 10


def test_a_kept_world_is_kept_in_a_release(tmp_path: Path) -> None:
    with project_of(tmp_path, UKRAINE, NEVER_KEPT) as workspace:
        copy = ReleasedCopy(workspace, rules_from_text("grid:50km"))
        assert opened_on(copy.workspace, "window") == kept(NEVER_KEPT)
        copy.close()
