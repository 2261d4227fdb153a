"""What is printed: lines and text instead of pixels, fonts within, the same bytes each time."""

import io
import re
import unicodedata
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from libyamap.app.view_state import Theme
from libyamap.domain.model import Project
from libyamap.render.printing import printed, without_moment
from tests.page.small_project import SmallWorld, small_project

pytestmark = pytest.mark.usefixtures("qapp")
SIZE = (1123, 794)  # A4, lying


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def test_one_sheet_of_the_size_asked_for(world: SmallWorld) -> None:
    (sheet,) = read(printed(world.resources, world.viewing, SIZE)).pages
    assert sheet.mediabox.width == pytest.approx(297 / 25.4 * 72, abs=1)
    assert sheet.mediabox.height == pytest.approx(210 / 25.4 * 72, abs=1)


def test_the_same_map_gives_the_same_bytes(world: SmallWorld) -> None:
    first, second = (printed(world.resources, world.viewing, SIZE) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_the_ground_is_lines_and_no_picture(world: SmallWorld, theme: Theme) -> None:
    (sheet,) = read(printed(world.resources, world.viewing, SIZE, theme)).pages
    page = SIZE[0] * SIZE[1]
    assert all(image.image is None or image.image.width * image.image.height < page / 4 for image in sheet.images)
    contents = sheet.get_contents()
    assert contents is not None
    assert contents.get_data().count(b" l\n") + contents.get_data().count(b" c\n") > 1000


def test_texts_can_be_selected_and_bring_their_fonts() -> None:
    title = "Libya <script>alert(1)</script> ليبيا"
    records = [
        record if not isinstance(record, Project) else Project(id=record.id, title=title, bounds=record.bounds)
        for record in small_project()
    ]
    world = SmallWorld(records)
    document = read(printed(world.resources, world.viewing, SIZE))
    assert "Libya <script>alert(1)</script>" in document.pages[0].extract_text()
    fonts = dictionaries_of(document, "/Font")
    written = [font for font in fonts if font.get("/Subtype") == "/Type0"]
    assert written
    assert all("NotoSans" in font["/BaseFont"] for font in written)
    files = [each["/FontName"] for each in dictionaries_of(document, "/FontDescriptor") if "/FontFile2" in each]
    assert {font["/BaseFont"] for font in written} <= set(files)
    # Its letters are shaped, and each still says which letter it is.
    codes = re.findall(rb"<([0-9A-Fa-f]{4})>", b"".join(font["/ToUnicode"].get_object().get_data() for font in written))
    letters = unicodedata.normalize("NFKC", "".join(chr(int(code, 16)) for code in codes))
    assert any("\u0600" <= letter <= "\u06ff" for letter in letters)


def dictionaries_of(document: PdfReader, sort: str) -> list[Any]:
    """All of a sort that the document has."""
    size = document.trailer["/Size"]
    assert isinstance(size, int)
    found = (document.get_object(number) for number in range(1, size))
    return [each for each in found if isinstance(each, DictionaryObject) and each.get("/Type") == sort]


def test_only_the_digits_of_moments_are_taken_out() -> None:
    before = b"/CreationDate (D:20261122220301+00'00') /ID [<AB12> <cd34>] /Length 12 (2026)"
    after = b"/CreationDate (D:00000000000000+00'00') /ID [<0000> <0000>] /Length 12 (2026)"
    assert without_moment(before) == after
