"""What SQLite reports, as sentences for the reader; anything that is not the world's fault passes as it is."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from libyamap.errors import Conflict, WorldError

_SENTENCES = {
    sqlite3.SQLITE_FULL: "The disk is full, so nothing was written to “{name}”; make room and try again.",
    sqlite3.SQLITE_BUSY: "“{name}” is being written by another program; wait for it to finish and try again.",
    sqlite3.SQLITE_LOCKED: "“{name}” is being written by another program; wait for it to finish and try again.",
    sqlite3.SQLITE_READONLY: "“{name}” can only be read, so nothing was changed; save a copy elsewhere to edit it.",
    sqlite3.SQLITE_CORRUPT: "“{name}” is damaged or cut short and cannot be read; take a copy from your backup.",
    sqlite3.SQLITE_NOTADB: "“{name}” is not a GeoPackage; choose a project made by libyamap.",
    sqlite3.SQLITE_CANTOPEN: "“{name}” cannot be opened; check that you may read and write it and its folder.",
    sqlite3.SQLITE_PERM: "“{name}” cannot be opened; check that you may read and write it and its folder.",
    sqlite3.SQLITE_AUTH: "“{name}” cannot be opened; check that you may read and write it and its folder.",
    sqlite3.SQLITE_IOERR: "Reading or writing “{name}” failed; check the disk, then try again.",
    sqlite3.SQLITE_TOOBIG: "A value in “{name}” is too large; make it shorter.",
    sqlite3.SQLITE_INTERRUPT: "Reading “{name}” took too long and was stopped.",
}

_CUT_OFF = (
    "The last change of “{name}” was cut off and has to be taken back first, which needs the right to write; open a "
    "copy of it and of “{name}-journal” where you have it."
)


@contextmanager
def as_sentences(path: Path) -> Iterator[None]:
    """Turn the sqlite3 errors of the block into WorldErrors that name the file."""
    try:
        yield
    except sqlite3.Error as error:
        sentence = sentence_of(error, path)
        if sentence is None:
            raise
        raise sentence from error
    except UnicodeDecodeError as error:  # Python cannot read what SQLite says of a damaged schema: it quotes the damage
        raise WorldError(_SENTENCES[sqlite3.SQLITE_CORRUPT].format(name=path.name)) from error


def sentence_of(error: sqlite3.Error, path: Path) -> WorldError | None:
    """The WorldError that the error stands for; None where it is our own bug."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return Conflict("A record would refer to something that is not in the project, so nothing was changed.")
    if code in {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}:
        return Conflict("A record with the same id is in the project already, so nothing was changed.")
    template = _CUT_OFF if code == sqlite3.SQLITE_READONLY_ROLLBACK else _SENTENCES.get(code & 0xFF)
    return WorldError(template.format(name=path.name)) if template else None
