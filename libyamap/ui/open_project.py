"""What the window needs of an open project; `bootstrap.Workspace` is one."""

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

from libyamap.app.backups import Backups
from libyamap.app.drafts import Drafts
from libyamap.app.here import AreasUnderfoot
from libyamap.app.places import Places
from libyamap.app.ports import StoreReader, ViewportIndex
from libyamap.app.session import Session
from libyamap.app.view_state import Viewing
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Feature, Project
from libyamap.web.marks import CountryCard, LegendEntry, Mark


class TakesIn(Protocol):
    """What answers the page keeps a copy of some records."""

    def take_in(self, store: StoreReader) -> None:
        """Read them anew."""
        ...

    def marks_of(self, features: Iterable[Feature], zoom: float) -> tuple[Mark, ...]:
        """What the page draws of these features where nothing else is."""
        ...

    def cards_of(self, features: Iterable[Feature], zoom: float) -> tuple[CountryCard, ...]:
        """The cards of those that are known for a country alone."""
        ...

    def legend(self, bounds: Bounds, zoom: float) -> tuple[LegendEntry, ...]:
        """The legend of what is drawn there. Safe to ask from any thread."""
        ...


class OpenProject(Protocol):
    """What the window needs of `bootstrap.Workspace`."""

    @property
    def session(self) -> Session: ...

    @property
    def viewing(self) -> Viewing: ...

    @property
    def areas(self) -> AreasUnderfoot: ...

    @property
    def places(self) -> Places | None: ...

    @property
    def project(self) -> Project: ...

    @property
    def index(self) -> ViewportIndex: ...

    @property
    def resources(self) -> TakesIn: ...

    @property
    def backups(self) -> Backups: ...

    @property
    def known_as_of(self) -> dt.datetime | None: ...

    @property
    def drafts(self) -> Drafts: ...

    def show_as_known(self, moment: dt.datetime | None) -> None: ...

    def back_up_if_due(self) -> object: ...
