"""How exactly the place of a row is known: its code of precision, the country and province that stand for it, a radius.

The codes are those of UCDP's where_prec, 1 (exact) to 7 (international waters or airspace); 0 stands for none.
"""

from libyamap.app.importing.cells import Columns, Problems, texts
from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.world import World
from libyamap.app.placing import COUNTRY, EXACT, NEAR, PROVINCE
from libyamap.domain.geometry import Geometry, GeometryType

_CODES = frozenset("1234567")


class Exactness:
    """Finds it for the rows of one table, and remembers the countries and provinces that it has looked up."""

    def __init__(self, mapping: Mapping, world: World, empty: frozenset[str]) -> None:
        self.mapping = mapping
        self.world = world
        self.empty = empty
        self._countries = _Countries(world)
        self._provinces: dict[tuple[float, float], str] = {}

    def countries(self, names: list[str]) -> list[str]:
        """ISO 3166-1 alpha-3 codes of the names that a table gives; empty for one that is not known."""
        return list(map(self._countries.__getitem__, names))

    def precisions(
        self,
        columns: Columns,
        geometries: list[Geometry | None],
        countries: list[str],
        count: int,
        problems: Problems,
    ) -> list[int | None]:
        """One code a row, None where nothing is known; what is no code is noted in `problems`."""
        mapping = self.mapping
        codes = texts(columns, mapping.precision, count, self.empty)
        if not mapping.precision_hints and None not in geometries and self._are_known(codes):
            return self._of_codes(codes, geometries)
        hints = [(hint, texts(columns, hint.column, count, self.empty)) for hint in mapping.precision_hints]
        known = mapping.precisions
        found: list[int | None] = []
        for at, (code, geometry) in enumerate(zip(codes, geometries, strict=True)):
            if code and known.get(code) != 0:
                precision = known.get(code) or (int(code) if not known and code in _CODES else 0)
                if not precision:
                    problems.setdefault(at, f"“{code[:40]}” is not a code of place precision that we know.")
            elif geometry is None:
                precision = 0
            else:
                precision = _otherwise(geometry)
            for hint, column in hints:
                if code == hint.code and hint.words in column[at].casefold():
                    precision = max(precision, hint.means)
            if geometry is None and precision != COUNTRY:
                precision = COUNTRY if countries[at] else 0
            found.append(precision or None)
        return found

    def _are_known(self, codes: list[str]) -> bool:
        return set(codes) <= {"", *(self.mapping.precisions or _CODES)}

    def _of_codes(self, codes: list[str], geometries: list[Geometry | None]) -> list[int | None]:
        """The precisions of rows of which each has a place and a known code or none."""
        known: dict[str, int | None] = dict(self.mapping.precisions) or {code: int(code) for code in _CODES}
        found = list(map(known.get, codes))
        if not all(found):
            return [code or _otherwise(geometry) for code, geometry in zip(found, geometries, strict=True)]
        return found

    def widen(self, columns: Columns, precisions: list[int | None], radii: list[float | None], count: int) -> None:
        """Take for near what names a square of a kilometre or more instead of a point, unless a code says otherwise."""
        if not self.mapping.coordinates:
            return
        codes = texts(columns, self.mapping.precision, count, self.empty)
        for at, text in enumerate(texts(columns, self.mapping.coordinates, count, self.empty)):
            if text and not codes[at] and precisions[at] == EXACT:
                radius = self.world.square_radius_m(text)
                if radius is not None:
                    precisions[at] = NEAR
                    radii[at] = radii[at] or radius

    def complete(self, geometries: list[Geometry | None], precisions: list[int | None], countries: list[str]) -> None:
        """Name the country of what is only known to be somewhere in it: without it, nothing could be drawn."""
        if COUNTRY not in precisions:
            return
        for at, precision in enumerate(precisions):
            geometry = geometries[at]
            if precision == COUNTRY and not countries[at] and geometry is not None:
                countries[at] = self.world.country_at(next(geometry.positions()))

    def provinces(self, geometries: list[Geometry | None], precisions: list[int | None]) -> list[str]:
        """The province that each point stands for, empty where it stands for none."""
        if PROVINCE not in precisions:
            return [""] * len(geometries)
        codes = []
        for geometry, precision in zip(geometries, precisions, strict=True):
            if precision != PROVINCE or geometry is None or geometry.type is not GeometryType.POINT:
                codes.append("")
                continue
            at = geometry.coordinates
            if at not in self._provinces:
                self._provinces[at] = self.world.province_at(at)
            codes.append(self._provinces[at])
        return codes

    def radii(self, columns: Columns, count: int, problems: Problems) -> list[float | None]:
        """Metres; what is no radius between 0 and 2,000 km is noted in `problems`."""
        if not self.mapping.radius:
            return [None] * count
        radii: list[float | None] = []
        for at, text in enumerate(texts(columns, self.mapping.radius, count, self.empty)):
            try:
                radius = float(text.replace(",", ".")) if text else None
            except ValueError:
                radius = -1.0
            if radius is not None and not 0 < radius <= 2_000_000:
                problems.setdefault(at, f"“{text[:40]}” is not a radius between 0 and 2,000,000 m.")
            radii.append(radius)
        return radii


class _Countries(dict[str, str]):
    """Codes of countries by the names that a table gives them, remembered; empty for one that is not known."""

    def __init__(self, world: World) -> None:
        super().__init__({"": ""})
        self._world = world

    def __missing__(self, name: str) -> str:
        self[name] = self._world.country_code(name)
        return self[name]


def _otherwise(geometry: Geometry | None) -> int:
    """How exactly a place is known of which no code says it."""
    return 1 if geometry is not None and geometry.type is GeometryType.POINT else 5
