"""Sheets from the command line: all formats at once, the same in every process, saved views, and disks that refuse."""

import hashlib
import io
import os
import shutil
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from libyamap.app.briefing.briefing import Briefing, Callout
from libyamap.app.briefing.keeping import saved_view_of
from libyamap.app.briefing.sheet import Sheet
from libyamap.app.briefing.template import Template, template_to_json
from libyamap.app.commands import Put
from libyamap.bootstrap import open_workspace
from libyamap.domain.ids import new_id
from libyamap.settings import Settings
from tests.e2e.running import fills_up_after, libyamap

NAMES = ("x.png", "x.jpg", "x.svg", "x.pdf", "x.pptx", "x.html")

FILLS_UP = fills_up_after("libyamap.bootstrap.briefing", "Press", "files", 100_000)
snapshot = partial(libyamap, "snapshot")


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def project(example_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with two saved views, the second one first."""
    path = tmp_path_factory.mktemp("project") / "x.gpkg"
    shutil.copyfile(example_once, path)
    views = (
        Briefing(
            name="Coast / now?",
            sheet=Sheet(paper="slide-4x3", dpi=60),
            bounds=(11.0, 30.0, 16.0, 34.0),
            title="The coast",
        ),
        Briefing(name="All", sheet=Sheet(paper="slide-4x3", dpi=60), theme="dark", title="All of it"),
    )
    with open_workspace(path, settings=Settings()) as workspace:
        for position, view in zip((1, 0), views, strict=True):
            workspace.session.run(Put(saved_view_of(view, new_id(), position)))
    return path


def test_all_formats_at_once_and_the_same_from_two_processes(project: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        ran = snapshot(
            project, "--to", ",".join(NAMES), "--page", "A4", "--dpi", "72", "--callout", "15.1,32.4|Port", cwd=folder
        )
        assert (ran.returncode, ran.stderr) == (0, "")
        assert ran.stdout == "".join(f"Wrote {name}\n" for name in NAMES)
    first, second = (digests(folder) for folder in folders)
    assert set(first) == set(NAMES)
    assert first == second
    with Image.open(folders[0] / "x.jpg") as picture:
        assert picture.size == (842, 596)
        assert picture.info["dpi"] == pytest.approx((72, 72), abs=1)


def test_all_views_into_a_folder_or_one_deck(project: Path, tmp_path: Path) -> None:
    ran = snapshot(project, "--all-views", "--to", "briefs", "--formats", "pdf,svg", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    names = [f"{stem}.{form}" for stem in ("01-all", "02-coast-now") for form in ("pdf", "svg")]
    assert sorted(path.name for path in (tmp_path / "briefs").iterdir()) == names
    ran = snapshot(project, "--all-views", "--to", "deck.pptx", "--marking", "FOR TRAINING", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    slides = Presentation(io.BytesIO((tmp_path / "deck.pptx").read_bytes())).slides
    assert [slide.shapes.title.text_frame.text for slide in slides if slide.shapes.title] == ["All of it", "The coast"]
    assert all(
        "FOR TRAINING" in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame] for slide in slides
    )


def test_one_view_by_its_name_with_a_template(project: Path, tmp_path: Path) -> None:
    logo = io.BytesIO()
    Image.new("RGB", (60, 30), "#AA0000").save(logo, "PNG")
    template = Template(logo=logo.getvalue(), footer="A house", marking_top="MARKED", accent="#AA0000")
    (tmp_path / "house.json").write_text(template_to_json(template), encoding="utf-8")
    ran = snapshot(
        project, "--view", "coast / NOW?", "--template", "house.json", "--subtitle", "Today", "--as-of", "18 May 2016",
        "--grid", "mgrs", "--no-locator", "--to", "x.pdf", cwd=tmp_path,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    text = PdfReader(tmp_path / "x.pdf").pages[0].extract_text()
    for part in ("The coast", "Today", "As of 18 May 2016", "A house", "MARKED", "33S VR"):
        assert part in text, part


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--view", "Nowhere"), "no view “Nowhere”; saved are “All”, “Coast / now?”"),
        (("--template", "none.json"), "Could not read the template “none.json”"),
        (("--logo", "x.gpkg"), "The logo is no PNG or JPEG"),
        (("--time", "yesterday"), "yesterday"),
        (("--size", "8000x8000", "--dpi", "480"), "too large"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(
    project: Path, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    (tmp_path / "x.gpkg").write_bytes(b"no picture")
    ran = snapshot(project, "--to", "x.png", *options, cwd=tmp_path)
    assert ran.returncode == 1
    assert said in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["x.gpkg"]


@pytest.mark.skipif(os.name == "nt", reason="the system has no such limit")
def test_a_disk_that_fills_up_leaves_no_half_file(project: Path, tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"before")
    ran = snapshot(project, "--to", "x.png,x.pdf", "--page", "A4", cwd=tmp_path, script=FILLS_UP)
    assert ran.returncode == 1
    assert ran.stderr.startswith(
        "libyamap: Could not write the picture “x.png”: the system allows no file of that size"
    )
    assert ran.stderr.count("\n") == 1
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"x.png": b"before"}


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="a folder in which nobody may make files")
def test_a_folder_that_takes_no_files(project: Path, tmp_path: Path) -> None:
    ran = snapshot(project, "--to", "/proc/x.png,x.png", cwd=tmp_path)
    assert ran.returncode == 1
    assert ran.stderr.startswith("libyamap: Could not write the picture “/proc/x.png”")
    assert list(tmp_path.iterdir()) == []


def test_a_call_out_may_stand_at_a_feature(project: Path, tmp_path: Path) -> None:
    with open_workspace(project, settings=Settings(), read_only=True) as workspace:
        workspace.index.wait()
        found = workspace.index.features_in((15.0, 32.0, 15.3, 32.5), frozenset(workspace.viewing.state.layers))
    place = Callout(text="Here", feature=found[0].id)
    ran = snapshot(
        project, "--to", "x.svg", "--callout", f"{place.feature}|Here", "--callout", "gone|There", cwd=tmp_path
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    svg = (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert ">Here</text>" in svg
    assert "There (not on this map)" in svg
