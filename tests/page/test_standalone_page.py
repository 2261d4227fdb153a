"""The page that stands alone, in a real browser engine with the network cut: all of it works by clicks and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from libyamap.app.briefing.briefing import Briefing
from tests.page.standalone_reader import HOSTILE, Open


def test_it_opens_from_a_file_asks_for_nothing_and_complains_of_nothing(open_page: Open) -> None:
    reader = open_page()
    assert reader.tells("document.querySelector('#head h1').textContent") == "Libya, about May 2016"
    assert reader.tells("document.querySelector('#head .marked').textContent") == "For <b>training</b>"
    assert reader.tells("document.querySelectorAll('[data-feature].symbol').length > 5") is True
    assert reader.tells("document.querySelectorAll('.label[data-feature]').length > 5") is True
    assert reader.tells("document.querySelector('.card-name').textContent") == "Libya"
    middle = "c.getContext('2d').getImageData(c.width / 2, c.height / 2, 1, 1).data"
    pixel = f"(c => [...{middle}].join())(document.querySelector('canvas.ground.shown'))"
    assert reader.tells(pixel) == "246,243,236,255", "land is painted in the middle of Libya"
    assert len(reader.counting.asked) == 1
    assert reader.page.complaints == ()


def test_a_click_tells_what_is_known_as_text(open_page: Open) -> None:
    reader = open_page()
    reader.click("#map [aria-label^='US outpost near Misrata'].symbol")
    reader.until("!document.querySelector('#known').hidden")
    told_text = str(reader.tells("document.querySelector('#known').innerText"))
    for words in ("US outpost near Misrata", "Who says so", "Near Misrata (within about 25 km)", "possibly true (3)"):
        assert words in told_text
    assert HOSTILE in told_text
    assert reader.tells("document.title") == "Libya, about May 2016"
    assert reader.tells("document.querySelectorAll('#known img, #known script').length") == 0
    QTest.keyClick(reader.hands, Qt.Key.Key_Escape)
    reader.until("document.querySelector('#known').hidden")


def test_layers_switch_marks_and_the_legend_follows(open_page: Open) -> None:
    reader = open_page()
    outposts = "document.querySelectorAll('[aria-label^=\"US outpost\"].symbol').length"
    assert reader.tells(outposts) == 2
    assert "outpost" in str(reader.tells("document.querySelector('#key').innerText"))
    reader.click("#layers li:nth-child(2) input")
    reader.until(f"{outposts} === 0")
    reader.until("!/outpost/.test(document.querySelector('#key').innerText)")
    reader.click("#layers li:nth-child(2) input")
    reader.until(f"{outposts} === 2")


def test_the_slider_narrows_and_the_film_plays(open_page: Open) -> None:
    reader = open_page()
    before = reader.tells("document.querySelectorAll('[data-feature]').length")
    reader.tells("document.querySelectorAll('#time input')[1].focus()")
    QTest.keyClick(reader.hands, Qt.Key.Key_Home)
    reader.until(f"document.querySelectorAll('[data-feature]').length < {before}")
    assert "2016" in str(reader.tells("document.querySelector('#time output').textContent"))
    reader.click("#time > button:last-child")
    reader.until(f"document.querySelectorAll('[data-feature]').length === {before}")
    reader.click("#time .play")
    said = reader.tells("document.querySelector('#time output').textContent")
    reader.until(f"document.querySelector('#time output').textContent !== {said!r}")
    reader.click("#time .play")
    reader.until("document.querySelector('#time .play').textContent === '▶'")


@pytest.mark.parametrize("words", ["outpost near misr", "MISRATA out", "tripoli GNA"])
def test_search_finds_by_any_word_and_leads_there(open_page: Open, words: str) -> None:
    reader = open_page()
    reader.click("#search input")
    reader.type(words)
    reader.until("document.querySelectorAll('#answers button').length > 0")
    QTest.keyClick(reader.hands, Qt.Key.Key_Return)
    reader.until("!document.querySelector('#known').hidden")


@pytest.mark.parametrize(
    ("words", "title"), [("الوفاق", "GNA"), ("الجَيش الوطنى", "Haftar"), ("nothing of that name", "")]
)
def test_search_knows_arabic_names_in_any_spelling(open_page: Open, words: str, title: str) -> None:
    reader = open_page()
    field = "document.querySelector('#search input')"
    reader.tells(f"{field}.value = {words!r}; {field}.dispatchEvent(new Event('input'))")
    found = str(reader.tells("document.querySelector('#answers').innerText"))
    assert title in found
    assert ("Nothing goes by these words" in found) is not bool(title)


def test_on_a_telephone_the_panel_is_folded_and_nothing_overflows(open_page: Open) -> None:
    reader = open_page(Briefing(theme="dark"), (390, 844))
    assert reader.tells("document.querySelector('#panel').hidden") is True
    reader.click("#panel-switch")
    reader.until("!document.querySelector('#panel').hidden")
    assert reader.tells("document.documentElement.scrollWidth <= 390") is True
    assert reader.page.complaints == ()
