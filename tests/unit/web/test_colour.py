"""Colours keep their contrast on every ground."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.web.colour import MARK_CONTRAST, contrast, distinct, luminance, mixed
from libyamap.web.style import GROUND

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def test_contrast_of_black_and_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert luminance("#FFFFFF") == pytest.approx(1)


@given(colours, st.sampled_from(sorted(GROUND.values())))
def test_every_colour_is_made_to_stand_out(colour: str, ground: str) -> None:
    assert contrast(distinct(colour, ground), ground) >= MARK_CONTRAST


@given(colours)
def test_a_colour_that_stands_out_stays(colour: str) -> None:
    if contrast(colour, "#FFFFFF") >= MARK_CONTRAST:
        assert distinct(colour, "#FFFFFF") == colour


@pytest.mark.parametrize("nonsense", ["", "red", "#12", "#GGGGGG", "url(x)", "#1234567", '"><script'])
def test_nonsense_gives_grey(nonsense: str) -> None:
    assert distinct(nonsense, "#FFFFFF") == "#777777"


def test_mixing() -> None:
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
