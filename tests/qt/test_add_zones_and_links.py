"""Zones from named provinces, and links between two ends, in the form that adds."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from libyamap.domain.geometry import GeometryType
from libyamap.domain.model import Actor, Link, Zone
from libyamap.web.protocol import EditChose
from tests.qt.adding import Keys, newest
from tests.qt.fake_project import OUTPOST, TRIPOLI


def test_a_zone_from_named_provinces(keys: Keys) -> None:
    contents = keys.fake.window.desk.contents
    contents.project = msgspec.structs.replace(contents.project, focus=("LBY",))
    keys.open(Qt.Key.Key_4)
    area = keys.form.area
    assert area is not None
    keys.type(keys.form.title.line, "Held")
    keys.send()
    assert "A zone needs an area" in area.problem.label.text()
    for name in ("Trip", "Misr"):
        keys.type(area.line, name, Qt.Key.Key_Return)
    assert area.names_of_parts() == "Tripoli, Misrata"
    keys.send()
    zone = keys.project.store.all(Zone)[-1]
    assert zone.geometry is not None
    assert zone.geometry.type is GeometryType.MULTIPOLYGON
    assert (zone.place, zone.country, zone.where_prec) == ("Tripoli, Misrata", "LBY", 5)


def test_a_link_needs_two_different_ends(keys: Keys) -> None:
    keys.open(Qt.Key.Key_5)
    keys.type(keys.form.title.line, "Arms")
    ends = keys.form.ends
    assert ends is not None
    for end in ends:
        keys.type_end(end, "United")
    keys.send()
    assert "from something to itself" in ends[1].problem.label.text()
    ends[1].clear()
    keys.type(ends[1].line, "Government", None)
    keys.qtbot.waitUntil(lambda: not ends[1].asking.pending)
    QTest.keyClick(keys.focused, Qt.Key.Key_Return)
    keys.send()
    assert keys.project.store.all(Link)[-1].title == "Arms"


def test_both_ends_of_a_link_are_clicked_on_the_map(keys: Keys) -> None:
    keys.open(Qt.Key.Key_5)
    keys.type(keys.form.title.line, "Support")
    assert keys.form.pick_ends is not None
    QTest.mouseClick(keys.form.pick_ends, Qt.MouseButton.LeftButton)
    assert keys.fake.window.map_tools.active
    keys.fake.host.say(EditChose((OUTPOST.id, TRIPOLI.id), "Tripoli"))
    keys.send()
    link = keys.project.store.all(Link)[-1]
    assert (link.origin, link.target) == (OUTPOST.id, TRIPOLI.id)
    assert link.geometry is not None
    assert keys.panel.said.text() == "Added ‘Support’"


def test_an_end_that_is_not_there_yet_is_made_on_the_spot_in_the_same_step(keys: Keys) -> None:
    before = keys.project.store.revision()
    keys.open(Qt.Key.Key_5)
    keys.type(keys.form.title.line, "Arms from a new party")
    ends = keys.form.ends
    assert ends is not None
    for end, name in zip(ends, ("Smugglers of Kufra", "Government"), strict=True):
        keys.type_end(end, name)
    assert "new actor" in ends[0].echo.text()
    assert not ends[1].echo.text()
    keys.send()
    assert keys.project.store.revision() == before + 1
    (made,) = (actor for actor in keys.project.store.all(Actor) if actor.name == "Smugglers of Kufra")
    link = newest(keys)
    assert isinstance(link, Link)
    assert link.origin == made.id
    assert keys.panel.said.text() == (
        "Added ‘Arms from a new party’; an end of it has no place, so it is listed in the table alone."
    )
    keys.fake.window.desk.session.undo()
    assert made.id not in {actor.id for actor in keys.project.store.all(Actor)}


def test_another_end_instead_of_a_new_actor_leaves_no_actor_behind(keys: Keys) -> None:
    keys.open(Qt.Key.Key_5)
    ends = keys.form.ends
    assert ends is not None
    keys.type_end(ends[0], "Nobody knows them")
    assert ends[0].made()
    ends[0].show_value(TRIPOLI.id)
    assert (ends[0].made(), ends[0].echo.text(), ends[0].value()) == ((), "", TRIPOLI.id)
