"""Who took part and who says so: names of actors, and documents, as the columns of a table give them.

Addresses are kept as text, and only those of the web: a link to a file of this machine or to a script is not a source.
"""

from typing import Final, NamedTuple
from urllib.parse import urlsplit

from libyamap.app.importing.cells import Columns, texts
from libyamap.app.importing.mapping import ActorColumns, SourceColumns
from libyamap.domain.checks import MAX_TITLE
from libyamap.domain.vocabulary import Role

_WEB: Final = ("http://", "https://")
_LONGEST_ADDRESS: Final = 2_000


class Part(NamedTuple):
    """An actor's name and what it does."""

    name: str
    role: Role


class Document(NamedTuple):
    """A source as the data set names it; `published` is as written there."""

    title: str
    url: str = ""
    publisher: str = ""
    published: str = ""


def parts_of(
    actors: tuple[ActorColumns, ...], columns: Columns, count: int, empty: frozenset[str]
) -> list[tuple[Part, ...]]:
    """The actors of each row, each in one role only, in the order of the columns."""
    if not actors:
        return [()] * count
    known: dict[tuple[str, ...], tuple[Part, ...]] = {}
    rows = zip(*(texts(columns, each.column, count, empty) for each in actors), strict=True)
    return [known[row] if row in known else known.setdefault(row, _parts(actors, row, empty)) for row in rows]


def _parts(actors: tuple[ActorColumns, ...], row: tuple[str, ...], empty: frozenset[str]) -> tuple[Part, ...]:
    found: dict[str, Part] = {}
    for each, text in zip(actors, row, strict=True):
        for name in text.split(each.split) if each.split else (text,):
            plain = " ".join(name.split())[:MAX_TITLE]
            if plain and plain not in empty:
                found.setdefault(plain.casefold(), Part(plain, each.role))
    return tuple(found.values())


def documents_of(
    sources: tuple[SourceColumns, ...], columns: Columns, count: int, empty: frozenset[str]
) -> list[tuple[Document, ...]]:
    """The documents of each row."""
    if not sources:
        return [()] * count
    found: list[tuple[Document, ...]] = [()] * count
    for each in sources:
        known: dict[tuple[str, ...], tuple[Document, ...]] = {}
        names = (each.title, each.url, each.publisher, each.published)
        for at, row in enumerate(zip(*(texts(columns, name, count, empty) for name in names), strict=True)):
            if row not in known:
                known[row] = tuple(_documents(row, each.split))
            found[at] += known[row]
    return [tuple(dict.fromkeys(each)) if len(each) > 1 else each for each in found]


def _documents(row: tuple[str, ...], split: str) -> list[Document]:
    cells = [list(map(_bare, text.split(split))) if split else [text] for text in row]
    documents = []
    for at in range(max(map(len, cells))):
        title, url, publisher, published = (parts[at] if at < len(parts) else "" for parts in cells)
        address = web_address(url) or web_address(title)
        named = title if title != address else ""
        if named or address:
            documents.append(Document((named or _site(address))[:MAX_TITLE], address, publisher[:MAX_TITLE], published))
    return documents


def _bare(part: str) -> str:
    """One of several parts of a cell, without the quotation marks that some put around each."""
    part = part.strip()
    inside = part[1:-1]
    return inside if part == f'"{inside}"' and '"' not in inside else part


def web_address(text: str) -> str:
    """The text if it is an address of the web, else nothing."""
    plain = text.strip()
    return plain if plain.casefold().startswith(_WEB) and len(plain) <= _LONGEST_ADDRESS and " " not in plain else ""


def _site(address: str) -> str:
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address
