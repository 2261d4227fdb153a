"""Who takes part and who says so, in the form that adds: found by any name, or made on the spot."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from libyamap.domain.model import Actor, Source
from libyamap.domain.vocabulary import Role
from libyamap.ui.edit.form.address_field import NO_PAGE
from libyamap.ui.text import PlainLabel
from tests.qt.adding import Keys
from tests.qt.fake_project import ARTICLE


def test_actors_by_any_name_and_made_on_the_spot(keys: Keys) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Two sides")
    keys.form.actors.line.setFocus()
    composed = QInputMethodEvent()
    composed.setCommitString("الولايات")
    QApplication.sendEvent(keys.focused, composed)
    QTest.keyClick(keys.focused, Qt.Key.Key_Return)
    keys.type(keys.form.actors.line, "Brigade 17", Qt.Key.Key_Return)
    shown = [label.text() for label in keys.form.actors.findChildren(PlainLabel)]
    assert {"US", "Brigade 17 (new)"} <= set(shown)
    keys.send()
    involved = keys.event().actors
    names = [actor.name for part in involved if (actor := keys.project.store.get(Actor, part.actor))]
    assert names == ["United States", "Brigade 17"]
    assert [part.role for part in involved] == [Role.ACTOR, Role.ACTOR]
    keys.fake.window.desk.session.undo()
    assert "Brigade 17" not in {actor.name for actor in keys.project.store.all(Actor)}


def test_a_known_source_brings_its_grade_and_stays_for_the_next(keys: Keys) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "First")
    keys.type(keys.form.claim.source.line, "article", Qt.Key.Key_Return)
    keys.type(keys.form.claim.locator.line, "page 3")
    keys.send()
    (claim,) = keys.project.store.claims_of([keys.event().id])
    assert (claim.source, claim.locator, claim.reliability.value) == (ARTICLE.id, "page 3", "B")
    assert keys.form.claim.source.line.text() == "An article"
    assert keys.form.claim.locator.line.text() == ""
    assert keys.focused is keys.form.title.line
    assert keys.panel.view.verticalScrollBar().value() == 0  # or the keyboard would be out of sight
    keys.type(keys.form.title.line, "Second")
    keys.send()
    (claim,) = keys.project.store.claims_of([keys.event().id])
    assert claim.source == ARTICLE.id


def test_a_new_source_comes_in_the_same_step(keys: Keys) -> None:
    before = keys.project.store.revision()
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Reported")
    keys.type(keys.form.claim.source.line, "A post", Qt.Key.Key_Return)
    keys.type(keys.form.claim.source.url.line, "https://example.org/1")
    keys.send()
    assert keys.project.store.revision() == before + 1
    source = next(each for each in keys.project.store.all(Source) if each.title == "A post")
    assert source.url == "https://example.org/1"


def test_a_paragraph_in_the_address_of_a_source_is_noticed_and_kept_as_text(keys: Keys) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Reported")
    keys.type(keys.form.claim.source.line, "A letter", Qt.Key.Key_Return)
    url = keys.form.claim.source.url
    keys.type(url.line, "para 4")
    assert url.echo.text() == NO_PAGE
    keys.type(url.line, "x", None)
    assert url.echo.text() == ""
    keys.send()
    keys.fake.window.docks["inspector"].raise_()
    inspector = keys.fake.window.inspector
    keys.qtbot.waitUntil(lambda: "para 4x" in {label.text() for label in inspector.findChildren(PlainLabel)})
    assert not [button for button in inspector.findChildren(QPushButton) if button.text().startswith("Open the source")]
