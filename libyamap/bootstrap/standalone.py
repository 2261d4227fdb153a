"""The page that stands alone, of a workspace and a briefing. Needs no Qt; the same project gives the same bytes."""

from typing import TYPE_CHECKING

from libyamap.app.briefing.briefing import Briefing, checked_briefing, state_of
from libyamap.app.named_areas import asks_for_named_areas, is_named_area
from libyamap.app.passing import passing
from libyamap.app.release.rules import rules_from_json
from libyamap.app.view_state import opening_state
from libyamap.app.viewport import Selection
from libyamap.bootstrap.assets import tiles

if TYPE_CHECKING:
    from libyamap.bootstrap.workspace import Workspace


def standalone_page(workspace: "Workspace", briefing: Briefing) -> bytes:
    """One HTML file in UTF-8: what the briefing's filter, days and release leave, with all layers to switch.

    WorldError (InvalidValue) where the briefing makes no sense, or there is more than a page can hold.
    """
    checked_briefing(briefing)
    rules = rules_from_json(briefing.release)
    selection = Selection(filter=briefing.filter)
    if rules is None:
        return _page(workspace, briefing, with_areas=asks_for_named_areas(selection))
    from libyamap.bootstrap.released import ReleasedCopy, released_briefing

    copy = ReleasedCopy(workspace, rules, selection)
    try:
        released = released_briefing(briefing, rules, workspace.areas)
        return _page(copy.workspace, released, with_areas=asks_for_named_areas(selection))
    finally:
        copy.close()


def _page(workspace: "Workspace", briefing: Briefing, *, with_areas: bool) -> bytes:
    """`with_areas`: named areas are features that were asked for; else those of layers that are shown are."""
    from libyamap.briefing.standalone.document import document
    from libyamap.briefing.standalone.gathering import Ground, Texts, gather
    from libyamap.web.wording import in_words_or_nothing

    store, project = workspace.session.store, workspace.project
    state = state_of(briefing, opening_state(project, store, workspace.areas))
    as_of = in_words_or_nothing(briefing.as_of or project.as_of)
    texts = Texts(
        title=briefing.title or project.title,
        subtitle=briefing.subtitle,
        as_of=f"As of {as_of}" if as_of else "",
        marking=briefing.marking_top or briefing.marking_bottom,
        notes=briefing.notes,
        footer=briefing.footer,
        credits=(*workspace.resources.credits, *briefing.credits),
    )
    passed = passing(store, Selection(filter=state.filter, window=state.window), workspace.areas)
    in_sight = state.shown_layers()
    shown = (each for each in passed if with_areas or not is_named_area(each) or each.layer in in_sight)
    base = tiles()["basemap"]
    try:
        payload = gather(shown, store, Ground(workspace.areas, base), state, texts, grey=briefing.theme == "greyscale")
        return document(payload).encode()
    finally:
        base.close()
