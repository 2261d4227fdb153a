"""From the screen to a slide with real clicks: frame, title, PDF; the view is there when its project opens again."""

from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton
from pytestqt.qtbot import QtBot

from libyamap.bootstrap import open_workspace
from libyamap.web.protocol import ShowPlace
from tests.qt.real_window import RealWindow
from tests.support.event_loop import PATIENCE_MS
from tests.support.shown_window import shown_window

LEFT = Qt.MouseButton.LeftButton
TITLE = "Around Misrata & <b>Sirte</b>"


def test_a_view_is_framed_titled_exported_and_there_again(
    example: Path, qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qapp is not None
    target = tmp_path / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    memory = tmp_path / "window.ini"
    with open_workspace(example) as workspace, shown_window(workspace, memory, qtbot) as window:
        real = RealWindow(window, qtbot)
        parts, actions = real.window.briefing, real.window.actions_
        with qtbot.waitSignal(real.desk.frame_moved, timeout=PATIENCE_MS):
            real.desk.to_page.emit(ShowPlace(15.1, 32.4, 7.0, animate=False))

        clipboard = QGuiApplication.clipboard()
        clipboard.clear()
        actions["copy-map"].trigger()
        qtbot.waitUntil(lambda: not clipboard.image().isNull(), timeout=PATIENCE_MS)

        # Three clicks: the tool, the button, and the file dialog's own.
        tool = real.window.tools.widgetForAction(actions["panel-briefing"])
        assert isinstance(tool, QToolButton)
        with qtbot.waitSignal(parts.pressing.previewed, timeout=PATIENCE_MS):
            QTest.mouseClick(tool, LEFT)
        preview = parts.briefing.preview
        assert preview.picture.width() == preview.wanted_width  # a narrow panel beside the map: smaller than any page
        QTest.keyClicks(parts.briefing.form.lines["title"], TITLE)
        with qtbot.waitSignal(parts.exporting.written, timeout=PATIENCE_MS):
            QTest.mouseClick(parts.briefing.export, LEFT)
        text = PdfReader(target).pages[0].extract_text()
        assert TITLE in text
        assert "Misrata" in text
        assert "Tobruk" not in text  # outside the frame that the map shows

        for name, day in (("before", "15 January 2016"), ("after", "15 May 2016")):
            QTest.keyClicks(parts.briefing.form.pair.lines[name], day)
        with qtbot.waitSignal(parts.exporting.written, timeout=PATIENCE_MS):
            QTest.mouseClick(parts.briefing.export, LEFT)
        pages = [page.extract_text() for page in PdfReader(target).pages]
        assert ["15 January 2016" in page for page in pages] == [True, True]  # the second: since when
        assert ["Changed ground" in page for page in pages] == [False, True]

        parts.show_panel("views")
        QTest.mouseClick(parts.views.add, LEFT)
        qtbot.waitUntil(lambda: len(real.desk.contents.views) == 1, timeout=PATIENCE_MS)
        frame = real.desk.viewing.state.bounds

    with open_workspace(example) as workspace, shown_window(workspace, memory, qtbot) as window:
        again = RealWindow(window, qtbot)
        parts = again.window.briefing
        assert parts.board.base.title == TITLE
        assert [view.title for view in again.desk.contents.views_in_order] == [TITLE]
        parts.show_panel("views")
        row = parts.views.list
        with qtbot.waitSignal(again.desk.frame_moved, timeout=PATIENCE_MS):
            QTest.mouseClick(row.viewport(), LEFT, pos=row.visualItemRect(row.item(0)).center())
        west, south, east, north = again.desk.viewing.state.bounds
        assert (west + east) / 2 == pytest.approx((frame[0] + frame[2]) / 2, abs=0.5)
        assert (south + north) / 2 == pytest.approx((frame[1] + frame[3]) / 2, abs=0.5)

        QTest.mouseClick(parts.views.tools["duplicate"], LEFT)
        assert [row.item(number).text() for number in range(row.count())] == [TITLE, f"{TITLE} 2"]
        QTest.keyClick(row, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        assert [view.title for view in again.desk.contents.views_in_order] == [f"{TITLE} 2", TITLE]
        picture = Qt.ItemDataRole.DecorationRole
        qtbot.waitUntil(
            lambda: all(isinstance(row.item(number).data(picture), QPixmap) for number in range(2)), timeout=PATIENCE_MS
        )
        small = row.item(0).data(picture).toImage()
        assert len({small.pixel(x, y) for x in range(0, small.width(), 3) for y in range(0, small.height(), 3)}) > 20
        QTest.mouseClick(parts.views.make, LEFT)
        dialog = parts.dialog
        assert dialog is not None
        dialog.views.setCurrentRow(1)
        QTest.keyClick(dialog.views, Qt.Key.Key_Space)
        deck = tmp_path / "deck.pptx"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(deck), ""))
        QTest.mouseClick(dialog.foot.go, LEFT)
        qtbot.waitUntil(deck.exists, timeout=PATIENCE_MS)
        slides = Presentation(str(deck)).slides
        assert len(slides) == 2  # of the one that is ticked, before and after
        qtbot.waitUntil(lambda: dialog.foot.leave.text() == "Close", timeout=PATIENCE_MS)
        QTest.mouseClick(dialog.foot.leave, LEFT)
