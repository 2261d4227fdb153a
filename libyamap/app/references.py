"""What records refer to: a reference must lead somewhere when it is written, and nothing that is in use is removed."""

from collections.abc import Callable, Iterator

from libyamap.app.ports import StoreReader
from libyamap.domain.model import FEATURE_CLASSES, Actor, Attachment, Claim, Feature, Layer, Link, Record, Source
from libyamap.errors import InvalidValue

Exists = Callable[[type[Record], str], bool]


def feature_in(reader: StoreReader, record_id: str) -> Feature | None:
    """A feature of whatever kind, or None."""
    for record_type in FEATURE_CLASSES.values():
        found = reader.get(record_type, record_id)
        if found is not None:
            return found
    return None


def check_references(record: Record, exists: Exists) -> None:
    """InvalidValue for the first reference that leads nowhere; `exists` knows `Feature` as any kind of feature."""
    for field, record_type, record_id in _references(record):
        if not exists(record_type, record_id):
            noun = record_type.__name__.lower()
            raise InvalidValue(field, f"There is no {noun} with the id “{record_id[:40]}” in this project.")
    if isinstance(record, Link):
        for field, end in (("origin", record.origin), ("target", record.target)):
            if not exists(Actor, end) and not exists(Feature, end):
                raise InvalidValue(field, "An end of the link is neither an actor nor a feature of this project.")


def ids_referred_to(record: Record) -> set[str]:
    """Ids of everything that the record refers to."""
    ids = {record_id for _, _, record_id in _references(record)}
    return ids | {record.origin, record.target} if isinstance(record, Link) else ids


def check_no_circle(record: Actor | Layer, reader: StoreReader) -> None:
    """InvalidValue if the record would be part of itself."""
    passed = {record.id}
    above = record.parent
    while above:
        if above in passed:  # also where a damaged file holds a circle further up
            raise InvalidValue("parent", "It cannot be part of itself; choose another parent.")
        passed.add(above)
        parent = reader.get(type(record), above)
        above = parent.parent if parent else ""


def check_unused(record: Record, reader: StoreReader) -> None:
    """InvalidValue with a count and an example if other records still refer to this one (claims of a feature aside)."""
    first = next(iter(reader.users_of(record, 1)), None)
    if first is None:
        return
    user = reader.get(first.record_type, first.id)
    example = getattr(user, "title", "") or getattr(user, "name", "") or "a claim"
    count = reader.count_users(record)
    others = f" and {count - 1} more" if count > 1 else ""
    raise InvalidValue("id", f"It is still used by ‘{example}’{others}; change or delete those first.")


def _references(record: Record) -> Iterator[tuple[str, type[Record], str]]:
    """Field, type and id of each thing that the record refers to; the ends of links aside (of two types)."""
    if isinstance(record, Feature):
        yield "layer", Layer, record.layer
        for involvement in record.actors:
            yield "actors", Actor, involvement.actor
    if isinstance(record, Claim):
        yield "source", Source, record.source
        yield "feature", Feature, record.feature
        for involvement in record.says_actors:
            yield "says_actors", Actor, involvement.actor
    if isinstance(record, Attachment):
        yield "claim", Claim, record.claim
    if isinstance(record, Actor | Layer) and record.parent:
        yield "parent", type(record), record.parent
