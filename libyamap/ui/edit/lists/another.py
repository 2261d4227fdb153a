"""Another actor or source: which one takes the place of one that goes."""

from libyamap.domain.model import Actor, Source
from libyamap.errors import InvalidValue
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.names import actors_like, sources_like
from libyamap.ui.edit.form.suggest import Suggestion, SuggestLine
from libyamap.ui.edit.form.suggested_field import SuggestedField


class AnotherField(SuggestedField):
    """`record` is the one that was chosen, of the same sort and not itself."""

    def __init__(self, desk: Desk, gone: Actor | Source) -> None:
        self._desk = desk
        self._gone = gone
        self._chosen: Actor | Source | None = None
        self.line = SuggestLine("Any of its names", self._ask)
        super().__init__("id", "Let this take its place", self.line)
        self.line.chosen.connect(self._take)

    def value(self) -> str:
        """Its id; InvalidValue where none is chosen."""
        return self.record().id

    def record(self) -> Actor | Source:
        """The one; InvalidValue where none is chosen."""
        if self._chosen is None:
            raise InvalidValue("id", "Choose which one takes its place.")
        return self._chosen

    def _ask(self, text: str) -> list[Suggestion]:
        self._chosen = None
        self.say("")
        self.changed.emit()
        contents = self._desk.contents
        if isinstance(self._gone, Actor):
            others = (actor for actor in contents.actors.values() if actor.id != self._gone.id)
            return actors_like(text, others, make=False) if text.strip() else []
        return sources_like(
            text, (source for source in contents.sources.values() if source.id != self._gone.id), make=False
        )

    def _take(self, suggestion: Suggestion) -> None:
        if isinstance(suggestion.value, Actor | Source):
            self._chosen = suggestion.value
            self.changed.emit()
