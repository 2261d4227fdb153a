"""Two days as two sheets in the briefing, with a press that draws nothing."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from libyamap.app.briefing.briefing import Briefing
from libyamap.ui.briefing.make_all import MakeAll
from libyamap.ui.briefing.pair_part import ONE
from libyamap.ui.briefing.parts import BriefingParts
from tests.qt.conftest import FakeWindow
from tests.qt.fake_press import FakePress

LEFT = Qt.MouseButton.LeftButton


def test_two_days_make_a_pair_whose_pages_are_turned(
    fake: FakeWindow, parts: BriefingParts, press: FakePress, qtbot: QtBot
) -> None:
    fake.window.actions_["panel-briefing"].trigger()
    panel = parts.briefing
    pair, halves = panel.form.pair, panel.halves
    qtbot.waitUntil(lambda: not panel.preview.picture.isNull())
    assert halves.isHidden()
    pair.lines["before"].setText("15 January 2016")
    assert (parts.board.base.days, pair.words.text()) == (None, ONE)
    pair.lines["after"].setText("May 2016")
    assert "is not one day" in pair.errors["after"].text()
    pair.lines["after"].setText("15 May 2016")
    assert (parts.board.base.before, parts.board.base.after) == ("2016-01-15", "2016-05-15")
    assert not pair.errors["after"].text()
    assert "15 May 2016 with what changed" in pair.words.text()
    assert not halves.isHidden()
    assert not panel.form.lines["as_of"].isEnabled()
    qtbot.waitUntil(lambda: press.drawn[-1].after == "2016-05-15")
    assert press.pages[-1] == 1  # what changed is on the second
    QTest.mouseClick(halves.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: press.pages[-1] == 0)
    panel.enlarge()
    assert panel.large is not None
    QTest.keyClick(panel.large, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: press.pages[-1] == 1)
    panel.large.close()
    panel.copy()
    pair.lines["after"].setText("1 January 2016")
    assert "must be earlier" in pair.errors["after"].text()
    pair.lines["before"].setText("someday")
    assert pair.errors["before"].text()
    assert parts.board.base.after == "2016-05-15"  # an unfinished word throws nothing away
    pair.lines["before"].clear()
    assert parts.board.base.days is None
    assert halves.isHidden()
    assert panel.form.lines["as_of"].isEnabled()


def test_the_timelines_days_are_offered(fake: FakeWindow, parts: BriefingParts) -> None:
    fake.window.actions_["panel-briefing"].trigger()
    pair = parts.briefing.form.pair
    assert pair.take.isHidden()
    fake.window.desk.viewing.change(window=(dt.date(2016, 1, 1), dt.date(2016, 5, 31)))
    assert not pair.take.isHidden()
    pair.take.click()
    assert [field.text() for field in pair.lines.values()] == ["1 January 2016", "31 May 2016"]
    assert parts.board.base.days == (dt.date(2016, 1, 1), dt.date(2016, 5, 31))
    assert pair.take.isHidden()


def test_what_changed_becomes_a_briefing_of_two_sheets(fake: FakeWindow, parts: BriefingParts) -> None:
    parts.board.change(title="Kept")
    fake.window.narrowing.brief_asked.emit(dt.date(2016, 1, 1), dt.date(2016, 5, 31))
    assert parts.briefing.isVisible()
    assert [field.text() for field in parts.briefing.form.pair.lines.values()] == ["1 January 2016", "31 May 2016"]
    assert parts.board.base.title == "Kept"


def test_a_kept_view_brings_its_days_back(fake: FakeWindow, parts: BriefingParts) -> None:
    fake.window.actions_["panel-briefing"].trigger()
    pair = parts.briefing.form.pair
    parts.board.change(title="Two", before="2016-01-15", after="2016-05-15")
    parts.keep_view()
    (view,) = fake.window.desk.contents.views_in_order
    assert "15 January 2016 and 15 May 2016" in parts.views.list.item(0).toolTip()
    parts.board.take(Briefing())
    assert [field.text() for field in pair.lines.values()] == ["", ""]
    parts.board.show(view)
    assert [field.text() for field in pair.lines.values()] == ["15 January 2016", "15 May 2016"]
    assert parts.board.base.days is not None


def test_a_pair_of_pictures_is_two_files_and_replaces_none_unasked(
    fake: FakeWindow, parts: BriefingParts, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(tmp_path / "x.png"), ""))
    parts.board.change(title="Two", before="2016-01-15", after="2016-05-15")
    parts.exporting.choose("png")
    with qtbot.waitSignal(parts.exporting.written):
        parts.exporting.ask()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x-after.png", "x-before.png"]
    asked: list[list[str]] = []

    def refuse(paths: Sequence[Path]) -> bool:
        asked.append([path.name for path in paths])
        return False

    (tmp_path / "x-after.png").write_bytes(b"mine")
    parts.exporting.may_replace = refuse
    parts.exporting.ask()
    assert asked == [["x-before.png", "x-after.png"]]
    assert (tmp_path / "x-after.png").read_bytes() == b"mine"
    parts.keep_view()
    dialog = MakeAll(fake.window.desk, parts.pressing, fake.window)
    dialog.show()
    dialog.make(tmp_path / "all", "svg")
    qtbot.waitUntil(lambda: "Wrote" in dialog.words.text())
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == ["01-two-after.svg", "01-two-before.svg"]
    dialog.close()
