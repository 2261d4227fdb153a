"""The files of one import: what was found in each, which could not be read, and what is chosen for their tables."""

from collections.abc import Sequence
from pathlib import Path

from libyamap.app.importing.importer import Importer
from libyamap.app.importing.looking import FileLook
from libyamap.app.importing.placing_names import NamedPlace, PlaceName
from libyamap.app.importing.planned import Choices
from libyamap.app.importing.rows import Outcome
from libyamap.ui.exchange.import_part import Part, parts_of


class ImportFiles:
    """`parts` are the tables whose columns are given a meaning; files of our own have none."""

    def __init__(self, found: Sequence[FileLook | Outcome] = ()) -> None:
        self.failed = [each for each in found if isinstance(each, Outcome)]
        self.looks = [each for each in found if isinstance(each, FileLook)]
        self.parts: list[Part] = [part for file in self.looks for part in parts_of(file)]

    @property
    def chosen(self) -> list[Part]:
        """The parts that are to come in."""
        return [part for part in self.parts if part.included]

    def own_words(self) -> str:
        """What happens with files of our own, which need no mapping."""
        names = ", ".join(file.path.name for file in self.looks)
        return (
            f"{names}: exported by libyamap. The features come back as they were, with their actors, claims and "
            "sources; what was edited in the readable columns is taken as your change."
        )

    def trouble(self) -> str:
        """Why they cannot be imported like this; empty where they can."""
        if not self.chosen and not any(file.own for file in self.looks):
            return "Nothing is ticked."
        for part in self.chosen:
            open_question = part.axes_asked() or part.dates_asked()
            trouble = "a question is open." if open_question else part.trouble()
            if trouble:
                return f"{part.name}: {trouble}"
        return ""

    def work(self, places: dict[PlaceName, NamedPlace]) -> list[tuple[Path, Choices]]:
        """Each file that something comes in from, with what was chosen for it."""
        work = [(file.path, self._choices(file, places)) for file in self.looks]
        return [(path, choices) for path, choices in work if choices.tables is None or choices.tables]

    def remember(self, imports: Importer) -> None:
        """Keep what a person chose, for files of the same shape."""
        for part in self.chosen:
            if part.changed:
                imports.remembered.keep(part.look.columns, part.mapping)

    def _choices(self, file: FileLook, places: dict[PlaceName, NamedPlace]) -> Choices:
        if file.own:
            return Choices()
        parts = [part for part in self.chosen if part.path == file.path]
        dataset = parts[0].dataset if parts else ""
        return Choices(tables={part.look.number: part.choice for part in parts}, dataset=dataset, places=places)
