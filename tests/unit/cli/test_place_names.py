"""`libyamap import --place-names`: rows that only name a place are put where a list says, and nowhere else."""

from contextlib import closing
from pathlib import Path

import pytest

from libyamap.bootstrap import new_project, open_store
from libyamap.cli.main import main
from libyamap.domain.model import Event, Site

ROWS = """title,place,country,date
A,Ghat,Libya,2016-05-01
B,Ghat,India,2016-05-02
C,Sirte,,2016-05-03
D,Nowhere,,2016
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty one, with the rows beside it."""
    new_project(tmp_path / "p.gpkg", "P")
    (tmp_path / "rows.csv").write_text(ROWS, "utf-8")
    return tmp_path / "p.gpkg"


def taken(project: Path, list_of_places: str) -> int:
    """Import with this list."""
    listed = project.with_name("places.csv")
    listed.write_text(list_of_places, "utf-8")
    rows = project.with_name("rows.csv")
    return main(["import", str(rows), "--into", str(project), "--place-names", str(listed)])


def test_names_are_placed_as_the_list_says(project: Path) -> None:
    places = "name,country,latitude,longitude,where_prec\nGhat,Libya,24.96,10.18,1\nSirte,,31.2,16.6,\n"
    assert taken(project, places) == 0
    with closing(open_store(project, read_only=True)) as store:
        found = {event.title: event for event in store.all(Event)}
    assert found["A"].geometry is not None
    assert found["A"].geometry.coordinates == (10.18, 24.96)
    assert (found["A"].where_prec, found["C"].where_prec) == (1, 2)
    assert "placed by the list “places.csv”" in found["A"].place_note
    assert found["B"].geometry is None  # the Ghat of another country
    assert found["D"].geometry is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("name,latitude\nA,1\n", "no column “longitude”"),
        ("name,latitude,longitude\nA,x,1\n", "Line 2"),
        ("name,latitude,longitude\nA,91,1\n", "Line 2"),
        ("name,latitude,longitude,where_prec\nA,1,1,6\n", "Line 2"),
    ],
)
def test_a_wrong_list_is_a_sentence(
    project: Path, content: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert taken(project, content) == 1
    assert words in capsys.readouterr().err


def test_a_later_edition_leaves_a_feature_where_somebody_placed_it(project: Path) -> None:
    rows = project.with_name("rows.csv")
    rows.write_text("id,title,place\n1,A,Ghat\n2,B,Sirte\n", "utf-8")
    assert taken(project, "name,latitude,longitude\nGhat,24.96,10.18\nSirte,31.2,16.6\n") == 0
    rows.write_text("id,title,place\n1,A again,Ghat\n2,B again,Misrata\n", "utf-8")
    assert main(["import", str(rows), "--into", str(project)]) == 0
    with closing(open_store(project, read_only=True)) as store:
        found = {site.title: site for site in store.all(Site)}
    assert found["A again"].geometry is not None
    assert found["A again"].where_prec == 2
    assert "“Ghat”" in found["A again"].place_note
    assert found["B again"].geometry is None  # it is said to be somewhere else now
    assert found["B again"].place_note == ""
