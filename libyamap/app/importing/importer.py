"""Importing files as people ask for it: window, command line and scripts alike."""

from collections.abc import Callable, Sequence
from pathlib import Path

from libyamap.app.importing.apart import WORTH_BYTES
from libyamap.app.importing.mapping import DateOrder
from libyamap.app.importing.place_names_file import read_place_names
from libyamap.app.importing.plan import Plan
from libyamap.app.importing.planned import Choices
from libyamap.app.importing.presets import Preset, read_preset
from libyamap.app.importing.remembered import Remembered
from libyamap.app.importing.rows import Outcome, Progress, Table, silent
from libyamap.app.importing.world import World
from libyamap.app.session import Session
from libyamap.errors import WorldError

Tables = Callable[[Path], Sequence[Table]]


class Importer:
    """Brings formats, presets and map data together. `close` lets go of the map data."""

    def __init__(
        self,
        tables: Tables,
        presets: Sequence[Preset],
        world: World,
        close: Callable[[], None],
        again: Callable[[], "Importer"] | None = None,
        remembered: Remembered | None = None,
    ) -> None:
        """`again` makes another such importer in another process, for large files; a function of a module."""
        self.remembered = remembered or Remembered()
        self.tables = tables
        self._again = again
        self.presets = presets
        self.world = world
        self.close = close

    def choices(
        self,
        *,
        preset: str = "",
        layer: str = "",
        dates: DateOrder = "",
        swapped: bool | None = None,
        places: Path | None = None,
        crs: str = "",
    ) -> Choices:
        """Choices in words; WorldError for a preset or a reference system that there is not.

        `places`: a list of where named places lie.
        """
        if crs:
            self.world.from_system(crs, (), ())
        return Choices(
            preset=self.preset(preset) if preset else None,
            layer=layer,
            dates=dates,
            swapped=swapped,
            places=read_place_names(places) if places is not None else {},
            crs=crs,
        )

    def preset(self, name: str) -> Preset:
        """A shipped preset by its name or the beginning of it, else a saved one by its file."""
        wanted = _bare(name)
        exact = [preset for preset in self.presets if _bare(preset.name) == wanted]
        found = exact or [preset for preset in self.presets if wanted and _bare(preset.name).startswith(wanted)]
        if found:
            return found[0]
        if name.endswith((".json", ".toml")) or Path(name).is_file():
            return read_preset(Path(name))
        names = ", ".join(sorted(preset.name for preset in self.presets))
        raise WorldError(f"There is no preset “{name}”; there are {names}, and files that the dialog has saved.")

    def plan(self, path: Path, choices: Choices) -> Plan:
        """What will be done with a file."""
        tables = self.tables(path)
        apart = self._again if path.stat().st_size >= WORTH_BYTES else None
        return Plan(path.name, tables, self.presets, self.world, choices, apart, self.remembered)

    def run(self, session: Session, path: Path, choices: Choices, progress: Progress = silent) -> Outcome:
        """Import a file as one step; an exception leaves the project as it was."""
        if path.exists() and session.store.path.exists() and path.samefile(session.store.path):
            raise WorldError(f"“{path.name}” is this project itself; everything in it is here already.")
        command = self.plan(path, choices).command(progress)
        changes = session.run(command, origin="import")
        command.outcome.revision = changes.revision
        if not command.outcome.rows:
            command.outcome.notes.append(f"“{path.name}” has a heading but no rows, so nothing was imported.")
        command.outcome.file = str(path)
        return command.outcome

    def failed(self, path: Path, reason: str) -> Outcome:
        """The account of a file that could not be imported at all."""
        return Outcome(file=str(path), error=reason)


def _bare(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())
