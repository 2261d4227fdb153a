"""The actors, sources and layers that rows name: found in the project by name or address, else added to it."""

import msgspec

from libyamap.app.folding import folded
from libyamap.app.importing.dates import Order, date_reader
from libyamap.app.importing.documents import Document, Part
from libyamap.app.transaction import Transaction
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Involvement, Layer, Source
from libyamap.errors import InvalidValue


class Parties:
    """Ids for names, within one transaction; what the project does not know yet is put into it."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._actors: dict[str, str] | None = None
        self._sources: dict[tuple[str, str], str] | None = None
        self._layers: dict[str, str] = {folded(layer.title): layer.id for layer in transaction.all(Layer)}
        self._positions = max((layer.position for layer in transaction.all(Layer)), default=-1)
        self._known_parts: dict[tuple[Part, ...], tuple[Involvement, ...]] = {(): ()}
        self._known_documents: dict[tuple[Document, ...], tuple[str, ...]] = {(): ()}
        self._read_date = date_reader(Order("day-first", mixed=True))

    def layer(self, title: str) -> str:
        """The id of the layer with this title."""
        key = folded(title)
        if key not in self._layers:
            self._positions += 1
            layer = Layer(id=new_id(), title=title, position=self._positions)
            self._transaction.put(layer)
            self._layers[key] = layer.id
        return self._layers[key]

    def involvements(self, parts: tuple[Part, ...]) -> tuple[Involvement, ...]:
        """The actors of a row."""
        known = self._known_parts.get(parts)
        if known is None:
            found = {self._actor(part.name): Involvement(self._actor(part.name), part.role) for part in reversed(parts)}
            known = self._known_parts[parts] = tuple(reversed(found.values()))
        return known

    def sources(self, documents: tuple[Document, ...]) -> tuple[str, ...]:
        """The ids of the documents of a row."""
        known = self._known_documents.get(documents)
        if known is None:
            known = self._known_documents[documents] = tuple(dict.fromkeys(map(self._source, documents)))
        return known

    def _actor(self, name: str) -> str:
        if self._actors is None:
            self._actors = {}
            for actor in self._transaction.all(Actor):
                for text in (actor.name, actor.short_name, *(alias.text for alias in actor.aliases)):
                    if text:
                        self._actors.setdefault(folded(text), actor.id)
        key = folded(name)
        if key not in self._actors:
            actor = Actor(id=new_id(), name=name)
            self._transaction.put(actor)
            self._actors[key] = actor.id
        return self._actors[key]

    def _source(self, document: Document) -> str:
        if self._sources is None:
            self._sources = {}
            for source in self._transaction.all(Source):
                self._sources.setdefault(_key(source.title, source.url), source.id)
        key = _key(document.title, document.url)
        if key not in self._sources:
            source = Source(
                id=new_id(), title=document.title, url=document.url, publisher=document.publisher,
                published=self._published(document),
            )  # fmt: skip
            if not source.published and document.published:
                source = msgspec.structs.replace(source, note=f"Published: {document.published}")
            self._transaction.put(source)
            self._sources[key] = source.id
        return self._sources[key]

    def _published(self, document: Document) -> str:
        try:
            return self._read_date(document.published) if document.published else ""
        except InvalidValue:
            return ""


def _key(title: str, url: str) -> tuple[str, str]:
    """A source is the same by its address; without one, by its title."""
    return ("", url) if url else (folded(title), "")
