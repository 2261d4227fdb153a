"""Names for the files of sheets that every file system takes."""

import re
from pathlib import Path
from typing import Final

_LONGEST: Final = 60
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
"""What Windows takes for a device, whatever its ending."""


def plain_name(title: str, otherwise: str = "briefing") -> str:
    """Letters, digits and hyphens of a title, in small letters; `otherwise` where nothing is left."""
    plain = re.sub(r"[^\w-]+", "-", title, flags=re.UNICODE).strip("-_").lower()[:_LONGEST].rstrip("-_")
    return otherwise if not plain or _RESERVED.fullmatch(plain) else plain


def paths_of(path: Path, count: int) -> list[Path]:
    """Where sheets are written to: one to the path itself, of two `x.png` becomes `x-before.png` and `x-after.png`."""
    if count == 1:
        return [path]
    return [path.with_name(f"{path.stem}-{half}{path.suffix}") for half in ("before", "after")]


def numbered_name(title: str, number: int) -> str:
    """The name of the file of a view: its number, which makes it unique, and its title."""
    plain = plain_name(title, "")
    return f"{number:02d}-{plain}" if plain else f"{number:02d}"
