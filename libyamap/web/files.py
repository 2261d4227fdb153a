"""The page's own files: built/map.html, static/ and vendor/, and nothing else on the disk."""

import re
from pathlib import Path
from typing import Final

from libyamap.web.response import MIME_TYPES, NOT_FOUND, Response

WEB: Final = Path(__file__).resolve().parent
PAGE: Final = "map.html"
FOLDERS: Final = ("static", "vendor")

# Plain names only: no dot in front, no empty or double-dotted part, no drive, no backslash.
_ADDRESS = re.compile(r"[a-z]+(?:/[A-Za-z0-9_@-][A-Za-z0-9_@.-]*)+")


def is_file_address(path: str) -> bool:
    """Whether an address is that of a file, there or not; all others come from the project."""
    return path == PAGE or path.partition("/")[0] in FOLDERS


def file_response(path: str) -> Response:
    """The file at an address of the page; 404 for anything that is not a known kind of file in its two folders."""
    place = _place(path)
    if place is None:
        return NOT_FOUND
    try:
        return Response(200, MIME_TYPES[place.suffix], place.read_bytes())
    except OSError:
        return NOT_FOUND


def _place(path: str) -> Path | None:
    if path == PAGE:
        return WEB / "built" / PAGE
    if len(path) > 200 or not _ADDRESS.fullmatch(path) or ".." in path:
        return None
    place = WEB / path
    if path.partition("/")[0] not in FOLDERS or place.suffix not in MIME_TYPES:
        return None
    return place if place.resolve().is_relative_to(WEB) else None
