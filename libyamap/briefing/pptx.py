"""Slides: the map as a picture, and beside it native, editable text: title, legend, call-outs, notes, sources, marks.

Each slide lies as its sheet does. The same sheets give the same bytes: nothing in the file says when it was made.
"""

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from libyamap.briefing.layout import STRIP
from libyamap.briefing.made_sheet import MadeSheet
from libyamap.briefing.parts import Drawing, Frame, Part, Role, Text
from libyamap.briefing.slide_parts import (
    EMU_PER_PIXEL,
    POINTS_PER_PIXEL,
    align,
    describe,
    emu,
    filled,
    goes_on,
    letter,
    name_scripts,
    place,
    plain_shape,
    rgb,
    text_box,
)
from libyamap.briefing.svg import without_controls

if TYPE_CHECKING:
    from pptx.presentation import Presentation

_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_TITLE_ONLY: Final = 5
"""Of the layouts in python-pptx's own template."""
_PICTURES: Final[frozenset[Role]] = frozenset({"legend", "locator"})
_FITTED: Final[frozenset[Role]] = frozenset({"legend", "callout", "source", "note"})
"""Where letters are wider than ours they become smaller rather than cover what is below."""
_IN_MAP: Final[frozenset[Role]] = frozenset({"scale", "north", "grid"})
"""They are part of the map's picture, so that they stay true when it is moved or made larger."""


class Page(NamedTuple):
    """A sheet, its picture (PNG, of all of it), and what the speaker reads below the slide."""

    sheet: MadeSheet
    picture: bytes
    notes: str = ""


def slides(pages: Sequence[Page], title: str) -> bytes:
    """A deck with one slide for each page; all are as large as the first."""
    from pptx import Presentation
    from pptx.util import Emu

    deck = Presentation()
    width, height = pages[0].sheet.size
    deck.slide_width, deck.slide_height = Emu(width * EMU_PER_PIXEL), Emu(height * EMU_PER_PIXEL)
    _named(deck, title)
    for page in pages:
        _Slide(deck, page).fill()
    content = io.BytesIO()
    deck.save(content)
    return _timeless(content.getvalue())


def _named(deck: "Presentation", title: str) -> None:
    import datetime as dt

    facts = deck.core_properties
    facts.title, facts.author, facts.last_modified_by = without_controls(title)[:250], "libyamap", "libyamap"
    facts.created = facts.modified = dt.datetime(*_MOMENT[:3], tzinfo=dt.UTC).replace(tzinfo=None)
    facts.revision = 1


