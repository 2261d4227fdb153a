"""The inspector says what is known, how surely and by whom, and takes every text for text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QListWidget, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from libyamap.ui import outside
from libyamap.ui.desk import Desk
from libyamap.ui.inspector.others import WHAT_TO_DO
from libyamap.ui.inspector.panel import InspectorPanel
from libyamap.ui.text import PlainLabel
from tests.qt.fake_project import ARABIC, FORCES, HOSTILE, OUTPOST, PRESENCE, SIEGE, STATEMENT, TRIPOLI


def panel_on(desk: Desk, qtbot: QtBot) -> InspectorPanel:
    panel = InspectorPanel(desk)
    qtbot.addWidget(panel)
    panel.resize(320, 700)
    panel.show()
    return panel


def labels(panel: InspectorPanel) -> list[PlainLabel]:
    return [label for label in panel.findChildren(PlainLabel) if label.isVisibleTo(panel)]


def texts(panel: InspectorPanel) -> list[str]:
    return [label.text() for label in labels(panel)]


def test_nothing_selected_says_what_to_do_and_what_this_is(desk: Desk, qtbot: QtBot) -> None:
    shown = texts(panel_on(desk, qtbot))
    assert shown[0] == WHAT_TO_DO
    assert "Libya, about May 2016" in shown
    assert "About May 2016" in shown


def test_one_feature(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    desk.select([OUTPOST.id])
    shown = texts(panel)
    assert shown[:2] == ["Site · outpost", "US outpost"]
    assert "United States, holder" in shown
    assert "Near Misrata (within about 25 km)" in shown
    assert "The article says near." in shown
    assert "Certainty: not judged" in shown
    assert "Sources disagree: 1 supports, 1 disputes." in shown
    assert "Usually reliable (B), possibly true (3)" in shown
    assert "Disputes it" in shown


def test_certainty_and_grade_in_words_and_exact_time_on_hover(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    desk.select([PRESENCE.id])
    assert "Certainty: likely (55–80 %)" in texts(panel)
    assert "Said by one source, usually reliable (B), possibly true (3)." in texts(panel)
    assert "An article, A blog, paragraph 2" in texts(panel)
    time = next(label for label in labels(panel) if label.text() == "About May 2016")
    assert "2016-05~" in time.toolTip()
    actor = next(label for label in labels(panel) if label.text() == "United States")
    assert "الولايات المتحدة" in actor.toolTip()


def test_every_text_is_plain(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    desk.select([STATEMENT.id])
    assert HOSTILE in texts(panel)
    assert "<img src=x onerror=alert(2)>" in texts(panel)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels(panel))
    assert "No place given: listed, not drawn" in texts(panel)


def test_arabic_starts_at_the_right(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    desk.select([SIEGE.id])
    title = next(label for label in labels(panel) if label.text() == ARABIC)
    assert title.alignment() & Qt.AlignmentFlag.AlignRight


def test_several_are_listed_and_one_can_be_chosen(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    desk.select([OUTPOST.id, TRIPOLI.id])
    assert texts(panel)[0] == "2 selected"
    found = panel.findChild(QListWidget)
    assert isinstance(found, QListWidget)
    assert found.item(1).text().splitlines()[1] == "30 March 2016 · Site · seat of government"
    found.itemActivated.emit(found.item(1))
    assert desk.viewing.state.selected == (TRIPOLI.id,)


def test_a_countrys_card_lists_what_is_shown_of_it(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    desk.country_picked.emit("LBY")
    found = panel.findChild(QListWidget)
    assert isinstance(found, QListWidget)
    assert found.count() == 1
    desk.viewing.set_layer(FORCES.id, visible=False)
    assert desk.known_for_country_alone("LBY") == []
    desk.select([TRIPOLI.id])
    desk.select([])
    assert texts(panel)[0] == WHAT_TO_DO


def test_what_is_gone_is_not_shown(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    desk.select([OUTPOST.id])
    desk.session.undo()
    assert desk.viewing.state.selected == ()
    assert "US outpost" not in texts(panel)


@pytest.mark.parametrize(("answer", "opens"), [("Open", 1), ("Cancel", 0)])
def test_a_source_is_opened_only_after_a_question(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: str, opens: int
) -> None:
    opened: list[str] = []
    asked: list[str] = []

    def decide(box: QMessageBox) -> int:
        asked.append(box.informativeText())
        assert box.textFormat() == Qt.TextFormat.PlainText
        return QMessageBox.StandardButton[answer].value

    monkeypatch.setattr(QMessageBox, "exec", decide)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    panel = panel_on(desk, qtbot)
    desk.select([PRESENCE.id])
    button = next(each for each in panel.findChildren(QPushButton) if each.text().startswith("Open the source"))
    button.click()
    assert len(asked) == 1
    assert len(opened) == opens


@pytest.mark.parametrize("address", ["javascript:alert(3)", "file:///etc/passwd", "", "https://", "mailto:a@b.org"])
def test_only_web_pages_are_opened(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Open.value)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: pytest.fail("opened"))
    assert not outside.open_outside(address, panel_on(desk, qtbot))


def test_the_column_is_as_high_as_its_text(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    desk.select([OUTPOST.id])
    inner = panel.widget()
    assert inner is not None
    layout = inner.layout()
    assert layout is not None
    assert inner.minimumHeight() == layout.totalHeightForWidth(panel.viewport().width())
