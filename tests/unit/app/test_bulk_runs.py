"""What takes turns in one bulk is gathered by its type; what was done by itself keeps its place among it."""

from collections.abc import Iterable
from itertools import chain, groupby
from typing import TypeGuard

from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.bulk_runs import Came, Went, runs_of
from libyamap.domain.changes import Change, Inserted, Removed
from libyamap.domain.ids import new_ids
from libyamap.domain.model import Claim, Event, Layer, Record
from libyamap.domain.packed_ids import packed, unpacked
from tests.unit.app.small_project import uuid

ALONE = Change(Layer, uuid(1), None, Layer(id=uuid(1), title="L"))
kinds: st.SearchStrategy[type[Record]] = st.sampled_from([Event, Claim])
inserted = st.tuples(kinds, st.integers(1, 99)).map(lambda drawn: Inserted(drawn[0], packed(new_ids(drawn[1]))))
removed = st.tuples(kinds, st.integers(1, 9)).map(lambda drawn: Removed(drawn[0], packed([uuid(2)]), drawn[1]))
Part = Change | Inserted | Removed


@given(st.lists(st.one_of(st.just(ALONE), inserted, removed), max_size=12))
def test_gathered_between_what_is_alone(made: list[Part]) -> None:
    found = list(runs_of(made))
    sorts = {Change: "alone", Inserted: "came", Came: "came", Removed: "went", Went: "went"}
    assert turns(sorts[type(each)] for each in found) == turns(sorts[type(each)] for each in made)
    for kind in (Event, Claim):
        came = [each for each in found if isinstance(each, Came) and each.record_type is kind]
        ids = [unpacked(part.ids) for part in made if _came(part, kind)]
        assert [id_ for one in came for piece in one.packed() for id_ in unpacked(piece)] == list(chain(*ids))
        assert sum(one.size for one in came) == sum(len(part.ids) // 16 for part in made if _came(part, kind))
        went = [each.blocks for each in found if isinstance(each, Went) and each.record_type is kind]
        assert list(chain(*went)) == [
            part.block for part in made if isinstance(part, Removed) and part.record_type is kind
        ]


def turns(sorts: Iterable[str]) -> list[str]:
    """Each sort as often as it is its turn; what is alone is never gathered."""
    return [each for sort, run in groupby(sorts) for each in (run if sort == "alone" else [sort])]


def _came(part: Part, kind: type[Record]) -> TypeGuard[Inserted]:
    return isinstance(part, Inserted) and part.record_type is kind
