"""The sketches of a project in little room: columns, one run of bytes for all titles, and what repeats by its number.

A million of them take some 200 MB, as objects they would take ten times as much.
"""

from array import array
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from typing import Final, Generic, TypeVar

from libyamap.app.duplicates.sketch import Sketch
from libyamap.domain.packed_ids import ID_BYTES, can_be_packed, packed, unpacked

_ERRORS: Final = "surrogatepass"
_KEPT: Final = 10_000
T = TypeVar("T", bound=Hashable)


class Sketches:
    """To be added to and asked by number; `counts` says in how many titles each word stands."""

    def __init__(self, some: Iterable[Sketch] = ()) -> None:
        self.lon, self.lat, self.reach = array("d"), array("d"), array("d")
        self.first, self.last = array("i"), array("i")
        self.dataset = array("i")
        self.counts: Counter[str] = Counter()
        self.datasets: _Numbered[str] = _Numbered()
        self._ids = bytearray()
        self._odd_ids: dict[int, str] = {}
        self._titles, self._title_ends = bytearray(), array("q")
        self._actors: _Numbered[str] = _Numbered()
        self._parties, self._actor_ends, self._party_ends = array("i"), array("q"), array("q")
        self._apart: dict[int, frozenset[str]] = {}
        self._numbers = lru_cache(maxsize=_KEPT)(self._numbers_of)
        self._names = lru_cache(maxsize=_KEPT)(self._names_of)
        self.lately = lru_cache(maxsize=_KEPT)(self.__getitem__)
        """As by number; those that were asked for last are kept."""
        for each in some:
            self.add(each)

    def add(self, sketch: Sketch) -> None:
        """Add one; its number is how many there were."""
        at = len(self)
        if can_be_packed(sketch.id):
            self._ids += packed([sketch.id])
        else:  # another program gave it an id of its own sort
            self._odd_ids[at] = sketch.id
            self._ids += bytes(ID_BYTES)
        if sketch.apart_from:
            self._apart[at] = sketch.apart_from
        self.dataset.append(self.datasets.number(sketch.dataset))
        self.lon.append(sketch.at[0])
        self.lat.append(sketch.at[1])
        self.reach.append(sketch.reach_m)
        self.first.append(sketch.first)
        self.last.append(sketch.last)
        self._titles += sketch.title.encode("utf-8", _ERRORS)
        self._title_ends.append(len(self._titles))
        self.counts.update(sketch.words)
        self._parties.extend(self._numbers(sketch.actors))
        self._actor_ends.append(len(self._parties))
        self._parties.extend(self._numbers(sketch.sides))
        self._party_ends.append(len(self._parties))

    def __len__(self) -> int:
        return len(self.lon)

    def __iter__(self) -> Iterator[Sketch]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, at: int) -> Sketch:
        if not 0 <= at < len(self):
            raise IndexError(at)
        title = self._titles[self._title_ends[at - 1] if at else 0 : self._title_ends[at]].decode("utf-8", _ERRORS)
        start, middle, end = self._party_ends[at - 1] if at else 0, self._actor_ends[at], self._party_ends[at]
        return Sketch(
            self.id(at),
            self.datasets.all[self.dataset[at]],
            (self.lon[at], self.lat[at]),
            self.reach[at],
            self.first[at],
            self.last[at],
            title,
            frozenset(title.split()),
            self._names(self._parties[start:middle].tobytes()),
            self._names(self._parties[middle:end].tobytes()),
            self._apart.get(at, frozenset()),
        )

    def _numbers_of(self, names: frozenset[str]) -> "array[int]":
        return array("i", map(self._actors.number, names))

    def _names_of(self, numbers: bytes) -> frozenset[str]:
        names = self._actors.all
        return frozenset([names[each] for each in array("i", numbers)])

    def id(self, at: int) -> str:
        """The id of an event."""
        odd = self._odd_ids.get(at)
        return next(unpacked(bytes(self._ids[at * ID_BYTES : (at + 1) * ID_BYTES]))) if odd is None else odd


class _Numbered(Generic[T]):
    """Different values, each by a number."""

    def __init__(self) -> None:
        self.all: list[T] = []
        self._numbers: dict[T, int] = {}

    def number(self, value: T) -> int:
        """That of the value, which is kept where it is new."""
        number = self._numbers.setdefault(value, len(self.all))
        if number == len(self.all):
            self.all.append(value)
        return number
