"""Whole sheets without a page: all is inside, and nothing lies upon the map or upon something else."""

import io
import itertools
import zipfile
from collections.abc import Collection, Sequence

import msgspec
import pytest
from defusedxml.ElementTree import fromstring
from PIL import Image
from pptx import Presentation

from libyamap.app.briefing.briefing import Briefing, Callout, Furniture
from libyamap.app.briefing.sheet import Paper, Sheet
from libyamap.briefing.blocks import Changed
from libyamap.briefing.head import Facts
from libyamap.briefing.made_sheet import MadeSheet
from libyamap.briefing.parts import Frame, Part, Text
from libyamap.briefing.pptx import Page, slides
from libyamap.briefing.projection import MapFrame
from libyamap.briefing.sheet import Wanted, make_sheet, make_sheets
from libyamap.briefing.sources import NumberedSource, Sourcing
from libyamap.web import swatch
from libyamap.web.marks import LegendEntry
from libyamap.web.protocol import MapPrinted, PrintMap
from libyamap.web.worn import Worn

PAPERS: list[Paper] = ["a4", "a3", "letter", "slide-16x9", "slide-4x3", "square"]
SHEETS = [
    *(Sheet(paper=paper, portrait=portrait) for paper in PAPERS for portrait in (False, True)),
    *(Sheet(paper="pixels", width=width, height=height) for width, height in ((640, 400), (2400, 700), (500, 1600))),
]
LIBYA = (9.0, 19.0, 26.0, 34.0)
TITLE = "A title of more than sixty letters: who holds what, who is there, who talks"
FACTS = Facts(TITLE, "As of about May 2016", ("Natural Earth", "GeoNames (CC BY 4.0)"))


class Data:
    """A map with so many signs in its legend and so many sources."""

    def __init__(self, signs: int = 6, sources: int = 1) -> None:
        self.signs, self.sources = signs, sources
        self.missing = 0
        self.called = True
        self.orders: list[PrintMap] = []

    def legend(self, _frame: MapFrame, _drawn: Collection[str] | None) -> tuple[LegendEntry, ...]:
        return tuple(
            LegendEntry(f"s{number}", f"sign number {number}" * (1 + number % 3), swatch.dot("#0072B2"), "Signs")
            for number in range(self.signs)
        )

    def sourcing(self, _frame: MapFrame, _drawn: Collection[str] | None) -> Sourcing:
        listed = [
            NumberedSource(at, f"Source {at}, a paper, May 2016.", "Source: reliable (B).")
            for at in range(1, self.sources + 1)
        ]
        return Sourcing(tuple(listed), {})

    def worn(self, _frame: MapFrame) -> Sequence[Worn]:
        return ()

    def left_out(self, _frame: MapFrame) -> int:
        return self.missing

    def printed(self, order: PrintMap) -> MapPrinted:
        self.orders.append(order)
        called = tuple(callout.number for callout in order.callouts if self.called)
        return MapPrinted(1, "<g/>", "<g/>", "<g><text>a\x0bb</text></g>", "<g/>", (), called, ())


def briefing(sheet: Sheet, **fields: object) -> Briefing:
    plain = Briefing(
        sheet=sheet,
        subtitle="A subtitle",
        marking_top="MARK",
        marking_bottom="MARK",
        footer="A footer",
        notes="A note.",
        callouts=(Callout(text="A place", at=(15.0, 32.0)),),
        furniture=Furniture(grid="graticule"),
    )
    return msgspec.structs.replace(plain, **fields)


def meet(one: Frame, other: Frame) -> bool:
    slack = 0.6
    return (
        one.x + slack < other.right
        and other.x + slack < one.right
        and one.y + slack < other.bottom
        and other.y + slack < one.bottom
    )


def texts(made: MadeSheet) -> list[Text]:
    return [part for part in (*made.head, *made.parts) if isinstance(part, Text)]


