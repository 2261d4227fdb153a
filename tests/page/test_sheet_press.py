"""One press makes sheets of all sorts, one after the other: decks, themes, frames and sizes."""

import io
import re
import runpy
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from pptx import Presentation
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from libyamap.app.briefing.briefing import Briefing, Callout, Furniture
from libyamap.app.briefing.sheet import Sheet
from libyamap.app.filter import Filter
from libyamap.bootstrap import Workspace
from libyamap.bootstrap.briefing import Press
from libyamap.errors import WorldError
from libyamap.render.sheet_page import SheetPage
from tests.support.sheet_parts import digest, image_of, texts_of

DOCUMENT = Path(__file__).parents[2] / "docs" / "briefing.md"


def test_a_deck_has_a_slide_for_each_view(workspace: Workspace, qapp: QApplication) -> None:
    views = [
        Briefing(sheet=Sheet(paper="slide-16x9", dpi=60), title="One"),
        Briefing(sheet=Sheet(paper="slide-16x9", dpi=60), title="Two", bounds=(14.0, 31.0, 16.0, 33.0), theme="dark"),
    ]
    with Press(workspace) as press:
        deck = Presentation(io.BytesIO(press.deck(views)))
        document = PdfReader(io.BytesIO(press.deck(views, "pdf")))
        with pytest.raises(WorldError, match="no view"):
            press.deck([])
    qapp.processEvents()
    assert [slide.shapes.title.text_frame.text for slide in deck.slides if slide.shapes.title] == ["One", "Two"]
    first, second = [page.extract_text() for page in document.pages]
    assert "One" in first.splitlines()[0]
    assert "Tobruk" in first
    assert "Two" in second.splitlines()[0]
    assert "Tobruk" not in second
    assert document.metadata is not None
    assert document.metadata.title == "One"


def test_frames_of_all_sorts(workspace: Workspace, qapp: QApplication) -> None:
    """One page makes them all, one after the other: nothing of one sheet is left on the next."""
    small = Sheet(paper="pixels", width=640, height=420, dpi=96)
    first = Briefing(sheet=small)
    pacific = Briefing(
        sheet=small, bounds=(165.0, -25.0, -165.0, 5.0), callouts=(Callout(text="Fiji", at=(178.0, -17.5)),)
    )
    grey = Briefing(sheet=small, theme="greyscale", accent="#AA0000")
    grid = Briefing(
        sheet=small, bounds=(12.0, 31.0, 16.0, 33.5), furniture=Furniture(grid="mgrs", legend=False),
        filter=Filter(types=("outpost",)), window="2016-05-01/2016-05-31",
    )  # fmt: skip
    shaded = Briefing(sheet=small, relief=True, bounds=(12.0, 31.0, 16.0, 33.5))
    with Press(workspace) as press:
        before = press.render(first, "svg")
        assert b'style="mix-blend-mode: hard-light;"' in press.render(shaded, "svg")
        assert b"/HardLight" in press.render(shaded, "pdf")
        texts = texts_of(fromstring(press.render(pacific, "svg")))
        assert {"Nothing that is known lies in this frame.", "Nouméa", "Apia", "1", "Fiji"} <= set(texts)
        assert set(re.findall(r"#[0-9A-Fa-f]{6}", press.render(grey, "svg").decode())) <= {
            f"#{level:02X}{level:02X}{level:02X}" for level in range(256)
        }
        narrowed = " ".join(texts_of(fromstring(press.render(grid, "svg"))))
        assert "33S VR" in narrowed
        assert "what passes the filter: outpost." in narrowed
        assert "1 May 2016 to 31 May 2016." in narrowed
        assert "Tripoli D" not in narrowed
        preview = image_of(press.preview(grey, 320))
        assert (preview.width(), preview.height()) == (320, 210)
        assert press.render(first, "svg") == before
    qapp.processEvents()


def test_a_picture_may_be_smaller_or_larger_than_a_page_can_be_zoomed(workspace: Workspace, qapp: QApplication) -> None:
    """A narrow panel shows a large sheet, and a large window a small one."""
    halves = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 8 8" preserveAspectRatio="none">'
        '<rect width="2" height="8" fill="#ff0000"/><rect x="2" width="6" height="8" fill="#0000ff"/></svg>'
    )
    page = SheetPage(workspace.resources)
    try:
        for size, scale in (
            ((1123, 794), 0.228), ((1600, 1000), 0.25), ((8192, 400), 0.03), ((240, 300), 5.0), ((240, 300), 5.5),
            ((1123, 794), 0.5),
        ):  # fmt: skip
            picture = image_of(page.picture(halves.format(*size), size, scale, "PNG"))
            across, down = (round(side * scale) for side in size)
            assert (picture.width(), picture.height()) == (across, down)
            for y in (0, down // 2, down - 3):
                colours = [picture.pixelColor(x, y).name() for x in (0, across // 4 - 2, across // 4 + 2, across - 3)]
                assert colours == ["#ff0000", "#ff0000", "#0000ff", "#0000ff"], (size, scale, y)
    finally:
        page.close()
    qapp.processEvents()


def test_the_program_of_the_document_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    (program,) = re.findall(r"^```python\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(tmp_path)
    Path("example.py").write_text(program, encoding="utf-8")
    runpy.run_path("example.py", run_name="__main__")
    qapp.processEvents()
    assert {path.name for path in tmp_path.glob("[acp]*")} == {"after.png", "coast.pdf", "pair.pptx"}


def test_the_first_sheet_of_the_world_has_its_scale_too(workspace: Workspace) -> None:
    """A page's first map has a least zoom of its own; on a sheet the scale bar would lie."""
    world = Briefing(sheet=Sheet(paper="a4", dpi=48), bounds=(-180.0, -85.0, 180.0, 85.0))
    with Press(workspace) as press:
        first, second = (press.render(world, "svg") for _ in range(2))
    assert digest(first) == digest(second)
