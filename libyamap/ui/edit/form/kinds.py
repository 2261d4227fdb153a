"""The forms that there are, one a kind, and how each is served by the map."""

from typing import Final

import msgspec

from libyamap.app.entry import Entry, why_unseen
from libyamap.domain.vocabulary import Kind
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.actor_form import ActorForm
from libyamap.ui.edit.form.base import Form
from libyamap.ui.edit.form.feature_form import FeatureForm
from libyamap.ui.edit.form.map_asking import MapAsking
from libyamap.ui.edit.form.source_form import SourceForm

ACTOR, SOURCE = "actor", "source"
HEADINGS: Final = {
    Kind.EVENT.value: "Add an event",
    Kind.PRESENCE.value: "Add a presence",
    Kind.SITE.value: "Add a site",
    Kind.ZONE.value: "Add a zone",
    Kind.LINK.value: "Add a link",
    ACTOR: "Add an actor",
    SOURCE: "Add a source",
}


def made_form(kind: str, desk: Desk, asking: MapAsking) -> Form:
    """An empty form of a kind (a key of `HEADINGS`), whose fields can ask the map."""
    if kind == ACTOR:
        return ActorForm(desk)
    if kind == SOURCE:
        return SourceForm(desk)
    form = FeatureForm(desk, Kind(kind))
    asking.serve(place=form.place, area=form.area)
    asking.serve(place=form.claim.says_place)
    if form.ends is not None and form.pick_ends is not None:
        asking.serve_ends(form.ends, form.pick_ends)
    return form


def why_not_drawn(entry: Entry, desk: Desk) -> str:
    """Why what was just added is not on the map; empty where it can be seen."""
    kept = desk.contents.feature(entry.feature.id)  # a link has got its line by now
    if kept is not None:
        entry = msgspec.structs.replace(entry, feature=kept)
    return why_unseen(entry, desk.viewing.state.selection, desk.contents.actors, desk.areas)
