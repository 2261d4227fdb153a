"""The inspector changes what it shows where it stands, by real keys and clicks; each change is one step with a name."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMessageBox, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from libyamap.app.commands import Attach, SetClaim
from libyamap.domain.ids import new_id
from libyamap.domain.model import Claim, Feature, Involvement, Link, Presence, Site
from libyamap.domain.vocabulary import Certainty, Stance, Status
from libyamap.ui.edit.form.place_field import PlaceField
from libyamap.ui.inspector.attachments import LARGEST_PICTURE_PIXELS, Thumbnail, thumbnail
from libyamap.ui.inspector.bulk import BulkChange, BulkForm
from libyamap.ui.inspector.changing import Part
from libyamap.ui.inspector.claim_editor import ClaimForm
from libyamap.ui.inspector.inline import Inline
from libyamap.ui.inspector.section import FieldLine
from libyamap.ui.text import PlainLabel
from libyamap.web.protocol import EditPointed, ShowPreview
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import ARTICLE, CLAIMS, DENIAL, FORCES, GNA, OUTPOST, PRESENCE, TRIPOLI, US, FakeProject

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def inspecting(fake: FakeWindow, qtbot: QtBot) -> FakeWindow:
    """The window with the keyboard, the outpost selected."""
    with qtbot.waitActive(fake.window):
        fake.window.activateWindow()
    fake.window.desk.select([OUTPOST.id])
    return fake


def focused() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def editor(fake: FakeWindow) -> Inline:
    """What is being changed."""
    found = fake.window.inspector.editor
    assert found is not None
    return found


def part(fake: FakeWindow) -> Part:
    """Its fields."""
    form = editor(fake).form
    assert isinstance(form, Part)
    return form


def press_pencil(fake: FakeWindow, name: str) -> None:
    """Click the small button with this name."""
    button = next(each for each in fake.window.inspector.findChildren(QToolButton) if each.accessibleName() == name)
    QTest.mouseClick(button, LEFT)


def press(banner: QWidget, name: str) -> None:
    """Click what a banner offers."""
    QTest.mouseClick(next(each for each in banner.findChildren(QAbstractButton) if each.text() == name), LEFT)


def kept(fake: FakeWindow, feature: Feature = OUTPOST) -> Feature:
    """The feature as the project holds it."""
    found = fake.project.store.get(type(feature), feature.id)
    assert found is not None
    return found


def last_title(fake: FakeWindow) -> str:
    """Name of the newest step."""
    return fake.project.store.revisions()[-1].title


def texts(fake: FakeWindow) -> list[str]:
    """What the inspector says."""
    panel = fake.window.inspector
    return [label.text() for label in panel.findChildren(PlainLabel) if label.isVisibleTo(panel)]


def type_over(text: str) -> None:
    """Replace the text of what has the keyboard."""
    QTest.keyClick(focused(), Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(focused(), text)


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


def field_line(fake: FakeWindow, field: str) -> FieldLine:
    """The line that shows a field."""
    found = fake.window.inspector.findChild(FieldLine, f"field-{field}")
    assert isinstance(found, FieldLine)
    return found


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
    inspecting: FakeWindow, open_window: Callable[..., FakeWindow], field: str
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


def test_a_claim_under_way_survives(inspecting: FakeWindow, open_window: Callable[..., FakeWindow]) -> None:
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


def test_a_change_of_what_is_gone_is_dropped(inspecting: FakeWindow, open_window: Callable[..., FakeWindow]) -> None:
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


def test_a_claim_is_added_with_what_its_source_itself_says(inspecting: FakeWindow) -> None:
    button = next(
        each for each in inspecting.window.inspector.findChildren(QPushButton) if each.text() == "Add a claim"
    )
    QTest.mouseClick(button, LEFT)
    form = editor(inspecting).form
    assert isinstance(form, ClaimForm)
    QTest.keyClicks(focused(), "An eyewitness")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    form.claim.otherwise.unfold()
    form.claim.says_time.take_keyboard()
    QTest.keyClicks(focused(), "April 2016")
    form.claim.says_actors.take_keyboard()
    QTest.keyClicks(focused(), "gna")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.keyClick(focused(), Qt.Key.Key_Return, CONTROL)
    claim = inspecting.project.store.claims_of([OUTPOST.id])[-1]
    assert (claim.says_time, claim.says_actors) == ("2016-04", (Involvement(GNA.id),))
    assert last_title(inspecting) == "Set a claim on ‘US outpost’"
    shown = texts(inspecting)
    assert "Disputed: when" in shown
    assert shown.index("About May 2016") < shown.index("April 2016")
    assert "Says it was April 2016" in shown


def test_a_claim_without_a_source_is_refused(inspecting: FakeWindow) -> None:
    inspecting.window.inspector.change("claim")
    QTest.keyClick(focused(), Qt.Key.Key_Return, CONTROL)
    assert "Who says so?" in editor(inspecting).form.fields[0].problem.label.text()


def test_a_claim_is_changed_and_removed(inspecting: FakeWindow) -> None:
    press_pencil(inspecting, "Change this claim")
    form = editor(inspecting).form
    assert isinstance(form, ClaimForm)
    assert form.claim.source.line.text() == "An article"
    form.claim.stance.take_keyboard()
    QTest.keyClicks(focused(), "Disp")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    changed = inspecting.project.store.get(Claim, CLAIMS[1].id)
    assert changed is not None
    assert (changed.stance, changed.source) == (Stance.DISPUTES, ARTICLE.id)
    press_pencil(inspecting, "Remove this claim")
    assert inspecting.project.store.get(Claim, CLAIMS[1].id) is None
    assert last_title(inspecting) == "Delete a claim on ‘US outpost’"
    inspecting.window.desk.session.undo()
    assert inspecting.project.store.get(Claim, CLAIMS[1].id) is not None


def test_views_on_the_place_stand_side_by_side(inspecting: FakeWindow) -> None:
    said = Claim(id=new_id(), feature=OUTPOST.id, source=DENIAL.id, says_place="Zliten")
    inspecting.window.desk.session.run(SetClaim(said, OUTPOST))
    shown = texts(inspecting)
    start = shown.index("Disputed: where")
    assert shown[start + 1 : start + 5] == ["Misrata", "An article", "Zliten", "A denial"]


# ---- attachments


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A small picture file."""
    image = QImage(64, 32, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    path = tmp_path / "photo <b>.png"
    image.save(str(path))
    return path


def test_a_picture_is_attached_and_opened_only_after_a_question(
    inspecting: FakeWindow, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(picture), ""))
    press_pencil(inspecting, "Attach a file to this claim")
    shown = inspecting.window.inspector.findChild(Thumbnail)
    assert shown is not None
    assert not shown.button.icon().isNull()
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Cancel)
    assert not shown.open_outside()
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Open)
    assert shown.open_outside()
    assert [Path(path).name for path in opened] == ["attachment.png"]
    assert Path(opened[0]).read_bytes() == picture.read_bytes()
    press_pencil(inspecting, f"Remove {picture.name}")
    assert inspecting.project.store.attachments_of([CLAIMS[1].id]) == []


