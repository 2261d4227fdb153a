"""Letters as a number: one slip never puts a name further away than the search looks."""

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from libyamap.gazetteer.letter_set import letters_of, most_bits
from tests.unit.gazetteer.spelling_set import mistyped

NAMES = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=20)


def apart(one: str, other: str) -> int:
    return (letters_of(one) ^ letters_of(other)).bit_count()


@given(NAMES, st.integers(1, 3))
@example("up", 3)  # two of its three slips would leave nothing to slip on
def test_slips_stay_within_the_bits(name: str, slips: int) -> None:
    assert apart(name, mistyped(name, slips)) <= most_bits(slips)


@given(NAMES)
def test_order_does_not_matter(name: str) -> None:
    shuffled = list(name)
    random.Random(name).shuffle(shuffled)
    assert apart(name, "".join(shuffled)) == 0


@pytest.mark.parametrize(("one", "other"), [("misrata", "benghazi"), ("homs", "kharkiv"), ("ab", "abababababababab")])
def test_other_names_are_far(one: str, other: str) -> None:
    assert apart(one, other) > most_bits(1)


def test_it_fits_into_four_bytes_whatever_is_written() -> None:
    assert letters_of("abcdefghijklmnopqrstuvwxyz'- 0") == 2**32 - 1
    assert letters_of("") == letters_of("-'٣") == 0
