"""Before and after: the two briefings of a pair, with the ground that changed hands between its days in the project."""

from functools import partial
from typing import TYPE_CHECKING

from libyamap.app.briefing.briefing import Briefing, checked_briefing
from libyamap.app.briefing.pair import Days, changed_words, pair_of
from libyamap.app.passing import passing
from libyamap.app.viewport import Selection
from libyamap.app.zone_changes import zone_changes
from libyamap.domain.model import Actor, Layer, Zone
from libyamap.web.ground_change import party_words

if TYPE_CHECKING:
    from libyamap.bootstrap.workspace import Workspace


def pair_in(workspace: "Workspace", briefing: Briefing, days: Days) -> tuple[Briefing, Briefing]:
    """Before and after. Counted are the zones that the briefing shows: its layers and filter. Raises InvalidValue."""
    checked_briefing(briefing)
    store = workspace.session.store
    shown = frozenset(layer.id for layer in store.all(Layer) if briefing.layers.get(layer.id, layer).visible)
    selected = passing(store, Selection(layers=shown, filter=briefing.filter), workspace.areas)
    zones = [each for each in selected if isinstance(each, Zone)]
    actors = {actor.id: actor for actor in store.all(Actor)}
    changes = zone_changes(zones, *days)
    return pair_of(briefing, days, changed_words(changes, partial(party_words, actors=actors), any_zones=bool(zones)))
