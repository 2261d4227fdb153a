"""Short names in an example's file: each must lead somewhere, and parents come before their children."""

from collections.abc import Iterator, Mapping
from typing import Protocol


class BadExample(Exception):
    """An example's data file contradicts itself: a bug of ours; the text names the record and the field."""


class HasParent(Protocol):
    """A record that may be part of another of its sort."""

    @property
    def parent(self) -> str:
        """Short name of the parent; empty if there is none."""
        ...


def looked_up(ids: Mapping[str, str], key: str, where: str) -> str:
    """The id behind a short name; BadExample says where a name leads nowhere, and what there is."""
    try:
        return ids[key]
    except KeyError:
        raise BadExample(f"{where}: there is no “{key}”; there are {', '.join(sorted(ids))}.") from None


def parents_first(section: str, records: Mapping[str, HasParent]) -> Iterator[str]:
    """Short names such that parents come before their children; BadExample for a missing parent or a circle."""
    done: set[str] = set()

    def with_parents(key: str, below: tuple[str, ...]) -> Iterator[str]:
        if key in below:
            raise BadExample(f"{section}.{key}.parent: {' is part of '.join((*below, key))}.")
        if key in done:
            return
        parent = records[key].parent
        if parent:
            looked_up({name: name for name in records}, parent, f"{section}.{key}.parent")
            yield from with_parents(parent, (*below, key))
        done.add(key)
        yield key

    for key in records:
        yield from with_parents(key, ())
