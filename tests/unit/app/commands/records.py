"""Two layers and actors, a source, a seat that one actor owns, a battle with a claim, a zone, a link between places."""

from libyamap.domain.geometry import line, point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Alias, Claim, Event, Involvement, Layer, Link, Record, Site, Source, Zone
from libyamap.domain.vocabulary import Role
from tests.support.fake_areas import square

LAYER = Layer(id=new_id(), title="Layer")
OTHER_LAYER = Layer(id=new_id(), title="Other", position=1)
GNA = Actor(id=new_id(), name="GNA", country="LBY", aliases=(Alias("الوفاق", "ar"),))
LNA = Actor(id=new_id(), name="LNA", country="LBY")
ARTICLE = Source(id=new_id(), title="Article")
SEAT = Site(
    id=new_id(),
    layer=LAYER.id,
    title="Tripoli",
    where_prec=1,
    geometry=point(13.2, 32.9),
    actors=(Involvement(GNA.id, Role.OWNER),),
)
BATTLE = Event(
    id=new_id(),
    layer=LAYER.id,
    title="Battle near Sirte",
    where_prec=2,
    geometry=point(16.6, 31.2),
    time="2016-05-18~",
    tags=("one",),
    actors=(Involvement(GNA.id, Role.INITIATOR), Involvement(LNA.id)),
)
WEST = Zone(id=new_id(), layer=LAYER.id, title="West", where_prec=5, geometry=square(10, 30), time="2016-05/..")
SUPPORT = Link(
    id=new_id(),
    layer=LAYER.id,
    title="Support",
    origin=GNA.id,
    target=BATTLE.id,
    where_prec=5,
    geometry=line((13.2, 32.9), (16.6, 31.2)),
)
CLAIM = Claim(id=new_id(), feature=BATTLE.id, source=ARTICLE.id, locator="§ 3")
RECORDS: tuple[Record, ...] = (LAYER, OTHER_LAYER, GNA, LNA, ARTICLE, SEAT, BATTLE, WEST, SUPPORT, CLAIM)
