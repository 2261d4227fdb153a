"""What the briefing writes: a file, all views, a film; with a press that draws nothing."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from libyamap.settings import load_settings
from libyamap.ui.briefing.film_dialog import FilmDialog
from libyamap.ui.briefing.make_all import MakeAll
from libyamap.ui.briefing.making import DECKS
from libyamap.ui.briefing.parts import BriefingParts
from tests.qt.conftest import FakeWindow
from tests.qt.fake_press import FakePress

if TYPE_CHECKING:
    from libyamap.errors import WorldError

LEFT = Qt.MouseButton.LeftButton


def test_export_writes_the_chosen_format_and_remembers_it(
    parts: BriefingParts, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts.board.change(title="Who / what?")
    asked: list[str] = []

    def answer(_parent: object, _title: str, path: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(path).name)
        return str(tmp_path / "sheet"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    parts.briefing.format.setCurrentIndex(1)
    parts.briefing.format.activated.emit(1)
    parts.briefing.export.click()
    qtbot.waitUntil((tmp_path / "sheet.pptx").exists)
    assert (tmp_path / "sheet.pptx").read_bytes() == b"pptx: Who / what?"
    assert asked == ["who-what.pptx"]
    assert load_settings().briefing_format == "pptx"
    assert load_settings().briefing_folder == str(tmp_path)


def test_a_folder_that_is_not_there_is_a_sentence_and_no_half_file(
    parts: BriefingParts, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[WorldError] = []
    parts.exporting.tell = told.append
    parts.exporting.write(tmp_path / "nowhere" / "x.pdf", "pdf")
    qtbot.waitUntil(lambda: bool(told))
    assert "x.pdf" in str(told[0])
    assert list(tmp_path.glob("**/*.pdf")) == []


def test_all_views_go_into_a_folder_or_one_deck(
    fake: FakeWindow, parts: BriefingParts, qtbot: QtBot, tmp_path: Path
) -> None:
    for title in ("One", "Two", "a/b: <c>"):
        parts.board.change(title=title)
        parts.keep_view()
    dialog = MakeAll(fake.window.desk, parts.pressing, fake.window)
    dialog.show()
    dialog.views.item(1).setCheckState(Qt.CheckState.Unchecked)
    dialog.make(tmp_path / "all", "pdf")
    qtbot.waitUntil(lambda: "Wrote" in dialog.words.text())
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == ["01-one.pdf", "02-a-b-c.pdf"]
    dialog.make(tmp_path / "deck.pptx", "deck-pptx")
    qtbot.waitUntil((tmp_path / "deck.pptx").exists)
    assert (tmp_path / "deck.pptx").read_bytes() == b"pptx of One, a/b: <c>"
    qtbot.waitUntil(lambda: dialog.foot.leave.text() == "Close")
    dialog.close()


@pytest.mark.parametrize("way", ["pdf", *DECKS])
def test_a_cancelled_set_writes_nothing(
    fake: FakeWindow, parts: BriefingParts, press: FakePress, qtbot: QtBot, tmp_path: Path, way: str
) -> None:
    parts.keep_view()
    parts.keep_view()
    dialog = MakeAll(fake.window.desk, parts.pressing, fake.window)
    dialog.show()
    press.during = dialog.foot.leave.click
    dialog.make(tmp_path / "x.pptx", way)
    qtbot.waitUntil(lambda: dialog.words.text() == "Stopped; nothing was written.")
    assert list(tmp_path.glob("x*")) == []
    press.during = lambda: None
    dialog.close()


def test_a_film_is_made_of_the_timeline(
    fake: FakeWindow, parts: BriefingParts, press: FakePress, qtbot: QtBot, tmp_path: Path
) -> None:
    fake.window.desk.viewing.change(window=(dt.date(2016, 3, 1), dt.date(2016, 5, 31)))
    dialog = FilmDialog(fake.window.desk, parts.board, parts.pressing, fake.window)
    dialog.show()
    assert dialog.words.text() == "3 pictures, 3 seconds"
    dialog.make(tmp_path / "film.webp")
    qtbot.waitUntil(lambda: "was written" in dialog.words.text())
    assert [briefing.subtitle for briefing in press.drawn] == ["March 2016", "April 2016", "May 2016"]
    assert (tmp_path / "film.webp").read_bytes()[8:12] == b"WEBP"
    press.during = dialog.foot.leave.click
    dialog.make(tmp_path / "other.webp")
    qtbot.waitUntil(lambda: dialog.words.text() == "Stopped; nothing was written.")
    assert not (tmp_path / "other.webp").exists()
    dialog.last.setText("never")
    assert dialog.error.text()
    assert not dialog.foot.go.isEnabled()
    dialog.reject()
