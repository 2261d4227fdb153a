"""What the window has its page draw anew, and when."""

import msgspec
from pytestqt.qtbot import QtBot

from libyamap.app.commands import Put, Together
from libyamap.app.filter import Filter
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Claim, Event, Layer, Source
from libyamap.web.protocol import (
    Drawn,
    Redraw,
    UpdateMarks,
)
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import FORCES, OUTPOST, OUTPOSTS


def test_redraws_are_gathered_and_wait_for_the_page(fake: FakeWindow, qtbot: QtBot) -> None:
    desk = fake.window.desk
    for percent in (90, 80, 70):
        desk.viewing.set_layer(FORCES.id, opacity=percent / 100)
    asked = [message for message in fake.host.told if isinstance(message, Redraw)]
    assert len(asked) == 1  # the first is not drawn yet
    with qtbot.waitSignal(fake.window.bridge.first_picture):
        fake.host.say(Drawn(1, 5))
    qtbot.waitUntil(lambda: fake.host.last(Redraw) == Redraw(2, marks=True, ground=False))
    fake.host.say(Drawn(2, 5))
    desk.session.run(Put(Layer(id=new_id(), title="New")))
    qtbot.waitUntil(lambda: fake.host.last(Redraw) == Redraw(3, marks=True, ground=False))


def test_the_legend_follows_the_layers(fake: FakeWindow, qtbot: QtBot) -> None:
    legend = fake.window.legend
    qtbot.waitUntil(lambda: bool(legend.entries))
    words = {entry.text for entry in legend.entries}
    fake.window.layers.model.show([FORCES.id], visible=False)
    qtbot.waitUntil(lambda: {entry.text for entry in legend.entries} < words)
    fake.window.layers.model.show(list(fake.window.desk.contents.layers), visible=False)
    qtbot.waitUntil(lambda: not legend.entries)


def test_an_added_feature_with_its_source_is_drawn_alone(fake: FakeWindow) -> None:
    fake.host.say(Drawn(1, 5))
    fake.host.told.clear()
    session = fake.project.session
    source = Source(id=new_id(), title="A report")
    event = Event(id=new_id(), layer=OUTPOSTS.id, title="Explosion", where_prec=1, geometry=point(16.0, 31.0))
    claim = Claim(id=new_id(), feature=event.id, source=source.id)
    session.run(Together("Add", (Put(source), Put(event), Put(claim))))
    session.undo()
    updates = [message for message in fake.host.told if isinstance(message, UpdateMarks)]
    assert [update.features for update in updates] == [(event.id,), (event.id,)]
    assert not [message for message in fake.host.told if isinstance(message, Redraw)]


def test_a_filter_leaves_out_what_it_no_longer_lets_through(fake: FakeWindow) -> None:
    fake.host.say(Drawn(1, 5))
    fake.window.desk.viewing.change("test", filter=Filter(text="outpost"))
    fake.host.say(Drawn(99, 5))
    session = fake.project.session
    session.run(Put(msgspec.structs.replace(OUTPOST, time="2016-06", type="")))
    update = fake.host.last(UpdateMarks)
    assert isinstance(update, UpdateMarks)
    assert [mark.id for mark in update.marks] == [OUTPOST.id]
    session.run(Put(msgspec.structs.replace(OUTPOST, title="Airfield", type="")))
    update = fake.host.last(UpdateMarks)
    assert isinstance(update, UpdateMarks)
    assert (update.features, update.marks) == ((OUTPOST.id,), ())
