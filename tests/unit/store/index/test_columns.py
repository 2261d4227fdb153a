"""The columns answer every question as the plain index does, whatever the project, the view and the filter."""

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from libyamap.app.viewport import Cell, CellKey, GatherKey, RowOrder, Selection, Sorting, Unit, ViewFound, ViewQuery
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Record
from tests.unit.store.index.questions import both, bounds, projects, queries, quick_folder, selections, sortings

MANY = settings(
    deadline=None, max_examples=40, phases=set(Phase) - {Phase.explain}, suppress_health_check=[HealthCheck.too_slow]
)


@given(projects(), st.lists(queries, min_size=8, max_size=8))
@MANY
def test_views_agree(records: list[Record], asked: list[ViewQuery]) -> None:
    with quick_folder() as folder, both(folder, records) as (_, plain, large):
        for query in asked:
            expected, found = plain.view(query), large.view(query)
            assert [feature.id for feature in found.features] == [feature.id for feature in expected.features]
            assert found.features == expected.features
            assert (found.total, found.left_out) == (expected.total, expected.left_out)
            assert list(map(_counted, found.cells)) == list(map(_counted, expected.cells))
            assert found.gathered == expected.gathered
            assert large.density(query) == plain.density(query)
            places: list[CellKey | GatherKey] = [cell.key for cell in found.cells]
            places += [sign.key for sign in found.gathered]
            for place in places:
                assert _ids(large.members(query.selection, place)) == _ids(plain.members(query.selection, place))
            _check_sums(found)


@given(projects(), st.lists(st.tuples(selections, sortings), min_size=6, max_size=6), st.sampled_from(["day", "year"]))
@MANY
def test_lists_agree(records: list[Record], asked: list[tuple[Selection, Sorting]], unit: Unit) -> None:
    with quick_folder() as folder, both(folder, records) as (_, plain, large):
        for selection, sort in asked:
            expected, found = plain.order(selection, sort), large.order(selection, sort)
            assert _ids(found) == _ids(expected)
            assert [found.position_of(key) for key in _ids(found)] == list(range(len(found)))
            assert large.count(selection) == plain.count(selection)
            assert large.histogram(selection, unit, "type") == plain.histogram(selection, unit, "type")
            assert large.histogram(selection, "month") == plain.histogram(selection, "month")


@given(projects(), selections, bounds)
@MANY
def test_what_stands_in_bounds_agrees(records: list[Record], selection: Selection, frame: Bounds) -> None:
    with quick_folder() as folder, both(folder, records) as (_, plain, large):
        assert _ids(large.members(selection, frame)) == _ids(plain.members(selection, frame))
        layers = selection.layers or frozenset()
        assert large.features_in(frame, layers) == plain.features_in(frame, layers)


def _ids(order: RowOrder) -> list[str]:
    return order.ids(0, len(order))


def _counted(cell: Cell) -> tuple[Any, ...]:
    """Without the place to draw at, which is rounded and, in a filtered view of coarse cells, that of all in a leaf."""
    west, south, east, north = cell.bounds
    assert west <= cell.lon <= east
    assert south <= cell.lat <= north
    return cell.key, cell.count, cell.by_actor


def _check_sums(found: ViewFound) -> None:
    counted = [(cell.count, cell.by_actor) for cell in found.cells]
    counted += [(sign.count, sign.by_actor) for sign in found.gathered]
    assert all(sum(number for _, number in by_actor) == count for count, by_actor in counted)