@pytest.mark.parametrize("sheet", SHEETS, ids=str)
@pytest.mark.parametrize(("signs", "sources"), [(0, 0), (6, 1), (40, 3), (120, 40)])
def test_all_is_inside_and_nothing_upon_anything(sheet: Sheet, signs: int, sources: int) -> None:
    made = make_sheet(briefing(sheet), LIBYA, FACTS, Data(signs, sources))
    width, height = made.size
    parts: list[Part] = [*made.head, *made.parts]
    for part in parts:
        frame = part.frame
        assert frame.x >= -0.01, part
        assert frame.y >= -0.01, part
        assert frame.right <= width + 0.01, part
        assert frame.bottom <= height + 0.01, part
        assert part.role == "grid" or not meet(frame, made.map), part
    apart = [part for part in parts if part.role not in {"grid", "number", "scale"}]
    for one, other in itertools.combinations(apart, 2):
        assert not meet(one.frame, other.frame), (one, other)
    assert made.map.width * made.map.height > 0.2 * width * height


@pytest.mark.parametrize("sheet", SHEETS, ids=str)
@pytest.mark.parametrize(("signs", "changes"), [(6, 0), (12, 4), (90, 30)])
def test_two_sheets_have_one_frame_and_one_legend(sheet: Sheet, signs: int, changes: int) -> None:
    entries = tuple(LegendEntry(f"c{at}", f"Party {at}: gained 1,000 km²", "", "Changed") for at in range(changes))
    changed = Changed("Changed ground since 15 January 2016", entries, ("All zones shown.",))
    text = "A place whose text goes on for just so long that it is broken only where it is said to be gone"
    long = Callout(text=text, at=(15.0, 32.0))
    plain = briefing(
        sheet, callouts=(long,), subtitle="A subtitle that goes on for long, so that it stands below the day " * 2
    )
    data = Data(signs, 1), Data(signs, 9)
    data[0].called = False
    before, after = make_sheets(
        [
            Wanted(plain, LIBYA, FACTS._replace(half="Before"), data[0]),
            Wanted(plain, LIBYA, FACTS._replace(half="After", notes=("More",)), data[1], changed),
        ]
    )
    assert before.map == after.map
    assert data[0].orders == data[1].orders
    legends = [
        [
            (part.text, part.frame)
            for part in made.parts
            if part.role == "legend" and "sign" in getattr(part, "text", "")
        ]
        for made in (before, after)
    ]
    assert legends[0] == legends[1]
    said = [" ".join(part.text for part in texts(made)) for made in (before, after)]
    assert "Changed ground since" not in said[0]
    assert "Changed ground since 15 January 2016" in said[1]
    assert ["Before" in said[0], "After" in said[1], "After" in said[0]] == [True, True, False]
    for made in (before, after):
        parts = [part for part in (*made.head, *made.parts) if part.role not in {"grid", "number", "scale"}]
        for one, other in itertools.combinations(parts, 2):
            assert not meet(one.frame, other.frame), (one, other)
        assert all(part.role == "grid" or not meet(part.frame, made.map) for part in parts)


@pytest.mark.parametrize("sheet", SHEETS[:4], ids=str)
def test_what_has_no_room_is_counted(sheet: Sheet) -> None:
    made = make_sheet(briefing(sheet), LIBYA, FACTS, Data(300, 60))
    shown = sum(part.role == "legend" for part in texts(made))
    more = [part.text for part in texts(made) if part.text.startswith("and ")]
    counts = {text.split(" more ")[1]: int(text.split()[1]) for text in more}
    assert shown + counts["signs of the map"] == 300
    assert counts["sources"] > 0


def test_forty_signs_have_room_on_a_page() -> None:
    made = make_sheet(briefing(Sheet(paper="a4")), LIBYA, FACTS, Data(40, 2))
    assert sum(part.role == "legend" for part in texts(made)) == 40
    assert not any(part.text.startswith("and ") for part in texts(made))


def test_what_is_switched_off_is_not_there() -> None:
    off = Furniture(legend=False, scale=False, north=False, locator=False, sources=False)
    data = Data(5, 2)
    made = make_sheet(briefing(Sheet(), furniture=off, callouts=(), notes=""), LIBYA, FACTS, data)
    assert {part.role for part in made.parts} <= {"credits", "footer", "marking"}
    assert made.map.width > made.size[0] * 0.9
    assert data.orders[0].locator is None
    narrowed = FACTS._replace(notes=("Shown is only what passes the filter: battle",))
    kept = make_sheet(briefing(Sheet(), furniture=off, callouts=(), notes=""), LIBYA, narrowed, data)
    assert "Shown is only what passes the filter: battle." in [part.text for part in texts(kept)]


