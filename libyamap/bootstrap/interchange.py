"""Files in, files out: the formats and the map data plugged into the import and the export."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from libyamap.app.resting import collector_resting
from libyamap.bootstrap.assets import areas
from libyamap.bootstrap.projects import PROJECT_SUFFIX, open_store
from libyamap.errors import WorldError
from libyamap.settings import settings_path

if TYPE_CHECKING:
    from libyamap.app.exporting.export import Export
    from libyamap.app.importing.importer import Importer
    from libyamap.app.importing.rows import Table
    from libyamap.app.viewport import Selection
    from libyamap.domain.geometry import Bounds


def importer() -> "Importer":
    """Imports files of all formats that there are, with the shipped map data; close it afterwards."""
    from libyamap.app.importing.importer import Importer
    from libyamap.app.importing.remembered import Remembered
    from libyamap.formats.presets import shipped_presets
    from libyamap.gazetteer.world import World

    ground = areas()
    kept = Remembered(settings_path().with_name("mappings.json"))
    return Importer(_tables, shipped_presets(), World(ground), ground.close, importer, kept)


def is_project(path: Path) -> bool:
    """Whether it is a project of ours that can be opened."""
    if path.suffix.lower() != PROJECT_SUFFIX:
        return False
    try:
        with closing(open_store(path, read_only=True)):
            return True
    except WorldError:
        return False


def _tables(path: Path) -> "Sequence[Table]":
    """The tables of a file; of a project of ours its features with all that belongs to them."""
    if is_project(path):
        from libyamap.app.importing.from_project import ProjectTable
        from libyamap.app.viewport import EVERYTHING

        return [ProjectTable(partial(_exported_again, path, EVERYTHING, None, True))]
    from libyamap.formats.registry import tables_of

    return tables_of(path)[1]


class Written(NamedTuple):
    """What an export has made. `left_out` have no place, and the format has no room for such."""

    files: list[Path]
    left_out: int = 0

    def where(self, path: Path) -> str:
        """Where it lies, in words, for whoever asked for `path`."""
        names = [each.name for each in self.files if each.suffix == path.suffix]
        if path in self.files or not names:
            return str(path)
        *others, last = names
        return f"{path.parent / ', '.join(others)} and {last}" if others else str(path.parent / last)


def export_to(path: Path, export: "Export", project: Path | None = None, *, refuse_empty: bool = False) -> Written:
    """Write features to a file of the format that its ending names, whole or not at all.

    WorldError where there are none and that is not wanted (`refuse_empty`). A large `project`, given where it lies, is
    read by a second process too.
    """
    from libyamap.app.exporting.dossier import whole
    from libyamap.app.exporting.turns import WORTH_BYTES
    from libyamap.formats.registry import writer_for
    from libyamap.formats.writing import write

    writer = writer_for(path)  # before the project is read
    if project is not None and export.release is whole and project.stat().st_size >= WORTH_BYTES:
        again = partial(_exported_again, project, export.selection, export.bounds, export.named_areas)
        export = export._replace(again=again)
    with collector_resting():
        exported = export._replace(passes=getattr(writer, "passes", 1)).exported()
        if refuse_empty and exported.is_empty:
            raise WorldError("None of the features is among what was chosen, so no file was written.")
        files = write(path, exported)
        if not getattr(writer, "only_places", False):
            return Written(files)
        return Written(files, sum(geometry is None for batch in exported.batches() for geometry in batch.geometries))


def without_place(count: int, path: Path) -> str:
    """That some features are not in a file, as a sentence."""
    named = "One has no place and is" if count == 1 else f"{count:,} have no place and are"
    return f"{named} not in it: {path.suffix.lower()} holds places alone."


@contextmanager
def _exported_again(
    project: Path, selection: "Selection", bounds: "Bounds | None", named_areas: bool
) -> Iterator["Export"]:
    """The same export in another process."""
    from libyamap.app.exporting.export import Export

    with closing(open_store(project, read_only=True)) as store, closing(areas()) as ground, collector_resting():
        yield Export(store, ground, selection, bounds, named_areas=named_areas)
