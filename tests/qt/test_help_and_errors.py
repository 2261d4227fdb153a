"""What the program says of itself: errors, the manual in its window, about."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from libyamap import crash
from libyamap.errors import WorldError
from libyamap.ui.about import AboutDialog
from libyamap.ui.errors import ErrorHook
from libyamap.ui.help import HelpWindow, Manual
from libyamap.ui.readme import readme


@pytest.mark.logs("Unexpected: our own fault")
def test_an_unexpected_error_is_reported_and_told_once() -> None:
    told: list[object] = []
    hook = ErrorHook(told.append)
    for _ in range(3):
        hook(RuntimeError, RuntimeError("our own fault"), None)
    assert len(told) == 1
    assert len(crash.reports()) == 3


def test_a_world_error_is_a_sentence_not_a_report(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    assert qapp is not None
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    ErrorHook(lambda _report: pytest.fail("told as a fault"))(WorldError, WorldError("The disk is full."), None)
    assert said == ["The disk is full."]
    assert crash.reports() == []


def test_the_manual_is_the_readme_and_loads_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    picture = tmp_path / "x.png"
    QImage(4000, 40, QImage.Format.Format_RGB32).save(str(picture))
    manual = Manual(f"# Title\n\n![picture]({picture}) <img src='{picture}'> <script>alert(1)</script>")
    qtbot.addWidget(manual)
    assert "Title" in manual.toPlainText()
    assert "alert" not in manual.toPlainText() or "<script>" in manual.toPlainText()
    assert "libyamap" in readme()
    assert "\ufffc" not in manual.toPlainText()
    assert manual.document().idealWidth() < 1000


def test_the_help_window_fits_the_screen(qtbot: QtBot) -> None:
    window = HelpWindow()
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    assert window.height() <= room.height() * 0.8
    assert window.width() <= room.width() * 0.9


def test_help_begins_with_what_to_do_in_the_window_not_with_setting_up(qtbot: QtBot) -> None:
    window = HelpWindow()
    qtbot.addWidget(window)
    manual = window.findChild(Manual)
    assert manual is not None
    text = manual.toPlainText()
    assert "make run" in readme()
    assert "For the analyst: look" in text
    assert "make test" not in text


def test_the_way_to_a_chapter_leads_there(qtbot: QtBot) -> None:
    window = HelpWindow()
    qtbot.addWidget(window)
    window.show()
    manual = window.findChild(Manual)
    assert manual is not None
    ways = re.findall(r"\]\((#[\w-]+)\)", readme())
    assert len(ways) > 4
    assert "docs/briefing.md has all" in manual.toPlainText()
    assert 'href="docs' not in manual.toHtml(), "a click would lead nowhere"
    for way in ways:
        manual.verticalScrollBar().setValue(0)
        manual.anchorClicked.emit(QUrl(way))
        assert manual.verticalScrollBar().value() > 0, way


def test_about_names_libraries_and_licences(qtbot: QtBot) -> None:
    about = AboutDialog()
    qtbot.addWidget(about)
    text = "\n".join(page.toPlainText() for page in about.findChildren(QPlainTextEdit))
    for name in ("leaflet", "lucide-static", "PySide6", "shapely", "GeoNames"):
        assert name in text
