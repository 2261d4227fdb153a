"""The form that adds, by real keys: what is sent, what is missing, and where it is not on the map."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from libyamap.domain.model import Event
from tests.qt.adding import CONTROL, Keys
from tests.qt.conftest import OpenWindow
from tests.qt.fake_project import STATEMENTS, FakeProject


def test_alt_1_adds_an_event_and_enter_sends_it(keys: Keys) -> None:
    before = keys.project.store.revision()
    keys.open(Qt.Key.Key_1)
    assert keys.focused is keys.form.title.line
    keys.type(keys.form.title.line, "Explosion", None)
    QTest.keyClick(keys.focused, Qt.Key.Key_Return)
    assert keys.project.store.revision() == before + 1
    assert keys.last().title == "Add event ‘Explosion’"
    assert keys.panel.said.text() == "Added ‘Explosion’; it has no place, so it is listed in the table alone."
    assert keys.fake.window.desk.viewing.state.selected == (keys.event().id,)
    assert keys.focused is keys.form.title.line, "ready for the next one"
    assert keys.form.title.line.text() == ""


def test_undo_takes_letters_back_first_and_then_what_was_added(keys: Keys) -> None:
    before = keys.project.store.revision()
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Explosion", None)
    QTest.keyClick(keys.focused, Qt.Key.Key_Return)
    added = keys.event().id
    QTest.keyClicks(keys.focused, "Half a")
    QTest.keyClick(keys.focused, Qt.Key.Key_Z, CONTROL)
    assert keys.form.title.line.text() == ""
    assert keys.project.store.get(Event, added) is not None
    QTest.keyClick(keys.focused, Qt.Key.Key_Z, CONTROL)
    assert keys.project.store.get(Event, added) is None
    assert keys.last().title == "Undo: Add event ‘Explosion’"
    keys.form.description.block.setFocus()
    QTest.keyClick(keys.focused, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert keys.project.store.get(Event, added) is not None
    assert keys.project.store.revision() == before + 3


def test_an_empty_title_is_told(keys: Keys) -> None:
    keys.open(Qt.Key.Key_1)
    keys.send()
    assert "The title is empty" in keys.form.title.problem.label.text()
    assert keys.last().title == "Insert"


def test_what_is_added_to_a_layer_that_is_switched_off_says_so(keys: Keys) -> None:
    desk = keys.fake.window.desk
    desk.viewing.set_layer(STATEMENTS.id, visible=False)
    desk.add_asked.emit("event", 11.5, 30.5, None)
    keys.type(keys.form.title.line, "Unseen")
    keys.send()
    assert keys.panel.said.text() == "Added ‘Unseen’; its layer is switched off."


def test_an_actor_and_a_source_have_forms_of_their_own(keys: Keys) -> None:
    keys.open(Qt.Key.Key_6)
    QTest.keyClicks(keys.focused, "Libyan National Army")
    keys.send()
    assert keys.last().title == "Add actor ‘Libyan National Army’"
    keys.open(Qt.Key.Key_7)
    QTest.keyClicks(keys.focused, "A broadcast")
    keys.send()
    assert keys.last().title == "Add source ‘A broadcast’"


def test_a_read_only_project_cannot_be_added_to(open_window: OpenWindow) -> None:
    fake = open_window(FakeProject(read_only=True))
    assert not any(fake.window.actions_[f"add-{kind}"].isEnabled() for kind in ("event", "zone", "actor"))
    fake.window.desk.add_asked.emit("event", 1.0, 1.0, None)
    assert fake.window.editing.docks["form"].isHidden()
