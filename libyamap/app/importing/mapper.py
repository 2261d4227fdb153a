"""Rows to features: a batch of cells in, columns of checked field values out; what cannot be taken is said row by row.

Column by column instead of row by row, because a data set brings a million rows and most of their words repeat.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from libyamap.app.importing import cells
from libyamap.app.importing.cells import Columns, Problems, templated, texts
from libyamap.app.importing.dates import Order
from libyamap.app.importing.documents import documents_of, parts_of, web_address
from libyamap.app.importing.exactness import Exactness
from libyamap.app.importing.feature_rows import FeatureRows, digests_of
from libyamap.app.importing.mapping import Mapping, columns_in, columns_used
from libyamap.app.importing.placing import AREAS, Placer, count_at_zero
from libyamap.app.importing.placing_names import NamedPlaces, place_by_name
from libyamap.app.importing.rows import Batch, Rejected
from libyamap.app.importing.timing import Timer
from libyamap.app.importing.world import World
from libyamap.domain.checks import MAX_TEXT, MAX_TITLE, is_symbol
from libyamap.domain.geometry import Geometry
from libyamap.domain.model import Scalar
from libyamap.domain.vocabulary import Kind

UNTITLED = "(untitled)"
"""What a row is called that nothing names."""


class Mapper:
    """Turns the batches of one table into features. `counts` tells of what a reader should hear afterwards."""

    def __init__(
        self,
        mapping: Mapping,
        columns: tuple[str, ...],
        world: World,
        order: Order,
        places: NamedPlaces | None = None,
    ) -> None:
        """`places`: where a person has said that names lie; what is not among them is never placed by its name."""
        self.mapping = mapping
        self._named = places or {}
        self.counts: Counter[str] = Counter()
        self._empty = frozenset(mapping.empty)
        self._place = Placer(mapping, world, self._empty)
        self._time = Timer(mapping, order, self._empty)
        used = set(columns_used(mapping, columns)) - set(_still_told(mapping, columns))
        self._rest = [name for name in columns if name not in used and name not in mapping.hidden]
        self._exactness = Exactness(mapping, world, self._empty)

    def __call__(self, batch: Batch) -> tuple[list[FeatureRows], list[Rejected]]:
        """The features of a batch by kind, and the rows that could not be taken (the format's own included)."""
        count = len(batch.numbers)
        problems: Problems = {}
        fields = self._fields(batch.columns, batch.geometries, count, problems)
        rows = FeatureRows(
            Kind.EVENT,
            list(batch.numbers),
            texts(batch.columns, self.mapping.id, count, self._empty),
            digests_of(batch, count, problems),
            fields,
            texts(batch.columns, self.mapping.layer, count, self._empty),
            parts_of(self.mapping.actors, batch.columns, count, self._empty),
            documents_of(self.mapping.sources, batch.columns, count, self._empty),
        )
        rejected = [Rejected(batch.numbers[at], problems[at]) for at in sorted(problems)]
        if problems:
            rows = rows.some([at for at in range(count) if at not in problems])
        self._count(rows.fields)
        return list(self._by_kind(rows)), [*batch.rejected, *rejected]

    def _fields(
        self, columns: Columns, own: list[Geometry | None] | None, count: int, problems: Problems
    ) -> dict[str, list[Any]]:
        mapping, empty = self.mapping, self._empty
        attributes = cells.attributes(columns, self._rest, count, empty)
        geometries = self._place(columns, own, count, problems)
        types = texts(columns, mapping.type, count, empty)
        kinds = mapping.types
        names = [kinds.get(name, name) for name in types] if kinds else types
        country_names = texts(columns, mapping.country, count, empty)
        countries = self._exactness.countries(country_names)
        _keep_unknown(attributes, mapping.country, country_names, countries)
        for source in mapping.sources:
            addresses = texts(columns, source.url, count, empty)
            taken = [address if all(map(web_address, _split(address, source.split))) else "" for address in addresses]
            _keep_unknown(attributes, source.url, addresses, taken)
        places = templated(mapping.place, columns, count, empty)
        precisions = self._exactness.precisions(columns, geometries, countries, count, problems)
        radii = self._exactness.radii(columns, count, problems)
        self._exactness.widen(columns, precisions, radii, count)
        notes = place_by_name(self._named, places, country_names, geometries, precisions, countries)
        self._exactness.complete(geometries, precisions, countries)
        titles = self._titles(columns, names, places, count, attributes)
        descriptions = templated(mapping.description, columns, count, empty)
        _check_lengths(problems, descriptions, MAX_TEXT, "description")
        _check_lengths(problems, names, MAX_TITLE, "type")
        _check_lengths(problems, places, MAX_TITLE, "place")
        return {
            **({"place_note": notes} if self._named else {}),
            "title": titles,
            "description": descriptions,
            "type": names,
            "time": self._time(columns, count, problems),
            "where_prec": precisions,
            "geometry": geometries,
            "radius_m": radii,
            "place": places,
            "country": countries,
            "province": self._exactness.provinces(geometries, precisions),
            "symbol": self._symbols(columns, count, attributes),
            "tags": self._tags(columns, count),
            "attributes": attributes,
        }

    def _titles(
        self, columns: Columns, types: list[str], places: list[str], count: int, attributes: list[dict[str, Scalar]]
    ) -> list[str]:
        titles = templated(self.mapping.title, columns, count, self._empty)
        if "" not in titles and max(map(len, titles), default=0) <= MAX_TITLE:
            return titles
        whole = self.mapping.title if self.mapping.title in columns else ""
        for at, title in enumerate(titles):
            if not title:
                words = [words for words in (types[at], places[at]) if words]
                titles[at] = ", ".join(words)[:MAX_TITLE] or UNTITLED
            elif len(title) > MAX_TITLE:
                titles[at] = f"{title[: MAX_TITLE - 1].rstrip()}…"
                if whole:
                    attributes[at] = {**attributes[at], whole: title}
        return titles

    def _symbols(self, columns: Columns, count: int, attributes: list[dict[str, Scalar]]) -> list[str]:
        """Codes of APP-6D; others (older codes of letters) are kept as an attribute."""
        codes = texts(columns, self.mapping.symbol, count, self._empty)
        if not any(codes):
            return codes
        for at, code in enumerate(codes):
            if code and not is_symbol(code):
                attributes[at] = {**attributes[at], self.mapping.symbol: code}
                codes[at] = ""
        return codes

    def _tags(self, columns: Columns, count: int) -> list[tuple[str, ...]]:
        if not self.mapping.tags:
            return [()] * count
        split = self.mapping.tags_split or ";"
        return [
            tuple(dict.fromkeys(tag for part in text.split(split) if (tag := part.strip()[:MAX_TITLE])))
            for text in texts(columns, self.mapping.tags, count, self._empty)
        ]

    def _count(self, fields: dict[str, list[Any]]) -> None:
        geometries = fields["geometry"]
        self.counts["at zero"] += count_at_zero(geometries)
        if None in geometries:
            places = zip(geometries, fields["place"], strict=True)
            self.counts["named only"] += sum(1 for geometry, place in places if place and geometry is None)

    def _by_kind(self, rows: FeatureRows) -> Iterator[FeatureRows]:
        """Split the rows by what they become; most tables are of one kind."""
        if not rows.numbers:
            return
        otherwise = self.mapping.kind or (Kind.EVENT if self.mapping.date else Kind.SITE)
        kinds = [
            Kind.ZONE if geometry is not None and geometry.type in AREAS and self.mapping.kind is None else otherwise
            for geometry in rows.fields["geometry"]
        ]
        for kind in dict.fromkeys(kinds):
            chosen = [at for at, each in enumerate(kinds) if each is kind]
            some = rows if len(chosen) == len(kinds) else rows.some(chosen)
            yield msgspec.structs.replace(some, kind=kind)


def _still_told(mapping: Mapping, columns: tuple[str, ...]) -> Iterator[str]:
    """Columns that a field takes only in part, so that the cell itself is worth keeping too."""
    yield from (mapping.precision, mapping.date_precision)
    if mapping.types:
        yield mapping.type
    for template in (mapping.title, mapping.description, mapping.place):
        if template not in columns:
            yield from columns_in(template, columns)


def _split(text: str, sign: str) -> list[str]:
    return [part for part in text.split(sign) if part.strip()] if sign else [text]


def _keep_unknown(attributes: list[dict[str, Scalar]], column: str, names: list[str], codes: list[str]) -> None:
    if "" not in codes or not any(names):
        return
    for at, (name, code) in enumerate(zip(names, codes, strict=True)):
        if name and not code:
            attributes[at] = {**attributes[at], column: name}


def _check_lengths(problems: Problems, values: Sequence[str], limit: int, field: str) -> None:
    if max(map(len, values), default=0) > limit:
        for at, value in enumerate(values):
            if len(value) > limit:
                problems.setdefault(at, f"The {field} is {len(value):,} characters long; at most {limit:,} fit.")
