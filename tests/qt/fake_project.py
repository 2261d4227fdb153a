"""A small open project without files, and a map that only remembers what it was told."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from libyamap.app.backups import Backups
from libyamap.app.commands import InsertMany, create
from libyamap.app.drafts import Drafts
from libyamap.app.ports import StoreReader
from libyamap.app.session import Session
from libyamap.app.view_state import Viewing, opening_state
from libyamap.app.whereabouts import middle_of
from libyamap.bootstrap import data_folder
from libyamap.domain.geometry import Bounds, point
from libyamap.domain.ids import new_id
from libyamap.domain.model import (
    Actor,
    Alias,
    Claim,
    Event,
    Feature,
    Involvement,
    Layer,
    Presence,
    Project,
    Record,
    Site,
    Source,
)
from libyamap.domain.vocabulary import Certainty, Reliability, Role, Stance, Status
from libyamap.store.index import FeatureIndex
from libyamap.ui.map_view import Host
from libyamap.web.catalogue import Catalogue
from libyamap.web.legend import legend
from libyamap.web.marks import CountryCard, LegendEntry, Mark, SymbolMark
from libyamap.web.protocol import FrameMoved, FromPage, ToPage
from tests.support.fake_areas import FakeAreas
from tests.support.fake_store import FakeStore

if TYPE_CHECKING:
    from libyamap.app.places import Places

HOSTILE = "<b>Bold</b> <script>alert(1)</script> & [*]"
ARABIC = "مصراتة تحت الحصار"
LIBYA_SHOWN = FrameMoved((8, 19, 26, 34), 5.0, 17.0, 27.0, 800, 600, 4891.97)

GROUP = Layer(id=new_id(), title="Who is where", position=0)
FORCES = Layer(id=new_id(), title="Forces", position=1, parent=GROUP.id)
OUTPOSTS = Layer(id=new_id(), title="Outposts", position=2, parent=GROUP.id)
STATEMENTS = Layer(id=new_id(), title="Statements", position=3)
US = Actor(
    id=new_id(), name="United States", short_name="US", colour="#0072B2", aliases=(Alias("الولايات المتحدة", "ar"),)
)
GNA = Actor(id=new_id(), name="Government of National Accord", short_name="GNA", colour="#E69F00")
PRESENCE = Presence(
    id=new_id(), layer=FORCES.id, title="US special forces", type="special forces", where_prec=6, country="LBY",
    time="2016-05~", certainty=Certainty.LIKELY, actors=(Involvement(US.id),),
)  # fmt: skip
OUTPOST = Site(
    id=new_id(), layer=OUTPOSTS.id, title="US outpost", type="outpost", where_prec=2, geometry=point(15.09, 32.37),
    place="Misrata", place_note="The article says near.", time="2016-05~", actors=(Involvement(US.id, Role.HOLDER),),
)  # fmt: skip
TRIPOLI = Site(
    id=new_id(), layer=OUTPOSTS.id, title="Tripoli", type="seat of government", where_prec=1,
    geometry=point(13.19, 32.89), place="Tripoli", time="2016-03-30", actors=(Involvement(GNA.id),),
)  # fmt: skip
STATEMENT = Event(
    id=new_id(), layer=STATEMENTS.id, title=HOSTILE, description="<img src=x onerror=alert(2)>", type="statement",
    status=Status.PROPOSED,
)  # fmt: skip
SIEGE = Event(id=new_id(), layer=STATEMENTS.id, title=ARABIC, type="battle", time="2015")
ARTICLE = Source(
    id=new_id(), title="An article", publisher="A blog", url="https://example.org/<article>", reliability=Reliability.B
)
DENIAL = Source(id=new_id(), title="A denial", reliability=Reliability.C, url="javascript:alert(3)")
CLAIMS = (
    Claim(id=new_id(), feature=PRESENCE.id, source=ARTICLE.id, locator="paragraph 2", reliability=Reliability.B,
          credibility=3, note="Says they are there."),
    Claim(id=new_id(), feature=OUTPOST.id, source=ARTICLE.id, reliability=Reliability.B, credibility=3),
    Claim(id=new_id(), feature=OUTPOST.id, source=DENIAL.id, stance=Stance.DISPUTES, reliability=Reliability.C,
          credibility=4),
)  # fmt: skip
FEATURES: tuple[Feature, ...] = (PRESENCE, OUTPOST, TRIPOLI, STATEMENT, SIEGE)
RECORDS: tuple[Record, ...] = (
    GROUP, FORCES, OUTPOSTS, STATEMENTS, US, GNA, *FEATURES, ARTICLE, DENIAL, *CLAIMS,
)  # fmt: skip
PROJECT = Project(
    id=new_id(), title="Libya, about May 2016", description="Who is where.", as_of="2016-05~", bounds=(8, 19, 26, 34)
)


class KeepsNothing:
    """In the place of what answers the page; the legend is the real one."""

    def __init__(self, store: StoreReader, index: FeatureIndex, viewing: Viewing) -> None:
        self._store, self._index, self._viewing = store, index, viewing

    def legend(self, bounds: Bounds, zoom: float) -> tuple[LegendEntry, ...]:
        """Of all features that are shown there."""
        state = self._viewing.state
        return legend(self._index.features_in(bounds, state.shown_layers()), Catalogue.read(self._store), state.theme)

    def take_in(self, store: StoreReader) -> None:
        """Nobody asks it."""

    def cards_of(self, features: Iterable[Feature], zoom: float) -> tuple[CountryCard, ...]:
        """No cards."""
        return ()

    def marks_of(self, features: Iterable[Feature], zoom: float) -> tuple[Mark, ...]:
        """A symbol for each feature with a point."""
        placed = ((feature, feature.geometry) for feature in features if feature.geometry is not None)
        return tuple(
            SymbolMark(
                id=feature.id, label=feature.title, tooltip="", at=middle_of(geometry), symbol="s.svg", size=(24, 24)
            )
            for feature, geometry in placed
        )


class FakeProject:
    """Implements `ui.desk.OpenProject`."""

    def __init__(self, *, read_only: bool = False, empty: bool = False) -> None:
        self.store = FakeStore()
        self.session = Session(self.store, "tester")
        self.session.run(create(PROJECT))
        if not empty:
            self.session.run(InsertMany(RECORDS, "Insert"))
        self.store.read_only = read_only
        self.areas = FakeAreas()
        self.index = FeatureIndex(self.areas)
        self.index.refresh(self.store, None)
        self.session.subscribe(lambda changes: self.index.refresh(self.store, changes))
        self.viewing = Viewing(opening_state(self.project, self.store, self.areas))
        self.resources = KeepsNothing(self.store, self.index, self.viewing)
        self.places: Places | None = None

        self.known_as_of: dt.datetime | None = None
        self.drafts = Drafts(data_folder(), PROJECT.id)
        self.backups = Backups(data_folder(), PROJECT.id)

    def show_as_known(self, moment: dt.datetime | None) -> None:
        """Remembers what it was asked for."""
        self.known_as_of = moment

    def back_up_if_due(self) -> None:
        """Never due."""

    @property
    def project(self) -> Project:
        """The project's own record."""
        return self.store.all(Project)[0]


class FakeHost(QObject):
    """Implements `ui.bridge.Host`: remembers what it is told; a test speaks for the page."""

    decoded = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.told: list[ToPage] = []
        self.remembered: list[ToPage] = []

    def send(self, message: ToPage) -> None:
        """Remember."""
        self.told.append(message)

    def remember(self, message: ToPage) -> None:
        """Keep it apart: nothing crashes here."""
        self.remembered.append(message)

    def say(self, message: FromPage) -> None:
        """The page says something."""
        self.decoded.emit(message)

    def last(self, kind: type[ToPage]) -> ToPage:
        """The newest message of this sort."""
        return next(message for message in reversed(self.told) if type(message) is kind)


class FakeMap:
    """Implements `ui.map_view.MapView` with a line edit, which takes the keyboard as the page would."""

    def __init__(self, parent: QWidget) -> None:
        self.fake = FakeHost()
        self.widget: QWidget = QLineEdit(parent)
        self.widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.closed = 0

    @property
    def host(self) -> Host:
        """The fake page."""
        return self.fake

    def close_page(self) -> None:
        """Count."""
        self.closed += 1
