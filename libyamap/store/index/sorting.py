"""By what features are sorted, as plain comparable values; what is missing comes last, whichever way round."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from libyamap.app.folding import folded
from libyamap.app.matching import CERTAINTIES, best_of
from libyamap.app.viewport import SortColumn, Sorting
from libyamap.domain.model import Actor, Layer
from libyamap.domain.vocabulary import Kind, Status
from libyamap.store.index.entry import Entry

KINDS: Final = tuple(Kind)
STATUSES: Final = tuple(Status)


class Names(NamedTuple):
    """What features refer to by id: actors and layers."""

    actors: Mapping[str, Actor]
    layers: Mapping[str, Layer]

    def actor(self, actor_id: str) -> str:
        """What an actor is sorted by: its short name where it has one, folded; empty: unknown."""
        actor = self.actors.get(actor_id)
        return folded(actor.short_name or actor.name) if actor else ""

    def layer(self, layer_id: str) -> str:
        """What a layer is sorted by: its title, folded."""
        layer = self.layers.get(layer_id)
        return folded(layer.title) if layer else ""


def _text(name: str) -> Callable[[Entry, Names], str]:
    return lambda entry, _: folded(getattr(entry.feature, name, ""))


def _certainty(entry: Entry, _: Names) -> int | None:
    return CERTAINTIES.index(entry.feature.certainty) if entry.feature.certainty else None


_KEYS: Final[Mapping[SortColumn, Callable[[Entry, Names], Any]]] = {
    "id": lambda entry, _: entry.feature.id,
    "title": _text("title"),
    "kind": lambda entry, _: KINDS.index(entry.feature.kind),
    "layer": lambda entry, names: names.layer(entry.feature.layer),
    "type": _text("type"),
    "status": lambda entry, _: STATUSES.index(entry.feature.status),
    "certainty": _certainty,
    "time": lambda entry, _: entry.days.earliest,
    "ends": lambda entry, _: entry.days.latest,
    "place": _text("place"),
    "country": _text("country"),
    "province": _text("province"),
    "actors": lambda entry, names: names.actor(entry.lead),
    "grade": lambda entry, _: best_of(entry.grades),
    "where_prec": lambda entry, _: entry.feature.where_prec,
    "dataset": _text("dataset"),
}


class _Backwards:
    """A value that is sorted the other way round."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Backwards) and bool(self.value == other.value)

    def __lt__(self, other: "_Backwards") -> bool:
        return bool(other.value < self.value)

    def __hash__(self) -> int:
        return hash(self.value)


def comparable(sort: Sorting, names: Names) -> Callable[[Entry], Any]:
    """A key that compares as `in_order` sorts."""

    def key(entry: Entry) -> Any:
        parts: list[Any] = []
        for column, descending in sort:
            value = _KEYS[column](entry, names)
            missing = value in {None, ""}
            parts += (missing, 0 if missing else _Backwards(value) if descending else value)
        return (*parts, entry.feature.id)

    return key


def in_order(entries: Iterable[Entry], sort: Sorting, names: Names) -> list[Entry]:
    """The entries sorted; ties by id. Python's sort is stable, so the least important column goes first."""
    found = sorted(entries, key=lambda entry: entry.feature.id)
    for column, descending in reversed(sort):
        known: list[tuple[Any, Entry]] = []
        missing: list[tuple[Any, Entry]] = []
        for entry in found:
            value = _KEYS[column](entry, names)
            (missing if value in {None, ""} else known).append((value, entry))
        known.sort(key=lambda pair: pair[0], reverse=descending)
        found = [entry for _, entry in (*known, *missing)]
    return found
