"""One table of a file that may be imported, and what is chosen for it."""

from pathlib import Path

import msgspec

from libyamap.app.importing.looking import FileLook, TableLook
from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.planned import TableChoice, check_enough
from libyamap.app.importing.presets import Preset
from libyamap.errors import WorldError


class Part(msgspec.Struct):
    """A table that may be imported, and what is chosen for it. `axes_settled`: a person has said how its axes are."""

    path: Path
    look: TableLook
    mapping: Mapping
    layer: str
    dataset: str
    preset: Preset | None = None
    included: bool = True
    changed: bool = False
    axes_settled: bool = False

    @property
    def choice(self) -> TableChoice:
        """As the import is told."""
        return TableChoice(mapping=self.mapping, preset=self.preset, layer=self.layer)

    @property
    def name(self) -> str:
        """What it is called where its file is known."""
        return self.look.table.name or self.path.name

    def trouble(self) -> str:
        """Why it cannot be imported like this."""
        try:
            check_enough(self.path.name, self.look.table, self.mapping)
        except WorldError:
            return "Say which column holds a place, or at least a title."
        return ""

    def axes_asked(self) -> str:
        """Why its axes look exchanged, until a person has said how they are."""
        return "" if self.axes_settled else self.look.axes_asked

    def dates_asked(self) -> str:
        """An example of a date that can be read in two ways, where all of the column's can."""
        note = self.look.order.note
        if not note or self.look.order.mixed or self.mapping.date_order:
            return ""
        for text in self.look.codes(self.mapping.date or self.mapping.end):
            parts = [part for part in text.replace("-", "/").replace(".", "/").split("/") if part.strip()]
            if len(parts) >= 3 and parts[0] != parts[1]:
                return text
        return ""


def parts_of(file: FileLook) -> list[Part]:
    """The tables of a file, each with what was planned for it."""
    parts = [
        Part(file.path, look, look.planned.mapping, look.layer, look.dataset, look.planned.preset)
        for look in file.tables
    ]
    lacking = [part for part in parts if part.trouble()]  # a sheet of notes, beside those with rows
    if len(lacking) < len(parts):
        for part in lacking:
            part.included = False
    return parts
