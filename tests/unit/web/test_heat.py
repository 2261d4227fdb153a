"""The smooth picture: nothing is added or lost, colours say how many, and the legend says the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.viewport import Density
from libyamap.web.heat import SQUARE_PIXELS, Scale, heat_legend, heat_mark
from libyamap.web.style import heat_ramp

LEVEL = 11


def density(*hot: tuple[int, int, int], width: int = 60, height: int = 40) -> Density:
    """A grid with some squares (column, row, count) that have events."""
    counts = [0] * (width * height)
    for column, row, count in hot:
        counts[row * width + column] += count
    return Density(LEVEL, 5, 7, width, height, counts)


def tones(*hot: tuple[int, int, int]) -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]]":
    """The picture of a grid."""
    mark, _ = heat_mark(density(*hot), 32.0, "light")
    assert (mark.x, mark.y, mark.level, mark.ramp) == (5, 7, LEVEL, heat_ramp("light"))
    return np.frombuffer(mark.tones, np.uint8).reshape(mark.height, mark.width)


def test_it_is_hottest_where_the_events_are_and_round() -> None:
    picture = tones((30, 20, 1_000))
    assert int(picture.argmax()) == 20 * picture.shape[1] + 30
    assert picture[20, 33] == picture[20, 27] == picture[17, 30] == picture[23, 30]
    assert picture[20, 30] > picture[20, 32] > picture[20, 35] >= picture[20, 37]
    assert not picture[20, 45:].any()


def test_more_events_are_darker_but_never_beyond_the_ramp() -> None:
    few, many = tones((10, 20, 10), (40, 20, 10_000))[20, [10, 40]]
    assert 0 < few < many <= 255


def test_no_events_are_no_picture() -> None:
    assert not tones().any()
    mark, scale = heat_mark(Density(LEVEL, 0, 0, 0, 0, []), 0.0, "dark")
    assert (mark.tones, scale.top) == (b"", 0.0)


@given(st.floats(0.01, 1e6), st.floats(0.01, 500.0))
def test_the_legend_counts_in_areas_that_give_readable_numbers(top: float, side_km: float) -> None:
    entries = heat_legend(Scale(top, side_km), "light")
    assert len(entries) == 4
    first = float(entries[0].text.split()[0].replace(",", ""))
    per = entries[0].text.split()[3:]
    assert per[0] != "1"
    area = 1.0 if per == ["km²"] else float(per[0].replace(",", ""))
    assert first == pytest.approx(top / side_km**2 * area, rel=0.1)
    assert first >= 1


def test_the_legend_says_what_the_colours_say() -> None:
    mark, scale = heat_mark(density((30, 20, 5_000)), 32.0, "light")
    assert mark.ramp[-1] in heat_legend(scale, "light")[0].swatch
    shares = [scale.per_area(share)[0] for share in (1.0, 0.5, 0.25)]
    assert shares == sorted(shares, reverse=True)
    assert SQUARE_PIXELS == 8
