"""Delete a record; where it is still in use, only together with another that takes its place."""

from dataclasses import dataclass

import msgspec

from libyamap.app.commands.current import current_of
from libyamap.app.naming import noun_of, quoted
from libyamap.app.transaction import Transaction
from libyamap.domain.model import Actor, Alias, Attachment, Claim, Feature, Layer, Link, Record
from libyamap.errors import InvalidValue


@dataclass(frozen=True)
class Remove:
    """Delete a record; the claims on a feature go with it, and what is attached to them.

    With `replacement`, everything that refers to the record refers to that one afterwards (an actor by another actor,
    a source by a source, a layer by a layer, the end of a link by a feature or actor).
    """

    record: Record
    replacement: Record | None = None

    @property
    def name(self) -> str:
        """`remove-actor`, `remove-event` ..."""
        return f"remove-{type(self.record).__name__.lower()}"

    @property
    def title(self) -> str:
        """“Delete ‘...’”, “Delete ‘...’, with ‘...’ in its place”."""
        instead = f", with {quoted(self.replacement)} in its place" if self.replacement else ""
        return f"Delete {quoted(self.record)}{instead}"

    def apply(self, transaction: Transaction) -> None:
        """Delete it, claims first; InvalidValue if something still refers to it and nothing takes its place."""
        record = current_of(transaction, self.record)
        if self.replacement is None:
            transaction.check_unused(record)
        else:
            put_in_place(transaction, record, self.replacement)
        remove_whole(transaction, record)


@dataclass(frozen=True)
class ReplaceActor:
    """Two actors turn out to be one: `by` takes the place of `actor`, and keeps its names as aliases."""

    actor: Actor
    by: Actor
    name: str = "replace-actor"

    @property
    def title(self) -> str:
        """“Merge actor ‘...’ into ‘...’”."""
        return f"Merge actor {quoted(self.actor)} into {quoted(self.by)}"

    def apply(self, transaction: Transaction) -> None:
        """Hand over every reference and the names, then delete the one that is left."""
        actor = current_of(transaction, self.actor)
        put_in_place(transaction, actor, self.by)
        remove_whole(transaction, actor)
        kept = current_of(transaction, self.by)
        names = [Alias(actor.name), *([Alias(actor.short_name)] if actor.short_name else [])]
        known = {kept.name, kept.short_name, *(alias.text for alias in kept.aliases)}
        new = tuple(alias for alias in (*names, *actor.aliases) if alias.text not in known)
        transaction.put(msgspec.structs.replace(kept, aliases=kept.aliases + new))


def remove_whole(transaction: Transaction, record: Record) -> None:
    """Delete the record with the claims on it and what is attached to those; nothing else may refer to it."""
    claims = transaction.reader.claims_of([record.id]) if isinstance(record, Feature) else []
    with_files = [record.id] if isinstance(record, Claim) else [claim.id for claim in claims]
    for attachment in transaction.reader.attachments_of(with_files) if with_files else ():
        transaction.delete(Attachment, attachment.id)
    for claim in claims:
        transaction.delete(Claim, claim.id)
    transaction.delete(type(record), record.id)


def put_in_place(transaction: Transaction, record: Record, replacement: Record) -> None:
    """Let all that refers to `record` refer to `replacement`."""
    kinds = (type(record), type(replacement))
    fits = kinds[0] is kinds[1] or (issubclass(kinds[0], Feature) and issubclass(kinds[1], Feature | Actor))
    if not fits or replacement.id == record.id:
        raise InvalidValue("id", f"{quoted(replacement)} cannot take the place of this {noun_of(kinds[0])}.")
    for key in transaction.reader.users_of(record):
        user = transaction.get(key.record_type, key.id)
        if user is not None and key.id != replacement.id:
            transaction.put(_referring(user, record.id, replacement.id))
        elif isinstance(user, Actor | Layer):
            # What takes the place was a part of the other: it moves up to where that one was.
            above = getattr(record, "parent", "")
            transaction.put(msgspec.structs.replace(user, parent="" if above == user.id else above))


def _referring(user: Record, old: str, new: str) -> Record:
    """The record with one id in place of another, wherever it refers to it."""
    fields: dict[str, object] = {}
    for name in ("layer", "parent", "source", "origin", "target"):
        if getattr(user, name, "") == old:
            fields[name] = new
    for name in ("actors", "says_actors"):
        parts = getattr(user, name, ())
        if any(part.actor == old for part in parts):
            changed = [msgspec.structs.replace(part, actor=new) if part.actor == old else part for part in parts]
            fields[name] = tuple(dict.fromkeys(changed))
    if isinstance(user, Link) and fields.get("origin", user.origin) == fields.get("target", user.target):
        raise InvalidValue("target", f"The link {quoted(user)} would lead from something to itself; delete it first.")
    return msgspec.structs.replace(user, **fields)
