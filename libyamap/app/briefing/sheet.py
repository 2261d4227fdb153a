"""The sheet that a briefing is made on: a page of paper, a slide, or so many pixels."""

from typing import Final, Literal

import msgspec

from libyamap.errors import InvalidValue

Paper = Literal["a4", "a3", "letter", "slide-16x9", "slide-4x3", "square", "pixels"]
CSS_DPI: Final = 96
LEAST_DPI, MOST_DPI = 48, 480
LEAST_SIDE, MOST_SIDE = 240, 8192
"""Of a sheet given in pixels."""
MOST_DEVICE_SIDE: Final = 16_000
MOST_DEVICE_PIXELS: Final = 100_000_000
_SIZES_PX: Final[dict[str, tuple[int, int]]] = {
    "a4": (1123, 794),
    "a3": (1587, 1123),
    "letter": (1056, 816),
    "slide-16x9": (1280, 720),
    "slide-4x3": (960, 720),
    "square": (1000, 1000),
}
"""CSS pixels (1/96 inch), lying. Slides are as large as PowerPoint makes them: 13.33 by 7.5 inches, and 10 by 7.5."""
PAPER_WORDS: Final[dict[str, str]] = {
    "a4": "A4",
    "a3": "A3",
    "letter": "Letter",
    "slide-16x9": "Slide 16:9",
    "slide-4x3": "Slide 4:3",
    "square": "Square",
    "pixels": "Pixels",
}


class Sheet(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Size and sharpness. `width` and `height` (CSS pixels) count for `pixels` alone; `portrait` for the others.

    `dpi` is the sharpness of what is made of pixels (PNG, JPEG, the picture of a slide): a sheet of `pixels` with 96
    dots an inch has exactly those pixels.
    """

    paper: Paper = "a4"
    portrait: bool = False
    width: int = 1600
    height: int = 1000
    dpi: int = 150

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in CSS pixels (1/96 inch)."""
        if self.paper == "pixels":
            return self.width, self.height
        across, down = _SIZES_PX[self.paper]
        return (down, across) if self.portrait else (across, down)

    @property
    def scale(self) -> float:
        """Device pixels for each CSS pixel."""
        return self.dpi / CSS_DPI

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of its picture in device pixels."""
        across, down = self.size
        return round(across * self.scale), round(down * self.scale)

    @property
    def inches(self) -> tuple[float, float]:
        """Width and height in inches."""
        across, down = self.size
        return across / CSS_DPI, down / CSS_DPI


def checked_sheet(sheet: Sheet) -> Sheet:
    """The sheet, or InvalidValue with the reason why no picture can be made of it."""
    if not LEAST_DPI <= sheet.dpi <= MOST_DPI:
        raise InvalidValue("dpi", f"The sharpness goes from {LEAST_DPI} to {MOST_DPI} dots an inch, not {sheet.dpi}.")
    if not all(LEAST_SIDE <= side <= MOST_SIDE for side in sheet.size):
        raise InvalidValue("size", f"Each side of a sheet has {LEAST_SIDE} to {MOST_SIDE:,} pixels.")
    across, down = sheet.pixels
    if max(across, down) > MOST_DEVICE_SIDE or across * down > MOST_DEVICE_PIXELS:
        raise InvalidValue(
            "dpi", f"A sheet of {sheet.size[0]} by {sheet.size[1]} pixels at {sheet.dpi} dots an inch is too large."
        )
    return sheet
