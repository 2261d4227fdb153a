"""What native slides are put together from: boxes, shapes, letters, and their sizes."""

from typing import Any, Final

from libyamap.briefing.parts import Frame, Text
from libyamap.briefing.svg import without_controls
from libyamap.i18n import is_right_to_left

EMU_PER_PIXEL: Final = 9525
POINTS_PER_PIXEL: Final = 0.75
LETTERS: Final = "Arial"
"""A font that every office has; it is not wider than the one that the lines were broken for."""
NEXT: Final = 0.5
"""Of a line: so far below a paragraph the next one of the same text may be."""
_SLIDES: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def text_box(shapes: Any, part: Text) -> Any:
    """An empty box for a text, where the text stands on the sheet."""
    shape = shapes.add_textbox(*emu(part.frame))
    shape.name = part.role.capitalize()
    return shape


def plain_shape(shapes: Any, kind: str, frame: Frame, name: str) -> Any:
    """A shape of python-pptx (`RECTANGLE`, `OVAL`), without its style: some programs draw that one's shadow anyway."""
    from pptx.enum.shapes import MSO_SHAPE

    shape = shapes.add_shape(getattr(MSO_SHAPE, kind), *emu(frame))
    shape.name = name
    shape.shadow.inherit = False
    style = shape.element.find(f"{_SLIDES}style")
    if style is not None:
        shape.element.remove(style)
    return shape


def filled(shape: Any, colour: str) -> Any:
    """The shape in one colour, without an edge."""
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    shape.line.fill.background()
    return shape


def align(paragraph: Any, part: Text, line: str) -> None:
    """As the text stands on the sheet; what reads leftwards begins at the right."""
    from pptx.enum.text import PP_ALIGN

    turned = is_right_to_left(line)
    if part.align == "middle":
        paragraph.alignment = PP_ALIGN.CENTER
    else:
        at_right = (part.align == "end") != turned
        paragraph.alignment = PP_ALIGN.RIGHT if at_right else PP_ALIGN.LEFT


def letter(run: Any, part: Text) -> None:
    """Size, weight, font and colour of a run."""
    from pptx.util import Pt

    font = run.font
    font.size = Pt(round(part.size * POINTS_PER_PIXEL, 1))
    font.bold, font.italic, font.name = part.weight >= 600, part.italic, LETTERS
    font.color.rgb = rgb(part.colour)


def name_scripts(shape: Any) -> None:
    """Letters of other scripts, Arabic among them, have a font too, and lines that read leftwards say so."""
    for paragraph in shape.element.iter(f"{_DRAWING}p"):
        text = "".join(piece.text or "" for piece in paragraph.iter(f"{_DRAWING}t"))
        if is_right_to_left(text):
            paragraph.get_or_add_pPr().set("rtl", "1")
        for look in paragraph.iter(f"{_DRAWING}rPr"):
            for script in ("ea", "cs"):
                if look.find(f"{_DRAWING}{script}") is None:
                    letters = look.makeelement(f"{_DRAWING}{script}", {"typeface": LETTERS})
                    look.append(letters)


def goes_on(before: Text, part: Text) -> bool:
    """Whether a text is the next paragraph of another: below it, in the same column."""
    same = before.role == part.role and before.frame.x == part.frame.x and before.frame.width == part.frame.width
    return same and -0.5 < part.frame.y - before.frame.bottom < NEXT * part.leading


def describe(shape: Any, text: str) -> None:
    """What a picture shows, for whoever does not see it."""
    shape.element.nvPicPr.cNvPr.set("descr", without_controls(text))


def place(shape: Any, frame: Frame) -> None:
    """Put a shape into a frame."""
    shape.left, shape.top, shape.width, shape.height = emu(frame)


def emu(frame: Frame) -> tuple[Any, Any, Any, Any]:
    """A frame in the unit of slides."""
    from pptx.util import Emu

    x, y, width, height = (Emu(round(side * EMU_PER_PIXEL)) for side in frame)
    return x, y, width, height


def rgb(colour: str) -> Any:
    """A colour #RRGGBB."""
    from pptx.dml.color import RGBColor

    made: Any = RGBColor  # which has no types
    return made(*bytes.fromhex(colour.removeprefix("#")))
