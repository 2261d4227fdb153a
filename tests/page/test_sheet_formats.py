"""One sheet in every format, read back: text and fonts, lines and pixels, native slides, the same bytes each time."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from pptx import Presentation
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from libyamap.app.briefing.briefing import FORMATS, Briefing, Callout, Format, Furniture
from libyamap.app.briefing.sheet import Sheet
from libyamap.bootstrap import open_workspace
from libyamap.bootstrap.briefing import Press
from libyamap.briefing.projection import frame_for
from libyamap.settings import Settings
from tests.support.sheet_parts import SVG, digest, image_of, texts_of

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
def made(example_once: Path, qapp: QApplication) -> dict[Format, bytes]:
    """One full sheet in all formats, and twice, by two pages."""
    sheets = []
    for _ in range(2):
        with open_workspace(example_once, settings=Settings(), read_only=True) as workspace, Press(workspace) as press:
            sheets.append(press.formats(FULL, WRITTEN))
        qapp.processEvents()
    first, second = sheets
    assert {form: digest(content) for form, content in first.items()} == {
        form: digest(content) for form, content in second.items()
    }
    return first


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
