"""Opens a folder of columns, or refuses it."""

import logging
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from libyamap.app.ports import AreaGazetteer
from libyamap.store.index.columns.base import Base
from libyamap.store.index.columns.fetching import Fetching
from libyamap.store.index.columns.files import Manifest, Unusable, damaged, open_columns, read_manifest
from libyamap.store.index.columns.large import Large
from libyamap.store.index.columns.texts import Texts
from libyamap.store.index.columns.worker import COLUMNS, TEXTS
from libyamap.store.index.connections import Connections
from libyamap.store.index.plain import Plain
from libyamap.store.index.sorting import Names

log = logging.getLogger(__name__)
CHECKED_AT_ONCE: Final = 150_000_000
"""So many bytes are held against their checksums before the first answer, which takes about a tenth of a second; more
are checked afterwards, with `is_sound`.
"""

_REST_S: Final = 0.003
"""After each megabyte that is checked later: most of a processor is left to the map."""


class Opened(NamedTuple):
    """A large project's columns, and the revision that they are of."""

    large: Large
    revision: int


def open_base(folder: Path, areas: AreaGazetteer, names: Names, sources: Connections, *, check: bool = True) -> Opened:
    """The columns of a folder, without texts. Unusable where they are damaged or of another version."""
    manifest = read_manifest(folder / COLUMNS)
    check_now = check and sum(facts.bytes for facts in manifest.files.values()) <= CHECKED_AT_ONCE
    if check_now and damaged(folder / COLUMNS, manifest):
        raise Unusable("Its bytes are not those that were written.")
    columns = open_columns(folder / COLUMNS, manifest)
    try:
        revision = int(manifest.facts["revision"])
        base = Base.of(columns, manifest.facts, areas)
    except (KeyError, TypeError, ValueError, msgspec.MsgspecError) as error:
        raise Unusable(str(error)) from error
    large = Large(base, None, Plain({}, names, areas), Fetching(base, sources), Texts(base))
    return Opened(large, revision)


def provide_texts(folder: Path, texts: Texts) -> None:
    """Give the texts of a folder to those who wait for them. Unusable where they are damaged."""
    manifest = read_manifest(folder / TEXTS)
    columns = open_columns(folder / TEXTS, manifest)
    if not {"words", "starts", "title_rank", "place_rank"} <= columns.keys():
        raise Unusable("A column of the texts is missing.")
    texts.provide(columns, folder / TEXTS / "words.npy")


def is_sound(folder: Path) -> bool:
    """Whether all bytes are those that were written; for a thread that has time. Texts may be missing."""
    parts = [part for part in (folder / COLUMNS, folder / TEXTS) if part == folder / COLUMNS or part.exists()]
    try:
        manifests: list[tuple[Path, Manifest]] = [(part, read_manifest(part)) for part in parts]
    except Unusable:
        return False
    return not any(damaged(part, manifest, _REST_S) for part, manifest in manifests)
