"""Formulas in texts: no cell of an export begins one, at whatever separator a spreadsheet program parts the lines."""

import csv
import io
import json
import re
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.commands import Add, SetClaim, Together
from libyamap.app.exporting.export import Export
from libyamap.app.exporting.formulas import STARTS, guarded, unguarded
from libyamap.bootstrap import areas, export_to, new_project, open_workspace
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Claim, Event, Involvement, Layer, Source
from tests.unit.formats.conftest import Take

EVIL = (
    "=1+1", "+1+1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "\t=1+1", "\r=1", "\n=2+2", "\uff1d1+1", "\uff0b1", "\uff0d1+1",
    "\uff20x", "a;=1+1;b", "a;@x", ";-2+3+cmd|' /C calc'!A0", "a,=1+1", "a\t=1+1", "a;\uff1d1+1",
)  # fmt: skip
TEXTS = st.text(st.sampled_from("=+-@\uff1d;|(,\t\r\n'\" ab1{}"), max_size=12)


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which every text is a formula."""
    path = tmp_path_factory.mktemp("evil") / "evil.gpkg"
    new_project(path, "=1+1")
    with open_workspace(path) as opened:
        for text in EVIL:
            layer, actor = Layer(id=new_id(), title=text), Actor(id=new_id(), name=text)
            source = Source(id=new_id(), title=text, author=text)
            event = Event(
                id=new_id(), layer=layer.id, title=text, description=text, type=text, place=text, place_note=text,
                time_note=text, tags=(text,), where_prec=1, geometry=point(-13.2, -32.1), symbol="",
                actors=(Involvement(actor.id),), attributes={text: text, "number": -5},
            )  # fmt: skip
            claim = Claim(id=new_id(), feature=event.id, source=source.id, note=text, locator=text)
            opened.session.run(Together("Add", (*map(Add, (layer, actor, source, event)), SetClaim(claim, event))))
    return path


def export(project: Path, target: Path) -> str:
    with open_workspace(project, read_only=True) as opened, closing(areas()) as ground:
        export_to(target, Export(opened.session.store, ground))
    return target.read_bytes().decode("utf-8-sig", "replace")


def runs(cell: str) -> bool:
    """Whether a program would run it: as a whole cell."""
    try:
        float(cell)
    except ValueError:
        return cell.startswith(STARTS)
    return False


def harms(part: str) -> bool:
    """Whether it would call something, where a text is parted inside."""
    return part.startswith(("=", "@", "\uff1d", "\uff20")) or (
        part.startswith(("+", "-")) and bool(set(part) & {"|", "("})
    )


@pytest.mark.parametrize("ending", ["csv", "tsv"])
def test_no_cell_begins_a_formula_wherever_the_lines_are_parted(evil: Path, tmp_path: Path, ending: str) -> None:
    text = export(evil, tmp_path / f"out.{ending}")
    own = "," if ending == "csv" else "\t"
    for delimiter in {own, ";"}:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        test = runs if delimiter == own else harms
        assert [cell for row in rows for cell in row if test(cell)] == [], delimiter


def test_a_spreadsheet_has_texts_alone(evil: Path, tmp_path: Path) -> None:
    export(evil, tmp_path / "out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as book:
        names = book.namelist()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert not [name for name in names if "rels" in name and "sheet" in name], "no addresses and no links"
    assert not re.search("<(f|hyperlink|hyperlinks)[ >/]", sheet)
    shown = re.findall("<t[^>]*>([^<]*)</t>", sheet)
    assert {"=1+1", "a;=1+1;b"} <= set(shown), "as they are, for they are texts there"


@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx"])
def test_they_come_back_as_they_were(evil: Path, tmp_path: Path, take: Take, ending: str) -> None:
    export(evil, tmp_path / f"out.{ending}")
    taken = take(tmp_path / f"out.{ending}")
    assert taken.outcome.rejected == 0
    with open_workspace(evil, read_only=True) as opened:
        before = {event.id: event for event in opened.session.store.all(Event)}
    assert {each.id: each for each in taken.features if each.id in before} == before


@given(TEXTS)
def test_what_is_guarded_can_be_taken_back(text: str) -> None:
    made = guarded(text)
    assert not runs(made)
    assert not any(map(harms, re.split("[;\r\n]", made)[1:]))
    assert unguarded(made) == unguarded(text)


@given(TEXTS)
def test_json_stays_the_same(text: str) -> None:
    whole = json.dumps({"kind": text}, ensure_ascii=False, separators=(",", ":"))
    assert json.loads(guarded(whole)) == {"kind": text}
    assert ";=" not in guarded(whole)


def test_lists_and_sums_are_left_alone() -> None:
    for text in ("Losses:\n- two tanks\n- one gun", "5;-3;+2", "a=b; c=d"):
        assert guarded(text) == text
