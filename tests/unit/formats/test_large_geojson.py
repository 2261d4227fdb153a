"""A large GeoJSON collection, read feature by feature: the same as one that is read whole."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from libyamap.app.importing.rows import Table
from libyamap.errors import WorldError
from libyamap.formats import geojson_collections, json_files
from tests.unit.formats.conftest import Take

_VALUES = st.one_of(st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.text(max_size=12), st.floats(-9, 9))
_PLACES = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
_FEATURES = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["Feature", "Feature", "Feature", "Other"]),
        "properties": st.dictionaries(st.sampled_from(["title", "features", '"features":[', "ü", "n"]), _VALUES),
        "geometry": st.one_of(st.none(), _PLACES.map(lambda at: {"type": "Point", "coordinates": at})),
    }
)
_CRS = {"type": "name", "properties": {"name": "EPSG:32633"}}


def tables_of(path: Path, monkeypatch: pytest.MonkeyPatch, *, large: bool) -> Table:
    with monkeypatch.context() as patch:
        patch.setattr(geojson_collections, "WORTH_BYTES", 0 if large else 10**12)
        patch.setattr(geojson_collections, "_CHUNK", 7)
        (table,) = json_files.FORMAT.tables(path)
        assert isinstance(table, geojson_collections.CollectionTable) == large
        return table


def rows_of(table: Table, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, ...]:
    with monkeypatch.context() as patch:
        patch.setattr(geojson_collections, "_CHUNK", 7)
        batches = list(table.batches())
    columns = {name: [cell for batch in batches for cell in batch.columns[name]] for name in table.columns}
    geometries = [each for batch in batches for each in batch.geometries or ()]
    return columns, geometries, [each for batch in batches for each in batch.rejected]


@given(
    st.lists(_FEATURES, max_size=6),
    st.dictionaries(st.sampled_from(["name", "features of another"]), st.one_of(_VALUES, st.just({"features": []}))),
    st.sampled_from(["before", "after", "none"]),
    st.sampled_from([None, 1]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_as_read_whole(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    features: list[Any],
    members: dict[str, Any],
    crs: str,
    indent: int | None,
) -> None:
    before = {"type": "FeatureCollection", **members, **({"crs": _CRS} if crs == "before" else {})}
    after = {"crs": _CRS, "last": [1]} if crs == "after" else {}
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({**before, "features": features, **after}, indent=indent), encoding="utf-8")
    whole, large = (tables_of(path, monkeypatch, large=each) for each in (False, True))
    assert large.columns == whole.columns
    assert rows_of(large, monkeypatch) == rows_of(whole, monkeypatch)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9, 0.99])
def test_one_that_is_cut_short_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: float) -> None:
    feature = {"type": "Feature", "properties": {"title": "A"}, "geometry": None}
    text = json.dumps({"type": "FeatureCollection", "features": [feature] * 20})
    path = tmp_path / "a.geojson"
    path.write_text(text[: int(len(text) * share)], encoding="utf-8")
    with pytest.raises(WorldError, match="damaged or cut short after"):
        tables_of(path, monkeypatch, large=True)


@pytest.mark.parametrize(
    "text", ['{"type":"Topology","features":[]}', '{"a":{"features":[1]},"type":"Feature","geometry":null}', '{"b":1}']
)
def test_what_is_no_collection_is_left_to_others(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    assert geojson_collections.collection_in(path) is None


def test_it_comes_in_with_how_far_it_is(take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geojson_collections, "WORTH_BYTES", 0)
    features = [
        {"type": "Feature", "properties": {"title": f"A {at}"}, "geometry": {"type": "Point", "coordinates": [15, 32]}}
        for at in range(25_000)
    ]
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    (table,) = json_files.FORMAT.tables(path)
    done = [batch.done for batch in table.batches()]
    assert done == sorted(done)
    assert 0.2 < done[0] < 0.8
    assert len(take(path).features) == 25_000


@pytest.mark.parametrize("name", ["title", "\\ud800"])
def test_half_a_character_is_the_end_of_its_feature_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = tmp_path / "a.geojson"
    feature = '{"type":"Feature","properties":{"%s":"%s"},"geometry":null}'
    features = feature % (name, "\\udc00") + "," + feature % ("title", "\\u0627")
    path.write_text(f'{{"type":"FeatureCollection","features":[{features}]}}', encoding="utf-8")
    columns, _, rejected = rows_of(tables_of(path, monkeypatch, large=True), monkeypatch)
    assert columns["title"] == ["ا"]
    assert [each.row for each in rejected] == [1]
    assert "half a character" in rejected[0].reason


def test_a_system_named_with_half_a_character_is_not_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.geojson"
    crs = '{"properties":{"name":"\\ud800"}}'
    path.write_text(f'{{"type":"FeatureCollection","crs":{crs},"features":[]}}', encoding="utf-8")
    with pytest.raises(WorldError, match=r"not known here \(“\?”\)"):
        tables_of(path, monkeypatch, large=True)
