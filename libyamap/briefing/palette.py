"""The colours of the sheet itself, in each theme; those of the map come with the map."""

from typing import Final, NamedTuple

from libyamap.app.briefing.briefing import SheetTheme
from libyamap.web.colour import distinct


class Palette(NamedTuple):
    """#RRGGBB each. Text keeps 4.5:1 against the paper."""

    paper: str
    ink: str
    muted: str
    line: str
    accent: str


_PALETTES: Final[dict[SheetTheme, Palette]] = {
    "light": Palette("#FFFFFF", "#1F2326", "#54595E", "#C9C4B8", "#0B5CAD"),
    "dark": Palette("#15181B", "#F1F3F4", "#A9B0B6", "#454C53", "#6CB6FF"),
    "print": Palette("#FFFFFF", "#000000", "#3C3C3C", "#8A8A8A", "#000000"),
    "greyscale": Palette("#FFFFFF", "#000000", "#3C3C3C", "#8A8A8A", "#000000"),
}
TEXT_CONTRAST: Final = 4.5


def palette_for(theme: SheetTheme, accent: str = "") -> Palette:
    """The theme's colours, with the house's accent where there is one: dark or light enough to be read on the paper."""
    palette = _PALETTES[theme]
    if not accent or theme == "greyscale":
        return palette
    return palette._replace(accent=distinct(accent, palette.paper, TEXT_CONTRAST))
