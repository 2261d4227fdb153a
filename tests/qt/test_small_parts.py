"""Parts that stand alone: fuzzy match, coordinates, frames, jobs, and widgets that others are made of."""

import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QStringListModel
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libyamap.domain.checks import MAX_TEXT
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor
from libyamap.errors import WorldError
from libyamap.ui import jobs
from libyamap.ui.check_box import CheckBox
from libyamap.ui.coordinates import coordinates_to_copy, distance, latitude_longitude, scale
from libyamap.ui.edit.form.lines import BlockField
from libyamap.ui.elided_label import ElidedLabel
from libyamap.ui.find.elided import ElidedButton
from libyamap.ui.fuzzy import best, score
from libyamap.ui.icons import icon
from libyamap.ui.steady_table import SteadyTable
from libyamap.ui.swatch import shown_colour
from libyamap.ui.theme import Shade, palette_for
from libyamap.web.style import colours


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


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_a_chip_has_the_colour_that_map_and_legend_have(shade: Shade) -> None:
    for colour in ("#56B4E9", "#0072B2", "#F0E442", "#101010", "#FFFFFF"):
        actor = Actor(id=new_id(), name="A", colour=colour)
        assert shown_colour(colour, palette_for(shade)).name().upper() == colours([actor], shade)[0].upper()


def test_a_line_without_room_ends_in_dots_and_says_all_in_its_tip(qtbot: QtBot) -> None:
    label = ElidedLabel("31.2089 · 16.5887 — guessed by its name")
    qtbot.addWidget(label)
    label.resize(400, 20)
    assert label.shown == label.text()
    label.resize(80, 20)
    assert label.shown.endswith("…")
    assert label.fontMetrics().horizontalAdvance(label.shown) <= 80
    assert "guessed by its name" in label.toolTip()
    picture = label.grab().toImage()
    assert any(picture.pixelColor(x, y) != picture.pixelColor(0, 0) for x in range(40) for y in range(picture.height()))


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_an_empty_check_box_can_be_told_from_the_window(qtbot: QtBot, shade: Shade) -> None:
    palette = palette_for(shade)
    box = CheckBox("Only what has no place")
    qtbot.addWidget(box)
    box.setPalette(palette)
    box.setAutoFillBackground(True)
    box.resize(box.sizeHint())
    empty = box.grab().toImage()
    window = palette.color(QPalette.ColorRole.Window)
    left = [empty.pixelColor(x, empty.height() // 2) for x in range(box.height())]
    assert max(contrast(colour, window) for colour in left) >= 3  # WCAG 2.2, 1.4.11
    box.setChecked(True)
    assert box.grab().toImage() != empty


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of WCAG 2.2."""

    def luminance(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
