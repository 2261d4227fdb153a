"""Commands: names for the journal, and the places that zones and links find for themselves."""

import msgspec
import pytest

from libyamap.app.commands import DrawLink, DrawZone, KeepView, Put, Remove, Together, create, title_of
from libyamap.app.session import Command, Session
from libyamap.domain.geometry import GeometryType, point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Claim, Event, Layer, Link, Presence, Project, Site, Source, Zone
from libyamap.errors import InvalidValue
from tests.support.fake_areas import LABELS, FakeAreas
from tests.support.fake_store import FakeStore
from tests.unit.app.commands.records import GNA, LAYER, SEAT

US = Actor(id=new_id(), name="United States", country="USA")
UN = Actor(id=new_id(), name="United Nations")
AREAS = FakeAreas()


def built(*commands: Command) -> FakeStore:
    store = FakeStore()
    basis = tuple(Put(record) for record in (LAYER, US, GNA, UN, SEAT))
    Session(store, "Ada").run(Together("All", (*basis, *commands)))
    return store


def zone() -> Zone:
    return Zone(id=new_id(), layer=LAYER.id, title="Area", where_prec=5)


def link(origin: str, target: str) -> Link:
    return Link(id=new_id(), layer=LAYER.id, title="Link", origin=origin, target=target)


@pytest.mark.parametrize(
    ("command", "name", "title"),
    [
        (Put(US), "put-actor", "Set actor ‘United States’"),
        (Put(SEAT), "put-site", "Set site ‘Tripoli’"),
        (Remove(SEAT), "remove-site", "Delete ‘Tripoli’"),
        (DrawZone(zone(), (), AREAS), "draw-zone", "Draw zone ‘Area’"),
        (DrawLink(link("a", "b"), AREAS), "draw-link", "Draw link ‘Link’"),
        (KeepView((0, 0, 1, 1), ()), "keep-view", "Keep this as the opening view"),
        (create(Project(id=new_id(), title="Libya")), "create", "Create ‘Libya’"),
    ],
)
def test_names_for_the_journal_and_titles_for_the_reader(command: Command, name: str, title: str) -> None:
    assert (command.name, command.title) == (name, title)


def test_a_record_without_a_title_is_called_by_its_id() -> None:
    claim = Claim(id=new_id(), feature="", source="")
    assert title_of(claim) == claim.id
    assert title_of(Source(id=new_id(), title="Article")) == "Article"


def test_a_zone_covers_whole_provinces_merged() -> None:
    drawn = zone()
    (found,) = built(DrawZone(drawn, ("LY-00", "LY-01"), AREAS)).all(Zone)
    assert found.geometry is not None
    assert found.geometry.type is GeometryType.MULTIPOLYGON
    assert found.geometry.bounds() == (10, 30, 12, 31)
    assert msgspec.structs.replace(found, geometry=None) == drawn


def test_a_province_that_is_not_in_the_data_is_named() -> None:
    with pytest.raises(InvalidValue, match="“LY-XX”"):
        built(DrawZone(zone(), ("LY-00", "LY-XX"), AREAS))


def test_a_link_leads_from_place_to_place() -> None:
    (found,) = built(DrawLink(link(US.id, GNA.id), AREAS)).all(Link)
    assert found.geometry is not None
    assert found.geometry.coordinates == (LABELS["USA"], (13.2, 32.9))
    assert found.where_prec == 5


def test_a_link_may_start_at_a_feature() -> None:
    outpost = Site(id=new_id(), layer=LAYER.id, title="Outpost", where_prec=2, geometry=point(15.1, 32.4))
    (found,) = built(Put(outpost), DrawLink(link(outpost.id, GNA.id), AREAS)).all(Link)
    assert found.geometry is not None
    assert found.geometry.coordinates == ((15.1, 32.4), (13.2, 32.9))


@pytest.mark.parametrize("end", ["placeless", "the same place"])
def test_a_link_without_two_places_has_no_line_and_no_precision(end: str) -> None:
    twin = Actor(id=new_id(), name="Part of the GNA", parent=GNA.id)
    other = UN if end == "placeless" else twin
    given = msgspec.structs.replace(link(GNA.id, other.id), where_prec=5)
    (found,) = built(Put(twin), DrawLink(given, AREAS)).all(Link)
    assert (found.geometry, found.where_prec) == (None, None)


def test_a_link_to_something_that_is_only_listed_has_no_line() -> None:
    statement = Event(id=new_id(), layer=LAYER.id, title="Statement")
    (found,) = built(Put(statement), DrawLink(link(GNA.id, statement.id), AREAS)).all(Link)
    assert found.geometry is None


def test_a_link_to_something_known_for_a_country_ends_at_its_label() -> None:
    forces = Presence(id=new_id(), layer=LAYER.id, title="Forces", where_prec=6, country="LBY")
    (found,) = built(Put(forces), DrawLink(link(GNA.id, forces.id), AREAS)).all(Link)
    assert found.geometry is not None
    assert found.geometry.coordinates[-1] == LABELS["LBY"]


def test_a_link_to_nothing_is_refused() -> None:
    with pytest.raises(InvalidValue):
        built(DrawLink(link(GNA.id, new_id()), AREAS))


def test_keeping_the_view_writes_bounds_and_layers() -> None:
    store = FakeStore()
    session = Session(store, "Ada")
    session.run(create(Project(id=new_id(), title="Libya"), (Put(LAYER),)))
    hidden = msgspec.structs.replace(LAYER, visible=False, opacity=0.5)
    session.run(KeepView((7.5, 19.0, 26.0, 38.0), (hidden,)))
    assert store.all(Project)[0].bounds == (7.5, 19.0, 26.0, 38.0)
    assert store.all(Layer) == [hidden]
    session.undo()
    assert store.all(Layer) == [LAYER]
