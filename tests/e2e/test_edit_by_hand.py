"""Editing in the real window by real keys and clicks: an event is added and moved, a zone built, all of it undone, done
again, found after a restart, and told by the command line.
"""

import json
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libyamap.domain.geometry import GeometryType
from libyamap.domain.model import Actor, Feature, Source
from libyamap.ui.edit.form.area_field import AreaField
from libyamap.ui.text import PlainLabel
from tests.e2e.hands import CONTROL, LEFT, Hands, opened
from tests.e2e.running import libyamap

SIRTE = (16.59, 31.2)
TITLE = "Explosion near Sirte"
PROVINCES = {"Sirte": (16.9, 30.2), "Misrata": (15.0, 31.0)}
"""Two neighbours, and a place inside each."""
ZONE = "Held after the explosion"


def test_an_event_is_added_moved_undone_redone_and_found_again(
    example: Path, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    assert qapp is not None
    memory = tmp_path / "window.ini"
    with opened(example, memory, qtbot) as hands:
        before = hands.desk.session.store.revision()
        add_event(hands)
        move_event(hands)
        add_zone(hands)
        steps = hands.desk.session.store.revision() - before
        assert steps == 3
        undo_and_redo(hands, steps)
        kept = {title: hands.features(title)[0] for title in (TITLE, ZONE)}
    with opened(example, memory, qtbot) as hands:
        find_again(hands, kept)
    told = history(example)
    titles = [entry["title"] for entry in told]
    done = [f"Add event ‘{TITLE}’", f"Move ‘{TITLE}’", f"Add zone ‘{ZONE}’"]
    undone = [f"Undo: {title}" for title in reversed(done)]
    assert titles[::-1][1:] == [*done, *undone, *done]
    assert [entry["command"] for entry in told[::-1][1:4]] == ["add-event", "move", "add-zone"]
    assert all(entry["undoes"] for entry in told[:6])
    checked = libyamap("validate", example, "--json", cwd=tmp_path)
    assert json.loads(checked.stdout)["valid"], checked.stdout


def add_event(hands: Hands) -> None:
    """By keyboard alone: title, type, place by name, time in words, two actors, a new source with a grade."""
    QTest.keyClick(hands.window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    hands.until(lambda: hands.focused.accessibleName() == "Title")
    hands.type(TITLE)
    hands.tab_to("Type")
    hands.type("explo")
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    hands.tab_to("Where")
    hands.type("Sirte")
    hands.press(Qt.Key.Key_Tab)  # the first answer is taken, also where it is still to come
    form = hands.window.editing.form
    hands.until(lambda: form.previewed() is not None)
    previewed = form.previewed()
    assert previewed is not None
    assert (previewed.where_prec, previewed.place, previewed.province) == (2, "Sirte", "LY-SR")
    hands.until(lambda: hands.look("document.querySelectorAll('.symbol.unfinished').length") == 1)
    hands.tab_to("When")
    hands.type("about 18 May 2016")
    hands.tab_to("Who")
    for name, whole in (("Daesh", "Islamic State"), ("Misr", "Armed groups of Misrata")):
        hands.type(name)
        hands.press(Qt.Key.Key_Return)
        assert whole in [label.toolTip().split(">")[1].split("<")[0] for label in form.findChildren(PlainLabel)
                         if label.toolTip()], name  # fmt: skip
    hands.tab_to("Source")
    hands.type("Report from the coast road")
    hands.press(Qt.Key.Key_Return)
    hands.tab_to("Where in the source")
    hands.type("paragraph 4")
    hands.tab_to("Reliability of the source")
    hands.type("B")
    hands.tab_to("Credibility of what it says")
    hands.type("3")
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.until(lambda: bool(hands.features(TITLE)))
    assert form.said.text() == f"Added ‘{TITLE}’"
    (event,) = hands.features(TITLE)
    assert (event.type, event.time, event.where_prec, event.country) == ("explosion", "2016-05-18~", 2, "LBY")
    store = hands.desk.session.store
    names = [actor.name for part in event.actors if (actor := store.get(Actor, part.actor))]
    assert names == ["Islamic State", "Armed groups of Misrata"]
    (claim,) = store.claims_of([event.id])
    source = store.get(Source, claim.source)
    assert source is not None
    assert (source.title, claim.locator) == ("Report from the coast road", "paragraph 4")
    assert (claim.reliability.value, claim.credibility) == ("B", 3)
    assert hands.desk.viewing.state.selected == (event.id,)


def move_event(hands: Hands) -> None:
    """By mouse: drag the selected mark."""
    (event,) = hands.features(TITLE)
    hands.press(Qt.Key.Key_Escape)  # from the form to the map
    start = hands.middle_of_mark(event.id)
    hands.drag(start, start + QPoint(40, 30))
    hands.until(lambda: hands.features(TITLE)[0].geometry != event.geometry)
    (moved,) = hands.features(TITLE)
    assert moved.geometry is not None
    assert moved.geometry.type is GeometryType.POINT
    lon, lat = moved.geometry.coordinates
    assert lon > SIRTE[0]
    assert lat < SIRTE[1]
    assert moved.where_prec == 2


def add_zone(hands: Hands) -> None:
    """From two provinces, clicked on the map."""
    QTest.keyClick(hands.window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    hands.until(lambda: hands.focused.accessibleName() == "Title")
    hands.type(ZONE)
    hands.go_to_selection(zoom=7.0)
    area = hands.window.editing.form.findChild(AreaField)
    assert area is not None
    QTest.mouseClick(area.pick, LEFT)
    for province, at in PROVINCES.items():
        hands.point_at(at, province)
        hands.click_map(at)
        hands.until(partial(hands.says, f"chosen: {province}"))
    hands.press(Qt.Key.Key_Return)  # the map has the keyboard
    hands.until(lambda: area.names_of_parts() == ", ".join(PROVINCES))
    assert hands.window.editing.form.previewed() is not None
    hands.tab_to("When")
    hands.type("since 18 May 2016")
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: bool(hands.features(ZONE)))
    (zone,) = hands.features(ZONE)
    assert (zone.time, zone.place, zone.where_prec) == ("2016-05-18/..", "Sirte, Misrata", 5)
    assert zone.geometry is not None
    assert zone.geometry.type is GeometryType.MULTIPOLYGON
    assert len(zone.geometry.coordinates) == 1, "the common border is gone"
    hands.press(Qt.Key.Key_Escape)


def undo_and_redo(hands: Hands, steps: int) -> None:
    """All of it by keys, and back again."""
    after = {title: hands.features(title)[0] for title in (TITLE, ZONE)}
    for _ in range(steps):
        QTest.keyClick(hands.window, Qt.Key.Key_Z, CONTROL)
    assert not hands.features(TITLE)
    assert not hands.features(ZONE)
    assert "Report from the coast road" not in {source.title for source in hands.desk.session.store.all(Source)}
    for _ in range(steps):
        QTest.keyClick(hands.window, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert {title: hands.features(title)[0] for title in (TITLE, ZONE)} == after


def find_again(hands: Hands, kept: dict[str, Feature]) -> None:
    """After the restart, by the Find box."""
    assert {title: hands.features(title)[0] for title in kept} == kept
    QTest.keyClick(hands.window, Qt.Key.Key_F, CONTROL)
    hands.type(TITLE)
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: hands.desk.viewing.state.selected == (kept[TITLE].id,))
    shown = [label.text() for label in hands.window.inspector.findChildren(PlainLabel)]
    assert "About 18 May 2016" in shown
    assert "Said by one source, usually reliable (B), possibly true (3)." in shown


def history(path: Path) -> list[dict[str, Any]]:
    """What `libyamap history --json` says, newest first."""
    entries: list[dict[str, Any]] = json.loads(libyamap("history", path, "--json", cwd=path.parent).stdout)
    return entries
