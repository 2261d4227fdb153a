"""Every kind of edit, its undo and its redo draw anew what they touched, and neither other marks nor the ground."""

import datetime as dt
import json
from collections.abc import Callable, Iterable
from functools import partial

import msgspec
import pytest
from PySide6.QtWebEngineWidgets import QWebEngineView

from libyamap.app.commands import (
    Add,
    ChangeMany,
    CopyForward,
    CutZone,
    Duplicate,
    Edit,
    MergeZones,
    Move,
    Put,
    Remove,
    ReplaceActor,
    Reshape,
    SetClaim,
    SplitZone,
    Together,
)
from libyamap.app.session import Command
from libyamap.domain.geometry import Geometry, GeometryType, line, point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Claim, Event, Feature, Involvement, Link, Presence, Record, Site, Source, Zone
from libyamap.domain.vocabulary import Certainty
from tests.qt.real_window import RealWindow
from tests.support.event_loop import PATIENCE_MS

WATCH = """(() => {
  window.touched = [];
  window.painted = 0;
  const name = (node) => node.closest?.("[data-feature]")?.dataset.feature ?? node.className?.baseVal
    ?? node.className ?? node.nodeName;
  const note = (records) => window.touched.push(...records.flatMap(({addedNodes, removedNodes}) =>
    [...addedNodes, ...removedNodes].filter((node) => !node.classList?.contains("label")).map(name)));
  new MutationObserver(note).observe(document.querySelector(".leaflet-map-pane"), {childList: true, subtree: true});
  for (const canvas of document.querySelectorAll("canvas:not(.heat)")) {
    new MutationObserver(() => (window.painted += 1)).observe(canvas, {attributes: true});
  }
})(); 1"""
SEEN = "(() => { const seen = [[...new Set(window.touched)], window.painted]; window.touched = []; return seen; })()"

CARD = "card leaflet-zoom-animated"
ANOTHER_NAME = "another name"
"""Draws a label anew, which is not watched: labels make room for each other."""


def square(west: float, south: float, side: float) -> Geometry:
    """An area."""
    east, north = west + side, south + side
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return Geometry(GeometryType.POLYGON, (ring,))


class Desert:
    """Features of every drawing in the empty south, and one known for the country alone."""

    def __init__(self, real: RealWindow) -> None:
        self.real = real
        session = real.desk.session
        layer = next(iter(real.desk.viewing.state.shown_layers()))
        self.actor, self.other = Actor(id=new_id(), name="Riders"), Actor(id=new_id(), name="Herders")
        self.source = Source(id=new_id(), title="A letter")
        self.site = Site(id=new_id(), layer=layer, title="Camp", where_prec=1, geometry=point(18.0, 26.0))
        self.event = Event(id=new_id(), layer=layer, title="Raid", where_prec=2, geometry=point(20.0, 25.0),
                           actors=(Involvement(self.actor.id),))  # fmt: skip
        self.zone = Zone(id=new_id(), layer=layer, title="Dunes", where_prec=5, time="2016-01/..",
                         geometry=square(21.0, 26.0, 1.5))  # fmt: skip
        self.beside = Zone(id=new_id(), layer=layer, title="Plain", where_prec=5, geometry=square(22.5, 26.0, 1.0))
        self.link = Link(id=new_id(), layer=layer, title="Supply", where_prec=5, origin=self.site.id,
                         target=self.event.id, geometry=line((18.0, 26.0), (20.0, 25.0)))  # fmt: skip
        self.presence = Presence(id=new_id(), layer=layer, title="Scouts", where_prec=6, country="LBY")
        made = (self.actor, self.other, self.source, self.site, self.event, self.zone, self.beside, self.link)
        real.drawn_after(lambda: session.run(Together("Begin", tuple(map(Put, (*made, self.presence))))))

    def now(self, feature: Feature) -> Feature:
        """It as it is now."""
        found = self.real.desk.session.store.get(type(feature), feature.id)
        assert isinstance(found, Feature)
        return found


def claim_set(desert: Desert) -> Command:
    """A source says something of the raid."""
    return SetClaim(Claim(id=new_id(), feature=desert.event.id, source=desert.source.id), desert.event)


