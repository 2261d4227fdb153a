"""Files as they should not be: each ends with a clear sentence or an account of its rows; nothing is run or fetched."""

import csv
import json
import os
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from libyamap.app.exporting.export import Export
from libyamap.app.importing.rows import BATCH_ROWS
from libyamap.bootstrap import areas, export_to
from libyamap.domain.model import Source
from libyamap.errors import WorldError
from tests.unit.formats.conftest import Take
from tests.unit.formats.written import HEAD, written

BOMB = b'<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE k [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


pytestmark = pytest.mark.usefixtures("no_request")


@pytest.mark.parametrize("name", ["a.csv", "a.geojson", "a.kml", "a.xlsx", "a.gpx", "a.gpkg"])
def test_empty_files_say_so(take: Take, tmp_path: Path, name: str) -> None:
    with pytest.raises(WorldError, match="is empty"):
        take(written(tmp_path, name, b""))


def test_a_heading_alone_is_no_row(take: Take, tmp_path: Path) -> None:
    taken = take(written(tmp_path, "a.csv", HEAD))
    assert (taken.outcome.rows, taken.session.store.revision()) == (0, 1)
    assert "heading but no rows" in taken.outcome.notes[-1]


def test_what_a_file_is_its_bytes_say(take: Take, tmp_path: Path) -> None:
    document = {"type": "Feature", "properties": {"title": "A"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    assert take(written(tmp_path, "wrong.kml", json.dumps(document))).outcome.accepted == 1
    with pytest.raises(WorldError, match=r"of no format.*its name says CSV"):
        take(written(tmp_path, "picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(100)))


def test_a_pipe_is_not_waited_for(take: Take, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(WorldError, match="pipe or a device"):
        take(tmp_path / "pipe.csv")


@pytest.mark.parametrize("before", [0, 1, BATCH_ROWS - 1, BATCH_ROWS])
def test_a_quotation_that_is_never_closed_swallows_no_row_silently(take: Take, tmp_path: Path, before: int) -> None:
    good = "".join(f"{number},E,2016-05-04,32,15\n" for number in range(before))
    outcome = take(written(tmp_path, "a.csv", f'{HEAD}{good}x,"A,2016-05-04,32,15\ny,B,2016-05-04,32,15\n')).outcome
    assert (outcome.rows, outcome.accepted, outcome.rejected) == (before + 1, before, 1)
    assert outcome.reasons[0].row == before + 1
    assert "never closed, so that it takes in the line after it" in outcome.reasons[0].reason


def test_a_last_cell_of_several_lines_is_whole(take: Take, tmp_path: Path) -> None:
    outcome = take(written(tmp_path, "a.csv", f'{HEAD}x,"A\nb ""c""\nd",2016-05-04,32,"15"')).outcome
    assert (outcome.rows, outcome.accepted) == (1, 1)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-le", "utf-8-sig", "cp1256"])
def test_old_encodings_are_read(take: Take, tmp_path: Path, encoding: str) -> None:
    title = (
        "طرابلس مدينة كبيرة"
        if encoding == "cp1256"
        else "Près de Zouara, à l’est"
        if encoding[:3] == "utf"
        else "Près de Zouara, à l'est"
    )
    text = HEAD + "".join(f'{number},"{title} {number}",2016-05-19,32,15\n' for number in range(20))
    taken = take(written(tmp_path, "a.csv", text.encode(encoding)))
    assert taken.outcome.accepted == 20
    assert taken.features[0].title == f"{title} 0"


def test_nul_bytes_are_refused_row_by_row(take: Take, tmp_path: Path) -> None:
    taken = take(written(tmp_path, "a.csv", HEAD + "1,A\x00B,2016-05-19,32,15\n2,B,2016-05-19,32,15\n"))
    assert (taken.outcome.accepted, taken.outcome.reasons[0].row) == (1, 1)
    assert "NUL" in taken.outcome.reasons[0].reason


def test_a_line_without_an_end_is_not_read_into_memory(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)  # two gigabytes that take no room on the disk
    with pytest.raises(WorldError, match="line longer than"):
        take(path)


@pytest.mark.parametrize("start", [BOMB, OUTSIDE])
@pytest.mark.parametrize(("name", "rest"), [("a.kml", b"<kml>&a;</kml>"), ("a.gpx", b"<gpx>&x;</gpx>")])
def test_xml_entities_are_refused(take: Take, tmp_path: Path, start: bytes, name: str, rest: bytes) -> None:
    with pytest.raises(WorldError, match="as attacks do"):
        take(written(tmp_path, name, start + rest))


def test_deep_xml_and_json_are_refused(take: Take, tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="levels deep"):
        take(written(tmp_path, "a.kml", b"<kml>" + b"<Folder>" * 5000 + b"</Folder>" * 5000 + b"</kml>"))
    with pytest.raises(WorldError):
        take(written(tmp_path, "a.geojson", b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"))


def test_zip_bombs_and_paths_that_climb_out(take: Take, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.kmz"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("doc.kml", "w") as member:
        for _ in range(60):
            member.write(bytes(1_000_000))
    with pytest.raises(WorldError, match="zip bomb"):
        take(bomb)
    climbing = tmp_path / "climbing.kmz"
    with zipfile.ZipFile(climbing, "w") as packed:
        packed.writestr("doc.kml", "<kml/>")
        packed.writestr("../../evil.kml", "<kml/>")
    with pytest.raises(WorldError, match="leads out of it"):
        take(climbing)
    assert not (tmp_path.parent.parent / "evil.kml").exists()


def test_formulas_stay_texts(take: Take, tmp_path: Path) -> None:
    taken = take(written(tmp_path, "a.csv", HEAD + '1,"=HYPERLINK(""http://evil.example"")",2016-05-19,32,15\n'))
    assert taken.features[0].title.startswith("=HYPERLINK")


def test_formulas_do_not_leave_as_formulas(take: Take, tmp_path: Path) -> None:
    taken = take(written(tmp_path, "a.csv", HEAD + '1,"=1+HYPERLINK(""http://evil.example"")",2016-05-19,32,-15\n'))
    with closing(areas()) as ground:
        for ending in ("csv", "tsv", "xlsx"):
            export_to(tmp_path / f"out.{ending}", Export(taken.session.store, ground))
    for ending in ("csv", "tsv"):
        with (tmp_path / f"out.{ending}").open(encoding="utf-8-sig", newline="") as file:
            (row,) = csv.DictReader(file, delimiter="\t" if ending == "tsv" else ",")
        assert row["title"].startswith("'=1+")
        assert row["longitude"] == "-15.0"  # a number is no formula
    with zipfile.ZipFile(tmp_path / "out.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert b"=1+HYPERLINK" in sheet  # as a text
        assert not [name for name in book.namelist() if "externalLink" in name]


def test_html_in_names_is_text(take: Take, tmp_path: Path) -> None:
    title = "<img src=x onerror=alert(1)>"
    assert take(written(tmp_path, "a.csv", HEAD + f'1,"{title}",2016-05-19,32,15\n')).features[0].title == title


def test_links_to_files_and_scripts_are_no_sources(take: Take, tmp_path: Path) -> None:
    rows = "A,2016-05-19,32,15,file:///etc/passwd\nB,2016-05-19,32,15,javascript:alert(1)\nC,2016-05-19,32,15,https://a.example/\n"
    taken = take(written(tmp_path, "a.csv", "title,date,lat,lon,url\n" + rows))
    assert [source.url for source in taken.session.store.all(Source) if source.url] == ["https://a.example/"]


def test_the_same_id_twice_is_told(take: Take, tmp_path: Path) -> None:
    taken = take(written(tmp_path, "a.csv", HEAD + "7,A,2016-05-19,32,15\n7,B,2016-05-19,32,15\n"))
    assert (taken.outcome.accepted, taken.outcome.reasons[0].row) == (1, 2)


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.xlsx"])
@pytest.mark.parametrize(
    "content",
    [
        '{"type": "Feature", "properties": {"name": "A"}, "geometry": {"type": "Point", "coordinates": [14, 27]}}',
        '\n[ {"name": "A", "lat": 27, "lon": 14}]',
        '<?xml version="1.0"?><gpx><wpt lat="27" lon="14"><name>A</name></wpt></gpx>',
        "\ufeff<kml><Placemark><name>A</name><Point><coordinates>14,27</coordinates></Point></Placemark></kml>",
    ],
)
def test_maps_that_are_named_as_tables(take: Take, tmp_path: Path, name: str, content: str) -> None:
    found = take(written(tmp_path, name, content)).feature("A").geometry
    assert found is not None
    assert found.coordinates == (14, 27)


def test_a_sequence_without_one_whole_record_says_why(take: Take, tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="damaged or cut short"):
        take(written(tmp_path, "cut.geojsonl", '{"type": "Feature", "properties": {"a": "' + "x" * 1000))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_far_inside_a_spreadsheet_are_refused(take: Take, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "late.xlsx"
    xml = f"<!--{' ' * 5000}--><!DOCTYPE a [<!ENTITY b 'c'>]><workbook/>"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("xl/workbook.xml", xml.encode(encoding))
    with pytest.raises(WorldError, match="declares entities"):
        take(path)


def test_json_on_one_line_with_a_broken_letter(take: Take, tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="damaged"):
        take(written(tmp_path, "one.json", b'[{"na\xffme": "A", "lat": 27, "lon": 14,}]'))


def test_a_member_of_an_archive_without_a_name(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "nameless.kmz"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("x", b"<kml/>")
    path.write_bytes(path.read_bytes().replace(b"x", b"\x00"))
    with pytest.raises(WorldError):
        take(path)


@pytest.mark.parametrize("name", ["page.kml", "page.gpx"])
def test_a_page_that_was_saved_instead_of_the_file(take: Take, tmp_path: Path, name: str) -> None:
    with pytest.raises(WorldError, match="begins with “html”"):
        take(written(tmp_path, name, "<html><body>Sign in</body></html>"))


@pytest.mark.parametrize(
    ("name", "start", "advice"),
    [("a.xls", b"\xd0\xcf\x11\xe0", "save it as XLSX"), ("a.csv.gz", b"\x1f\x8b\x08", "unpack it"),
     ("a.pdf", b"%PDF-1.7", "ask for the table")],
)  # fmt: skip
def test_files_that_people_often_try_are_known(
    take: Take, tmp_path: Path, name: str, start: bytes, advice: str
) -> None:
    with pytest.raises(WorldError, match=advice):
        take(written(tmp_path, name, start + b"\x00" * 100))


def test_a_collection_without_features_says_so(take: Take, tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="holds no rows"):
        take(written(tmp_path, "none.geojson", '{"type": "FeatureCollection", "features": []}'))


def test_plain_objects_a_line(take: Take, tmp_path: Path) -> None:
    taken = take(written(tmp_path, "list.jsonl", '{"name": "A", "lat": 27, "lon": 14}\n[1]\n{"name": "B", "lat": 2}'))
    assert (taken.outcome.rows, taken.outcome.accepted, taken.outcome.rejected) == (3, 1, 2)
    found = taken.feature("A").geometry
    assert found is not None
    assert found.coordinates == (14, 27)
