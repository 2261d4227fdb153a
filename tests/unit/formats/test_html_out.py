"""Texts that look like HTML, and addresses of files and scripts, in formats that programs open as more than data."""

import html
import re
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from libyamap.app.briefing.briefing import Briefing
from libyamap.app.commands import Add, SetClaim, Together
from libyamap.app.exporting.export import Export
from libyamap.bootstrap import areas, export_to, new_project, open_workspace
from libyamap.bootstrap.standalone import standalone_page
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Claim, Event, Involvement, Layer, Source
from libyamap.formats.xml_tree import local, parse, text_of
from tests.unit.formats.conftest import Take

EVIL = (
    "<img src=x onerror=alert(1)>", "<a href='file:///etc/passwd'>open</a>", "<script>alert(1)", "&lt;b&gt;",
    "a & b < c", "$[libyamap]", "</description><Style>", "]]>", "javascript:alert(1)", "file:///etc/passwd",
)  # fmt: skip
SCHEMES = (
    "javascript:alert(1)",
    "file:///etc/passwd",
    " JaVaScript:alert(1)",
    "data:text/html,x",
    "https://ok.example/x",
)


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project full of markup, and of addresses that no program should follow."""
    path = tmp_path_factory.mktemp("evil") / "evil.gpkg"
    new_project(path, EVIL[0])
    with open_workspace(path) as opened:
        for number, text in enumerate(EVIL):
            layer, actor = Layer(id=new_id(), title=text), Actor(id=new_id(), name=text)
            source = Source(id=new_id(), title=text, url=SCHEMES[number % len(SCHEMES)])
            event = Event(
                id=new_id(), layer=layer.id, title=text, description=f"{text}\nmore", place=text, where_prec=1,
                geometry=point(13.2, 32.1), actors=(Involvement(actor.id),), attributes={"link": SCHEMES[number % 5]},
            )  # fmt: skip
            claim = Claim(id=new_id(), feature=event.id, source=source.id, note=text)
            opened.session.run(Together("Add", (*map(Add, (layer, actor, source, event)), SetClaim(claim, event))))
    return path


def export(project: Path, target: Path) -> bytes:
    with open_workspace(project, read_only=True) as opened, closing(areas()) as ground:
        export_to(target, Export(opened.session.store, ground))
    return target.read_bytes()


def interpreted(text: str) -> list[str]:
    """What a program that reads HTML would take as such, or fill in."""
    return re.findall(r"<[a-zA-Z!/?][^>]*|\$\[", text)


@pytest.mark.parametrize("ending", ["kml", "kmz"])
def test_kml_shows_markup_and_interprets_none(evil: Path, tmp_path: Path, ending: str) -> None:
    data = export(evil, tmp_path / f"out.{ending}")
    if ending == "kmz":
        with zipfile.ZipFile(tmp_path / "out.kmz") as packed:
            data = packed.read("doc.kml")
    placemarks = [each for each in parse(data, "out").iter() if local(each) == "Placemark"]
    assert len(placemarks) == len(EVIL)
    for placemark in placemarks:
        name, description = text_of(placemark, "name"), text_of(placemark, "description")
        assert interpreted(name) + interpreted(description) == []
        assert html.unescape(name) in {*EVIL, *map(html.unescape, EVIL)}
    assert data.count(b"<BalloonStyle>") == data.count(b"<Style "), "no table of raw data in a balloon"
    elements = list(parse(data, "out").iter())
    assert not {local(each) for each in elements} & {"href", "Link", "NetworkLink"}
    names = [each.text or "" for each in elements if local(each) == "name"]
    assert [name for name in names if interpreted(name)] == [], "of the document and of folders too"


@pytest.mark.parametrize("ending", ["kml", "geojson", "csv", "gpkg"])
def test_it_all_comes_back_as_it_was(evil: Path, tmp_path: Path, take: Take, ending: str) -> None:
    export(evil, tmp_path / f"out.{ending}")
    taken = take(tmp_path / f"out.{ending}")
    assert taken.outcome.rejected == 0
    with open_workspace(evil, read_only=True) as opened:
        assert {each.id: each for each in taken.features} == {each.id: each for each in opened.session.store.all(Event)}


def test_no_program_is_given_an_address_to_follow_but_of_the_web(evil: Path, tmp_path: Path) -> None:
    gpx = export(evil, tmp_path / "out.gpx").decode()
    assert {each for each in re.findall(r'href="([^"]*)"', gpx) if not each.startswith("https://")} == set()
    with open_workspace(evil, read_only=True) as opened:
        page = standalone_page(opened, Briefing()).decode()
    markup = re.sub(r"<script[^>]*>.*?</script>", "", page, flags=re.DOTALL)
    assert set(re.findall(r'(?:href|src)="([^"#]+)"', markup)) <= {"https://leafletjs.com"}
    assert "<img src=x" not in markup
    assert "<script>alert" not in page, "the data of the page end no script early"
