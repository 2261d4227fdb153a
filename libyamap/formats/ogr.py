"""Formats that GDAL reads and writes for us, by pyogrio: which are tables of a data source, and how rows come from it.

Only files whose first bytes prove their format are handed over, so that nothing is opened by a driver that could
follow addresses. pyogrio (which brings pandas and numpy) is imported when such a file is met.
"""

import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.rows import Batch, Cell, Rejected
from libyamap.errors import InvalidValue, WorldError
from libyamap.formats.headings import unique
from libyamap.formats.projections import says_its_own
from libyamap.formats.shapes_of_wkb import wkb_reader

if TYPE_CHECKING:
    from libyamap.domain.geometry import Geometry

MOST_ROWS: Final = 20_000
_MOST_COLUMNS: Final = 2_000
# No request, whatever a file says; and files are read as they are, without others beside them being opened by chance.
_SETTINGS: Final = {
    "GDAL_HTTP_PROXY": "127.0.0.1:9",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "GDAL_DISABLE_READDIR_ON_OPEN": "FALSE",
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
    "OGR_GEOJSON_MAX_OBJ_SIZE": "200",
}


def engine() -> Any:
    """pyogrio, set up so that a file cannot reach out."""
    import pyogrio

    pyogrio.set_gdal_config_options(_SETTINGS)
    return pyogrio


def layers_of(source: str, file: str) -> list[str]:
    """Names of a data source's layers; WorldError where it cannot be opened."""
    pyogrio = engine()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is wrong with it, we say ourselves
            return [str(name) for name, _ in pyogrio.list_layers(source)]
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError, UnboundLocalError) as error:
        raise WorldError(f"“{file}” is damaged or cut short ({_short(error, source)}); get the file anew.") from None


class OgrTable:
    """One layer. `options` are open options of GDAL's driver."""

    mapping: Mapping | None = None

    def __init__(
        self,
        source: str,
        layer: str,
        file: str,
        *,
        name: str = "",
        whole: bool = False,
        text: Callable[[str], str] = str,
        **options: str,
    ) -> None:
        """`whole`: read at once; `text`: how the format's texts are to be understood."""
        self._source = source
        self._layer = layer
        self._file = file
        self._options = options
        self._whole = whole
        self._text = text
        self.name = name
        self.notes: list[str] = []
        self._first = self._read(0, None if whole else MOST_ROWS)
        fields = [str(field) for field in self._first[0]["fields"]]
        if len(fields) > _MOST_COLUMNS:
            raise WorldError(f"“{file}” has {len(fields):,} columns; at most {_MOST_COLUMNS:,} can be imported.")
        self.columns = unique(map(text, fields))
        self._crs = self._first[0].get("crs")
        self._geometry = wkb_reader(self._crs, file)
        self._count = self._rows_in_all()

    def batches(self) -> Iterator[Batch]:
        """The rows, read piece by piece."""
        start = 0
        _, _, shapes, fields = self._first
        while True:
            count = len(shapes) if shapes is not None else (len(fields[0]) if fields else 0)
            if count:
                yield self._batch(start, count, shapes, fields)
            start += count
            if self._whole or count < MOST_ROWS:
                return
            _, _, shapes, fields = self._read(start, MOST_ROWS)

    @property
    def lacks_system(self) -> bool:
        """Whether the file does not say the reference system of its geometries."""
        return self._crs is None

    def in_system(self, crs: str) -> None:
        """Read the geometries in this reference system, unless the file says one."""
        if self._crs is None:
            self._geometry = wkb_reader(crs or None, self._file)
        else:
            self.notes.append(says_its_own(self._file))

    def first_rows(self, most: int) -> list[list[Cell]]:
        """The cells of the first rows."""
        return [
            list(row) for row in zip(*(map(self._cell, each[:most].tolist()) for each in self._first[3]), strict=True)
        ]

    def begin_below(self, row: int) -> None:
        """Take this row, counted from 0, for the heading; only of a table that is read at once."""
        meta, ids, shapes, fields = self._first
        self.columns = unique(self.first_rows(row + 1)[row])
        self._first = (meta, ids, shapes, [each[row + 1 :] for each in fields])

    def _cell(self, value: Any) -> Cell:
        cell = _cell(value)
        return self._text(cell) if isinstance(cell, str) else cell

    def _rows_in_all(self) -> int:
        try:
            return max(0, int(engine().read_info(self._source, layer=self._layer, **self._options)["features"]))
        except (
            engine().errors.DataSourceError,
            engine().errors.DataLayerError,
            ValueError,
            KeyError,
            UnboundLocalError,
        ):
            return 0

    def _read(self, start: int, count: int | None) -> Any:
        pyogrio = engine()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what GDAL mutters of a file; each row is checked by us
                return pyogrio.raw.read(
                    self._source, layer=self._layer, skip_features=start, max_features=count, force_2d=True,
                    datetime_as_string=True, **self._options,
                )  # fmt: skip
        except (
            pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError,
            pyogrio.errors.GeometryError, pyogrio.errors.FieldError, ValueError, MemoryError, OverflowError,
            UnboundLocalError,  # how pyogrio fails on a reference system that is not text
        ) as error:  # fmt: skip
            reason = _short(error, self._source)
            raise WorldError(f"“{self._file}” is damaged or cut short ({reason}); get the file anew.") from None

    def _batch(self, start: int, count: int, shapes: Any, fields: Sequence[Any]) -> Batch:
        numbers: list[int] = []
        geometries: list[Geometry | None] = []
        rejected: list[Rejected] = []
        kept: list[int] = []
        for at in range(count):
            try:
                geometry = self._geometry(shapes[at]) if shapes is not None else None
            except InvalidValue as problem:
                rejected.append(Rejected(start + at + 1, str(problem)))
                continue
            numbers.append(start + at + 1)
            geometries.append(geometry)
            kept.append(at)
        columns: dict[str, list[Cell]] = {}
        for name, values in zip(self.columns, fields, strict=True):
            plain = list(map(self._cell, values.tolist()))
            columns[name] = plain if len(kept) == count else [plain[at] for at in kept]
        done = min(1.0, (start + count) / self._count) if self._count else 0.0
        return Batch(numbers, columns, geometries if shapes is not None else None, rejected, done)


def _cell(value: Any) -> Cell:
    """A value of GDAL's as a cell; what is not a number of numpy's counts as missing."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return None if value != value else value
    if isinstance(value, bytes):
        return value.hex()
    return str(value)


def _short(error: Exception, source: str) -> str:
    return str(error).replace(source, "the file").split("\n")[0].rstrip(".")[:160]
