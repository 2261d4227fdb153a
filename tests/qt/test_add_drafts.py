"""What was typed into the form that adds is never lost."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from libyamap.domain.vocabulary import Kind
from libyamap.ui.edit.form.feature_form import FeatureForm
from tests.qt.adding import Keys
from tests.qt.conftest import OpenWindow
from tests.qt.fake_project import FakeProject


def test_escape_keeps_what_was_typed_and_discard_asks(keys: Keys) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Half a thought", None)
    QTest.keyClick(keys.focused, Qt.Key.Key_Escape)
    assert keys.fake.window.editing.docks["form"].isHidden()
    keys.open(Qt.Key.Key_1)
    assert keys.form.title.line.text() == "Half a thought"
    QTest.mouseClick(keys.panel.drop, Qt.MouseButton.LeftButton)
    assert keys.form.title.line.text() == "Half a thought"
    QTest.keyClick(keys.focused, Qt.Key.Key_Return)
    assert keys.form.title.line.text() == ""


def test_a_draft_is_offered_at_the_next_start(keys: Keys, open_window: OpenWindow) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Interrupted")
    keys.type(keys.form.time.line, "about 18 May 2016")
    keys.type(keys.place.line, "30.5, 11.5")
    keys.fake.window.editing.drafting.keep()  # as it does by itself a moment after the last key
    again = Keys(open_window(FakeProject()), keys.qtbot)
    banner = again.fake.window.editing.drafting.banner
    assert "The event “Interrupted” was not finished" in banner.text
    QTest.mouseClick(banner.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert again.form.title.line.text() == "Interrupted"
    assert again.place.spot is not None
    again.send()
    assert (again.event().time, again.event().where_prec) == ("2016-05-18~", 1)
    assert again.project.drafts.all() == []


def test_names_that_were_not_chosen_yet_and_new_ends_come_back_too(keys: Keys) -> None:
    keys.open(Qt.Key.Key_5)
    ends = keys.form.ends
    assert ends is not None
    keys.type_end(ends[0], "Smugglers of Kufra")
    made = ends[0].value()
    keys.type(keys.form.title.line, "Interrupted")
    keys.type(keys.form.claim.source.line, "A pos", None)
    assert keys.form.typed()["source"] == {"id": "", "made": None, "text": "A pos"}
    keys.type(keys.form.actors.line, "New mil", None)
    typed = {**keys.form.typed(), "source": {"id": "", "made": None, "text": "A pos"}}
    fresh = FeatureForm(keys.fake.window.desk, Kind.LINK)
    fresh.put_back(typed)
    assert fresh.ends is not None
    assert (fresh.ends[0].line.text(), fresh.ends[0].value()) == ("Smugglers of Kufra", made)
    assert [actor.name for actor in fresh.ends[0].made()] == ["Smugglers of Kufra"]
    assert (fresh.actors.line.text(), fresh.claim.source.line.text()) == ("New mil", "A pos")
    fresh.deleteLater()


def test_a_form_of_another_kind_does_not_ask_whether_to_discard(keys: Keys) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Half a thought", None)
    QTest.mouseClick(keys.panel.drop, Qt.MouseButton.LeftButton)
    assert keys.panel.foot.sure.isVisible()
    keys.open(Qt.Key.Key_5)
    assert not keys.panel.foot.sure.isVisible()
    assert keys.panel.drop.isVisible()
