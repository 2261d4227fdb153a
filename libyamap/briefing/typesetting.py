"""Texts broken into lines by the widths of the bundled fonts."""

from collections.abc import Iterable

from libyamap.briefing.fonts import width_of
from libyamap.briefing.parts import Align, Frame, Role, Text
from libyamap.i18n import is_right_to_left

LEADING = 1.32
"""Distance of baselines, in sizes."""


def broken(text: str, width: float, size: float, weight: int = 400, *, italic: bool = False) -> tuple[str, ...]:
    """Lines no wider than `width`; a word that is wider stands alone and is cut. Line breaks of the text are kept."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if not line or width_of(longer, size, weight, italic=italic) <= width:
                line = longer
            else:
                lines.append(line)
                line = word
            while width_of(line, size, weight, italic=italic) > width and len(line) > 1:
                head = _fitting(line, width, size, weight, italic)
                lines.append(head)
                line = line[len(head) :]
        lines.append(line)
    return tuple(lines)


def at_left(text: str) -> Align:
    """How a text is aligned that begins at the left whatever way it reads: beside its sign, say."""
    return "end" if is_right_to_left(text) else "start"


def at_right(text: str) -> Align:
    """How a text is aligned that ends or begins at the right whatever way it reads."""
    return "start" if is_right_to_left(text) else "end"


def mostly_leftwards(texts: Iterable[str]) -> bool:
    """Whether most of these texts read from right to left: then what belongs to them stands at the right."""
    turned = [is_right_to_left(text) for text in texts if text.strip()]
    return 2 * sum(turned) > len(turned)


def _fitting(word: str, width: float, size: float, weight: int, italic: bool) -> str:
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(word[:middle], size, weight, italic=italic) <= width:
            low = middle
        else:
            high = middle - 1
    return word[:low]


def shortened(lines: tuple[str, ...], most: int, width: float, size: float, weight: int = 400) -> tuple[str, ...]:
    """At most so many lines; the last one ends with an ellipsis where some are left out."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width_of(f"{last}…", size, weight) > width:
        last = last[:-1].rstrip()
    return (*lines[: most - 1], f"{last}…")


def set_text(
    role: Role,
    text: str,
    x: float,
    y: float,
    width: float,
    size: float,
    colour: str,
    *,
    weight: int = 400,
    italic: bool = False,
    align: Align = "start",
    most: int = 1000,
) -> Text:
    """A paragraph set in a column of `width` that begins at (x, y); its frame says how high it became."""
    lines = shortened(broken(text, width, size, weight, italic=italic), most, width, size, weight)
    leading = size * LEADING
    frame = Frame(x, y, width, leading * len(lines))
    return Text(role, frame, text, lines, size, leading, colour, weight, italic, align)
