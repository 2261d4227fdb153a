"""What a transaction has changed is a sequence like any other, however its parts came in."""

from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.changes_made import ChangesMade
from libyamap.domain.changes import Change, flag_of
from libyamap.domain.model import Event, Layer, Record, Site
from libyamap.domain.packed_ids import packed
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
    made.add_removed(Event, packed([uuid(2), uuid(3)]))
    made.add_removed(Event, packed([uuid(4)]))
    made.add(last)
    assert list(made.hand_over()) == [last]
    assert list(made.hand_over()) == []
    assert (len(made), made.inserted, made.single()) == (5, 0, [first, last])
    assert made.ids() == {uuid(at) for at in (1, 2, 3, 4, 9)}
    assert made.flags() == flag_of(Layer) | flag_of(Event)
