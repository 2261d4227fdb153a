"""Parts that stand alone: fuzzy match, coordinates, frames, texts, colours, errors, help, about, jobs."""

import threading
import time
from pathlib import Path

import pytest
import shiboken6
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QPoint, QStringListModel, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QGuiApplication, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMessageBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from libyamap import crash
from libyamap.domain.checks import MAX_TEXT
from libyamap.errors import WorldError
from libyamap.ui import jobs
from libyamap.ui.about import AboutDialog
from libyamap.ui.coordinates import coordinates_to_copy, distance, latitude_longitude, scale
from libyamap.ui.edged import edge_colour
from libyamap.ui.edit.form.lines import BlockField
from libyamap.ui.errors import ErrorHook
from libyamap.ui.find.elided import ElidedButton
from libyamap.ui.frames import SMALLEST_DEGREES, frame_of
from libyamap.ui.fuzzy import best, score
from libyamap.ui.help import HelpWindow, Manual
from libyamap.ui.icons import icon
from libyamap.ui.readme import readme
from libyamap.ui.steady_table import SteadyTable
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


def test_fuzzy_finds_letters_in_order_and_prefers_beginnings() -> None:
    texts = ["Export picture…", "Show everything", "Open…", "Opening view"]
    assert best("op", texts)[0] == 2
    assert best("shev", texts) == [1]
    assert best("zz", texts) == []
    assert best("", texts) == [0, 1, 2, 3]


@given(st.text(max_size=30), st.text(max_size=30))
def test_what_is_inside_always_fits(needle: str, around: str) -> None:
    assert score(needle, around + needle) is not None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_copied_coordinates_come_back(lat: float, lon: float) -> None:
    back = [float(part) for part in coordinates_to_copy(lat, lon).split(",")]
    assert back == pytest.approx([lat, lon], abs=1e-5)


def test_positions_scales_and_distances_in_words() -> None:
    assert latitude_longitude(-33.5, -70.25) == "33.5000° S, 70.2500° W"
    assert scale(4891.97) == "1 : 18,000,000"
    assert scale(0) == scale(float("nan")) == ""
    assert [distance(metres) for metres in (850, 1234, 35_000)] == ["850 m", "1.2 km", "35 km"]


bounds = st.tuples(st.floats(-180, 0), st.floats(-80, 0), st.floats(0, 180), st.floats(0, 80))


@given(st.lists(bounds, min_size=1, max_size=4))
def test_a_frame_holds_all_it_is_made_for(extents: list[tuple[float, float, float, float]]) -> None:
    frame = frame_of(extents)
    assert frame is not None
    for west, south, east, north in extents:
        assert frame[0] <= west
        assert frame[1] <= south
        assert east <= frame[2]
        assert north <= frame[3]


def test_a_point_is_framed_with_its_surroundings() -> None:
    frame = frame_of([(13.0, 32.0, 13.0, 32.0)])
    assert frame is not None
    assert frame[2] - frame[0] == pytest.approx(SMALLEST_DEGREES)
    assert frame_of([]) is None


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


def test_icons_are_drawn_in_the_colour_of_the_text(qapp: QApplication) -> None:
    picture = icon("search").pixmap(48, 48).toImage()
    ink = qapp.palette().color(Role.ButtonText)
    found = {
        picture.pixelColor(x, y).name() for x in range(48) for y in range(48) if picture.pixelColor(x, y).alpha() > 250
    }
    assert found == {ink.name()}


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


def test_about_names_libraries_and_licences(qtbot: QtBot) -> None:
    about = AboutDialog()
    qtbot.addWidget(about)
    text = "\n".join(page.toPlainText() for page in about.findChildren(QPlainTextEdit))
    for name in ("leaflet", "lucide-static", "PySide6", "shapely", "GeoNames"):
        assert name in text


def test_a_job_answers_on_the_gui_thread(qapp: QApplication, qtbot: QtBot) -> None:
    assert qapp is not None
    owner = QObject()
    threads: list[int] = []
    errors: list[Exception] = []

    def fail() -> None:
        raise WorldError("No.")

    def take(worker: int) -> None:
        threads.extend((worker, threading.get_ident()))

    outcome = jobs.start(threading.get_ident, take, errors.append, owner)
    qtbot.waitUntil(lambda: bool(threads))
    assert threads[0] != threading.get_ident()
    assert threads[1] == threading.get_ident()
    jobs.start(fail, lambda _result: pytest.fail("done"), errors.append, owner)
    qtbot.waitUntil(lambda: bool(errors))
    assert str(errors[0]) == "No."
    assert outcome.parent() is owner


def test_a_megabyte_pasted_into_a_block_is_cut_before_it_is_laid_out(qtbot: QtBot) -> None:
    field = BlockField("description", "Description")
    qtbot.addWidget(field)
    begin = time.process_time()
    QGuiApplication.clipboard().setText("😀 " * 500_000)
    field.block.paste()
    assert time.process_time() - begin < 5  # half a minute where it is laid out first
    assert len(field.block.toPlainText()) == MAX_TEXT
    assert field.problem.label.text() == "Only the first 100,000 characters fit; the rest was left out."
    field.block.insertPlainText("more")  # past the clipboard: cut by whole characters all the same
    assert field.block.toPlainText() == "😀 " * (MAX_TEXT // 2)
    field.block.selectAll()
    QGuiApplication.clipboard().setText("short")
    field.block.paste()
    assert field.value() == "short"
    assert field.problem.isHidden()


def test_a_button_without_room_ends_in_dots_and_keeps_its_whole_text(qtbot: QtBot) -> None:
    words = "Umm al Abid & Nawfaliyah – 230 km, 227° SW · أم العبيد"
    button = ElidedButton(icon("map-pin"), words)
    qtbot.addWidget(button)
    button.resize(160, 26)
    assert button.shown().endswith("…")
    assert button.text() == words.replace("&", "&&")
    narrow = button.grab().toImage()
    right = {narrow.pixel(x, y) for x in range(157, 160) for y in range(4, 22)}
    assert len(right) == 1
    button.resize(900, 26)
    assert button.shown() == button.text()


def test_the_current_row_stays_in_sight_when_the_table_becomes_lower(qtbot: QtBot) -> None:
    table = SteadyTable()
    qtbot.addWidget(table)
    model = QStringListModel([str(row) for row in range(100)])
    table.setModel(model)
    table.resize(300, 400)
    table.show()
    last_seen = table.rowAt(table.viewport().height() - 1) - 1
    table.setCurrentIndex(model.index(last_seen, 0))
    table.resize(300, 160)
    assert table.visualRect(table.currentIndex()).bottom() < table.viewport().height()
    table.resize(300, 400)
    table.scrollToTop()
    table.setCurrentIndex(model.index(0, 0))
    table.scrollToBottom()
    bottom = table.verticalScrollBar().value()
    table.resize(300, 300)
    assert table.verticalScrollBar().value() >= bottom
