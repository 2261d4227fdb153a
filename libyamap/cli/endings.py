"""What the ending of a picture's file name asks for."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from libyamap.app.briefing.briefing import Format


def format_of(path: Path) -> "Format":
    """The format that a file's ending names."""
    from libyamap.app.briefing.briefing import FORMATS

    ending = path.suffix.lower().removeprefix(".").replace("jpeg", "jpg")
    return next(form for form in FORMATS if form == ending)
