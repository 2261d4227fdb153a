"""The inspector changes what it shows where it stands, by real keys and clicks; each change is one step with a name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from libyamap.app.commands import Add
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Link
from libyamap.domain.vocabulary import Certainty, Status
from libyamap.ui.edit.form.end_field import EndField
from libyamap.ui.edit.form.place_field import PlaceField
from libyamap.ui.inspector.section import FieldLine
from libyamap.ui.text import PlainLabel
from libyamap.web.protocol import EditPointed, ShowPreview
from tests.qt.conftest import FakeWindow, OpenWindow
from tests.qt.fake_project import GNA, OUTPOST, US, FakeProject
from tests.qt.inspecting import (
    CONTROL,
    LEFT,
    editor,
    field_line,
    focused,
    kept,
    last_title,
    part,
    press_pencil,
    texts,
    type_over,
)


def test_a_pencil_opens_the_fields_and_enter_saves_one_step(inspecting: FakeWindow) -> None:
    before = inspecting.project.store.revision()
    press_pencil(inspecting, "Change: when")
    type_over("18 May 2016")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert kept(inspecting).time == "2016-05-18"
    assert last_title(inspecting) == "Change ‘US outpost’ (time)"
    assert inspecting.project.store.revision() == before + 1
    assert inspecting.window.inspector.editor is None
    assert "18 May 2016" in texts(inspecting)


def test_escape_leaves_it_as_it_was_and_nothing_changed_is_no_step(inspecting: FakeWindow) -> None:
    before = inspecting.project.store.revision()
    press_pencil(inspecting, "Change title, type, description")
    type_over("Another title")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert "US outpost" in texts(inspecting)
    press_pencil(inspecting, "Change title, type, description")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert inspecting.project.store.revision() == before


def test_a_double_click_on_a_text_changes_it(inspecting: FakeWindow) -> None:
    label = next(each for each in inspecting.window.inspector.findChildren(PlainLabel) if each.text() == "US outpost")
    QTest.mouseDClick(label, LEFT)
    type_over("US outpost, abandoned")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert kept(inspecting).title == "US outpost, abandoned"


@pytest.mark.parametrize("typed", ["someday", "2016-06/2016-05"])
def test_what_is_wrong_is_said_beside_the_field(inspecting: FakeWindow, typed: str) -> None:
    press_pencil(inspecting, "Change: when")
    type_over(typed)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert inspecting.window.inspector.editor is not None
    assert editor(inspecting).form.fields[0].problem.isVisible()
    assert kept(inspecting).time == OUTPOST.time


def test_the_place_keeps_its_point_while_only_its_precision_changes(inspecting: FakeWindow) -> None:
    press_pencil(inspecting, "Change: where")
    place = part(inspecting).place
    assert isinstance(place, PlaceField)
    assert place.how.currentText() == "Near Misrata"
    place.how.setFocus()
    QTest.keyClick(place.how, Qt.Key.Key_Up)
    shown = inspecting.host.last(ShowPreview)
    assert isinstance(shown, ShowPreview)
    assert shown.marks, "the map shows what it would be"
    QTest.keyClick(focused(), Qt.Key.Key_Return, CONTROL)
    after = kept(inspecting)
    assert (after.where_prec, after.geometry, after.place) == (1, OUTPOST.geometry, "Misrata")
    assert last_title(inspecting) == "Change ‘US outpost’ (place precision)"


def test_the_place_can_be_clicked_on_the_map(inspecting: FakeWindow, qtbot: QtBot) -> None:
    press_pencil(inspecting, "Change: where")
    place = part(inspecting).place
    assert place is not None
    QTest.mouseClick(place.pick, LEFT)
    qtbot.waitUntil(lambda: inspecting.window.map_tools.active)
    inspecting.host.say(EditPointed(11.5, 30.5))
    QTest.keyClick(focused(), Qt.Key.Key_Return, CONTROL)
    geometry = kept(inspecting).geometry
    assert geometry is not None
    assert geometry.coordinates == (11.5, 30.5)


def test_actors_status_and_tags(inspecting: FakeWindow) -> None:
    press_pencil(inspecting, "Change: actors")
    field = part(inspecting).actors
    assert field is not None
    field.line.setFocus()
    QTest.keyClicks(focused(), "gna")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert [each.actor for each in kept(inspecting).actors] == [US.id, GNA.id]
    press_pencil(inspecting, "Change: how sure")
    QTest.keyClicks(focused(), "Conf")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "Like")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert (kept(inspecting).status, kept(inspecting).certainty) == (Status.CONFIRMED, Certainty.LIKELY)
    press_pencil(inspecting, "Change: other columns")
    editor(inspecting).form.fields[1].take_keyboard()
    composed = QInputMethodEvent()
    composed.setCommitString("hearsay, مصراتة، hearsay")
    QApplication.sendEvent(focused(), composed)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert kept(inspecting).tags == ("hearsay", "مصراتة")


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("title", "Outpost, left", "Outpost, left"),
        ("time", "about 2015", "2015~"),
        ("type", "airfield", "airfield"),
        ("status", "Conf", Status.CONFIRMED),
        ("certainty", "Alm", Certainty.ALMOST_CERTAIN),
    ],
)
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2])
def test_a_field_alone_is_changed_by_the_keyboard_alone(
    inspecting: FakeWindow, field: str, typed: str, value: object, key: Qt.Key
) -> None:
    line = field_line(inspecting, field)
    line.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(line, key)
    assert [each.name for each in editor(inspecting).form.fields] == [field]
    assert line.isHidden(), "the editor stands in its place"
    if field in {"status", "certainty"}:
        QTest.keyClicks(focused(), typed)
    else:
        type_over(typed)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert getattr(kept(inspecting), field) == value
    assert focused() is field_line(inspecting, field), "the keyboard goes back to the line"


def test_every_line_of_the_outpost_opens_its_own_field(inspecting: FakeWindow) -> None:
    lines = [line for line in inspecting.window.inspector.findChildren(FieldLine) if line.isVisible()]
    names = [line.objectName().removeprefix("field-") for line in lines]
    assert {"type", "title", "time", "place", "status", "certainty", "layer"} <= set(names)
    for name in names:
        QTest.mouseDClick(field_line(inspecting, name), LEFT)
        assert editor(inspecting).form.fields[0].name in {name, "area"}
        QTest.keyClick(focused(), Qt.Key.Key_Escape)
        assert inspecting.window.inspector.editor is None


def test_going_to_another_field_saves_the_one_that_is_open(inspecting: FakeWindow) -> None:
    QTest.mouseDClick(field_line(inspecting, "time"), LEFT)
    type_over("2015")
    QTest.mouseDClick(field_line(inspecting, "title"), LEFT)
    assert kept(inspecting).time == "2015"
    assert editor(inspecting).form.fields[0].name == "title"
    type_over("")
    QTest.keyClick(focused(), Qt.Key.Key_Delete)
    QTest.mouseDClick(field_line(inspecting, "time"), LEFT)
    assert editor(inspecting).form.fields[0].name == "title", "what cannot be saved stays, with what is wrong beside it"
    assert editor(inspecting).form.fields[0].problem.isVisible()


def test_an_end_of_a_link_can_become_an_actor_made_on_the_spot(inspecting: FakeWindow, qtbot: QtBot) -> None:
    link = Link(id=new_id(), layer=OUTPOST.layer, title="Support", origin=US.id, target=GNA.id)
    inspecting.window.desk.session.run(Add(link))
    inspecting.window.desk.select([link.id])
    before = inspecting.project.store.revision()
    inspecting.window.inspector.change("origin")
    (field,) = editor(inspecting).form.fields
    assert isinstance(field, EndField)
    field.line.setFocus()
    type_over("Smugglers of Kufra")
    qtbot.waitUntil(lambda: not field.pending())
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert "new actor" in field.echo.text()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    changed = kept(inspecting, link)
    assert isinstance(changed, Link)
    maker = inspecting.project.store.get(Actor, changed.origin)
    assert maker is not None
    assert maker.name == "Smugglers of Kufra"
    assert inspecting.project.store.revision() == before + 1


def test_a_read_only_project_shows_no_pencils(open_window: OpenWindow) -> None:
    fake = open_window(FakeProject(read_only=True))
    fake.window.desk.select([OUTPOST.id])
    assert not [each for each in fake.window.inspector.findChildren(QToolButton) if "Change" in each.accessibleName()]
    assert not any(fake.window.actions_[action].isEnabled() for action in ("duplicate", "delete", "copy-forward"))
