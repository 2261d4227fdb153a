"""How exactly places are known: whole columns at once and row by row come to the same."""

from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.importing.cells import Columns, Problems
from libyamap.app.importing.exactness import Exactness
from libyamap.app.importing.mapping import Mapping
from libyamap.domain.geometry import Geometry, GeometryType, point
from tests.unit.app.importing.nowhere import Nowhere

_LINE = Geometry(GeometryType.LINESTRING, ((0.0, 0.0), (1.0, 1.0)))
_ROWS = st.lists(
    st.tuples(st.sampled_from(["", "1", "4", "6", "exact", "none"]), st.sampled_from([point(1, 2), _LINE])), min_size=1
)
_CODES = st.sampled_from([{}, {"exact": 1, "4": 4}, {"exact": 1, "none": 0, "1": 1, "4": 4, "6": 6}])


@given(_ROWS, _CODES)
def test_whole_columns_are_read_as_row_by_row(rows: list[tuple[str, Geometry]], known: dict[str, int]) -> None:
    exactness = Exactness(Mapping(precision="code", precisions=known), Nowhere(), frozenset({""}))

    def read(some: list[tuple[str, Geometry | None]]) -> tuple[list[int | None], Problems]:
        problems: Problems = {}
        columns: Columns = {"code": [code for code, _ in some]}
        found = exactness.precisions(columns, [each for _, each in some], [""] * len(some), len(some), problems)
        return found, problems

    whole, problems = read([*rows])
    with_one_nowhere, the_same = read([*rows, ("", None)])
    assert [*whole, None] == with_one_nowhere
    assert problems == the_same
    assert set(problems) == {
        at for at, (code, _) in enumerate(rows) if code and code not in (known or {"1": 1, "4": 4, "6": 6})
    }
