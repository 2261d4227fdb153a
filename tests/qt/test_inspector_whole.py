"""Whole features: duplicated, deleted, replaced, copied forward in time, several changed at once."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libyamap.domain.ids import new_id
from libyamap.domain.model import Link, Presence, Site
from libyamap.domain.vocabulary import Status
from libyamap.ui.inspector.bulk import BulkChange, BulkForm
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import FORCES, GNA, OUTPOST, PRESENCE, TRIPOLI, US
from tests.qt.inspecting import (
    LEFT,
    editor,
    focused,
    kept,
    last_title,
    texts,
    type_over,
)


def test_duplicate_delete_and_undo(inspecting: FakeWindow) -> None:
    inspecting.window.actions_["duplicate"].trigger()
    (copy,) = inspecting.window.desk.selected
    assert copy.title == "US outpost (copy)"
    inspecting.window.actions_["delete"].trigger()
    assert inspecting.project.store.get(Site, copy.id) is None
    assert "Ctrl+Z takes it back" in inspecting.window.status.currentMessage()


def test_what_is_in_use_is_only_deleted_with_something_in_its_place(inspecting: FakeWindow, qtbot: QtBot) -> None:
    from libyamap.app.commands import Add

    link = Link(id=new_id(), layer=FORCES.id, title="Support", origin=US.id, target=OUTPOST.id)
    inspecting.window.desk.session.run(Add(link))
    inspecting.window.actions_["delete"].trigger()
    assert kept(inspecting) == OUTPOST
    assert any("‘Support’" in text for text in texts(inspecting))
    QTest.keyClicks(focused(), "Government")
    end = editor(inspecting).form.fields[0]
    qtbot.waitUntil(lambda: not end.pending())
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert inspecting.project.store.get(Site, OUTPOST.id) is None
    changed = inspecting.project.store.get(Link, link.id)
    assert changed is not None
    assert changed.target == GNA.id


def test_copied_forward_it_ends_the_day_before(inspecting: FakeWindow) -> None:
    inspecting.window.actions_["copy-forward"].trigger()
    QTest.keyClicks(focused(), "May 2016")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert "Name one day" in editor(inspecting).form.fields[0].problem.label.text()
    assert focused() is editor(inspecting).form.fields[0].editor, "the keyboard is where the mistake is"
    type_over("1 June 2016")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    (copy,) = inspecting.window.desk.selected
    assert copy.id != OUTPOST.id
    assert copy.time.startswith("2016-06-01")
    assert kept(inspecting).span.latest is not None


def test_several_are_changed_in_one_step(inspecting: FakeWindow) -> None:
    inspecting.window.desk.select([OUTPOST.id, TRIPOLI.id, PRESENCE.id])
    bulk = inspecting.window.inspector.findChild(BulkChange)
    assert bulk is not None
    QTest.mouseClick(bulk.button, LEFT)
    assert bulk.editor is not None
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert "Nothing is set yet" in bulk.editor.form.fields[0].problem.label.text()
    form = bulk.editor.form
    assert isinstance(form, BulkForm)
    form.status.take_keyboard()
    QTest.keyClicks(focused(), "Ended")
    form.new_tags.take_keyboard()
    QTest.keyClicks(focused(), "checked")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert last_title(inspecting) == "Change status, tags of 3 features"
    for feature in (OUTPOST, TRIPOLI):
        assert (kept(inspecting, feature).status, kept(inspecting, feature).tags) == (Status.ENDED, ("checked",))
    presence = inspecting.project.store.get(Presence, PRESENCE.id)
    assert presence is not None
    assert presence.status is Status.ENDED


def test_several_are_deleted_in_one_step(inspecting: FakeWindow) -> None:
    inspecting.window.desk.select([OUTPOST.id, TRIPOLI.id])
    inspecting.window.actions_["delete"].trigger()
    assert inspecting.project.store.all(Site) == []
    inspecting.window.desk.session.undo()
    assert len(inspecting.project.store.all(Site)) == 2
