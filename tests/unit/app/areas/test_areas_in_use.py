"""Named areas in use: drawn in place of a district's ring, asked for by name, released, told in a page."""

from pathlib import Path

import msgspec
import pytest

from libyamap.app.briefing.briefing import Briefing
from libyamap.app.commands import Add
from libyamap.app.describe import describe
from libyamap.app.filter import Filter
from libyamap.app.filter_text import filter_from_text
from libyamap.app.passing import names_in
from libyamap.app.release.rules import rules_from_text
from libyamap.app.view_state import LayerState
from libyamap.app.viewport import Selection
from libyamap.bootstrap import Workspace, project_of
from libyamap.bootstrap.released import ReleasedCopy
from libyamap.bootstrap.standalone import standalone_page
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event, Layer, Zone
from libyamap.domain.vocabulary import Kind
from libyamap.errors import InvalidValue
from libyamap.web.marks import AreaMark, RingMark, SymbolMark
from tests.unit.app.areas.district_files import load


def test_what_is_known_by_its_district_is_drawn_as_that_district(workspace: Workspace, districts: Path) -> None:
    (event,) = workspace.session.store.all(Event)
    (mark,) = workspace.resources.marks_of([event], 6)
    assert isinstance(mark, RingMark)
    load(workspace, districts)
    mark, sign = workspace.resources.marks_of([event], 6)
    assert isinstance(mark, AreaMark)
    assert mark.fill.opacity < 0.1, "not as what is held is filled"
    assert isinstance(sign, SymbolMark)
    assert event.geometry is not None
    assert sign.at in mark.polygons[0][0], "the sign stands on the edge, not where the record's point is"
    assert event.geometry.coordinates not in {sign.at, mark.label_at}
    assert mark.polygons[0][0][0] == (13.0, 32.0), "the smaller of two that hold it"
    assert "In the district of Suq al Jumaa" in mark.tooltip.replace("in the district", "In the district")
    workspace.session.undo()
    assert isinstance(workspace.resources.marks_of([event], 6)[0], RingMark)
    workspace.session.redo()
    known = msgspec.structs.replace(event, radius_m=9_000.0)
    assert isinstance(workspace.resources.marks_of([known], 6)[0], RingMark), "a radius that is known says more"


def test_they_are_no_ground_that_somebody_holds(workspace: Workspace, districts: Path) -> None:
    load(workspace, districts)
    held = next(each for each in workspace.session.store.all(Layer) if each.title == "Events")
    (some, *_) = workspace.session.store.all(Zone)
    workspace.session.run(Add(msgspec.structs.replace(some, id=new_id(), layer=held.id, type="control", title="Held")))
    told = describe(project_of(workspace.session.store), workspace.session.store, workspace.areas)
    assert (told.features, told.by_kind["zone"], told.named_areas) == (2, 1, {"Districts": 3})
    assert told.by_layer == {"Events": 2}
    assert told.bounds is not None
    assert told.bounds[0] > 12, "the districts of the west do not widen it"


def test_a_district_does_not_vanish_at_the_edge_of_the_frame(workspace: Workspace, districts: Path) -> None:
    (event,) = workspace.session.store.all(Event)  # at 13.4 E, 32.4 N
    far = msgspec.structs.replace(event, id=new_id(), geometry=point(15.5, 29.5), title="In the whole west")
    workspace.session.run(Add(far))
    workspace.viewing.change(layers={event.layer: LayerState(visible=True, opacity=1.0, position=0)})
    asked = {"w": "9", "s": "28", "e": "11", "n": "34", "z": "6"}

    def drawn(**moved: str) -> str:
        return workspace.resources.answer("view", {**asked, **moved}).body.decode()

    assert far.id not in drawn()
    load(workspace, districts)  # “Whole west” reaches from 10 to 16 E
    assert far.id in drawn()
    assert event.id not in drawn(), "its district ends at 13 E"
    assert far.id not in drawn(w="0", e="9"), "this frame does not meet it"


def test_filters_ask_for_an_area_by_its_name(workspace: Workspace, districts: Path) -> None:
    names = names_in(workspace.session.store, workspace.areas)
    with pytest.raises(InvalidValue):
        filter_from_text('area:"Suq al Jumaa"', names)
    load(workspace, districts)
    names = names_in(workspace.session.store, workspace.areas)
    asked = filter_from_text('kind:event area:"suq al jumaa"', names)
    assert workspace.index.count(Selection(filter=asked)).total == 1
    other = filter_from_text('kind:event area:"Bow, Districts"', names)
    assert workspace.index.count(Selection(filter=other)).total == 0
    with pytest.raises(InvalidValue, match="No named area"):
        filter_from_text("area:Elsewhere", names)


def test_a_release_that_leaves_places_as_they_are_draws_the_district_too(workspace: Workspace, districts: Path) -> None:
    load(workspace, districts)
    for rules, drawn in (("no-sources", AreaMark), ("grid:25km", RingMark)):
        copy = ReleasedCopy(workspace, rules_from_text(rules))
        try:
            (event,) = copy.workspace.session.store.all(Event)
            assert isinstance(copy.workspace.resources.marks_of([event], 6)[0], drawn)
        finally:
            copy.close()


def test_a_filter_takes_no_district_away_from_a_release(workspace: Workspace, districts: Path) -> None:
    load(workspace, districts)
    copy = ReleasedCopy(workspace, rules_from_text("no-sources"), Selection(filter=Filter(kinds=(Kind.EVENT,))))
    try:
        store = copy.workspace.session.store
        (event,) = store.all(Event)
        assert [zone.title for zone in store.all(Zone)] == ["Suq al Jumaa"], "the one that is drawn, and no other"
        assert isinstance(copy.workspace.resources.marks_of([event], 6)[0], AreaMark)
    finally:
        copy.close()


def test_the_page_that_stands_alone_says_the_district(workspace: Workspace, districts: Path) -> None:
    load(workspace, districts)
    page = standalone_page(workspace, Briefing()).decode()
    assert "In the district of Suq al Jumaa" in page
    assert "within about 50 km" not in page
