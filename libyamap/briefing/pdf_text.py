"""The texts of a printed sheet: each there once, and no spaces within words of Arabic.

Chromium prints the halo of a name as letters of a Type 3 font behind the name itself, so that whoever reads the text
out of the file gets it twice. Here those letters become shapes (form XObjects). Letters of Arabic, which are put
together from a stroke and dots, get their whole width.
"""

import re
import zlib
from functools import partial
from typing import Final, NamedTuple

from libyamap.briefing.pdf_objects import stream_of

Matrix = tuple[float, float, float, float, float, float]
_TEXT_BLOCK: Final = re.compile(rb"BT\n(.*?)ET\n", re.DOTALL)
_OPERATION: Final = re.compile(
    rb"/(F\d+) ([-.\d]+) Tf|((?:[-.\d]+ ){6})Tm|([-.\d]+) ([-.\d]+) Td|<([0-9A-Fa-f]+)> Tj", re.DOTALL
)
_RESOURCE: Final = re.compile(rb"/(F\d+) (\d+) 0 R")
_LENGTH: Final = re.compile(rb"/Length \d+")
_NUMBERS: Final = re.compile(rb"[-.\d]+")
_SPAN: Final = re.compile(rb"(/Span<</ActualText <[0-9A-Fa-f]+> >> BDC\n)(.*?)(EMC\n)", re.DOTALL)


class Shapes(NamedTuple):
    """A Type 3 font: the object that draws each code, how far it goes on (text of size 1), and the font's matrix."""

    matrix: Matrix
    glyphs: dict[int, int]
    widths: dict[int, float]


def shapes_of(body: bytes, objects: dict[int, bytes]) -> Shapes | None:
    """What a Type 3 font has to draw; None for anything else."""
    if b"/Subtype /Type3" not in body[:200]:
        return None
    matrix = _matrix(_list(body, b"FontMatrix"))
    first = int(_list(body, b"FirstChar")[0])
    names = re.search(rb"/Differences \[\d+ ([^\]]*)\]", body)
    drawn = dict(re.findall(rb"/(g[0-9A-Fa-f]+) (\d+) 0 R", body[body.index(b"/CharProcs") :]))
    widths = {first + place: width * matrix[0] for place, width in enumerate(_list(body, b"Widths"))}
    glyphs = {}
    for place, name in enumerate(names[1].split() if names else ()):
        number = int(drawn.get(name.lstrip(b"/"), 0))
        if number and _outline(objects[number]):
            glyphs[first + place] = number
    return Shapes(matrix, glyphs, widths)


def _outline(body: bytes) -> bytes:
    """What a glyph draws, without its measures."""
    drawn = stream_of(body)
    return drawn[drawn.find(b"d1") + 2 :].strip()


def as_form(body: bytes) -> bytes:
    """A glyph as a drawing of its own."""
    packed = zlib.compress(_outline(body), 6)
    head = b"<</Type /XObject\n/Subtype /Form\n/BBox [-9000 -9000 9000 9000]\n/Filter /FlateDecode\n/Length %d>>"
    return head % len(packed) + b" stream\n" + packed + b"\nendstream\n"


def rewritten(body: bytes, fonts: dict[int, Shapes]) -> bytes:
    """An object without these fonts: as a list of fonts, or as a drawing that writes with them."""
    head, mark, _ = body.partition(b"stream\n")
    bare = _without_fonts(head, fonts)
    if not mark or b"/FlateDecode" not in head or b"/Subtype /Image" in head or b"/Length1" in head:
        return bare + body[len(head) :]
    drawn = stream_of(body)
    changed = _TEXT_BLOCK.sub(partial(_text_block, fonts), drawn)
    if changed == drawn and bare == head:
        return body
    packed = zlib.compress(changed, 6)
    return _LENGTH.sub(b"/Length %d" % len(packed), bare) + b"stream\n" + packed + b"\nendstream\n"


def _without_fonts(head: bytes, fonts: dict[int, Shapes]) -> bytes:
    """A list of resources with the glyphs of these fonts as drawings instead of the fonts."""
    used = [int(number) for _, number in _RESOURCE.findall(head) if int(number) in fonts]
    if not used:
        return head
    glyphs = sorted({glyph for number in used for glyph in fonts[number].glyphs.values()})
    listed = b"".join(b"/H%d %d 0 R\n" % (glyph, glyph) for glyph in glyphs)
    bare = _RESOURCE.sub(lambda found: b"" if int(found[2]) in fonts else found[0], head)
    if b"/XObject <<" in bare:
        return bare.replace(b"/XObject <<", b"/XObject <<" + listed, 1)
    return bare.replace(b"/Font <<", b"/XObject <<" + listed + b">>\n/Font <<", 1)


def _text_block(fonts: dict[int, Shapes], block: re.Match[bytes]) -> bytes:
    """A block of text as shapes where one of its fonts is a Type 3 one; else its letters as wide as they are."""
    used = {int(name[1:]) for name in re.findall(rb"/(F\d+) ", block[1])}
    return _as_shapes(block[1], fonts) if used & fonts.keys() else _SPAN.sub(_widened, block[0])


def _widened(span: re.Match[bytes]) -> bytes:
    """A letter of several glyphs, begun by its last one, unseen.

    Readers take a letter to begin where its first glyph does. That is a dot in the middle of it, and so they would see
    a space after the letter before.
    """
    first = span[2].find(b"<")
    shown = re.findall(rb"<([0-9A-Fa-f]+)> Tj", span[2])
    moves = re.findall(rb"([-.\d]+) ([-.\d]+) Td", span[2][first:])
    if len(shown) < 2 or not moves or b" Tf" in span[2][first:]:
        return span[0]
    right, down = (sum(float(move[axis]) for move in moves) for axis in (0, 1))
    ahead = b"3 Tr\n%s Td\n<%s> Tj\n%s Td\n0 Tr\n" % (_pair(right, down), shown[-1], _pair(-right, -down))
    return span[1] + span[2][:first] + ahead + span[2][first:] + span[3]


def _pair(x: float, y: float) -> bytes:
    return f"{x:.7f} {y:.7f}".encode()


def _as_shapes(block: bytes, fonts: dict[int, Shapes]) -> bytes:
    font: Shapes | None = None
    size, line, x = 0.0, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0.0
    shapes = bytearray()
    for name, scale, matrix, right, down, codes in _OPERATION.findall(block):
        if name:
            font, size = fonts.get(int(name[1:])), float(scale)
        elif matrix:
            line, x = _matrix([float(number) for number in matrix.split()]), 0.0
        elif right:
            line, x = _product((1, 0, 0, 1, float(right), float(down)), line), 0.0
        elif codes and font:
            for code in bytes.fromhex(codes.decode()):
                place = _product((size, 0, 0, size, x, 0), line)
                if glyph := font.glyphs.get(code):
                    shapes += b"q %s cm /H%d Do Q\n" % (_numbers(_product(font.matrix, place)), glyph)
                x += font.widths.get(code, 0.0) * size
    return bytes(shapes)


def _product(one: Matrix, other: Matrix) -> Matrix:
    """First `one`, then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _matrix(numbers: list[float]) -> Matrix:
    a, b, c, d, e, f = numbers[:6]
    return a, b, c, d, e, f


def _numbers(matrix: Matrix) -> bytes:
    return " ".join(f"{number:.7f}".rstrip("0").rstrip(".") for number in matrix).encode()


def _list(body: bytes, name: bytes) -> list[float]:
    found = re.search(rb"/" + name + rb" \[?([-.\d\s]+)", body)
    return [float(number) for number in _NUMBERS.findall(found[1])] if found else [0.0]
