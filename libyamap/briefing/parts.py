"""What lies on a sheet, in CSS pixels from its upper left corner: texts and drawings, each with the part it plays.

The SVG writes them as they are; slides make native text boxes and pictures of them.
"""

from typing import Literal, NamedTuple

Role = Literal[
    "marking", "title", "subtitle", "heading", "legend", "callout", "number", "source", "note", "scale", "north",
    "locator", "credits", "footer", "grid", "frame", "logo", "rule",
]  # fmt: skip
Align = Literal["start", "middle", "end"]


class Frame(NamedTuple):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


class Text(NamedTuple):
    """A paragraph in a frame, broken into `lines` from its top down; `text` is the whole of it."""

    role: Role
    frame: Frame
    text: str
    lines: tuple[str, ...]
    size: float
    leading: float
    colour: str
    weight: int = 400
    italic: bool = False
    align: Align = "start"


class Drawing(NamedTuple):
    """An SVG element in a frame; `svg` stands in the sheet's own coordinates. `text` says in words what it shows."""

    role: Role
    frame: Frame
    svg: str
    text: str = ""


Part = Text | Drawing
