"""The bundled letters: how wide a text is, and the cuts of Noto Sans that a drawing carries inside it.

Widths are those of the fonts themselves, kerning and Arabic joining included (Pillow with Raqm), so that a line broken
here is as wide as the one that Chromium draws.
"""

import base64
import functools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from libyamap.web.files import WEB

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FAMILY: Final = "Noto Sans, sans-serif"
_FOLDER: Final = WEB / "vendor" / "fonts"
_MEASURED_AT: Final = 64
"""Pixels that widths are measured at; they grow in proportion."""
_GUESSED: Final = 0.6
"""Of the size, for a letter that no bundled font has."""
_FACE: Final = re.compile(r"@font-face\s*\{(.*?)\}", re.DOTALL)
_FIELD: Final = {
    "style": re.compile(r"font-style:\s*(\w+)"),
    "weight": re.compile(r"font-weight:\s*(\d+)"),
    "file": re.compile(r'url\("([^"]+)"\)'),
    "ranges": re.compile(r"unicode-range:\s*([^;]+);"),
}


class Face(NamedTuple):
    """One file: a cut (`italic`, `weight`) and the letters it is for, as ranges of code points."""

    italic: bool
    weight: int
    path: Path
    ranges: tuple[tuple[int, int], ...]

    def has(self, letter: str) -> bool:
        """Whether the letter is this file's."""
        return any(first <= ord(letter) <= last for first, last in self.ranges)


@functools.cache
def faces() -> tuple[Face, ...]:
    """The files in the order of the style sheet."""
    found = []
    for block in _FACE.findall((_FOLDER / "fonts.css").read_text(encoding="ascii")):
        values = {name: match[1] for name, pattern in _FIELD.items() if (match := pattern.search(block))}
        ranges = tuple(_range(text) for text in values["ranges"].split(","))
        found.append(Face(values["style"] == "italic", int(values["weight"]), _FOLDER / values["file"], ranges))
    return tuple(found)


def width_of(text: str, size: float, weight: int = 400, *, italic: bool = False) -> float:
    """How wide a line of text is, in the unit of `size`."""
    return _unit_width(text, weight, italic) * size


@functools.lru_cache(maxsize=20_000)
def _unit_width(text: str, weight: int, italic: bool) -> float:
    return sum(_run_width(face, run) for face, run in _runs(text, weight, italic))


def _runs(text: str, weight: int, italic: bool) -> Iterator[tuple[Face | None, str]]:
    """The text cut where another file has the letters; spaces stay with what is before them."""
    before: Face | None = None
    run = ""
    for letter in text:
        face = before if run and letter.isspace() else _face_for(letter, weight, italic)
        if run and face is not before:
            yield before, run
            run = ""
        before, run = face, run + letter
    if run:
        yield before, run


@functools.lru_cache(maxsize=4096)
def _face_for(letter: str, weight: int, italic: bool) -> Face | None:
    known = [face for face in faces() if face.has(letter)]
    return min(known, key=lambda face: (face.italic != italic, face.weight != weight), default=None)


def _run_width(face: Face | None, run: str) -> float:
    font = _font(face.path) if face else None
    if font is None:
        return _GUESSED * len(run)
    return float(font.getlength(run)) / _MEASURED_AT


@functools.cache
def _font(path: Path) -> "FreeTypeFont | None":
    """None where this machine's Pillow cannot read the packed font: then widths are guessed."""
    from PIL import ImageFont

    try:
        return ImageFont.truetype(path, _MEASURED_AT)
    except OSError:
        return None


def embedded(texts: Iterable[tuple[str, int, bool]]) -> str:
    """CSS with the fonts inside for these texts (text, weight, italic): only files whose letters occur."""
    needed = {
        face for text, weight, italic in texts for letter in set(text) if (face := _face_for(letter, weight, italic))
    }
    return "".join(_rule(face) for face in faces() if face in needed)


def _rule(face: Face) -> str:
    content = base64.b64encode(face.path.read_bytes()).decode()
    ranges = ",".join(f"U+{first:X}-{last:X}" if last > first else f"U+{first:X}" for first, last in face.ranges)
    style = "italic" if face.italic else "normal"
    return (
        f'@font-face{{font-family:"Noto Sans";font-style:{style};font-weight:{face.weight};'
        f"src:url(data:font/woff2;base64,{content}) format('woff2');unicode-range:{ranges}}}"
    )


def _range(text: str) -> tuple[int, int]:
    first, _, last = text.strip().removeprefix("U+").partition("-")
    return int(first, 16), int(last or first, 16)
