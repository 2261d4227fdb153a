"""When and where rows are, said in ways that can be misread: asked or told, never guessed in silence."""

import json
from pathlib import Path

import pytest

from libyamap.app.importing.evidence import AxesAsked
from libyamap.app.importing.importer import Importer
from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.planned import Choices
from libyamap.app.importing.remembered import Remembered
from libyamap.app.importing.rows import BATCH_ROWS
from libyamap.app.session import Session
from libyamap.domain.model import Site
from tests.unit.formats.conftest import Take
from tests.unit.formats.written import HEAD, written

pytestmark = pytest.mark.usefixtures("no_request")


def test_mixed_date_styles_are_told_and_never_guessed(take: Take, tmp_path: Path) -> None:
    rows = ["1,A,25/12/2016,32,15", "2,B,12/26/2016,32,15", "3,C,03/04/2016,32,15", "4,D,2016-05-19,32,15"]
    taken = take(written(tmp_path, "a.csv", HEAD + "\n".join(rows) + "\n"))
    assert [feature.time for feature in taken.features] == ["2016-12-25", "2016-12-26", "2016-05-19"]
    assert "two ways" in taken.outcome.reasons[0].reason
    assert any("mix two styles" in note for note in taken.outcome.notes)


def test_dates_that_could_be_read_in_two_ways_are_told(take: Take, tmp_path: Path) -> None:
    taken = take(written(tmp_path, "a.csv", HEAD + "1,A,03/04/2016,32,15\n2,B,05/06/2016,32,15\n"))
    assert taken.features[0].time == "2016-04-03"
    assert any("two ways" in note for note in taken.outcome.notes)


def test_one_telling_date_decides_for_all(take: Take, tmp_path: Path) -> None:
    taken = take(written(tmp_path, "a.csv", HEAD + "1,A,03/04/2016,32,15\n2,B,05/26/2016,32,15\n"))
    assert [feature.time for feature in taken.features] == ["2016-03-04", "2016-05-26"]


def test_swapped_axes_are_asked(take: Take, tmp_path: Path) -> None:
    rows = "".join(f"{number},A,2016-05-19,Libya,13.{number},32.5\n" for number in range(1, 9))
    path = written(tmp_path, "a.csv", "id,title,date,country,lat,lon\n" + rows)
    with pytest.raises(AxesAsked, match="look swapped"):
        take(path)
    placed = take(path, swapped=True).features[0].geometry
    assert placed is not None
    assert placed.coordinates == (13.1, 32.5)


def test_one_position_off_the_globe_is_one_row(take: Take, tmp_path: Path) -> None:
    taken = take(
        written(tmp_path, "a.csv", HEAD + "1,A,2016-05-19,32,15\n2,B,2016-05-19,132,15\n3,C,2016-05-19,x,15\n")
    )
    assert (taken.outcome.accepted, taken.outcome.rejected) == (1, 2)
    assert "swapped?" in taken.outcome.reasons[0].reason


def test_geometries_of_all_sorts(take: Take, tmp_path: Path) -> None:
    geometries = [
        None,
        {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": [15, 32, 100, 7]},
        {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]},
        {"type": "GeometryCollection", "geometries": []},
        {"type": "Curve", "coordinates": [1]},
        {"type": "Point", "coordinates": ["a", "b"]},
        {"type": "Point", "coordinates": [200, 95]},
    ]
    features = [
        {"type": "Feature", "properties": {"title": str(at)}, "geometry": each} for at, each in enumerate(geometries)
    ]
    taken = take(written(tmp_path, "a.geojson", json.dumps({"type": "FeatureCollection", "features": features})))
    assert [feature.title for feature in taken.features] == ["0", "1", "2", "4"]
    assert [reason.row for reason in taken.outcome.reasons] == [4, 6, 7, 8]


