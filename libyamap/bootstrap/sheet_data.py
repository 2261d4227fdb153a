"""What a sheet asks of a project: legend, sources, parties and the map itself, as one view state has them."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from libyamap.app.view_state import ViewState
from libyamap.bootstrap.printing_page import PrintingPage
from libyamap.domain.model import Source

if TYPE_CHECKING:
    from libyamap.briefing.projection import MapFrame
    from libyamap.briefing.sources import Sourcing
    from libyamap.web.marks import AreaMark, LegendEntry
    from libyamap.web.protocol import MapPrinted, PrintMap
    from libyamap.web.resources import Resources
    from libyamap.web.worn import Worn


class SheetData:
    """A `briefing.sheet.MapData`. `together`: the states of all sheets that share a legend; `changes` are drawn too."""

    def __init__(
        self,
        page: PrintingPage,
        state: ViewState,
        together: Sequence[ViewState] = (),
        changes: "tuple[AreaMark, ...]" = (),
    ) -> None:
        self._page = page
        self._state = state
        self._selections = tuple(each.selection for each in together)
        self._changes = changes

    def legend(self, frame: "MapFrame", drawn: Collection[str] | None) -> "tuple[LegendEntry, ...]":
        """See `briefing.sheet.MapData`."""
        shown = None if drawn is None else frozenset(drawn)
        return self._resources.legend(frame.bounds, frame.zoom, shown, self._selections)

    def sourcing(self, frame: "MapFrame", drawn: Collection[str] | None) -> "Sourcing":
        """See `briefing.sheet.MapData`."""
        from libyamap.briefing.sources import sourcing

        resources = self._resources
        claims = resources.claims_in(frame.bounds, frame.zoom)
        known = {source.id: source for source in self._page.workspace.session.store.all(Source)}
        kept = None if drawn is None else frozenset(drawn)
        shown = [feature for feature in claims if kept is None or feature in kept]
        if self._selections:  # numbers are the same on all sheets
            claims = resources.claims_in(frame.bounds, frame.zoom, self._selections)
        return sourcing(shown, claims, known)

    def worn(self, frame: "MapFrame") -> "Sequence[Worn]":
        """See `briefing.sheet.MapData`."""
        return self._resources.parties_in(frame.bounds, frame.zoom)

    def left_out(self, frame: "MapFrame") -> int:
        """See `briefing.sheet.MapData`."""
        return self._resources.left_out_in(frame.bounds, frame.zoom)

    def printed(self, order: "PrintMap") -> "MapPrinted":
        """See `briefing.sheet.MapData`."""
        resources = self._resources
        resources.changes = self._changes
        try:
            return self._page.opened().map_of(self._state, order)
        finally:
            resources.changes = ()

    @property
    def _resources(self) -> "Resources":
        """Those of the page, which look at the project as this sheet does."""
        return self._page.looking_at(self._state)
