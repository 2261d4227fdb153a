"""Everything that is JSON: what is in the file decides which of the formats it is, not its name."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from libyamap.app.importing.rows import Table
from libyamap.app.obstacles import obstacle
from libyamap.errors import WorldError
from libyamap.formats import geojson, geojson_collections, geojson_sequences, json_lists, orbat, topojson, umap
from libyamap.formats.text_file import encoding_of

_LARGEST: Final = 600_000_000
_RECORD_SEPARATOR: Final = b"\x1e"


class JsonFiles:
    """Reader of GeoJSON, GeoJSON sequences, TopoJSON, uMap, orbat-mapper, and lists of objects."""

    name = "JSON"
    suffixes = (
        ".geojson", ".json", ".geojsonl", ".geojsons", ".geojsonseq", ".ndjson", ".jsonl", ".topojson", ".umap",
    )  # fmt: skip

    def knows(self, path: Path, head: bytes) -> bool:
        """Whether it begins as JSON does, in whatever encoding."""
        bare = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x1e")
        objects = bare[:1] == b"[" and bare[1:].lstrip()[:1] == b"{"
        return bare[:1] == b"{" or objects or (bare[:1] == b"[" and path.suffix.lower() in self.suffixes)

    def tables(self, path: Path) -> Sequence[Table]:
        """The tables of the file."""
        try:
            size = path.stat().st_size
            with path.open("rb") as file:
                first = file.read(1)
        except OSError as error:
            raise obstacle("read", path, error) from error
        if first == _RECORD_SEPARATOR or path.suffix.lower() in geojson_sequences.SUFFIXES:
            return (geojson_sequences.SequenceTable(path),)
        if size >= geojson_collections.WORTH_BYTES:
            collection = geojson_collections.collection_in(path)
            if collection is not None:
                return (collection,)
        if size > _LARGEST:
            raise WorldError(
                f"“{path.name}” is larger than {_LARGEST // 1_000_000} MB; save it as a GeoJSON sequence (.geojsonl) "
                "or as CSV, which are read piece by piece."
            )
        document, several = _document(path)
        if several:
            return (geojson_sequences.SequenceTable(path),)
        return _tables(document, path)


def _document(path: Path) -> tuple[Any, bool]:
    """The decoded file; True instead where it is one object a line."""
    try:
        data = path.read_bytes()
        encoding = encoding_of(path).name
        text = data if encoding == "utf-8" else data.decode(encoding, "replace").encode()
        return msgspec.json.decode(text), False
    except OSError as error:
        raise obstacle("read", path, error) from error
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        if _is_sequence(path):
            return None, True
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise WorldError(f"“{path.name}” is damaged, cut short or no JSON ({reason}); get the file anew.") from None


def _is_sequence(path: Path) -> bool:
    with path.open("rb") as file:
        lines = [file.readline(1 << 20), file.readline(1 << 20)]
    try:
        return all(isinstance(msgspec.json.decode(line), dict) for line in lines if line.strip()) and bool(
            lines[1].strip()
        )
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return False


def _tables(document: Any, path: Path) -> Sequence[Table]:
    kind = geojson.type_of(document)
    if kind == "Topology":
        return topojson.tables(document)
    if kind == "umap":
        return umap.tables(document)
    if kind.casefold() == "orbat-mapper":
        return orbat.tables(document)
    if geojson.is_geojson(document):
        return (geojson.table(document, path.name),)
    found = json_lists.tables(document, path)
    if found:
        return found
    raise WorldError(f"“{path.name}” is JSON, but of no kind that can be imported: no features and no list of objects.")


FORMAT = JsonFiles()
