"""Edits are laid over the columns: the answers are those of a project that was read anew."""

import msgspec
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from libyamap.app.viewport import RowOrder, Selection, Sorting, ViewQuery
from libyamap.domain.model import Actor, Claim, Feature, Layer, Record
from libyamap.store.index.loading import read_all, read_names
from tests.unit.store.index.questions import (
    AREAS,
    both,
    features,
    projects,
    queries,
    quick_folder,
    selections,
    sortings,
)
from tests.unit.store.samples import ACTOR, LAYER, SOURCE

Ask = tuple[ViewQuery, Selection, Sorting]


@given(
    projects(),
    st.lists(features(), max_size=8),
    st.data(),
    st.lists(st.tuples(queries, selections, sortings), max_size=5),
)
@settings(
    deadline=None, max_examples=25, phases=set(Phase) - {Phase.explain}, suppress_health_check=[HealthCheck.too_slow]
)
def test_edits_agree(records: list[Record], new: list[Feature], data: st.DataObject, asked: list[Ask]) -> None:
    with quick_folder() as folder, both(folder, records) as (store, _, large):
        there = [record for record in records if isinstance(record, Feature)]
        gone = data.draw(st.lists(st.sampled_from(there), max_size=5, unique_by=lambda each: each.id)) if there else []
        touched = {feature.id for feature in (*gone, *new)}
        with store.transaction() as writer:
            for feature in gone:
                writer.delete(type(feature), feature.id)
            for feature in new:
                writer.put(feature)
            for at, feature in enumerate(new[:3]):
                writer.put(Claim(id=f"new-{at}", feature=feature.id, source=SOURCE.id, credibility=1 + at))
            writer.put(Layer(id=LAYER.id, title="Zz"))
            writer.put(Actor(id=ACTOR.id, name="Renamed", parent=ACTOR.id))
        names = read_names(store)
        half = sorted(touched)[: len(touched) // 2]
        edited = large.after(half, store, AREAS, names).after(touched, store, AREAS, names)
        plain = read_all(store, AREAS)
        for query, selection, sort in asked:
            expected, found = plain.view(query), edited.view(query)
            assert [feature.id for feature in found.features] == [feature.id for feature in expected.features]
            assert [_counted(cell) for cell in found.cells] == [_counted(cell) for cell in expected.cells]
            assert found.gathered == expected.gathered
            assert (found.total, found.left_out) == (expected.total, expected.left_out)
            assert edited.count(selection) == plain.count(selection)
            assert edited.histogram(selection, "month") == plain.histogram(selection, "month")
            order = edited.order(selection, sort)
            assert _ids(order) == _ids(plain.order(selection, sort))
            assert [order.position_of(key) for key in _ids(order)] == list(range(len(order)))
            assert [feature.id for feature in order.features(1, 4)] == _ids(order)[1:4]


def _counted(cell: msgspec.Struct) -> tuple[object, ...]:
    return tuple(getattr(cell, name) for name in ("key", "count", "by_actor"))


def _ids(order: RowOrder) -> list[str]:
    return order.ids(0, len(order))
