"""A safe release of sheets: what is held back is neither drawn nor written, and the frame tells nothing either."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from libyamap.app.briefing.briefing import Briefing, Callout, Format
from libyamap.app.briefing.sheet import Sheet
from libyamap.app.release.rules import rules_from_text
from libyamap.bootstrap import Workspace, open_workspace
from libyamap.bootstrap.briefing import Press
from libyamap.domain.model import Site
from tests.support.secrets import LAT, LON, secret_project, told
from tests.support.within_a_cell import RULES as CELLS
from tests.support.within_a_cell import pair_of_projects

RULES = "grid:50km,no-sources"


@pytest.fixture
def secret(tmp_path: Path, qapp: QApplication) -> Iterator[tuple[Workspace, list[str]]]:
    """The open project with the secrets, and the ids of its records."""
    assert qapp is not None
    path = tmp_path / "secret.gpkg"
    ids = secret_project(path)
    with open_workspace(path, read_only=True) as workspace:
        yield workspace, ids


def briefing(rules: str, **more: object) -> Briefing:
    """A sheet under rules."""
    release = msgspec.json.encode(rules_from_text(rules)).decode() if rules else ""
    return msgspec.structs.replace(Briefing(sheet=Sheet(paper="a4", dpi=96), release=release), **more)


def test_sheets_in_every_format_tell_nothing(secret: tuple[Workspace, list[str]], tmp_path: Path) -> None:
    workspace, ids = secret
    (depot,) = workspace.session.store.all(Site)
    callouts = (Callout(text="Here: 31.205613, 16.588721", at=(LON, LAT)), Callout(text="The depot", feature=depot.id))
    with Press(workspace) as press:
        for form in ("svg", "pdf", "pptx"):
            path = tmp_path / f"out.{form}"
            path.write_bytes(press.render(briefing("", callouts=callouts), form))
            assert told(path, ids), "the search finds what is not held back"
            path.write_bytes(press.render(briefing(RULES, callouts=callouts), form))
            assert told(path, ids) == []
        svg = press.render(briefing(RULES, callouts=callouts), "svg").decode()
        assert "The depot" in svg
        assert svg == press.render(briefing(RULES, callouts=callouts), "svg").decode()


def test_pairs_in_every_format_tell_nothing(secret: tuple[Workspace, list[str]], tmp_path: Path) -> None:
    workspace, ids = secret
    days = {"before": "2016-01-15", "after": "2016-05-18"}
    with Press(workspace) as press:
        for rules, tells in (("", True), (RULES, False)):
            made = press.files(briefing(rules, **days), ("svg", "pdf", "pptx", "html"))
            for form, contents in made.items():
                for number, content in enumerate(contents):
                    path = tmp_path / f"{number}.{form}"
                    path.write_bytes(content)
                    assert bool(told(path, ids)) is tells, (form, number)


def test_other_rules_and_the_whole_come_from_one_press(secret: tuple[Workspace, list[str]]) -> None:
    workspace, _ = secret
    with Press(workspace) as press:
        coarse = press.render(briefing("country"), "svg").decode()
        fine = press.render(briefing("grid:5km"), "svg").decode()
        whole = press.render(briefing(""), "svg").decode()
    assert len({coarse, fine, whole}) == 3
    assert "Qasr Abu Hadi" in whole
    assert "Qasr Abu Hadi" not in fine


def test_where_in_its_cell_a_place_lies_changes_no_pixel_and_no_byte(tmp_path: Path, qapp: QApplication) -> None:
    assert qapp is not None
    wanted: tuple[tuple[str, Format], ...] = (
        (CELLS, "png"),
        (CELLS, "svg"),
        (CELLS, "pdf"),
        (CELLS, "pptx"),
        ("", "svg"),
    )
    made = []
    for project in pair_of_projects(tmp_path):
        with open_workspace(project, read_only=True) as workspace, Press(workspace) as press:
            made.append({(rules, form): press.render(briefing(rules), form) for rules, form in wanted})
    one, other = made
    assert {key for key in one if one[key] != other[key]} == {("", "svg")}
