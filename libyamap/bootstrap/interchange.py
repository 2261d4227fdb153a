"""Files in, files out: the formats and the map data plugged into the import and the export."""

from pathlib import Path
from typing import TYPE_CHECKING

from libyamap.app.resting import collector_resting
from libyamap.bootstrap.assets import areas
from libyamap.settings import settings_path

if TYPE_CHECKING:
    from libyamap.app.exporting.export import Export
    from libyamap.app.importing.importer import Importer


def importer() -> "Importer":
    """Imports files of all formats that there are, with the shipped map data; close it afterwards."""
    from libyamap.app.importing.importer import Importer
    from libyamap.app.importing.remembered import Remembered
    from libyamap.formats.presets import shipped_presets
    from libyamap.formats.registry import tables_of
    from libyamap.gazetteer.world import World

    ground = areas()
    kept = Remembered(settings_path().with_name("mappings.json"))
    return Importer(lambda path: tables_of(path)[1], shipped_presets(), World(ground), ground.close, importer, kept)


def export_to(path: Path, export: "Export") -> None:
    """Write features to a file of the format that its ending names, whole or not at all."""
    from libyamap.formats.registry import writer_for
    from libyamap.formats.writing import write

    writer_for(path)  # before the project is read
    with collector_resting():
        write(path, export.exported())
