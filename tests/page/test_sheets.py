"""Sheets read back: text and fonts, lines and pixels, native slides, the same bytes each time."""

import hashlib
import io
import itertools
import math
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import msgspec
import pytest
from defusedxml.ElementTree import fromstring
from pptx import Presentation
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from libyamap.app.briefing.briefing import FORMATS, Briefing, Callout, Format, Furniture
from libyamap.app.briefing.sheet import Sheet
from libyamap.app.commands import InsertMany, Put
from libyamap.app.filter import Filter
from libyamap.bootstrap import EXAMPLE, Workspace, new_project, open_workspace
from libyamap.bootstrap.briefing import Press
from libyamap.briefing.projection import frame_for
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event, Layer
from libyamap.errors import WorldError
from libyamap.render.sheet_page import SheetPage
from libyamap.settings import Settings

SVG = "{http://www.w3.org/2000/svg}"
TITLE = "Libya: who holds what, who is said to be there, and who only talks: <script>alert(1)</script> ليبيا"
NOTE = "Zone borders are our own assessment."
FULL = Briefing(
    sheet=Sheet(paper="a4", dpi=192),
    title=TITLE,
    subtitle="As one article has it",
    marking_top="FOR TRAINING",
    marking_bottom="FOR TRAINING ONLY",
    footer="A desk",
    notes=NOTE,
    callouts=(Callout(text="Port", at=(15.09, 32.37)), Callout(text="Elsewhere", at=(100.0, 0.0))),
    furniture=Furniture(grid="graticule"),
    language="ar",
)
WRITTEN: tuple[Format, ...] = tuple(form for form in FORMATS if form != "html")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sheets") / "example.gpkg"
    new_project(path, "", EXAMPLE)
    return path


@pytest.fixture
def workspace(project: Path) -> Iterator[Workspace]:
    with open_workspace(project, settings=Settings(), read_only=True) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def made(project: Path, qapp: QApplication) -> dict[Format, bytes]:
    """One full sheet in all formats, and twice, by two pages."""
    sheets = []
    for _ in range(2):
        with open_workspace(project, settings=Settings(), read_only=True) as workspace, Press(workspace) as press:
            sheets.append(press.formats(FULL, WRITTEN))
        qapp.processEvents()
    first, second = sheets
    assert {form: digest(content) for form, content in first.items()} == {
        form: digest(content) for form, content in second.items()
    }
    return first


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def image_of(content: bytes) -> QImage:
    image = QImage()
    assert image.loadFromData(content)
    return image


def texts_of(root: Element) -> list[str]:
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


def test_the_svg_stands_alone(made: dict[Format, bytes]) -> None:
    root = fromstring(made["svg"])
    assert (root.get("width"), root.get("height")) == ("1123", "794")
    texts = texts_of(root)
    for text in ("FOR TRAINING", "FOR TRAINING ONLY", "A desk", NOTE, "Port", "15° E", "والتا"):
        assert text in texts, text
    assert any(text.startswith("Elsewhere (not on this map)") for text in texts)
    assert "<script>" in " ".join(texts)
    assert {element.tag.removeprefix(SVG) for element in root.iter()}.isdisjoint({"script", "foreignObject", "pattern"})
    outside = re.findall(r'(?:href|src)="?([^")>]+)', made["svg"].decode())
    assert all(address.startswith(("#", "data:")) for address in outside)
    style = root.find(f"{SVG}style")
    assert style is not None
    assert (style.text or "").count("@font-face") >= 3  # upright, bold, and those of Arabic


def test_names_bear_the_numbers_of_their_sources_and_the_letters_of_their_parties(made: dict[Format, bytes]) -> None:
    texts = texts_of(fromstring(made["svg"]))
    named = [text for text in texts if text.startswith("Tripoli")]
    assert [text.replace("\u00a0", " ") for text in named] == ["Tripoli D 1"]
    assert "Sources, as numbered on the map" in texts
    assert any("reliability cannot be judged (F)" in text for text in texts)


def test_the_pdf_has_each_text_once_with_its_fonts_and_no_picture(made: dict[Format, bytes]) -> None:
    document = PdfReader(io.BytesIO(made["pdf"]))
    (page,) = document.pages
    assert float(page.mediabox.width) == pytest.approx(842, abs=1)
    text = page.extract_text()
    for word in ("FOR TRAINING ONLY", "Misrata", "Tobruk", "Ras Ajdir", NOTE, "<script>alert(1)</script>"):
        assert word in text, word
    assert text.count("Tobruk") == text.count("A desk") == 1
    assert not page.images
    kinds = [each.get("/Subtype") for each in objects_of(document) if each.get("/Type") in {"/Font", "/Pattern"}]
    assert kinds.count("/Type3") == 0
    assert set(kinds) == {"/Type0", "/CIDFontType2"}
    fonts = {str(each["/BaseFont"]) for each in objects_of(document) if each.get("/Subtype") == "/Type0"}
    assert any("NotoSansArabic" in name for name in fonts)
    embedded = {str(each["/FontName"]) for each in objects_of(document) if "/FontFile2" in each}
    assert fonts <= embedded
    contents = page.get_contents()
    assert contents is not None
    drawn = contents.get_data()
    assert drawn.count(b" l\n") + drawn.count(b" c\n") > 1000
    assert document.metadata is not None
    assert document.metadata.title == TITLE
    assert document.metadata.creation_date is None