def test_what_is_not_drawn_is_said() -> None:
    data = Data()
    data.missing = 1234
    notes = [part.text for part in texts(make_sheet(briefing(Sheet()), LIBYA, FACTS, data)) if part.role == "note"]
    assert "Too many to draw: 1,234 of the smallest lines and areas are not shown." in notes
    empty = [
        part.text for part in texts(make_sheet(briefing(Sheet()), LIBYA, FACTS, Data(0, 0))) if part.role == "note"
    ]
    assert "Nothing that is known lies in this frame." in empty


def test_what_reads_leftwards_is_mirrored() -> None:
    arabic = briefing(Sheet(), callouts=(Callout(text="ميناء مصراتة", at=(15.0, 32.0)),))
    made = make_sheet(arabic, LIBYA, FACTS._replace(title="ليبيا"), Data())
    rule = next(part for part in made.head if part.role == "rule")
    title = next(part for part in texts(made) if part.role == "title")
    assert rule.frame.right == pytest.approx(title.frame.right)
    words = next(part for part in texts(made) if part.role == "callout")
    number = next(part for part in made.parts if part.role == "number")
    assert number.frame.x >= words.frame.right


def test_a_name_with_a_sign_that_no_xml_may_hold_spoils_nothing() -> None:
    made = make_sheet(briefing(Sheet(), notes="odd \x00\x1b"), LIBYA, FACTS, Data())
    for fonts in (True, False):
        root = fromstring(made.document(fonts=fonts))
        assert "ab" in ["".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text")]


def test_credits_are_always_there() -> None:
    made = make_sheet(Briefing(sheet=Sheet(), credits=("A house",)), LIBYA, FACTS, Data())
    (credit,) = [part for part in texts(made) if part.role == "credits"]
    assert credit.text == "Map data: Natural Earth · GeoNames (CC BY 4.0) · A house"


def deck(signs: int = 6) -> bytes:
    sheet = Sheet(paper="slide-16x9", dpi=48)
    made = make_sheet(briefing(sheet, title=TITLE), LIBYA, FACTS, Data(signs, 2))
    picture = io.BytesIO()
    Image.new("RGB", sheet.pixels, "#D5E3EA").save(picture, "PNG")
    return slides([Page(made, picture.getvalue(), "Read this\nand \x0bthat")] * 2, f"{TITLE} \x00")


def test_slides_say_what_the_sheet_says_in_the_order_of_reading() -> None:
    made = Presentation(io.BytesIO(deck()))
    assert len(made.slides) == 2
    slide = made.slides[0]
    assert slide.shapes.title is not None
    assert slide.shapes.title.text_frame.text == TITLE
    names = [shape.name for shape in slide.shapes]
    assert names.index("Subtitle") < names.index("Map") < names.index("Legend") < names.index("Sources")
    assert slide.notes_slide.notes_text_frame.text == "Read this\nand that"
    sources = next(shape for shape in slide.shapes if shape.name == "Sources")
    assert "Source 2, a paper, May 2016.\nSource: reliable (B)." in [
        shape.text_frame.text for shape in sources.shapes if shape.has_text_frame
    ]
    markers = list(next(each for each in slide.shapes if each.name == "Call-outs").shapes)
    assert "1" in [shape.text_frame.text for shape in markers if shape.has_text_frame]


def test_slides_have_the_same_bytes_each_time() -> None:
    first = deck()
    assert first == deck()
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None


@pytest.mark.parametrize("paper", PAPERS)
def test_long_notes_push_nothing_else_out(paper: Paper) -> None:
    long = "A note that goes on and on, far beyond what a sheet has room for. " * 60
    made = make_sheet(briefing(Sheet(paper=paper), notes=long[:4000]), LIBYA, FACTS, Data(12, 2))
    shown = texts(made)
    assert sum(part.role == "legend" for part in shown) == 12
    assert sum(part.role == "callout" for part in shown) == 1
    notes = [part for part in shown if part.role == "note"]
    assert notes
    assert any(part.text.startswith("and ") for part in notes) or len(" ".join(part.text for part in notes)) > 3900
