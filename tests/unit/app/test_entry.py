"""What a form sends is one step with one name, and one undo takes all of it back."""

from libyamap.app.actor_colours import COLOURS, next_colour
from libyamap.app.commands import create
from libyamap.app.entry import Entry, adding, new_layer, usual_layer
from libyamap.app.session import Session
from libyamap.domain.geometry import GeometryType, point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Claim, Event, Involvement, Layer, Link, Project, Site, Source
from libyamap.domain.vocabulary import Kind
from libyamap.store.index import FeatureIndex
from tests.support.fake_areas import FakeAreas
from tests.support.fake_store import FakeStore

AREAS = FakeAreas()


def session() -> Session:
    """An empty project."""
    made = Session(FakeStore(), "tester")
    made.run(create(Project(id=new_id(), title="Project")))
    return made


def test_everything_comes_and_goes_together() -> None:
    made = session()
    before = made.store.revision()
    layer = new_layer(Kind.EVENT, [])
    actor, source = Actor(id=new_id(), name="Somebody"), Source(id=new_id(), title="A report")
    event = Event(id=new_id(), layer=layer.id, title="  Explosion\nnear Sirte ", actors=(Involvement(actor.id),))
    claim = Claim(id=new_id(), feature=event.id, source=source.id)
    made.run(adding(Entry(feature=event, claims=(claim,), made=(layer, actor, source)), AREAS))
    store = made.store
    assert store.revision() == before + 1
    assert store.revisions()[-1].title == "Add event ‘Explosion near Sirte’"
    assert store.revisions()[-1].command == "add-event"
    assert (store.get(Event, event.id), store.get(Claim, claim.id)) == (event, claim)
    made.undo()
    assert [store.all(kind) for kind in (Event, Claim, Actor, Source, Layer)] == [[], [], [], [], []]


def test_a_link_gets_its_line() -> None:
    made = session()
    layer = new_layer(Kind.LINK, [])
    ends = [
        Site(id=new_id(), layer=layer.id, title=str(lon), where_prec=1, geometry=point(lon, 30.5)) for lon in (10, 12)
    ]
    link = Link(id=new_id(), layer=layer.id, title="Arms", origin=ends[0].id, target=ends[1].id)
    made.run(adding(Entry(feature=link, made=(layer, *ends)), AREAS))
    drawn = made.store.get(Link, link.id)
    assert drawn is not None
    assert drawn.geometry is not None
    assert drawn.geometry.type is GeometryType.LINESTRING


def test_the_usual_layer_holds_most_of_the_kind() -> None:
    made = session()
    few, many = Layer(id=new_id(), title="Few"), Layer(id=new_id(), title="Many", position=1)
    events = [Event(id=new_id(), layer=layer.id, title="x") for layer in (few, many, many)]
    for event in events:
        made.run(adding(Entry(feature=event, made=(few, many)), AREAS))
    index = FeatureIndex(AREAS)
    index.refresh(made.store, None)
    layers = {layer.id: layer for layer in (few, many)}
    assert usual_layer(Kind.EVENT, index, layers) == many.id
    assert usual_layer(Kind.ZONE, index, layers) == ""
    assert new_layer(Kind.ZONE, layers.values()).position == 2


def test_new_actors_get_colours_that_are_free() -> None:
    assert next_colour([]) == COLOURS[0]
    assert next_colour([COLOURS[0].lower(), COLOURS[1]]) == COLOURS[2]
    assert next_colour(COLOURS) == COLOURS[0]
