"""Colours that can be told apart, and texts that are never markup and never cut."""

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from libyamap.ui.edged import edge_colour
from libyamap.ui.icons import icon
from libyamap.ui.text import PlainLabel, breakable, menu_text, plain_tip, window_text, with_even_digits
from libyamap.ui.theme import palette_for

Role = QPalette.ColorRole


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of WCAG 2."""

    def luminance(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("shade", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        (Role.WindowText, Role.Window),
        (Role.Text, Role.Base),
        (Role.Text, Role.AlternateBase),
        (Role.PlaceholderText, Role.Window),
        (Role.PlaceholderText, Role.Base),
        (Role.ButtonText, Role.Button),
        (Role.ToolTipText, Role.ToolTipBase),
        (Role.HighlightedText, Role.Highlight),
        (Role.Link, Role.Base),
        (Role.BrightText, Role.Window),
    ],
)
def test_text_can_be_read_in_both_themes(shade: str, ink: Role, paper: Role) -> None:
    palette = palette_for("dark" if shade == "dark" else "light")
    assert contrast(palette.color(ink), palette.color(paper)) >= 4.5


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_edges_can_be_seen_in_both_themes(shade: str) -> None:
    palette = palette_for("dark" if shade == "dark" else "light")
    for ground in (Role.Window, Role.AlternateBase):
        assert contrast(edge_colour(palette), palette.color(ground)) >= 2.5


def test_digits_are_of_one_width_where_the_font_can(qtbot: QtBot) -> None:
    label = QLabel("1")
    qtbot.addWidget(label)
    with_even_digits(label)
    assert label.font().isFeatureSet(QFont.Tag("tnum"))


def test_icons_are_drawn_in_the_colour_of_the_text(qapp: QApplication) -> None:
    picture = icon("search").pixmap(48, 48).toImage()
    ink = qapp.palette().color(Role.ButtonText)
    found = {
        picture.pixelColor(x, y).name() for x in range(48) for y in range(48) if picture.pixelColor(x, y).alpha() > 250
    }
    assert found == {ink.name()}


def test_texts_cannot_be_taken_for_markup() -> None:
    assert "&lt;b&gt;" in plain_tip("<b>")
    assert plain_tip("") == ""
    assert menu_text("A & B") == "A && B"
    assert breakable("A sentence of short words") == "A sentence of short words"
    assert max(map(len, breakable("x" * 80).split("\N{ZERO WIDTH SPACE}"))) <= 32
    assert window_text("a [*] b") == "a [*][*] b"


def test_a_word_longer_than_a_line_goes_on_in_the_next_and_is_copied_as_it_was(qtbot: QtBot) -> None:
    digest = "0123456789abcdef" * 4
    window = QWidget()
    qtbot.addWidget(window)
    label = PlainLabel(digest, parent=window)
    assert label.text() == digest
    assert label.heightForWidth(240) >= 2 * label.heightForWidth(2000)
    label.setSelection(0, len(breakable(digest)))
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == digest
    QGuiApplication.clipboard().clear()
    QApplication.sendEvent(label, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1)))
    menu = window.findChild(QMenu)
    assert isinstance(menu, QMenu)
    shiboken6.delete(label)  # as when another program writes meanwhile
    menu.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == digest
    menu.close()
    qtbot.waitUntil(lambda: window.findChild(QMenu) is None)
    assert breakable("e\N{COMBINING ACUTE ACCENT}" * 40).replace("\N{ZERO WIDTH SPACE}", "") == (
        "e\N{COMBINING ACUTE ACCENT}" * 40
    )
    assert "\N{ZERO WIDTH SPACE}\N{COMBINING ACUTE ACCENT}" not in breakable("e" + "e\N{COMBINING ACUTE ACCENT}" * 40)
