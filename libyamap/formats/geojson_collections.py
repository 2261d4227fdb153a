"""Large GeoJSON collections (RFC 7946), read feature by feature, so that a file of any size needs little memory."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TextIO

from libyamap.errors import WorldError
from libyamap.formats.geojson import reader, row_of
from libyamap.formats.geojson_sequences import SequenceTable
from libyamap.formats.projections import says_its_own
from libyamap.formats.records import Found
from libyamap.formats.text_file import encoding_of

WORTH_BYTES: Final = 30_000_000
"""Smaller files are read whole, which is quicker."""
_MOST_AROUND: Final = 1 << 20  # of what stands before the features, and after them
_LONGEST_FEATURE: Final = 64_000_000
_CHUNK: Final = 1 << 20
_MOST_TRIED: Final = 20
_FEATURES: Final = re.compile(r'"features"\s*:\s*\[')
_BETWEEN: Final = re.compile(r"[\s,]*")


class CollectionTable(SequenceTable):
    """The features of one collection; `start` is where they begin (in letters), `members` stand before them."""

    def __init__(self, path: Path, start: int, members: dict[str, Any]) -> None:
        self._start = start
        self._after: dict[str, Any] = {}
        super().__init__(path)  # goes through all features once, for the names of their columns
        self.members = {**self._after, **members}
        crs = self.members.get("crs")
        self._told = crs is not None
        self._read = reader(crs, path.name)

    @property
    def lacks_system(self) -> bool:
        """Whether the file does not say the reference system of its geometries."""
        return not self._told

    def in_system(self, crs: str) -> None:
        """Read the geometries in this reference system, unless the file says one."""
        if self._told:
            self.notes.append(says_its_own(self._path.name))
        else:
            super().in_system(crs)

    def _rows_in(self, file: TextIO) -> Iterator[Found]:
        file.read(self._start)
        decoder, text, at, count = json.JSONDecoder(), "", 0, 0
        while True:
            at = _end_of_match(text, at)
            if text[at : at + 1] == "]":
                self._after = self._members_after(text[at + 1 :] + file.read(_MOST_AROUND), count)
                return
            begin = at
            try:
                feature, at = decoder.raw_decode(text, at)
            except ValueError:  # there is more of it to come
                more = file.read(max(_CHUNK, len(text) - at))
                if not more or len(text) - at > _LONGEST_FEATURE:
                    raise self._damaged(count) from None
                text, at = text[at:] + more, 0
            except RecursionError:
                raise WorldError(f"“{self._path.name}” is nested too deeply; get the file anew.") from None
            else:
                count += 1
                yield _whole(feature) if "\\u" in text[begin:at] else row_of(feature)

    def _members_after(self, text: str, count: int) -> dict[str, Any]:
        try:
            found = json.loads(f'{{"features":[]{text}')
        except (ValueError, RecursionError):
            raise self._damaged(count) from None
        return found if isinstance(found, dict) else {}

    def _damaged(self, count: int) -> WorldError:
        return WorldError(f"“{self._path.name}” is damaged or cut short after {count:,} features; get the file anew.")


def collection_in(path: Path) -> CollectionTable | None:
    """The features of a collection; None where the file is something else."""
    with path.open("r", encoding=encoding_of(path).name, errors="replace") as file:
        head = file.read(_MOST_AROUND)
    for found, _ in zip(_FEATURES.finditer(head), range(_MOST_TRIED), strict=False):
        try:
            members = json.loads(f"{head[: found.end()]}]}}")
        except (ValueError, RecursionError):
            continue  # it stands deeper
        table = CollectionTable(path, found.end(), members)
        return table if table.members.get("type") == "FeatureCollection" else None
    return None


def _whole(feature: Any) -> Found:
    """The row of a feature that has characters written as codes, which may be halves."""
    try:
        json.dumps(feature, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return Found({}, None, "The feature contains half a character, which no file can hold; remove it.")
    return row_of(feature)


def _end_of_match(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at
