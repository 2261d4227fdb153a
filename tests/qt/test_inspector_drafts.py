"""What is being changed in the inspector survives: another selection, another change, the end of the program."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libyamap.app.commands import Add, Remove
from libyamap.domain.ids import new_id
from libyamap.domain.model import Link, Site
from libyamap.domain.vocabulary import Status
from libyamap.ui.edit.form.end_field import EndField
from libyamap.ui.inspector.bulk import BulkChange, BulkForm
from libyamap.ui.inspector.claim_editor import ClaimForm
from tests.qt.conftest import FakeWindow, OpenWindow
from tests.qt.fake_project import OUTPOST, PRESENCE, TRIPOLI, US
from tests.qt.inspecting import (
    LEFT,
    editor,
    focused,
    kept,
    press,
    press_pencil,
    texts,
    type_over,
)


def test_selecting_something_else_saves_what_was_changed_or_keeps_it_to_go_on_with(inspecting: FakeWindow) -> None:
    press_pencil(inspecting, "Change: when")
    type_over("2015")
    inspecting.window.desk.select([TRIPOLI.id])
    assert kept(inspecting).time == "2015"
    press_pencil(inspecting, "Change: when")
    type_over("nonsense")
    inspecting.window.desk.select([OUTPOST.id])
    assert kept(inspecting, TRIPOLI).time == TRIPOLI.time
    banner = inspecting.window.editing.drafting.banner
    assert banner.isVisible()
    assert "A change of “Tripoli” was not finished" in banner.text
    press(banner, "Go on with it")
    assert [feature.id for feature in inspecting.window.desk.selected] == [TRIPOLI.id]
    assert editor(inspecting).form.fields[0].typed() == "nonsense"
    type_over("2014")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert kept(inspecting, TRIPOLI).time == "2014"
    assert inspecting.project.drafts.all() == []


@pytest.mark.parametrize("field", ["title", "description", "time", "place", "actors", "status", "tags"])
def test_a_change_that_was_under_way_is_offered_at_the_next_start(
    inspecting: FakeWindow, open_window: OpenWindow, field: str
) -> None:
    inspecting.window.inspector.change(field)
    shown = editor(inspecting).form.fields[0]
    shown.changed.emit()
    typed = editor(inspecting).form.typed()
    inspecting.window.editing.drafting.keep()  # as it does by itself a moment after the last key
    again = open_window(inspecting.project)
    banner = again.window.editing.drafting.banner
    assert banner.isVisible()
    press(banner, "Go on with it")
    assert [feature.id for feature in again.window.desk.selected] == [OUTPOST.id]
    assert editor(again).form.typed() == typed
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert inspecting.project.drafts.all() == []


def test_a_claim_under_way_survives(inspecting: FakeWindow, open_window: OpenWindow) -> None:
    press_pencil(inspecting, "Change this claim")
    form = editor(inspecting).form
    assert isinstance(form, ClaimForm)
    form.claim.note.take_keyboard()
    QTest.keyClicks(focused(), "so far")
    inspecting.window.editing.drafting.keep()
    again = open_window(inspecting.project)
    press(again.window.editing.drafting.banner, "Go on with it")
    found = editor(again).form
    assert isinstance(found, ClaimForm)
    assert "so far" in found.claim.note.value()
    assert found.claim.source.line.text() == "An article"


def test_a_change_of_what_is_gone_is_dropped(inspecting: FakeWindow, open_window: OpenWindow) -> None:
    inspecting.window.inspector.change("title")
    type_over("Half a ti")
    inspecting.window.editing.drafting.keep()
    inspecting.window.desk.session.undo()
    while inspecting.project.store.get(Site, OUTPOST.id) is not None:
        inspecting.window.desk.session.undo()
    again = open_window(inspecting.project)
    press(again.window.editing.drafting.banner, "Go on with it")
    assert "not in the project any more" in again.window.status.currentMessage()
    assert again.project.drafts.all() == []


def test_an_open_editor_stays_while_something_else_changes_the_project(inspecting: FakeWindow) -> None:
    press_pencil(inspecting, "Change: when")
    type_over("about 18 May")
    inspecting.window.desk.session.undo()  # by another panel
    assert inspecting.window.inspector.editor is None, "its feature is gone with the undo"
    inspecting.window.desk.session.redo()
    inspecting.window.desk.select([OUTPOST.id])
    press_pencil(inspecting, "Change: when")
    type_over("about 18 May")
    inspecting.window.desk.reload()
    assert inspecting.window.inspector.editor is not None


# ---- claims


def test_what_is_asked_of_a_copy_forward_survives(
    inspecting: FakeWindow, open_window: OpenWindow, qtbot: QtBot
) -> None:
    inspecting.window.actions_["copy-forward"].trigger()
    type_over("1 June 20")
    title = editor(inspecting).form.fields[1]
    title.take_keyboard()
    type_over("US outpost, moved")
    inspecting.close()
    again = open_window(inspecting.project).awake(qtbot)
    press(again.window.editing.drafting.banner, "Go on with it")
    day, title, _ = editor(again).form.fields
    assert (day.typed(), title.typed()) == ("1 June 20", "US outpost, moved")
    day.take_keyboard()
    type_over("1 June 2016")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    (copy,) = again.window.desk.selected
    assert (copy.title, copy.time) == ("US outpost, moved", "2016-06-01/..")
    assert inspecting.project.drafts.all() == []


def test_what_takes_the_place_of_a_deleted_one_survives_with_the_reason(
    inspecting: FakeWindow, open_window: OpenWindow, qtbot: QtBot
) -> None:
    link = Link(id=new_id(), layer=OUTPOST.layer, title="Supplies", origin=US.id, target=OUTPOST.id)
    inspecting.window.desk.session.run(Add(link))
    inspecting.window.actions_["delete"].trigger()
    type_over("Gov")
    asked = texts(inspecting)
    inspecting.close()
    again = open_window(inspecting.project).awake(qtbot)
    press(again.window.editing.drafting.banner, "Go on with it")
    reasons = [text for text in texts(again) if "Supplies" in text]
    assert reasons
    assert set(reasons) <= set(asked)
    end = editor(again).form.fields[0]
    assert isinstance(end, EndField)
    assert end.line.text() == "Gov"


def open_bulk(fake: FakeWindow) -> BulkForm:
    """The fields for all that is selected."""
    change = fake.window.inspector.findChild(BulkChange)
    assert change is not None
    if change.editor is None:
        QTest.mouseClick(change.button, LEFT)
    assert change.editor is not None
    form = change.editor.form
    assert isinstance(form, BulkForm)
    return form


def test_a_change_of_several_survives(inspecting: FakeWindow, open_window: OpenWindow, qtbot: QtBot) -> None:
    inspecting.window.desk.select([OUTPOST.id, TRIPOLI.id])
    form = open_bulk(inspecting)
    form.new_tags.take_keyboard()
    QTest.keyClicks(focused(), "checked")
    form.status.take_keyboard()
    QTest.keyClicks(focused(), "Ended")
    inspecting.close()
    again = open_window(inspecting.project).awake(qtbot)
    banner = again.window.editing.drafting.banner
    assert "A change of “2 features” was not finished" in banner.text
    press(banner, "Go on with it")
    assert [feature.id for feature in again.window.desk.selected] == [OUTPOST.id, TRIPOLI.id]
    open_bulk(again).new_tags.take_keyboard()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    for feature in (OUTPOST, TRIPOLI):
        assert (kept(again, feature).status, kept(again, feature).tags) == (Status.ENDED, ("checked",))
    assert inspecting.project.drafts.all() == []


def test_a_change_of_several_is_not_saved_unasked_when_another_is_selected(inspecting: FakeWindow) -> None:
    inspecting.window.desk.select([OUTPOST.id, TRIPOLI.id])
    form = open_bulk(inspecting)
    form.new_tags.take_keyboard()
    QTest.keyClicks(focused(), "checked")
    inspecting.window.desk.select([OUTPOST.id])
    assert kept(inspecting).tags == OUTPOST.tags
    banner = inspecting.window.editing.drafting.banner
    assert banner.isVisible()
    press(banner, "Go on with it")
    assert [feature.id for feature in inspecting.window.desk.selected] == [OUTPOST.id, TRIPOLI.id]
    form = open_bulk(inspecting)
    assert form.new_tags.words() == ("checked",)
    form.new_tags.take_keyboard()
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert inspecting.project.drafts.all() == []
    assert kept(inspecting).tags == OUTPOST.tags


def test_a_change_of_several_stays_while_something_else_changes_the_project(inspecting: FakeWindow) -> None:
    inspecting.window.desk.select([OUTPOST.id, TRIPOLI.id])
    form = open_bulk(inspecting)
    form.new_tags.take_keyboard()
    QTest.keyClicks(focused(), "checked")
    inspecting.window.desk.reload()
    assert open_bulk(inspecting) is form
    assert form.new_tags.words() == ("checked",)


def test_a_change_of_several_of_which_one_is_gone_goes_on_with_the_others(
    inspecting: FakeWindow, open_window: OpenWindow, qtbot: QtBot
) -> None:
    inspecting.window.desk.select([PRESENCE.id, TRIPOLI.id, OUTPOST.id])
    form = open_bulk(inspecting)
    form.new_tags.take_keyboard()
    QTest.keyClicks(focused(), "checked")
    inspecting.window.editing.drafting.keep()
    inspecting.window.desk.session.run(Remove(PRESENCE))
    inspecting.close()
    again = open_window(inspecting.project).awake(qtbot)
    press(again.window.editing.drafting.banner, "Go on with it")
    assert [feature.id for feature in again.window.desk.selected] == [TRIPOLI.id, OUTPOST.id]
    open_bulk(again).new_tags.take_keyboard()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert kept(again).tags == ("checked",)
    assert inspecting.project.drafts.all() == []
