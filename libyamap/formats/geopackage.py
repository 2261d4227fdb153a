"""GeoPackages of other programs, layer by layer; written as a plain one with a table of features."""

from collections.abc import Sequence
from pathlib import Path

from libyamap.app.exporting.rows import Exported
from libyamap.app.importing.rows import Table
from libyamap.formats import ogr
from libyamap.formats.ogr_writing import write_layer

DISTRICTS = "named_areas"
_MAGIC = b"SQLite format 3\x00"


class GeoPackage:
    """Reader and writer of GeoPackages that are not projects."""

    name = "GeoPackage"
    suffixes = (".gpkg",)
    passes = 2

    def knows(self, path: Path, head: bytes) -> bool:
        """Whether it is an SQLite file with the mark of a GeoPackage, or named as one."""
        return head.startswith(_MAGIC) and (
            head[68:72] in {b"GPKG", b"GP10", b"GP11"} or path.suffix.lower() == ".gpkg"
        )

    def tables(self, path: Path) -> Sequence[Table]:
        """A table a layer; of a project of ours, its features without the tables behind them."""
        source = str(path.resolve())
        layers = ogr.layers_of(source, path.name)
        chosen = [name for name in layers if not name.startswith(("yamap_", "rtree_", "gpkg_"))]
        if len(chosen) < len(layers):  # a project: what it holds besides features is not a feature
            chosen = [name for name in chosen if name in {"events", "presences", "sites", "zones", "links"}]
        several = len(chosen) > 1
        return [ogr.OgrTable(source, name, path.name, name=name if several else "") for name in chosen]

    def write(self, path: Path, exported: Exported) -> None:
        """One layer, `features`, that any program reads; named areas that these are known by, in one of their own."""
        write_layer(path, exported, "GPKG", layer="features")
        districts = exported.districts()
        if districts is not None:
            write_layer(path, districts, "GPKG", layer=DISTRICTS)


FORMAT = GeoPackage()
