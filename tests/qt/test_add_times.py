"""When it was, in the form that adds: as people write it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.qt.adding import Keys


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [("about 18 May 2016", "2016-05-18~"), ("before 20 May 2016", "../2016-05-19"), ("2016-05", "2016-05")],
)
def test_times_as_people_write_them(keys: Keys, typed: str, edtf: str) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Timed")
    keys.type(keys.form.time.line, typed)
    assert edtf in keys.form.time.echo.text()
    keys.send()
    assert keys.event().time == edtf


def test_what_can_mean_two_days_is_asked_with_buttons(keys: Keys) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Which day")
    keys.type(keys.form.time.line, "03/04/2016")
    assert "3 April 2016 or 4 March 2016" in keys.form.time.problem.label.text()
    button = next(each for each in keys.form.time.findChildren(QPushButton) if each.text() == "4 March 2016")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    keys.send()
    assert keys.event().time == "2016-03-04"


@pytest.mark.parametrize("typed", ["soon", "June 2016 to May 2016", "31 February 2016"])
def test_a_wrong_time_is_told_beside_the_field_and_nothing_is_sent(keys: Keys, typed: str) -> None:
    keys.open(Qt.Key.Key_1)
    keys.type(keys.form.title.line, "Never")
    keys.type(keys.form.time.line, typed)
    assert keys.form.time.problem.isVisible()
    keys.send()
    assert keys.last().title == "Insert"
    assert keys.focused is keys.form.time.line
