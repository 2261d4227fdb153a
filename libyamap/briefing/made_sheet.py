"""A finished sheet, and the SVG of it."""

from collections.abc import Mapping
from typing import NamedTuple

from libyamap.briefing import svg
from libyamap.briefing.palette import Palette
from libyamap.briefing.parties import greyed
from libyamap.briefing.parts import Frame, Part


class MadeSheet(NamedTuple):
    """A finished sheet: paper, head, map and what explains it, in the order of reading. `map` is the map's frame."""

    size: tuple[int, int]
    title: str
    palette: Palette
    head: tuple[Part, ...]
    layers: tuple[str, ...]
    parts: tuple[Part, ...]
    map: Frame
    unit: float
    logo: bytes = b""
    greys: Mapping[str, str] | None = None
    """In greyscale: the grey of each party's colour."""
    half: str = ""
    """Of a pair: which of both this is, and its day."""
    changed: tuple[str, ...] = ()
    """What changed hands, in words, for whoever speaks to the sheet."""

    @property
    def words(self) -> str:
        """What a reader without eyes is told first."""
        return ": ".join(filter(None, (self.title, self.half)))

    def document(self, *, fonts: bool) -> str:
        """The SVG of all of it: with `fonts` inside, for a file; without, for our own page."""
        made = self.drawing(fonts=fonts)
        return made if fonts else svg.for_page(made)

    def drawing(self, *, fonts: bool) -> str:
        """The same for a page that allows style attributes."""
        paper = svg.rectangle(Frame(0, 0, *self.size), fill=self.palette.paper)
        body = (paper, *map(svg.drawn, self.head), *self.layers, *map(svg.drawn, self.parts))
        made = svg.document(self.size, self.words, body, fonts=fonts)
        return made if self.greys is None else greyed(made, self.greys)
