"""The history panel with the way back, the lists of actors and sources, settings, and what the File menu does of it."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from libyamap.app.commands import Edit, Put
from libyamap.bootstrap import EXAMPLE, new_project, open_workspace
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Event, Involvement, Site, Source
from libyamap.settings import Settings, load_settings
from libyamap.ui.desk import Desk
from libyamap.ui.edit.lists.another import AnotherField
from libyamap.ui.edit.past_view import PastView
from libyamap.ui.settings_dialog import SettingsDialog
from libyamap.ui.text import PlainLabel
from tests.qt.conftest import FakeWindow, OpenWindow
from tests.qt.fake_project import ARTICLE, CLAIMS, GNA, OUTPOST, PRESENCE, STATEMENTS, TRIPOLI, US

LEFT = Qt.MouseButton.LeftButton


def replaced(record: Site, **fields: object) -> Site:
    """The site with other values."""
    import msgspec

    return msgspec.structs.replace(record, **fields)


@pytest.fixture
def changed(fake: FakeWindow, qtbot: QtBot) -> FakeWindow:
    """The window with the keyboard, after two changes."""
    fake.awake(qtbot)
    session = fake.window.desk.session
    session.run(Edit(OUTPOST, replaced(OUTPOST, time="2016-05-18", title="Outpost, moved")))
    session.run(Put(Event(id=new_id(), layer=STATEMENTS.id, title="Later")))
    return fake


def shown_moment(fake: FakeWindow) -> dt.datetime | None:
    """What moment's knowledge is shown."""
    return fake.project.known_as_of


def texts(panel: QWidget) -> list[str]:
    """What a panel says."""
    return [label.text() for label in panel.findChildren(PlainLabel) if label.isVisibleTo(panel)]


def focused() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def button(panel: QWidget, text: str) -> QPushButton:
    """The visible button with this text."""
    return next(each for each in panel.findChildren(QPushButton) if each.text() == text and each.isVisibleTo(panel))


# ---- history


def test_the_steps_of_the_project_newest_first_with_who_and_what(changed: FakeWindow) -> None:
    changed.window.actions_["panel-history"].trigger()
    panel = changed.window.editing.history
    rows = [panel.list.item(row).text() for row in range(panel.list.count())]
    assert [row.splitlines()[0] for row in rows] == [
        "Set event ‘Later’", "Change ‘US outpost’ (title, time)", "Insert", "Create ‘Libya, about May 2016’"
    ]  # fmt: skip
    assert rows[0].splitlines()[1].startswith("tester · ")
    panel.list.setCurrentRow(1)
    shown = texts(panel)
    assert "Changed site: Outpost, moved" in shown
    assert "Title: US outpost → Outpost, moved" in shown
    assert "Time: about May 2016 (2016-05~) → 18 May 2016 (2016-05-18)" in shown


def test_the_history_of_one_feature_and_back_to_an_earlier_state(changed: FakeWindow) -> None:
    changed.window.desk.select([OUTPOST.id])
    session = changed.window.desk.session
    now = changed.project.store.get(Site, OUTPOST.id)
    assert now is not None
    session.run(Edit(now, replaced(now, time="2017")))
    changed.window.actions_["history-of"].trigger()
    panel = changed.window.editing.history
    assert panel.list.count() == 3
    assert "History of ‘Outpost, moved’" in texts(panel)
    panel.list.setCurrentRow(1)
    QTest.mouseClick(button(panel, "Bring the site back to this"), LEFT)
    back = changed.project.store.get(Site, OUTPOST.id)
    assert back is not None
    assert back.time == "2016-05-18"
    assert changed.project.store.revisions()[-1].title.startswith("Revert ‘")
    QTest.mouseClick(panel.whole, LEFT)
    assert panel.list.count() == 6


def test_everything_goes_back_to_a_step(changed: FakeWindow) -> None:
    changed.window.actions_["panel-history"].trigger()
    panel = changed.window.editing.history
    panel.list.setCurrentRow(2)
    QTest.mouseClick(button(panel, "Revert everything to this step"), LEFT)
    assert changed.project.store.get(Site, OUTPOST.id) == OUTPOST
    assert "Later" not in {event.title for event in changed.project.store.all(Event)}
    changed.window.desk.session.undo()
    assert "Later" in {event.title for event in changed.project.store.all(Event)}


def test_the_map_as_it_was_known_then_says_so_and_leads_back(changed: FakeWindow) -> None:
    changed.window.actions_["panel-history"].trigger()
    panel = changed.window.editing.history
    panel.list.setCurrentRow(1)
    QTest.mouseClick(button(panel, "Show the map as it was known then"), LEFT)
    banner = changed.window.editing.past.banner
    assert banner.isVisible()
    assert "as it was known on" in banner.text
    assert changed.project.known_as_of == changed.project.store.revisions()[2].at
    QTest.mouseClick(button(banner, "Back to today"), LEFT)
    assert shown_moment(changed) is None
    assert banner.isHidden()
    QTest.mouseClick(button(panel, "Show"), LEFT)
    moment = shown_moment(changed)
    assert moment is not None
    assert moment > dt.datetime.now(dt.UTC) - dt.timedelta(days=1)


