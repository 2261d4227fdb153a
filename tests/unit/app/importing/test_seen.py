"""Which identities a file has had, compared with a dictionary."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.importing import seen
from libyamap.app.importing.seen import Seen


@given(st.lists(st.lists(st.text(max_size=3), min_size=1, max_size=8), max_size=30), st.sampled_from([0, 10, 1000]))
def test_as_a_dictionary_would_know(batches: list[list[str]], most_in_a_set: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seen, "_MOST_IN_A_SET", most_in_a_set)
        _compare(batches)


def _compare(batches: list[list[str]]) -> None:
    known, plain = Seen(), dict[str, int]()
    row = 0
    for batch in batches:
        rows = list(range(row, row + len(batch)))
        row += len(batch)
        new = len(set(batch)) == len(batch) and plain.keys().isdisjoint(batch)
        assert known.add_all_new(batch, rows) == new
        for key, number in zip(batch, rows, strict=True):
            if new:
                plain[key] = number
            elif key not in plain:
                assert known.row_of(key) is None
                known.add(key, number)
                plain[key] = number
    assert {key: known.row_of(key) for key in plain} == plain
    assert known.row_of("of nobody") is None


def test_it_grows_and_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "_FIRST_SIZE", 8)
    monkeypatch.setattr(seen, "_MOST_IN_A_SET", 2_000)
    known, count = Seen(), 20_000
    for start in range(0, count, 1_000):
        numbers = range(start, start + 1_000)
        assert known.add_all_new([f"LBY{number}" for number in numbers], numbers)
    assert all(known.row_of(f"LBY{number}") == number for number in range(count))
    assert known.row_of("LBY-1") is None
    assert sum(map(sys.getsizeof, vars(known).values())) < 40 * count


@given(st.lists(st.integers(1, 400), unique=True, max_size=60), st.integers(1, 7), st.integers(1, 9))
def test_places_that_are_wanted_by_many_are_found_after_growing(hashes: list[int], at_once: int, factor: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seen, "_FIRST_SIZE", 4)
        patch.setattr(seen, "_AT_ONCE", 3)
        patch.setattr(seen, "hash", lambda key: int(key) * factor, raising=False)  # some want the last place
        known = Seen()
        keys = [str(number) for number in hashes]
        for start in range(0, len(keys), at_once):
            some = keys[start : start + at_once]
            assert known.add_all_new(some, range(start, start + len(some)))
            assert not known.add_all_new(["999", some[-1]], [0, 0])
            assert known.row_of("999") is None
        assert [known.row_of(key) for key in keys] == list(range(len(keys)))