def test_arabic_letters_say_what_they_are(made: dict[Format, bytes]) -> None:
    (page,) = PdfReader(io.BytesIO(made["pdf"])).pages
    contents = page.get_contents()
    assert contents is not None
    said = re.findall(rb"/ActualText <FEFF([0-9A-F]{4})>", contents.get_data())
    letters = {chr(int(code, 16)) for code in said}
    assert {"ي", "ب"} <= letters


def objects_of(document: PdfReader) -> list[DictionaryObject]:
    size = document.trailer["/Size"]
    assert isinstance(size, int)
    found = [document.get_object(number) for number in range(1, size)]
    return [each for each in found if isinstance(each, DictionaryObject | StreamObject)]


def test_the_png_has_the_marker_where_misrata_is(made: dict[Format, bytes]) -> None:
    image = image_of(made["png"])
    assert (image.width(), image.height()) == (2246, 1588)
    root = fromstring(made["svg"])
    group = next(element for element in root.iter(f"{SVG}g") if element.get("id") == "map")
    left, top, scale = (float(number) for number in re.findall(r"[-\d.]+", group.get("transform", "")))
    frame = next(element for element in root.iter(f"{SVG}clipPath") if element.get("id") == "map-frame")[0]
    size = [round(float(frame.get(side, "0")) / scale) for side in ("width", "height")]
    shown = frame_for((7.5, 19.0, 26.0, 38.0), size[0], size[1], 16.0)
    x, y = shown.pixel((15.09, 32.37))
    tip = image.pixelColor(round((left + x * scale) * 2), round((top + y * scale) * 2))
    assert tip.lightness() < 90  # the dot at the end of the call-out's line
    dots = [element for element in root.iter(f"{SVG}circle") if element.get("r") == "2.2"]
    assert [(float(dot.get("cx", "")), float(dot.get("cy", ""))) for dot in dots] == [pytest.approx((x, y), abs=0.1)]


