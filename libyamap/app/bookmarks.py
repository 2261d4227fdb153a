"""Places and frames that a person wants to come back to. They belong to the person, not to the project's file."""

from collections.abc import Iterable

import msgspec

from libyamap.domain.geometry import Bounds

LONGEST_NAME = 120
MOST = 500


class Bookmark(msgspec.Struct, frozen=True, kw_only=True):
    """A named place (degrees, EPSG:4326) with the zoom to show it at, or with the frame to show."""

    name: str
    lon: float
    lat: float
    zoom: float
    bounds: Bounds | None = None


def tidy_name(name: str) -> str:
    """One line, without control characters, not too long."""
    plain = "".join(sign if sign.isprintable() else " " for sign in name)
    return " ".join(plain.split())[:LONGEST_NAME]


def added(bookmarks: Iterable[Bookmark], new: Bookmark) -> tuple[Bookmark, ...]:
    """With the new one last; one of the same name gives way, and the oldest where there would be too many."""
    named = msgspec.structs.replace(new, name=tidy_name(new.name) or "Unnamed view")
    kept = [each for each in bookmarks if each.name != named.name]
    return (*kept, named)[-MOST:]


def removed(bookmarks: Iterable[Bookmark], name: str) -> tuple[Bookmark, ...]:
    """Without the one of this name."""
    return tuple(each for each in bookmarks if each.name != name)


def renamed(bookmarks: Iterable[Bookmark], before: str, after: str) -> tuple[Bookmark, ...]:
    """With another name in the same place; nothing changes for an empty name or one that another has."""
    known = tuple(bookmarks)
    name = tidy_name(after)
    if not name or any(each.name == name for each in known):
        return known
    return tuple(msgspec.structs.replace(each, name=name) if each.name == before else each for each in known)