def test_a_place_without_coordinates_is_not_placed(take: Take, tmp_path: Path) -> None:
    taken = take(written(tmp_path, "a.csv", "title,date,place\nClash,2016-05-19,Misrata\n"))
    assert taken.features[0].geometry is None
    assert taken.features[0].place == "Misrata"
    assert any("nothing is placed by a name unasked" in note for note in taken.outcome.notes)


def test_decimal_commas_and_notations(take: Take, tmp_path: Path) -> None:
    taken = take(
        written(
            tmp_path, "a.csv", "title;date;lat;lon\nA;19.05.2016;32,3775;15,092\nB;20.05.2016;32°22′39″N;15°05′31″E\n"
        )
    )
    geometries = [feature.geometry for feature in taken.features]
    assert all(geometry is not None for geometry in geometries)
    assert geometries[0] is not None
    assert geometries[0].coordinates == (15.092, 32.3775)
    mgrs = (
        take(written(tmp_path, "b.csv", "what,when,grid\nPost,2016-05-19,33S VR 46785 82560\n"))
        .feature("Post")
        .geometry
    )
    assert mgrs is not None
    assert mgrs.coordinates == pytest.approx((14.43, 32.37), abs=0.2)


def test_axes_that_another_file_had_exchanged_are_asked_for_this_one(
    imports: Importer, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "remembered", Remembered(tmp_path / "mappings.json"))
    swapped = Mapping(title="title", latitude="lat", longitude="lon", swapped=True)
    imports.remembered.keep(("title", "lat", "lon"), swapped)
    path = written(tmp_path, "a.csv", "title,lat,lon\nA,32,15\n")
    with pytest.raises(AxesAsked, match="exchanged before"):
        imports.run(session, path, Choices())
    assert imports.run(session, path, Choices(swapped=False)).accepted == 1
    (found,) = session.store.all(Site)
    assert found.geometry is not None
    assert found.geometry.coordinates == (15, 32)


def test_shapes_without_any_column_come_in(take: Take, tmp_path: Path) -> None:
    for number, properties in enumerate(({}, {"x": 1, "killed": 3})):
        shape = {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [14, 27]}}
        path = written(
            tmp_path, f"bare{number}.geojson", json.dumps({"type": "FeatureCollection", "features": [shape]})
        )
        assert take(path).outcome.accepted == 1


def test_a_date_of_two_readings_after_many_of_another_style_is_not_guessed(take: Take, tmp_path: Path) -> None:
    rows = [f"{number},A,2016-05-19,27,14" for number in range(BATCH_ROWS)]
    rows += ["x,B,03/04/2016,27,14", "y,C,12/25/2016,27,14", "z,D,25/12/2016,27,14"]
    taken = take(written(tmp_path, "later.csv", HEAD + "\n".join(rows)))
    (reason,) = taken.outcome.reasons
    assert reason.row == BATCH_ROWS + 1
    assert "two ways" in reason.reason
    assert (taken.feature("C").time, taken.feature("D").time) == ("2016-12-25", "2016-12-25")


def test_geometries_made_of_arcs_are_told(take: Take, tmp_path: Path) -> None:
    taken = take(
        written(
            tmp_path, "arcs.csv", 'name;geometry\nA;POINT(14 27)\nB;"CIRCULARSTRING(0 0,1 1,2 0)"\nC;POINT(1e999 2)\n'
        )
    )
    assert (taken.outcome.accepted, taken.outcome.rejected) == (1, 2)
    assert "arcs" in taken.outcome.reasons[0].reason


def test_the_end_of_a_span_tells_how_its_begin_is_meant(take: Take, tmp_path: Path) -> None:
    rows = "id,title,start,end,lat,lon\n1,A,5/1/2016,5/31/2016,27,14\n2,B,6/1/2016,6/2/2016,27,14\n"
    taken = take(written(tmp_path, "spans.csv", rows))
    assert [taken.feature(title).time for title in "AB"] == ["2016-05-01/2016-05-31", "2016-06-01/2016-06-02"]
    assert not any("two ways" in note for note in taken.outcome.notes)
