"""Before and after from the command line: two sheets, their days, and the ground that changed hands, read back."""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.group import GroupShape
from pypdf import PdfReader

from libyamap.app.briefing.briefing import Briefing
from libyamap.app.briefing.keeping import saved_view_of
from libyamap.app.briefing.pair import NO_ZONES
from libyamap.app.briefing.sheet import Sheet
from libyamap.app.commands import Put
from libyamap.app.measure import area_words
from libyamap.app.zone_changes import zone_changes
from libyamap.bootstrap import new_project, open_workspace
from libyamap.domain.ids import new_id
from libyamap.domain.model import Zone
from libyamap.settings import Settings
from tests.e2e.test_snapshot_sheets import digests, snapshot

DAYS = ("--before", "2016-01-15", "--after", "2016-05-15", "--page", "16:9", "--dpi", "60")


def flat(text: str) -> str:
    return " ".join(text.split())


def words_on(shapes: Iterable[BaseShape]) -> Iterator[str]:
    for shape in shapes:
        if isinstance(shape, GroupShape):
            yield from words_on(shape.shapes)
        elif isinstance(shape, Shape):
            yield shape.text_frame.text


def test_both_sheets_say_their_day_and_the_second_what_changed(example_once: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        done = snapshot(example_once, "--to", "x.pdf,x.png,x.jpg,x.svg,x.pptx,x.html", *DAYS, cwd=tmp_path / name)
        assert (done.returncode, done.stderr) == (0, "")
    made = digests(tmp_path / "a")
    pictures = {f"x-{half}.{form}" for half in ("before", "after") for form in ("png", "jpg", "svg")}
    assert set(made) == {"x.pdf", "x.pptx", "x.html", *pictures}
    assert made == digests(tmp_path / "b")
    assert len(set(made.values())) == len(made)
    here = tmp_path / "a"
    pages = [flat(page.extract_text()) for page in PdfReader(here / "x.pdf").pages]
    slides = [flat(" ".join(words_on(slide.shapes))) for slide in Presentation(str(here / "x.pptx")).slides]
    with open_workspace(example_once, settings=Settings(), read_only=True) as workspace:
        changes = zone_changes(workspace.session.store.all(Zone), dt.date(2016, 1, 15), dt.date(2016, 5, 15))
    assert changes
    for before, after in (pages, slides):
        assert "Before · As of 15 January 2016" in before
        assert "After · As of 15 May 2016" in after
        assert "Changed ground" not in before
        assert "Changed ground since 15 January 2016" in after
        for change in changes:
            assert f"gained {area_words(change.gained_m2)}, without an earlier record" in after


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--before", "2016-05-15", "--after", "2016-01-15"), 1, "must be earlier than"),
        (("--before", "2016-05-15", "--after", "2016-05-15"), 1, "must be earlier than"),
        (("--before", "2016-05", "--after", "2016-06-01"), 1, "is not one day"),
        (("--before", "2016-05-15"), 2, "belong together"),
        ((*DAYS, "--time", "2016"), 2, "leave --time out"),
        (("--before", "2016-01-15", "--after", "soon"), 1, "soon"),
    ],
)
def test_what_is_no_pair_is_refused(
    example_once: Path, tmp_path: Path, options: tuple[str, ...], code: int, said: str
) -> None:
    done = snapshot(example_once, "--to", "x.pdf", *options, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_without_zones_the_pair_says_so(tmp_path: Path) -> None:
    new_project(tmp_path / "x.gpkg", "Nothing yet")
    done = snapshot("x.gpkg", "--to", "x.pdf", *DAYS, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert NO_ZONES in flat(PdfReader(tmp_path / "x.pdf").pages[1].extract_text())


def test_a_view_of_two_days_is_made_with_all_views_and_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    new_project(path, "Views")
    sheet = Sheet(paper="slide-4x3", dpi=60)
    views = (
        Briefing(name="Pair", sheet=sheet, before="2016-01-15", after="2016-05-15"),
        Briefing(name="One", sheet=sheet),
    )
    with open_workspace(path, settings=Settings()) as workspace:
        for position, view in enumerate(views):
            workspace.session.run(Put(saved_view_of(view, new_id(), position)))
    done = snapshot(path, "--all-views", "--to", "all", "--formats", "png,pdf", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    names = {"01-pair-before.png", "01-pair-after.png", "01-pair.pdf", "02-one.png", "02-one.pdf"}
    assert {each.name for each in (tmp_path / "all").iterdir()} == names
    done = snapshot(path, "--all-views", "--to", "all.pdf", cwd=tmp_path)
    assert len(PdfReader(tmp_path / "all.pdf").pages) == 3
    done = snapshot(path, "--view", "pair", "--time", "2016", "--to", "one.png", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [each.name for each in tmp_path.glob("one*")] == ["one.png"]
