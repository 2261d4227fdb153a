"""What a form holds when it is sent, as one command: the feature, the actors and sources made on the spot, its claims.

All of it is one step with one name, so that one Undo takes all of it back.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from libyamap.app.commands import DrawLink, Put, Together
from libyamap.app.filter import Filter
from libyamap.app.matching import Subject, grades_of, matcher
from libyamap.app.naming import quoted
from libyamap.app.ports import AreaGazetteer, ViewportIndex
from libyamap.app.viewport import Selection
from libyamap.app.whereabouts import drawing_of
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Claim, Feature, Layer, Link, Record
from libyamap.domain.precision import Drawing
from libyamap.domain.vocabulary import Kind

if TYPE_CHECKING:
    from libyamap.app.session import Command

LAYER_TITLES = {
    Kind.EVENT: "Events",
    Kind.PRESENCE: "Presence",
    Kind.SITE: "Places",
    Kind.ZONE: "Zones",
    Kind.LINK: "Links",
}


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A feature that is complete but for a link's line; `made` are layers, actors, sources that come along with it."""

    feature: Feature
    claims: tuple[Claim, ...] = ()
    made: tuple[Record, ...] = ()


def adding(entry: Entry, areas: AreaGazetteer) -> Together:
    """The command that adds it; `areas` place the ends of a link."""
    feature = entry.feature
    itself: Command = DrawLink(feature, areas) if isinstance(feature, Link) else Put(feature)
    commands = (*map(Put, entry.made), itself, *map(Put, entry.claims))
    kind = feature.kind.value
    return Together(f"Add {kind} {quoted(feature)}", commands, f"add-{kind}")


def usual_layer(kind: Kind, index: ViewportIndex, layers: Mapping[str, Layer]) -> str:
    """Id of the layer that holds most features of the kind; empty where no feature of the kind is there yet."""
    counts = index.count(Selection(filter=Filter(kinds=(kind,)))).by_layer
    known = {layer: count for layer, count in counts.items() if layer in layers}
    return max(known, key=lambda layer: (known[layer], -layers[layer].position), default="")


def new_layer(kind: Kind, layers: Iterable[Layer]) -> Layer:
    """A layer for features of the kind, below those there are; not written yet."""
    return Layer(
        id=new_id(), title=LAYER_TITLES[kind], position=max((layer.position for layer in layers), default=-1) + 1
    )


def why_unseen(entry: Entry, shown: Selection, actors: Mapping[str, Actor], areas: AreaGazetteer) -> str:
    """Why what was added is not on the map: its layer, a filter, or no place; empty where it can be seen.

    `entry` has the feature as it was written: a link with its line.
    """
    feature = entry.feature
    if shown.layers is not None and feature.layer not in shown.layers:
        return "its layer is switched off"
    located = drawing_of(feature) is not Drawing.NOWHERE
    subject = Subject(feature, feature.span, grades_of(entry.claims), located)
    if not matcher(shown, actors, areas)(subject):
        return "the filter or the time window hides it"
    if located:
        return ""
    where = "an end of it has no place" if isinstance(feature, Link) else "it has no place"
    return f"{where}, so it is listed in the table alone"
