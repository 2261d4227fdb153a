"""Ids as numbers: they sort as the texts do, and ids of other programs' making have their digests too."""

import uuid

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from libyamap.store.index.columns.id_numbers import in_order, numbers_of

_UUIDS = st.integers(0, 2**128 - 1).map(lambda number: str(uuid.UUID(int=number)))
_OTHERS = st.one_of(
    st.text(max_size=40),
    st.binary(max_size=40),
    _UUIDS.map(str.upper),
    _UUIDS.map(lambda each: each.replace("-", "")),
    _UUIDS.map(lambda each: f"-{each[:8]}{each[9:]}"),
    _UUIDS.map(lambda each: each[:-1] + "é"),
)


@given(st.lists(_UUIDS, min_size=1, max_size=30))
def test_canonical_ids_sort_as_their_texts(ids: list[str]) -> None:
    found = numbers_of(ids)
    assert not found.odd
    order = np.lexsort((found.low, found.high)).tolist()
    assert [ids[at] for at in order] == sorted(ids)
    assert in_order(found.high, found.low) == (ids == sorted(set(ids)))


@given(st.lists(st.one_of(_UUIDS, _OTHERS), min_size=1, max_size=30), st.data())
def test_a_digest_does_not_depend_on_what_stands_beside(ids: list[object], data: st.DataObject) -> None:
    alone = [int(numbers_of([each]).digests()[0]) for each in ids]
    assert numbers_of(ids).digests().tolist() == alone
    one = data.draw(st.sampled_from(range(len(ids))))
    same = [at for at, each in enumerate(ids) if str(each) == str(ids[one])]
    assert [at for at, each in enumerate(alone) if each == alone[one]] == same


@given(st.lists(st.one_of(_UUIDS, _OTHERS), min_size=1, max_size=30))
def test_ids_of_another_form_are_told_apart(ids: list[object]) -> None:
    odd = {at for at, each in enumerate(ids) if not (isinstance(each, str) and _is_canonical(each))}
    assert set(numbers_of(ids).odd) == odd


def test_no_ids() -> None:
    assert numbers_of([]).digests().tolist() == []


def _is_canonical(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
