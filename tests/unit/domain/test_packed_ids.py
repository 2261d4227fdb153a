"""Packed ids are the set that the texts were."""

from hypothesis import given
from hypothesis import strategies as st

from libyamap.domain.ids import new_ids
from libyamap.domain.packed_ids import (
    ID_BYTES,
    IdRun,
    PackedIds,
    holds,
    length,
    packed,
    piece_of,
    shortened,
    unpacked,
)

ids = st.uuids().map(str)


@given(st.lists(st.lists(ids, unique=True), max_size=4), ids)
def test_as_a_set_of_texts(pieces: list[list[str]], other: str) -> None:
    plain = {each for piece in pieces for each in piece}
    first = {each: at for at, piece in reversed([*enumerate(pieces)]) for each in piece}
    distinct = [[each for each in piece if first[each] == at] for at, piece in enumerate(pieces)]
    made = PackedIds(map(piece_of, distinct))
    assert list(made) == [each for piece in distinct for each in piece]
    assert (set(made), len(made)) == (plain, len(plain))
    assert all(each in made for each in plain)
    assert (other in made) == (other in plain)
    assert made.isdisjoint({other}) == (other not in plain)


def test_what_is_no_id_is_not_in_it() -> None:
    made = PackedIds([packed(new_ids(3))])
    assert "no id" not in made
    assert "" not in made


def test_bytes_across_two_ids_are_no_id() -> None:
    raw = packed(new_ids(2))
    assert not holds(raw, raw[8:24])
    assert [*unpacked(raw)] == [*unpacked(raw[:16]), *unpacked(raw[16:])]


@given(st.integers(50, 30_000), st.integers(1, 400))
def test_a_run_is_its_ids(count: int, most: int) -> None:
    made = new_ids(count)
    run = piece_of(made)
    assert isinstance(run, IdRun)
    assert length(run) == count
    assert run.packed() == packed(made) == b"".join(each.packed() for each in run.cut(most))
    inside = PackedIds([run])
    assert list(inside) == made
    assert made[0] in inside
    assert made[-1] in inside
    assert new_ids(1)[0] not in inside
    for others in (made[::-1], [*made[:-2], made[-1], made[-2]], [*made[:-1], made[0]], [made[0]] * count):
        assert piece_of(others) == packed(others)


@given(st.one_of(st.integers(0, 2**127), st.integers(2**64 - 90, 2**64 + 5)), st.integers(0, 80))
def test_a_run_is_packed_as_its_numbers_one_by_one(first: int, count: int) -> None:
    one_by_one = b"".join(number.to_bytes(ID_BYTES, "big") for number in range(first, first + count))
    assert IdRun(first, first + count).packed() == one_by_one


@given(st.integers(2**64 - 90, 2**64 + 5), st.integers(50, 80), st.integers(1, 48), st.integers(-2, 2))
def test_only_what_rises_by_one_is_a_run(first: int, count: int, at: int, by: int) -> None:
    numbers = [first + number + (by if number == at else 0) for number in range(count)]
    raw = b"".join(number.to_bytes(ID_BYTES, "big") for number in numbers)
    assert shortened(raw) == (raw if by else IdRun(first, first + count))