def another(desert: Desert) -> tuple[Command, set[str]]:
    """One more event, with an actor of its own."""
    actor = Actor(id=new_id(), name="Traders")
    event = msgspec.structs.replace(
        desert.event, id=new_id(), title="Sale", geometry=point(17.0, 24.5), actors=(Involvement(actor.id),)
    )
    return Together("Add", (Add(actor), Add(event))), {event.id}


def changed(record: Record, **fields: object) -> Command:
    """An edit of its fields."""
    return Edit(record, msgspec.structs.replace(record, **fields))


def edits(desert: Desert) -> Iterable[tuple[str, Command, set[str]]]:
    """What is done one after the other, and whose marks may change with it."""
    site, event, zone, beside, link = (
        each.id for each in (desert.site, desert.event, desert.zone, desert.beside, desert.link)
    )
    yield "move, and the link follows", Move(desert.site, 18.6, 26.3), {site, link}
    yield "reshape", Reshape(desert.zone, square(21.0, 25.7, 1.5)), {zone}
    yield (
        "another end",
        changed(desert.now(desert.link), target=beside, geometry=line((18.6, 26.3), (23.0, 26.5))),
        {link},
    )
    yield (
        "bulk",
        ChangeMany((desert.event, desert.site), {"certainty": Certainty.LIKELY}, add_tags=("seen",)),
        {event, site},
    )
    split = SplitZone(desert.zone, line((21.5, 24.0), (21.5, 29.0)))
    yield "split", split, {zone, split.part_id}
    part = desert.real.desk.session.store.get(Zone, split.part_id)
    assert part is not None
    yield "merge", MergeZones((desert.zone, part)), {zone, split.part_id}
    yield "cut", CutZone(desert.zone, square(21.4, 26.1, 0.4)), {zone}
    forward = CopyForward(desert.zone, dt.date(2016, 6, 1))
    yield "copy forward", forward, {zone, forward.copy_id}
    twin = Duplicate(desert.event)
    yield "duplicate", twin, {event, twin.copy_id}
    copy = desert.real.desk.session.store.get(Event, twin.copy_id)
    assert copy is not None
    yield "delete", Remove(copy), {event, twin.copy_id}
    yield "a claim", claim_set(desert), {event}
    command, touched = another(desert)
    yield "an event with a new actor", command, touched
    yield "one actor in another's place", ReplaceActor(desert.actor, desert.other), {event}
    yield ANOTHER_NAME, changed(desert.now(desert.site), title="Old camp"), {site}
    yield "on a card", changed(desert.presence, title="Outriders"), {CARD}
    yield "a party's colour", changed(desert.other, colour="#123456"), {event}


@pytest.fixture
def desert(real: RealWindow) -> Desert:
    """The features, drawn, and somebody who notes what is drawn from now on."""
    made = Desert(real)
    real.drawn_after(real.window.bridge.ask_for_marks)
    look(real, WATCH)
    return made


def look(real: RealWindow, script: str) -> object:
    """What a script sees in the page."""
    view = real.window.map.widget.findChild(QWebEngineView)
    assert isinstance(view, QWebEngineView)
    answers: list[str] = []
    view.page().runJavaScript(f"JSON.stringify({script.removesuffix('; 1')})", 0, answers.append)
    real.qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE_MS)
    return json.loads(answers[0]) if answers[0] else None


def touched_by(real: RealWindow, work: Callable[[], object]) -> tuple[set[str], int]:
    """Whose elements came or went with it and with the whole picture after it; how often the ground was painted."""
    real.drawn_after(work)
    real.drawn_after(real.window.bridge.ask_for_marks)
    seen = look(real, SEEN)
    assert isinstance(seen, list)
    return set(seen[0]), int(seen[1])


def test_every_kind_of_edit_draws_what_it_touched_alone(real: RealWindow, desert: Desert) -> None:
    session = real.desk.session
    for name, command, may in edits(desert):
        for turn, work in (("", partial(session.run, command)), ("undo ", session.undo), ("redo ", session.redo)):
            touched, painted = touched_by(real, work)
            assert touched <= may, f"{turn}{name}"
            assert touched or name == ANOTHER_NAME, f"{turn}{name}"
            assert painted == 0, f"the ground, by {turn}{name}"
