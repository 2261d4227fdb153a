"""What a transaction has changed is a sequence like any other, however its parts came in."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app import changes_made
from libyamap.app.changes_made import ChangesMade
from libyamap.domain.changes import Change, Inserted, flag_of
from libyamap.domain.ids import new_ids
from libyamap.domain.model import Event, Layer, Record, Site
from libyamap.domain.packed_ids import unpacked
from tests.unit.app.small_project import uuid

KINDS: list[type[Record]] = [Event, Site, Layer]


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.lists(st.integers(0, 50), max_size=3), st.booleans()), max_size=6))
def test_as_a_list_would_be(parts: list[tuple[type[Record], list[int], bool]]) -> None:
    made, plain = ChangesMade(), list[Change]()
    for record_type, numbers, in_bulk in parts:
        ids = [uuid(number) for number in numbers]
        layer = Layer(id=uuid(1), title="L")
        if in_bulk:
            made.add_inserted(record_type, ids)
            plain += [Change(record_type, each, None, None) for each in ids]
        for each in () if in_bulk else ids:
            made.add(Change(record_type, each, None, layer))
            plain.append(Change(record_type, each, None, layer))
    assert list(made) == plain
    assert (len(made), bool(made), made.ids()) == (len(plain), bool(plain), frozenset(change.id for change in plain))
    assert made.inserted == sum(change.after is None for change in plain)
    assert made.single() == [change for change in plain if change.after is not None]
    assert made[1:] == plain[1:]
    assert not plain or made[0] == plain[0]
    assert all(flag_of(change.record_type) in made.flags() for change in plain)


def test_what_went_in_bulk_is_with_the_journal_already() -> None:
    made = ChangesMade()
    first, last = Change(Layer, uuid(1), None, Layer(id=uuid(1), title="L")), Change(Layer, uuid(9), None, None)
    made.add(first)
    assert list(made.hand_over()) == [first]
    made.add_removed(Event, [uuid(2), uuid(3)])
    made.add_removed(Event, [uuid(4)])
    made.add(last)
    assert list(made.hand_over()) == [last]
    assert list(made.hand_over()) == []
    assert (len(made), made.inserted, made.single()) == (5, 0, [first, last])
    assert made.ids() == {uuid(at) for at in (1, 2, 3, 4, 9)}
    assert made.flags() == flag_of(Layer) | flag_of(Event)


def test_what_comes_after_a_hand_over_is_handed_over_too() -> None:
    made = ChangesMade()
    for at in (1, 2):
        made.add_inserted(Event, [uuid(at)])
        assert list(made.hand_over()) == [Change(Event, uuid(at), None, None)]
    assert (len(made), made.inserted) == (2, 2)


@given(st.lists(st.tuples(st.integers(0, 300), st.booleans()), max_size=6), st.integers(1, 400))
def test_ids_that_follow_each_other_take_no_room(counts: list[tuple[int, bool]], at_once: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(changes_made, "_ROW_BYTES", at_once * 16)
        made, removed, ids = ChangesMade(), ChangesMade(), list[str]()
        for count, follow in counts:
            some = uuids_from(int(ids[-1].replace("-", ""), 16) + 1, count) if follow and ids else new_ids(count)
            made.add_inserted(Event, some)
            ids += some
            if some:
                removed.add_removed(Event, some)
        assert [change.id for change in made] == ids
        assert [each for part in made.parts() if isinstance(part, Inserted) for each in unpacked(part.ids)] == ids
        assert all(len(part.ids) <= (at_once + 300) * 16 for part in made.parts() if isinstance(part, Inserted))
        assert made.ids() == removed.ids() == set(ids)
        assert made.inserted == len(made) == len(removed) == len(ids)


def uuids_from(first: int, count: int) -> list[str]:
    return [str(UUID(int=first + at)) for at in range(count)]
