"""Packed ids are the set that the texts were."""

from hypothesis import given
from hypothesis import strategies as st

from libyamap.domain.ids import new_ids
from libyamap.domain.packed_ids import IdRun, PackedIds, holds, length, packed, piece_of, unpacked

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