class _Slide:
    def __init__(self, deck: "Presentation", page: Page) -> None:
        from PIL import Image

        self.page = page
        self.slide: Any = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
        self.picture: Image.Image = Image.open(io.BytesIO(page.picture))
        self.scale = self.picture.width / page.sheet.size[0]

    def fill(self) -> None:
        """Everything of the sheet, in the order of reading."""
        sheet = self.page.sheet
        background = self.slide.background.fill
        background.solid()
        background.fore_color.rgb = rgb(sheet.palette.paper)
        self._title()
        for part in sheet.head:
            self._put(self.slide.shapes, part)
        self._map()
        for name, parts in _blocks(sheet.parts):
            group = self.slide.shapes.add_group_shape() if len(parts) > 1 else self.slide
            if len(parts) > 1:
                group.name = name
            self._put_all(group.shapes, parts)
        if self.page.notes:
            self.slide.notes_slide.notes_text_frame.text = without_controls(self.page.notes)

    def _title(self) -> None:
        """The slide's own title, which outlines and screen readers know; none is left empty."""
        heading = next((part for part in self.page.sheet.head if isinstance(part, Text) and part.role == "title"), None)
        shape = self.slide.shapes.title
        if heading is None:
            shape.element.getparent().remove(shape.element)
            return
        place(shape, heading.frame)
        self._write(shape, heading)

    def _map(self) -> None:
        """The map with its edge: what is below it and around it belongs to it."""
        sheet = self.page.sheet
        inside = [part.frame for part in sheet.parts if part.role in _IN_MAP and isinstance(part, Drawing)]
        frame = _around([sheet.map, *inside])
        if any(part.role in {"scale", "north"} for part in sheet.parts):
            frame = frame._replace(height=max(frame.height, sheet.map.bottom - frame.y + STRIP * sheet.unit))
        shape = self._cut(self.slide.shapes, frame)
        shape.name = "Map"
        describe(shape, f"Map: {sheet.words}")

    def _put(self, shapes: Any, part: Part) -> None:
        if part.role in _IN_MAP or part.role == "title":
            return
        if isinstance(part, Text):
            if part.role != "number":
                self._write(text_box(shapes, part), part)
        elif part.role in _PICTURES:
            shape = self._cut(shapes, part.frame)
            shape.name = part.role.capitalize()
            describe(shape, part.text)
        elif part.role == "logo":
            shape = shapes.add_picture(io.BytesIO(self.page.sheet.logo), *emu(part.frame))
            shape.name = "Logo"
            describe(shape, part.text)
        elif part.role == "number":
            self._number(shapes, part)
        elif part.role == "rule":
            filled(plain_shape(shapes, "RECTANGLE", part.frame, "Accent"), self.page.sheet.palette.accent)

    def _number(self, shapes: Any, part: Drawing) -> None:
        """A call-out's number in its circle."""
        palette = self.page.sheet.palette
        shape = filled(plain_shape(shapes, "OVAL", part.frame, f"Call-out {part.text}"), palette.ink)
        size = part.frame.height * 0.6
        frame = part.frame
        digit = Text("number", frame, part.text, (part.text,), size, size, palette.paper, 600, align="middle")
        self._write(shape, digit)

    def _put_all(self, shapes: Any, parts: Sequence[Part]) -> None:
        """Texts that follow each other are paragraphs of one box: in wider letters they move down together."""
        before: Text | None = None
        box: Any = None
        for part in parts:
            if isinstance(part, Text) and before and goes_on(before, part):
                box.height = emu(part.frame)[1] + emu(part.frame)[3] - box.top
                self._write(box, part, below=part.frame.y - before.frame.bottom)
            elif isinstance(part, Text) and part.role != "number":
                box = text_box(shapes, part)
                self._write(box, part)
            else:
                self._put(shapes, part)
            before = part if isinstance(part, Text) and part.role != "number" else None

    def _write(self, shape: Any, part: Text, *, below: float | None = None) -> None:
        """`below`: pixels between it and the paragraph of the same box that it follows."""
        from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
        from pptx.util import Pt

        frame = shape.text_frame
        frame.word_wrap = part.role != "number"
        frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE if part.role in _FITTED else MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE if part.role in {"number", "legend"} else MSO_ANCHOR.TOP
        for index, line in enumerate(without_controls(part.text).splitlines() or [""]):
            paragraph = frame.add_paragraph() if index or below is not None else frame.paragraphs[0]
            paragraph.line_spacing = Pt(round(part.leading * POINTS_PER_PIXEL, 2))
            gap = below if below is not None and not index else 0.0
            paragraph.space_before, paragraph.space_after = Pt(round(gap * POINTS_PER_PIXEL, 2)), Pt(0)
            align(paragraph, part, line)
            run = paragraph.add_run()
            run.text = line
            letter(run, part)
        name_scripts(shape)

    def _cut(self, shapes: Any, frame: Frame) -> Any:
        """A part of the sheet's picture, where it is on the sheet."""
        left, top = max(0, round(frame.x * self.scale)), max(0, round(frame.y * self.scale))
        right = min(self.picture.width, round(frame.right * self.scale))
        bottom = min(self.picture.height, round(frame.bottom * self.scale))
        content = io.BytesIO()
        self.picture.crop((left, top, right, bottom)).save(content, "PNG")
        content.seek(0)
        exact = Frame(*(side / self.scale for side in (left, top, right - left, bottom - top)))
        return shapes.add_picture(content, *emu(exact))


def _blocks(parts: Sequence[Part]) -> list[tuple[str, list[Part]]]:
    """Neighbours that belong together: a legend is moved as a whole, and so is a list of sources."""
    names = {"legend": "Legend", "callout": "Call-outs", "number": "Call-outs", "source": "Sources", "note": "Notes"}
    blocks: list[tuple[str, list[Part]]] = []
    waiting: list[Part] = []
    for part in parts:
        if part.role in _IN_MAP:
            continue
        if part.role == "heading":
            waiting.append(part)
            continue
        name = names.get(part.role, part.role.capitalize())
        if blocks and blocks[-1][0] == name and part.role in names:
            blocks[-1][1].extend([*waiting, part])
        else:
            blocks.append((name, [*waiting, part]))
        waiting = []
    return blocks


def _around(frames: Sequence[Frame]) -> Frame:
    left, top = min(frame.x for frame in frames), min(frame.y for frame in frames)
    right, bottom = max(frame.right for frame in frames), max(frame.bottom for frame in frames)
    return Frame(left, top, right - left, bottom - top)


def _timeless(content: bytes) -> bytes:
    """The archive with one date for all its files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _MOMENT), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
