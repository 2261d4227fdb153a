"""Lines are no wider than their column, and no letter is lost on the way."""

from hypothesis import given
from hypothesis import strategies as st

from libyamap.briefing.fonts import embedded, faces, width_of
from libyamap.briefing.typesetting import broken, set_text, shortened

TEXT = st.text(st.sampled_from("abcdefghiABC xyz-ليبيامصراتة éŻ"), max_size=200)
LONG = "A title of more than sixty letters that no column is wide enough to hold in one line"


@given(TEXT, st.floats(30, 400), st.floats(6, 30))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: float, size: float) -> None:
    lines = broken(text, width, size)
    assert all(width_of(line, size) <= width or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(TEXT, st.integers(1, 4))
def test_what_is_left_out_is_shown_to_be(text: str, most: int) -> None:
    lines = broken(text, 80, 12)
    short = shortened(lines, most, 80, 12)
    assert len(short) <= most
    assert (short == lines) is (len(lines) <= most)
    if short != lines:
        assert short[-1].endswith("…")
        assert width_of(short[-1], 12) <= 80


def test_a_long_title_takes_two_lines() -> None:
    made = set_text("title", LONG, 0, 0, 500, 20, "#000000", weight=600)
    assert len(made.lines) == 2
    assert made.text == LONG
    assert made.frame.height == 2 * made.leading


def test_line_breaks_stay() -> None:
    assert broken("one\ntwo\n\nthree", 500, 10) == ("one", "two", "", "three")


def test_widths_are_those_of_the_fonts() -> None:
    assert width_of("Misrata", 100) == 7 * 0 + width_of("Misrata", 10) * 10
    assert 2.5 < width_of("Misrata", 1) < 4.5
    assert width_of("Misrata", 10, 600) > width_of("Misrata", 10)
    joined, apart = width_of("ليبيا", 10), sum(width_of(letter, 10) for letter in "ليبيا")
    assert joined < apart  # Arabic letters are joined, and so narrower than alone


def test_only_the_fonts_that_are_needed_are_inside() -> None:
    latin = embedded([("Misrata", 400, False)])
    both = embedded([("Misrata", 400, False), ("مصراتة", 600, False)])
    assert latin.count("@font-face") == 1
    assert both.count("@font-face") == 2
    assert "http" not in both
    assert embedded([]) == ""
    assert len(faces()) == 8
