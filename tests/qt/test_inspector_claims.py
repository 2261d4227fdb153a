"""Claims and their attachments, added and changed in the inspector by real keys and clicks."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from libyamap.app.commands import Attach, SetClaim
from libyamap.domain.ids import new_id
from libyamap.domain.model import Claim, Involvement
from libyamap.domain.vocabulary import Stance
from libyamap.ui.inspector.attachments import LARGEST_PICTURE_PIXELS, Thumbnail, thumbnail
from libyamap.ui.inspector.claim_editor import ClaimForm
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import ARTICLE, CLAIMS, DENIAL, GNA, OUTPOST
from tests.qt.inspecting import (
    CONTROL,
    LEFT,
    editor,
    focused,
    last_title,
    press_pencil,
    texts,
)


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
