"""Before and after: what ground changed hands between the days of a pair, as the sheets of a workspace show it."""

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from libyamap.app.briefing.days import Days
from libyamap.app.briefing.pair import changed_heading, changed_words
from libyamap.app.passing import passing
from libyamap.app.release.rules import ReleaseRules
from libyamap.app.view_state import ViewState
from libyamap.app.viewport import Selection
from libyamap.app.whereabouts import drawing_of
from libyamap.app.zone_changes import PartyChange, zone_changes
from libyamap.domain.model import Actor, Zone
from libyamap.domain.precision import Drawing
from libyamap.web.ground_change import legend_of_change, marks_of_change
from libyamap.web.marks import AreaMark
from libyamap.web.shape import shape_of

if TYPE_CHECKING:
    from libyamap.bootstrap.workspace import Workspace
    from libyamap.briefing.blocks import Changed


class GroundChanged(NamedTuple):
    """Areas for the map of the second sheet, and what stands of them beside it: a block, or why there is none."""

    marks: tuple[AreaMark, ...]
    beside: "Changed | None"
    notes: tuple[str, ...] = ()


def ground_changed(
    workspace: "Workspace", state: ViewState, days: Days, rules: ReleaseRules | None = None
) -> GroundChanged:
    """What changed of the zones that a view state shows, whatever its time. `rules`: of the release this is made for.

    Only what is drawn as an area counts, and by the shape that is drawn: a zone known by its province is that province.
    """
    from libyamap.briefing.blocks import Changed

    zones = _drawn_zones(workspace, Selection(layers=state.shown_layers(), filter=state.filter))
    changes: list[PartyChange] = zone_changes(zones, *days)
    actors = {actor.id: actor for actor in workspace.session.store.all(Actor)}
    words = changed_words(rules, any_zones=bool(zones), any_change=bool(changes))
    if not zones:
        return GroundChanged((), None, words)
    entries = legend_of_change(changes, actors, state.theme)
    return GroundChanged(marks_of_change(changes, actors, state.theme), Changed(changed_heading(days), entries, words))


def _drawn_zones(workspace: "Workspace", selection: Selection) -> list[Zone]:
    areas = workspace.areas
    zones = []
    for zone in passing(workspace.session.store, selection, areas, (Zone,)):
        drawing = drawing_of(zone)
        if not isinstance(zone, Zone) or shape_of(zone, drawing) != "area":
            continue
        province = areas.province(zone.province) if drawing is Drawing.PROVINCE else None
        zones.append(msgspec.structs.replace(zone, geometry=province.geometry) if province else zone)
    return zones