def test_the_legend_has_the_colours_of_the_map(made: dict[Format, bytes]) -> None:
    image = image_of(made["png"])
    right = image.copy(image.width() * 3 // 5, 0, image.width() // 5, image.height())
    colours = {right.pixel(x, y) & 0xFFFFFF for x in range(0, right.width(), 2) for y in range(0, right.height(), 2)}
    legend = {QColor(colour).rgb() & 0xFFFFFF for colour in ("#0072B2", "#AC7700", "#B5476D")}
    assert legend <= colours


def test_the_slide_is_native_beside_the_picture(made: dict[Format, bytes]) -> None:
    deck = Presentation(io.BytesIO(made["pptx"]))
    (slide,) = deck.slides
    assert slide.shapes.title is not None
    assert slide.shapes.title.text_frame.text == TITLE
    names = [shape.name for shape in slide.shapes]
    assert {"Map", "Legend", "Sources", "Call-outs", "Notes", "Credits", "Footer"} <= set(names)
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert {"FOR TRAINING", "FOR TRAINING ONLY", "A desk"} <= set(texts)
    legend = next(shape for shape in slide.shapes if shape.name == "Legend")
    inside = list(legend.shapes)
    assert sum(shape.shape_type == 13 for shape in inside) >= 15  # pictures of the samples
    assert "Islamic State" in [shape.text_frame.text for shape in inside if shape.has_text_frame]
    picture = next(shape for shape in slide.shapes if shape.name == "Map")
    assert picture.width > (deck.slide_width or 0) * 0.4
    assert slide.notes_slide.notes_text_frame.text == NOTE
    accent = next(shape for shape in slide.shapes if shape.name == "Accent")
    assert [child.tag.partition("}")[2] for child in accent.element] == ["nvSpPr", "spPr", "txBody"]  # no shadow
    width, height = deck.slide_width or 0, deck.slide_height or 0
    for shape in slide.shapes:
        assert shape.left >= 0, shape.name
        assert shape.top >= 0, shape.name
        assert shape.left + shape.width <= width + 20_000, shape.name
        assert shape.top + shape.height <= height + 20_000, shape.name


def test_nothing_says_when_it_was_made(made: dict[Format, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(made["pptx"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026" not in archive.read("docProps/core.xml")
    assert b"/CreationDate" not in made["pdf"]


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


def test_call_outs_are_apart_and_nothing_is_cut(workspace: Workspace, qapp: QApplication) -> None:
    crowd = tuple(Callout(text=f"Number {number}", at=(13.1 + number / 50, 32.8)) for number in range(14))
    edge = (Callout(text="Corner", at=(7.6, 37.9)),)
    with Press(workspace) as press:
        root = fromstring(press.render(Briefing(callouts=(*crowd, *edge)), "svg"))
    qapp.processEvents()
    group = next(element for element in root.iter(f"{SVG}g") if element.get("id") == "map")
    frame = next(element for element in root.iter(f"{SVG}clipPath") if element.get("id") == "map-frame")[0]
    width, height = (float(frame.get(side, "0")) for side in ("width", "height"))
    seats = [
        tuple(float(number) for number in re.findall(r"[-\d.]+", element.get("transform", "")))
        for element in group.iter(f"{SVG}g")
        if any(child.get("r") == "9" for child in element)
    ]
    assert len(seats) == 15
    assert all(math.dist(one, other) >= 18 for one, other in itertools.combinations(seats, 2))
    assert all(9 <= x <= width - 9 and 9 <= y <= height - 9 for x, y in seats)
    signs = [
        [float(element.get(side, "")) for side in ("x", "y", "width", "height")] for element in group.iter(f"{SVG}use")
    ]
    assert len(signs) > 5
    assert all(x >= 0 and y >= 0 and x + across <= width and y + down <= height for x, y, across, down in signs)


def test_a_name_without_room_in_one_line_takes_two(workspace: Workspace, qapp: QApplication) -> None:
    assert qapp is not None
    marks = {"marking_top": "FOR TRAINING", "marking_bottom": "FOR TRAINING", "subtitle": "Who is where", "notes": NOTE}
    port = Callout(text="Where the outpost is said to be", at=(15.09, 32.37))
    briefing = msgspec.structs.replace(Briefing(sheet=Sheet(paper="a4"), callouts=(port,)), **marks)
    with Press(workspace) as press:
        found = texts_of(fromstring(press.render(briefing, "svg")))
    assert {"Wazin-Dehiba", "Ras Ajdir crossing\u00a01"} <= set(found)


def test_a_crowd_is_counted_on_a_sheet_too(tmp_path: Path, qapp: QApplication) -> None:
    path = tmp_path / "crowd.gpkg"
    new_project(path, "Crowd")
    with open_workspace(path, settings=Settings()) as workspace:
        layer = Layer(id=new_id(), title="L")
        events = tuple(
            Event(
                id=new_id(),
                layer=layer.id,
                title="e",
                where_prec=1,
                geometry=point(10 + at % 20 / 2, 20 + at // 20 / 2),
            )
            for at in range(400)
        )
        workspace.session.run(Put(layer))
        workspace.session.run(InsertMany(events, "Crowd"))
    sheet = Sheet(paper="a4", dpi=48)
    with open_workspace(path, settings=Settings(), read_only=True) as workspace, Press(workspace) as press:
        circles = fromstring(press.render(Briefing(sheet=sheet, bounds=(9.0, 19.0, 21.0, 31.0)), "svg"))
        heat = press.render(Briefing(sheet=sheet, bounds=(9.0, 19.0, 21.0, 31.0), density="heat"), "svg")
        assert press.render(Briefing(sheet=sheet), "png")  # the map behind the sheet has no room: nothing fails there
    qapp.processEvents()
    group = next(element for element in circles.iter(f"{SVG}g") if element.get("id") == "map")
    numbers = [int(text) for text in texts_of(group) if text.isdigit()]
    assert sum(numbers) == 400
    assert "The sources of events that circles count" in " ".join(texts_of(circles))
    assert b'<image x="' in heat


def test_the_first_sheet_of_the_world_has_its_scale_too(workspace: Workspace) -> None:
    """A page's first map has a least zoom of its own; on a sheet the scale bar would lie."""
    world = Briefing(sheet=Sheet(paper="a4", dpi=48), bounds=(-180.0, -85.0, 180.0, 85.0))
    with Press(workspace) as press:
        first, second = (press.render(world, "svg") for _ in range(2))
    assert digest(first) == digest(second)


@pytest.mark.parametrize("bounds", [(17.5, 33.0, 20.0, 34.5), (20.6, 25.2, 22.4, 26.4)], ids=["sea", "land"])
def test_no_seam_between_the_tiles_of_a_sharp_picture(
    workspace: Workspace, qapp: QApplication, bounds: tuple[float, float, float, float]
) -> None:
    """Sea and desert are one colour wherever tiles meet, at a sharpness that does not fall on whole pixels."""
    sea = Briefing(
        sheet=Sheet(paper="a4", dpi=300), bounds=bounds, place_labels=False,
        furniture=Furniture(legend=False, scale=False, north=False, locator=False, sources=False),
    )  # fmt: skip
    with Press(workspace) as press:
        image = image_of(press.render(sea, "png"))
    qapp.processEvents()
    middle = image.copy(image.width() // 4, image.height() // 4, image.width() // 2, image.height() // 2)
    colours = {middle.pixel(x, y) for x in range(0, middle.width(), 1) for y in (3, 333, 777)}
    colours |= {middle.pixel(x, y) for x in (3, 333, 777) for y in range(middle.height())}
    assert len(colours) == 1
