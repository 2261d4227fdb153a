"""What the import asks before it begins, and what does not begin it."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from libyamap.app.importing.dates import Order
from libyamap.app.importing.evidence import order_in
from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.rows import Table
from libyamap.ui.exchange import looking_again
from libyamap.ui.exchange.import_frame import Stage
from tests.qt.importing import PATIENCE_MS, Importing


def test_dates_that_can_be_read_in_two_ways_are_asked(importing: Importing) -> None:
    text = "title,lat,lon,date\nA,32,15,03/04/2016\nB,31,16,05/06/2016\n"
    dialog = importing.look(importing.file("dates.csv", text))
    assert not dialog.go_button.isEnabled()
    assert [button.text() for button in importing.page.questions.dates.buttons] == ["3 April 2016", "4 March 2016"]
    importing.page.questions.dates.buttons[1].click()
    assert not importing.page.questions.dates.asks
    importing.go(Stage.DONE)
    assert {feature.time for feature in importing.features} == {"2016-03-04", "2016-05-06"}


def test_axes_that_look_exchanged_are_asked(importing: Importing) -> None:
    rows = "".join(f"E{n},{100 + n},{30 + n}\n" for n in range(5))
    dialog = importing.look(importing.file("axes.csv", f"title,lat,lon\n{rows}"))
    assert importing.page.questions.axes.asks
    assert "question" in dialog.note.text()
    importing.page.questions.axes.buttons[0].click()
    assert importing.page.ready() == ""
    importing.go(Stage.DONE)
    assert {feature.geometry.coordinates for feature in importing.features if feature.geometry} == {
        (100.0 + n, 30.0 + n) for n in range(5)
    }


def test_enter_in_a_field_begins_no_import(importing: Importing) -> None:
    dialog = importing.look(importing.file("plain.csv", "title,lat,lon\nA,32,15\n"))
    assert dialog.go_button.isEnabled()
    for field in (
        importing.page.form.fields["type"].box,
        importing.page.destination.dataset,
        importing.page.destination.layer,
    ):
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert dialog.stage is Stage.MAPPING
    dialog.go_button.setFocus()
    QTest.keyClick(dialog.go_button, Qt.Key.Key_Return)
    importing.reach(Stage.DONE)


def test_an_exchange_of_axes_is_asked_again_for_the_next_file_of_the_columns(importing: Importing) -> None:
    rows = "".join(f"E{n},{100 + n},{30 + n}\n" for n in range(5))
    importing.look(importing.file("axes.csv", f"title,lat,lon\n{rows}"))
    importing.page.questions.axes.buttons[0].click()
    importing.go(Stage.DONE)
    importing.dialog.go_button.click()
    dialog = importing.look(importing.file("right.csv", "title,lat,lon\nRight,32,15\n"))
    assert not dialog.go_button.isEnabled()
    assert "exchanged before" in importing.page.questions.axes.words
    _exchange, as_they_are = importing.page.questions.axes.buttons
    as_they_are.click()
    importing.go(Stage.DONE)
    (right,) = (feature for feature in importing.features if feature.title == "Right")
    assert right.geometry is not None
    assert right.geometry.coordinates == (15, 32)
    importing.dialog.go_button.click()
    importing.look(importing.file("third.csv", "title,lat,lon\nThird,32,15\n"))
    assert not importing.page.questions.ask_something


def test_a_remembered_order_of_dates_is_said(importing: Importing) -> None:
    importing.look(importing.file("dates.csv", "title,lat,lon,date\nA,32,15,03/04/2016\n"))
    importing.page.questions.dates.buttons[1].click()
    importing.go(Stage.DONE)
    importing.dialog.go_button.click()
    importing.look(importing.file("more.csv", "title,lat,lon,date\nB,32,15,05/06/2016\n"))
    assert "dates with the month first" in importing.page.how.text()


def test_the_dates_of_a_large_file_are_looked_at_while_the_window_goes_on(
    importing: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking_again, "LARGE_BYTES", 0)
    reading = threading.Event()

    def held(table: Table, mapping: Mapping) -> Order:
        assert reading.wait(PATIENCE_MS / 1000)
        return order_in(table, mapping)

    text = "title,lat,lon,seen\nA,32,15,03/04/2016\nB,31,16,05/06/2016\nC,31,16,05/26/2016\n"
    dialog = importing.look(importing.file("large.csv", text))
    importing.choose(date="")
    importing.qtbot.waitUntil(dialog.go_button.isEnabled, timeout=PATIENCE_MS)
    monkeypatch.setattr("libyamap.app.importing.looking.order_in", held)
    importing.choose(date="seen")
    assert importing.page.words.text() == dialog.note.text() == "Looking at all dates of the file…"
    assert not dialog.go_button.isEnabled()
    reading.set()
    importing.qtbot.waitUntil(dialog.go_button.isEnabled, timeout=PATIENCE_MS)
    importing.reads("All of the first 3 rows can be taken.")
    importing.go(Stage.DONE)
    assert {feature.time for feature in importing.features} == {"2016-03-04", "2016-05-06", "2016-05-26"}


def test_a_dialog_closed_while_dates_are_looked_at_waits_for_the_reader(
    importing: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking_again, "LARGE_BYTES", 0)
    importing.look(importing.file("large.csv", "title,lat,lon,seen\nA,32,15,03/04/2016\n"))
    importing.choose(date="")
    importing.dialog.reject()
    assert importing.window.exchange.dialog is None


def test_a_question_has_the_keyboard_first_and_its_place_among_the_fields(importing: Importing) -> None:
    dialog = importing.look(importing.file("dates.csv", "title,lat,lon,date\nA,32,15,03/04/2016\n"))
    first, second = importing.page.questions.dates.buttons
    assert dialog.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Return)  # no answer is given, and nothing cancelled, by a habit
    assert importing.page.questions.dates.words
    assert dialog.isVisible()
    importing.page.destination.dataset.setFocus()
    for expected in (first, second, importing.page.form.kind):
        focused = dialog.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert dialog.focusWidget() is expected
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert dialog.focusWidget() is not dialog.cancel_button
    importing.go(Stage.DONE)
    assert [feature.time for feature in importing.features] == ["2016-03-04"]