def test_a_real_project_as_it_was_known(qapp: QApplication, tmp_path: Path) -> None:
    from PySide6.QtWidgets import QMainWindow

    assert qapp is not None
    path = tmp_path / "x.gpkg"
    new_project(path, "x", EXAMPLE)
    with open_workspace(path) as workspace:
        desk = Desk(workspace)
        window = QMainWindow()
        past = PastView(desk, window)
        layer = next(iter(desk.contents.layers))
        then = workspace.session.store.revisions()[-1]
        event = Event(id=new_id(), layer=layer, title="Not known yet")
        workspace.session.run(Put(event))
        past.show_after(then)
        assert desk.contents.feature(event.id) is None
        past.leave()
        assert desk.contents.feature(event.id) == event
        desk.close()
        window.deleteLater()


# ---- lists


def test_actors_are_found_by_any_name_changed_and_counted(changed: FakeWindow) -> None:
    changed.window.actions_["panel-actors"].trigger()
    panel = changed.window.editing.actors
    panel.search.setFocus()
    QTest.keyClicks(focused(), "gna")
    assert panel.list.count() == 1
    panel.list.setCurrentRow(0)
    assert "Government of National Accord: used once" in texts(panel)
    QTest.mouseClick(button(panel, "Change"), LEFT)
    QTest.keyClick(focused(), Qt.Key.Key_End)
    QTest.keyClicks(focused(), " (Tripoli)")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    actor = changed.project.store.get(Actor, GNA.id)
    assert actor is not None
    assert actor.name == "Government of National Accord (Tripoli)"
    assert changed.project.store.revisions()[-1].title == "Change ‘Government of National Accord’ (name)"


def test_an_actor_in_use_is_deleted_only_with_another_in_its_place(changed: FakeWindow) -> None:
    changed.window.actions_["panel-actors"].trigger()
    panel = changed.window.editing.actors
    panel.choose(US.id)
    QTest.mouseClick(button(panel, "Delete"), LEFT)
    assert changed.project.store.get(Actor, US.id) == US
    assert any("It is still used by" in text for text in texts(panel))
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert panel.editor is not None
    field = panel.editor.form.fields[0]
    assert isinstance(field, AnotherField)
    assert "Choose which one takes its place" in field.problem.label.text()
    QTest.keyClicks(focused(), "United")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert changed.project.store.get(Actor, US.id) is not None, "it cannot replace itself"
    field.clear()
    field.line.clear()
    QTest.keyClicks(focused(), "Gov")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert changed.project.store.get(Actor, US.id) is None
    site = changed.project.store.get(Site, OUTPOST.id)
    assert site is not None
    assert [part.actor for part in site.actors] == [GNA.id]


def test_two_actors_turn_out_to_be_one(changed: FakeWindow) -> None:
    twin = Actor(id=new_id(), name="U.S.A.")
    session = changed.window.desk.session
    session.run(Put(twin))
    session.run(Put(replaced(TRIPOLI, actors=(Involvement(twin.id),))))
    changed.window.actions_["panel-actors"].trigger()
    panel = changed.window.editing.actors
    panel.choose(twin.id)
    QTest.mouseClick(button(panel, "Merge into…"), LEFT)
    QTest.keyClicks(focused(), "United S")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    kept = changed.project.store.get(Actor, US.id)
    assert kept is not None
    assert "U.S.A." in {alias.text for alias in kept.aliases}
    assert changed.project.store.get(Actor, twin.id) is None
    assert changed.project.store.revisions()[-1].title == "Merge actor ‘U.S.A.’ into ‘United States’"


def test_sources_are_changed_and_replaced(changed: FakeWindow) -> None:
    changed.window.actions_["panel-sources"].trigger()
    panel = changed.window.editing.sources
    panel.choose(ARTICLE.id)
    assert "An article: used 2 times" in texts(panel)
    QTest.mouseClick(button(panel, "Delete"), LEFT)
    QTest.keyClicks(focused(), "denial")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert changed.project.store.get(Source, ARTICLE.id) is None
    assert {claim.source for claim in changed.project.store.claims_of([PRESENCE.id])} == {CLAIMS[2].source}


def test_add_in_a_list_opens_the_form_and_history_the_history(changed: FakeWindow) -> None:
    changed.window.actions_["panel-actors"].trigger()
    panel = changed.window.editing.actors
    QTest.mouseClick(button(panel, "Add…"), LEFT)
    assert changed.window.editing.form.kind == "actor"
    panel.choose(US.id)
    panel.history_asked.emit(panel.current)
    assert "History of ‘United States’" in texts(changed.window.editing.history)


# ---- settings and files


def test_the_name_in_the_settings_goes_into_the_history(fake: FakeWindow) -> None:
    told: list[Settings] = []
    dialog = SettingsDialog(told.append, fake.window)
    dialog.author.line.setText("  Jane Doe ")
    dialog.theme.show_value("dark")
    dialog.accept()
    assert (told[0].author, told[0].theme) == ("Jane Doe", "dark")
    assert load_settings().author == "Jane Doe"
    dialog.deleteLater()


def test_a_draft_of_a_large_form_is_not_in_the_way(fake: FakeWindow, open_window: OpenWindow) -> None:
    panel = fake.window.editing.form
    panel.open("actor")
    QTest.keyClicks(panel, "x")
    fake.window.editing.drafting.keep()
    assert open_window is not None
    assert [draft.kind for draft in fake.project.drafts.all()] in ([], ["actor"])
