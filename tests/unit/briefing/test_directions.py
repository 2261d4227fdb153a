"""What reads from right to left begins at the right, its signs beside it; notes on a slide stay below each other."""

import io

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN

from libyamap.app.briefing.briefing import Briefing, Callout
from libyamap.app.briefing.sheet import Sheet
from libyamap.briefing import svg
from libyamap.briefing.blocks import Setting, callout_block, legend_block, note_block, source_block
from libyamap.briefing.column import Block, fill
from libyamap.briefing.head import Facts, foot, head
from libyamap.briefing.made_sheet import MadeSheet
from libyamap.briefing.palette import palette_for
from libyamap.briefing.parts import Drawing, Frame, Part, Text
from libyamap.briefing.pptx import Page, slides
from libyamap.briefing.sources import NumberedSource
from libyamap.web import swatch
from libyamap.web.marks import LegendEntry

PALETTE = palette_for("light", "")
COLUMN = Frame(100, 50, 240, 600)
ARABIC, LATIN = "الجيش الوطني", "Militias"


def laid(block: Block | None) -> list[Part]:
    assert block is not None
    parts = fill([block], (COLUMN,))
    assert parts is not None
    return list(parts)


def legend(*texts: str) -> list[Part]:
    entries = [
        LegendEntry(f"party:{number}", text, swatch.party("#0072B2"), "Parties") for number, text in enumerate(texts)
    ]
    return laid(legend_block(entries, Setting(1.0, PALETTE)))


def anchor_of(part: Part) -> tuple[float, bool]:
    """Where the lines of a text are tied, and whether they lie to the left of that."""
    assert isinstance(part, Text)
    drawn = svg.drawn(part)
    is_end, is_turned = 'text-anchor="end"' in drawn, 'direction="rtl"' in drawn
    return float(drawn.split('x="', 1)[1].split('"')[0]), is_end != is_turned


@pytest.mark.parametrize(
    ("texts", "turned"),
    [
        ((LATIN, LATIN), False),
        ((ARABIC, ARABIC, LATIN), True),
        ((ARABIC, LATIN, LATIN), False),
        ((ARABIC, LATIN), False),
    ],
)
def test_signs_of_a_legend_stand_at_the_side_that_most_of_it_is_read_from(texts: tuple[str, ...], turned: bool) -> None:
    heading, *parts = legend(*texts)
    signs = [part for part in parts if isinstance(part, Drawing)]
    words = [part for part in parts if isinstance(part, Text)]
    assert [word.text for word in words] == list(texts)
    assert anchor_of(heading) == ((COLUMN.right, True) if turned else (COLUMN.x, False))
    for sign, word in zip(signs, words, strict=True):
        at, leftwards = anchor_of(word)
        assert leftwards is turned
        if turned:
            assert sign.frame.right == COLUMN.right
            assert 0 < sign.frame.x - at < 10
        else:
            assert sign.frame.x == COLUMN.x
            assert 0 < at - sign.frame.right < 10


def test_headings_stand_above_where_their_texts_begin() -> None:
    setting = Setting(1.0, PALETTE)
    callouts = (Callout(text=ARABIC, at=(15.0, 32.0)),)
    for block in (callout_block(callouts, [1], setting), note_block(f"{ARABIC}\n{ARABIC}", (), setting)):
        assert anchor_of(laid(block)[0]) == (COLUMN.right, True)
    assert anchor_of(laid(note_block(LATIN, (), setting))[0]) == (COLUMN.x, False)


def test_a_source_has_its_number_where_its_title_begins() -> None:
    setting = Setting(1.0, PALETTE)
    _, number, title, grade = laid(source_block([NumberedSource(1, ARABIC, "A claim.")], setting))
    assert anchor_of(number) == (COLUMN.right, True)
    assert anchor_of(title) == anchor_of(grade) == (COLUMN.right - 15, True)


@pytest.mark.parametrize(("title", "subtitle"), [(ARABIC, LATIN), (ARABIC, ARABIC), (LATIN, ARABIC), (LATIN, LATIN)])
def test_title_and_subtitle_stand_at_one_side(title: str, subtitle: str) -> None:
    briefing = Briefing(sheet=Sheet(paper="a4"), subtitle=subtitle, footer=subtitle)
    _, first, second = head(briefing, Facts(title), 1.0, PALETTE)[0]
    assert anchor_of(first) == anchor_of(second)
    assert anchor_of(first)[1] is (title == ARABIC)
    footer = foot(briefing, Facts(title), 1.0, PALETTE)[0][-1]
    assert anchor_of(footer) == (briefing.sheet.size[0] - 26, True)


def test_notes_on_a_slide_are_one_text_that_shrinks_rather_than_covers() -> None:
    setting = Setting(1.0, PALETTE)
    parts = laid(note_block(f"{LATIN}\n{ARABIC}\n{LATIN}", (), setting))
    paper = io.BytesIO()
    Image.new("RGB", (400, 300)).save(paper, "PNG")
    made = MadeSheet((400, 300), "T", PALETTE, (), (), tuple(parts), Frame(0, 0, 90, 90), 1.0)
    deck = Presentation(io.BytesIO(slides([Page(made, paper.getvalue())], "T")))
    group = next(shape for shape in deck.slides[0].shapes if shape.name == "Notes")
    heading, box = group.shapes
    assert heading.text_frame.text == "Notes"
    said = box.text_frame
    assert [paragraph.text for paragraph in said.paragraphs] == [LATIN, ARABIC, LATIN]
    assert [paragraph.alignment for paragraph in said.paragraphs] == [PP_ALIGN.LEFT, PP_ALIGN.RIGHT, PP_ALIGN.LEFT]
    assert said.auto_size == MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    assert [bool(paragraph.space_before) for paragraph in said.paragraphs] == [False, True, True]
    assert (box.top + box.height) / 9525 == pytest.approx(parts[-1].frame.bottom, abs=0.1)
