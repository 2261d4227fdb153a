"""What goes out of a project: the features of a selection, piece by piece, each through the release."""

from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager
from typing import NamedTuple

from libyamap.app.exporting.dossiers import Dossiers, Piece, pieces_of
from libyamap.app.exporting.own import columns_with, row_of
from libyamap.app.exporting.rows import Dossier, ExportBatch, Exported, Release, whole
from libyamap.app.exporting.turns import Again
from libyamap.app.exporting.wholesale import Wholesale
from libyamap.app.importing.rows import Progress, silent
from libyamap.app.ports import AreaGazetteer, StoreReader
from libyamap.app.viewport import EVERYTHING, Selection
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Layer, Project
from libyamap.errors import WorldError


class Export(NamedTuple):
    """Which features of a project, and what of them. `again` opens the same export once more, in another process."""

    reader: StoreReader
    areas: AreaGazetteer
    selection: Selection = EVERYTHING
    bounds: Bounds | None = None
    release: Release = whole
    progress: Progress = silent
    again: Callable[[], AbstractContextManager["Export"]] | None = None

    def exported(self) -> Exported:
        """Rows for a writer; what is read of the project stays small, however much goes out."""
        title = next((project.title for project in self.reader.all(Project)), "")
        pieces = pieces_of(self.reader)
        names = self._attribute_names(pieces)
        return Exported(
            self.release.project_title(title),
            columns_with(names),
            lambda: (batch for batch in self.batches(pieces, names) if batch.rows),
            Again(self.again, pieces[1::2], names) if self.again else None,
            lambda: self.batches(pieces[::2], names),
        )

    def batches(self, pieces: tuple[Piece, ...], extra: tuple[str, ...]) -> Generator[ExportBatch, None, None]:
        """One batch a piece, empty or not, with these attributes."""
        done, dossiers = 0, self._dossiers()
        wholesale = Wholesale(self.reader) if self._is_whole else None
        for number, piece in enumerate(pieces, 1):
            batch = (wholesale.batch(piece, extra) if wholesale else None) or _batch_of(dossiers.of(piece), extra)
            yield batch
            done += len(batch.rows)
            self.progress(done, number / len(pieces))

    @property
    def _is_whole(self) -> bool:
        """Whether nothing is left out or hidden."""
        return self.release is whole and self.selection == EVERYTHING and self.bounds is None

    def _attribute_names(self, pieces: tuple[Piece, ...]) -> tuple[str, ...]:
        """Names of all attributes that go out; where nothing is left out or hidden, the store tells them quickly."""
        if self._is_whole:
            return tuple(self.reader.attribute_names())
        names: dict[str, None] = {}
        dossiers = self._dossiers()
        for piece in pieces:
            for dossier in dossiers.of(piece):
                names.update(dict.fromkeys(dossier.feature.attributes))
        return tuple(names)

    def _dossiers(self) -> Dossiers:
        return Dossiers(self.reader, self.areas, self.selection, self.bounds, self.release)


def _batch_of(dossiers: Iterable[Dossier], extra: tuple[str, ...]) -> ExportBatch:
    found = list(dossiers)
    return ExportBatch([row_of(dossier, extra) for dossier in found], [dossier.feature.geometry for dossier in found])


def layers_named(reader: StoreReader, titles: str) -> frozenset[str] | None:
    """Ids of layers by their titles, separated by commas; None for an empty text. WorldError for an unknown one."""
    if not titles.strip():
        return None
    known = {layer.title.casefold(): layer.id for layer in reader.all(Layer)}
    found = set()
    for title in titles.split(","):
        key = title.strip().casefold()
        if key not in known:
            there = ", ".join(layer.title for layer in reader.all(Layer))
            raise WorldError(f"There is no layer “{title.strip()}” in this project; there are {there or 'none'}.")
        found.add(known[key])
    return frozenset(found)
