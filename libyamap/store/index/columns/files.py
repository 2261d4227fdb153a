"""Columns in a folder: one .npy file each and a manifest that says what they are, with checksums. Nothing is pickled.

A folder is written under another name and renamed when it is whole. What is read back is held against the manifest: the
manifest's own checksum and every file's size at once, the files' checksums by `damaged` (a tenth of a second for a
million features).
"""

import io
import shutil
import sys
import time
import uuid
import zlib
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np

from libyamap.store.index.columns.arrays import Column, bytes_of
from libyamap.store.index.columns.spool import Spool, pieces_of

VERSION: Final = 5
"""Of the columns; one more whenever their meaning changes."""
MANIFEST: Final = "manifest.json"
_CHUNK: Final = 1 << 20


class Unusable(Exception):
    """The folder is damaged, or was written by another version; make it anew."""


class FileFacts(msgspec.Struct, frozen=True):
    """What a column's file must be."""

    bytes: int
    crc32: int


class Manifest(msgspec.Struct, frozen=True):
    """What a folder holds. `byte_order` is `sys.byteorder`; `facts` are those of its maker (`lists` of the columns)."""

    version: int
    byte_order: str
    files: dict[str, FileFacts]
    facts: dict[str, Any]


def write_folder(folder: Path, columns: Mapping[str, Column | Spool], facts: Mapping[str, Any]) -> None:
    """Write the columns into `folder`, which appears whole or not at all; one that is there is replaced."""
    beside = folder.with_name(f".{folder.name}.{uuid.uuid4().hex}")
    beside.mkdir(parents=True)
    try:
        files = {}
        for name, column in columns.items():
            files[name] = _write(beside / f"{name}.npy", column)
        put_manifest(beside, Manifest(VERSION, sys.byteorder, files, dict(facts)))
        remove(folder)
        beside.rename(folder)
    except BaseException:
        remove(beside)
        raise


def _write(path: Path, column: Column | Spool) -> FileFacts:
    """Write a column as an .npy (version 1.0 of NumPy's format)."""
    head = io.BytesIO()
    facts = {
        "descr": np.lib.format.dtype_to_descr(column.dtype),
        "fortran_order": False,
        "shape": column.shape,
    }
    np.lib.format.write_array_header_1_0(head, facts)
    size, value = 0, 0
    with path.open("wb") as file:
        for piece in chain([head.getbuffer()], map(bytes_of, pieces_of(column))):
            value = zlib.crc32(piece, value)
            size += file.write(piece)
    return FileFacts(size, value)


def put_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, its checksum before it."""
    body = msgspec.json.encode(manifest)
    (folder / MANIFEST).write_bytes(b"%08x\n" % zlib.crc32(body) + body)


def read_manifest(folder: Path) -> Manifest:
    """The manifest, held against its checksum, the version and the files' sizes; Unusable where anything differs."""
    try:
        head, _, body = (folder / MANIFEST).read_bytes().partition(b"\n")
        if head != b"%08x" % zlib.crc32(body):
            raise Unusable("The manifest is damaged.")
        manifest = msgspec.json.decode(body, type=Manifest)
        if (manifest.version, manifest.byte_order) != (VERSION, sys.byteorder):
            raise Unusable("Another version wrote it.")
        for name, facts in manifest.files.items():
            if (folder / f"{name}.npy").stat().st_size != facts.bytes:
                raise Unusable(f"The file of {name} has another size.")
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Unusable(str(error)) from error
    return manifest


def damaged(folder: Path, manifest: Manifest, rest_s: float = 0.0) -> list[str]:
    """Names of columns whose bytes are not those that were written. `rest_s`: seconds of rest after each megabyte."""
    wrong = []
    for name, facts in manifest.files.items():
        try:
            if checksum(folder / f"{name}.npy", rest_s) != facts.crc32:
                wrong.append(name)
        except OSError:
            wrong.append(name)
    return wrong


def open_columns(folder: Path, manifest: Manifest) -> dict[str, Column]:
    """The columns, mapped from their files; Unusable where one is no array."""
    columns: dict[str, Column] = {}
    try:
        for name in manifest.files:
            path = folder / f"{name}.npy"
            found = np.load(path, mmap_mode="r", allow_pickle=False)
            columns[name] = np.asarray(found)
    except (OSError, ValueError, EOFError) as error:
        raise Unusable(str(error)) from error
    return columns


def checksum(path: Path, rest_s: float = 0.0) -> int:
    """CRC-32 of a file, read piece by piece so that it does not stay in memory."""
    value = 0
    with path.open("rb", buffering=0) as file:
        while piece := file.read(_CHUNK):
            value = zlib.crc32(piece, value)
            if rest_s:
                time.sleep(rest_s)
    return value


def remove(folder: Path) -> None:
    """Delete a folder where there is one; renamed first, so that nobody finds half of it."""
    if not folder.exists():
        return
    doomed = folder.with_name(f".{uuid.uuid4().hex}.gone")
    try:
        folder.rename(doomed)
    except OSError:
        doomed = folder
    shutil.rmtree(doomed, ignore_errors=True)
