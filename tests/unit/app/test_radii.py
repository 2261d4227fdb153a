"""Radii as people type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.radii import read_radii
from libyamap.errors import InvalidValue


@pytest.mark.parametrize(
    ("text", "radii"),
    [
        ("10, 50, 100 km", (10_000, 50_000, 100_000)),
        ("100,10 km", (10_000, 100_000)),
        ("500 m; 2 nm", (500, 3704)),
        ("1.5km and 3 mi", (1500, 4828.032)),
        ("25", (25_000,)),
        ("10 km, 10000 m", (10_000,)),
        (".5 KM", (500,)),
    ],
)
def test_radii(text: str, radii: tuple[float, ...]) -> None:
    assert read_radii(text) == pytest.approx(radii)


@pytest.mark.parametrize(
    "text", ["", " , ", "ten km", "10 parsecs", "-5 km", "0 km", "99999 km", "1e3 km", "nan", ",".join("1" * 30)]
)
def test_no_radii(text: str) -> None:
    with pytest.raises(InvalidValue):
        read_radii(text)


@given(st.text(max_size=60))
def test_any_text_is_radii_or_a_sentence(text: str) -> None:
    with suppress(InvalidValue):
        assert read_radii(text)
