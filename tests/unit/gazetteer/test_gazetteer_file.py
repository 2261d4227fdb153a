"""Packed lists of numbers: the same again, and an error where they are damaged."""

import zlib
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.gazetteer.gazetteer_file import packed, plain, unpacked


@given(st.lists(st.integers(-(2**31), 2**31 - 1)))
def test_numbers_come_back(numbers: list[int]) -> None:
    given_numbers = array("i", numbers)
    assert unpacked(packed(given_numbers), "i") == given_numbers
    assert plain(given_numbers.tobytes(), "i") == given_numbers


def test_small_numbers_next_to_each_other_become_smaller() -> None:
    assert len(packed(array("i", range(10_000)))) < 10_000


@pytest.mark.parametrize("data", [b"nonsense", zlib.compress(b"12345")])
def test_damaged_lists_are_told(data: bytes) -> None:
    with pytest.raises((ValueError, zlib.error)):
        unpacked(data, "i")