def test_what_runs_is_not_attached(inspecting: FakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "program.pdf"
    program.write_bytes(b"\x7fELF\x00\x01")
    told: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(program), ""))
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    press_pencil(inspecting, "Attach a file to this claim")
    assert "is no picture, PDF, web page or text" in told[0]


def test_a_thumbnail_is_only_made_of_a_picture_of_bearable_size(picture: Path) -> None:
    made = thumbnail(picture.read_bytes())
    assert made is not None
    assert max(made.width(), made.height()) <= 96
    assert thumbnail(b"no picture") is None
    huge = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (100_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00" + b"\0" * 4
    )
    assert LARGEST_PICTURE_PIXELS < 100_000**2
    assert thumbnail(huge) is None


def test_an_attachment_of_another_panel_is_shown(inspecting: FakeWindow, picture: Path) -> None:
    inspecting.window.desk.session.run(Attach(CLAIMS[1], "page.png", picture.read_bytes()))
    assert inspecting.window.inspector.findChild(Thumbnail) is not None


# ---- the menu of a feature


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
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert "Name one day" in editor(inspecting).form.fields[0].problem.label.text()
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


def test_a_read_only_project_shows_no_pencils(open_window: Callable[..., FakeWindow]) -> None:
    fake = open_window(FakeProject(read_only=True))
    fake.window.desk.select([OUTPOST.id])
    assert not [each for each in fake.window.inspector.findChildren(QToolButton) if "Change" in each.accessibleName()]
    assert not any(fake.window.actions_[action].isEnabled() for action in ("duplicate", "delete", "copy-forward"))
