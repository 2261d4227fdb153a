"""What goes out of a project: the features of a selection, piece by piece, each through the release."""

from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager
from functools import partial
from itertools import count
from typing import NamedTuple

from libyamap.app.exporting.districts import areas_in_use
from libyamap.app.exporting.dossier import Dossier, Release, whole
from libyamap.app.exporting.dossiers import Dossiers
from libyamap.app.exporting.only import Only
from libyamap.app.exporting.own import columns_with, row_of
from libyamap.app.exporting.pieces import Piece, made_again, pieces_of
from libyamap.app.exporting.rows import ExportBatch, Exported
from libyamap.app.exporting.wholesale import Wholesale
from libyamap.app.importing.rows import Progress, silent
from libyamap.app.named_areas import NAMED_AREA, asks_for_named_areas, is_named_area
from libyamap.app.ports import AreaGazetteer, StoreReader
from libyamap.app.viewport import EVERYTHING, Selection
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import FEATURE_CLASSES, Feature, Layer, Project, Zone
from libyamap.errors import WorldError


class Export(NamedTuple):
    """Which features of a project, and what of them. `again` opens the same export once more, in another process.

    Sets of named areas are what features refer to: they are among the features that go out with `named_areas` alone,
    or where the selection asks for them. `passes`: how often a writer goes through all, for the progress.
    """

    reader: StoreReader
    areas: AreaGazetteer
    selection: Selection = EVERYTHING
    bounds: Bounds | None = None
    release: Release = whole
    progress: Progress = silent
    again: Callable[[], AbstractContextManager["Export"]] | None = None
    named_areas: bool = False
    passes: int = 1

    def exported(self) -> Exported:
        """Rows for a writer; what is read of the project stays small, however much goes out."""
        title = next((project.title for project in self.reader.all(Project)), "")
        pieces = pieces_of(self.reader)
        names, is_empty = self._looked_through(pieces)
        begun = count()
        return Exported(
            self.release.project_title(title),
            columns_with(names),
            lambda: (batch for batch in self.batches(pieces, names, next(begun)) if batch.rows),
            partial(made_again, self.again, pieces[1::2], names) if self.again else None,
            lambda: self.batches(pieces[::2], names),
            self._districts,
            is_empty,
        )

    def batches(
        self, pieces: tuple[Piece, ...], extra: tuple[str, ...], before: int = 0
    ) -> Generator[ExportBatch, None, None]:
        """One batch a piece, empty or not, with these attributes; `before`: how often that was done already."""
        done, dossiers = 0, self._dossiers()
        whole_kinds = self._whole_kinds()
        wholesale = Wholesale(self.reader) if whole_kinds else None
        for number, piece in enumerate(pieces, 1):
            at_once = wholesale.batch(piece, extra) if wholesale and piece.record_type in whole_kinds else None
            batch = at_once or _batch_of(dossiers.of(piece), extra)
            yield batch
            done += len(batch.rows)
            self._tell(done, self._looks + min(before, self.passes - 1) + number / len(pieces))

    @property
    def _is_whole(self) -> bool:
        """Whether nothing is left out or hidden."""
        return self.release is whole and self.selection == EVERYTHING and self.bounds is None

    def _whole_kinds(self) -> tuple[type[Feature], ...]:
        """The kinds of which nothing is left out or hidden."""
        if not self._is_whole:
            return ()
        parted = not self.named_areas and bool(self._sets())
        return tuple(kind for kind in FEATURE_CLASSES.values() if not (parted and kind is Zone))

    def _sets(self) -> list[str]:
        return self.reader.layers_of_type(Zone, NAMED_AREA)

    @property
    def _looks(self) -> int:
        """How often all is looked through before a writer does."""
        return 0 if self._is_whole else 1

    def _tell(self, rows: int, passed: float) -> None:
        self.progress(rows, passed / (self._looks + self.passes))

    def _looked_through(self, pieces: tuple[Piece, ...]) -> tuple[tuple[str, ...], bool]:
        """Names of all attributes that go out, and whether nothing does.

        Where nothing is left out or hidden, the store tells the names quickly, and that something does is not known.
        """
        whole_kinds = self._whole_kinds()
        is_empty = not whole_kinds
        names = dict.fromkeys(self.reader.attribute_names(whole_kinds) if whole_kinds else ())
        dossiers = self._dossiers()
        for number, piece in enumerate(pieces, 1):
            if piece.record_type not in whole_kinds:
                for dossier in dossiers.of(piece):
                    is_empty = False
                    names.update(dict.fromkeys(dossier.feature.attributes))
            if not self._is_whole:
                self._tell(0, number / len(pieces))
        return tuple(names), is_empty

    def _dossiers(self) -> Dossiers:
        return Dossiers(
            self.reader, self.areas, self.selection, self.bounds, self.release, named_areas=self.named_areas
        )

    def _districts(self) -> Exported | None:
        """The named areas beside the features: all where nothing is left out or hidden, else those in use."""
        if self.named_areas or asks_for_named_areas(self.selection) or not self._sets():
            return None
        release = self.release.then if isinstance(self.release, Only) else self.release
        every = Dossiers(self.reader, self.areas, EVERYTHING, None, release)
        pieces = pieces_of(self.reader)
        zones = [dossier for piece in pieces if piece.record_type is Zone for dossier in every.of(piece)]
        found = [dossier for dossier in zones if is_named_area(dossier.feature)]
        if not self._is_whole:
            dossiers = self._dossiers()
            found = areas_in_use((dossier for piece in pieces for dossier in dossiers.of(piece)), found)
        if not found:
            return None
        names = tuple(dict.fromkeys(name for dossier in found for name in dossier.feature.attributes))
        batch = _batch_of(found, names)
        return Exported(self.release.project_title(""), columns_with(names), lambda: iter((batch,)))


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
