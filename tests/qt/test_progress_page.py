"""Rows, share and time left of long work, also of what comes after its rows."""

import pytest
from pytestqt.qtbot import QtBot

from libyamap.ui.exchange.progress_page import ProgressPage


class Clock:
    """Goes only when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        monkeypatch.setattr("libyamap.ui.time_left.time.monotonic", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """At nought."""
    return Clock(monkeypatch)


def test_the_time_left_counts_what_comes_after_the_rows(qtbot: QtBot, clock: Clock) -> None:
    page = ProgressPage()
    qtbot.addWidget(page)
    page.begin("Importing…", 0.8)
    clock.now = 40.0
    page.take(500_000, 0.5)
    assert page.words.text() == "500,000 rows, about 60 s left"  # 40 % of the whole took 40 s
    assert page.bar.value() == 400
    clock.now = 80.0
    page.take(1_000_000, 1.0)
    assert page.words.text() == "1,000,000 rows, finishing, about 20 s left"
    clock.now = 90.0
    page.take(1_000_000, 1.0)
    assert (page.words.text(), page.bar.value()) == ("1,000,000 rows, finishing, about 10 s left", 900)
    clock.now = 140.0
    page.take(1_000_000, 1.0)  # it takes longer than was reckoned: nothing is promised any more
    assert (page.words.text(), page.bar.value()) == ("1,000,000 rows, finishing", 990)


def test_work_that_is_being_ended_says_so_until_another_begins(qtbot: QtBot, clock: Clock) -> None:
    page = ProgressPage()
    qtbot.addWidget(page)
    page.begin("Importing…")
    page.end("Cancelling…")
    clock.now = 9.0
    page.take(10, 0.5)
    assert page.words.text() == "Cancelling…"
    page.begin("Importing…")
    page.take(1, 0.5)
    assert page.words.text() == "1 row"
    clock.now = 12.0
    page.take(2, 0.5)
    assert page.words.text() == "2 rows, about 3 s left"
