"""FlatGeobuf: one layer a file, with its spatial index."""

from collections.abc import Sequence
from pathlib import Path

from libyamap.app.exporting.rows import Exported
from libyamap.app.importing.rows import Table
from libyamap.formats import ogr
from libyamap.formats.ogr_streaming import write_streamed
from libyamap.formats.wholeness import is_whole_flatgeobuf, no_room

_MAGIC = b"fgb\x03fgb"


class FlatGeobuf:
    """Reader and writer of FlatGeobuf."""

    name = "FlatGeobuf"
    suffixes = (".fgb",)
    passes = 2

    def knows(self, _path: Path, head: bytes) -> bool:
        """Whether it begins with the format's mark."""
        return head.startswith(_MAGIC)

    def tables(self, path: Path) -> Sequence[Table]:
        """The one layer."""
        source = str(path.resolve())
        (name, *_) = ogr.layers_of(source, path.name) or [path.stem]
        return (ogr.OgrTable(source, name, path.name),)

    def write(self, path: Path, exported: Exported) -> None:
        """One layer of whatever geometries."""
        count = write_streamed(path, exported, "FlatGeobuf")
        if not any(is_whole_flatgeobuf(path, count, indexed=indexed) for indexed in (True, False)):
            raise no_room()


FORMAT = FlatGeobuf()
