"""ESRI shapefiles, with their companions beside them or zipped; written as one a sort of geometry.

A shapefile holds one sort of geometry, names of ten letters and texts of 254: what does not fit is cut off, and the
exact copy that other formats carry is left out.
"""

import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from libyamap.app.exporting.rows import CARRIER, Exported
from libyamap.app.importing.rows import Table
from libyamap.errors import WorldError
from libyamap.formats import archive, ogr
from libyamap.formats.ogr_writing import families, write_layer
from libyamap.formats.wholeness import is_whole_shapefile, no_room

_MAGIC: Final = b"\x00\x00\x27\x0a"
_ENDINGS: Final = (".shp", ".shx", ".dbf", ".prj", ".cpg")


class Shapefile:
    """Reader and writer of shapefiles."""

    name = "Shapefile"
    suffixes = (".shp", ".shz", ".zip")
    only_places = True
    passes = 8  # which sorts there are, each of up to three sorts twice, and what is left out

    def knows(self, path: Path, head: bytes) -> bool:
        """Whether it begins as a shapefile, or is a ZIP that holds one."""
        if head.startswith(_MAGIC):
            return True
        if not head.startswith(b"PK") or path.suffix.lower() not in {".zip", ".shz"}:
            return False
        with archive.opened(path) as packed:
            return any(name.lower().endswith(".shp") for name in packed.names)

    def tables(self, path: Path) -> Sequence[Table]:
        """A table for each shapefile."""
        with path.open("rb") as file:
            packed = file.read(2) == b"PK"
        if not packed:
            return (_table(str(path.resolve()), path.stem, path.name, ""),)
        with archive.opened(path) as holder:
            holder.check_all()
            names = [name for name in holder.names if name.lower().endswith(".shp") and not name.startswith("__MACOSX")]
        inside = f"/vsizip/{{{path.resolve()}}}"
        several = len(names) > 1
        return [
            _table(f"{inside}/{name}", Path(name).stem, path.name, Path(name).stem if several else "") for name in names
        ]

    def write(self, path: Path, exported: Exported) -> None:
        """`name.shp`, or `name-points.shp`, `name-lines.shp` ... where there are several sorts of geometry.

        With the ending of an archive, all of them in one file.
        """
        if path.suffix.lower() == ".shp":
            _write_shapes(path, exported)
            return
        inside = path.with_name("inside")
        inside.mkdir()
        _write_shapes(inside / f"{path.stem}.shp", exported)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            for part in sorted(inside.iterdir()):
                with part.open("rb") as file, packed.open(_member(part.name), "w") as member:  # no clock in it
                    shutil.copyfileobj(file, member)
        shutil.rmtree(inside)


def _write_shapes(path: Path, exported: Exported) -> None:
    """The parts of one shapefile, or of one for each sort of geometry."""
    found = list(families(exported))
    if not found:
        raise WorldError("Nothing of this has a place, so there is nothing that a shapefile could hold.")
    for word, kind, types in found:
        target = path if len(found) == 1 else path.with_name(f"{path.stem}-{word}{path.suffix}")
        count = write_layer(target, exported, "ESRI Shapefile", only=types, kind=kind, leave=frozenset({CARRIER}))
        if not is_whole_shapefile(target, count):
            raise no_room()


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _table(source: str, layer: str, file: str, name: str) -> Table:
    return ogr.OgrTable(source, layer, file, name=name)


FORMAT = Shapefile()
