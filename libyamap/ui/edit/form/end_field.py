"""An end of a link: an actor by any of its names, or a feature of the project by its title or place.

Where a link may bring its actor along, one that is not there yet is made on the spot.
"""

import msgspec

from libyamap.domain.geometry import Position
from libyamap.domain.model import Actor
from libyamap.errors import InvalidValue
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.names import New, actors_like, new_actor
from libyamap.ui.edit.form.suggest import Suggestion, SuggestLine
from libyamap.ui.edit.form.suggested_field import LookedUpField
from libyamap.ui.find.answers import Asker
from libyamap.ui.find.asking import Newest
from libyamap.ui.inspector.header import end_name

NOTHING_SUCH = "Neither an actor nor a feature goes by this name."


class EndField(LookedUpField):
    """`value` is the id of an actor or a feature; `made` the actor, where it is not in the project yet.

    With `makes`, a name that nobody bears is offered as a new actor.
    """

    def __init__(self, desk: Desk, name: str, label: str, *, makes: bool = False) -> None:
        self._desk = desk
        self._makes = makes
        self._made: Actor | None = None
        self.record = ""
        self.asking = Newest(desk)
        self.line = SuggestLine("An actor, or a feature of the project", self._ask)
        super().__init__(name, label, self.line)
        self.line.chosen.connect(self._take)
        self.line.left_unknown.connect(lambda _text: self.say(NOTHING_SUCH))
        self.asking.answered.connect(self._answered)

    def value(self) -> str:
        """The id; InvalidValue where there is none."""
        if not self.record:
            typed = self.line.text().strip()
            raise InvalidValue(self.name, NOTHING_SUCH if typed else "A link needs both ends: name an actor or a "
                               "feature of the project.")  # fmt: skip
        return self.record

    def made(self) -> tuple[Actor, ...]:
        """The actor that comes into the project with the link, where it does."""
        return (self._made,) if self._made is not None else ()

    def show_value(self, record: str) -> None:
        """Show the end that there is."""
        self._take_made(None)
        self.record = record
        self.line.taken_as(end_name(record, self._desk.contents) if record else "")

    def typed(self) -> object:
        """The id, the whole of a new actor, and the letters of what is not chosen yet."""
        return {
            "id": "" if self._made else self.record,
            "made": msgspec.to_builtins(self._made),
            "text": "" if self.record else self.line.text().strip(),
        }

    def put_back(self, typed: object) -> None:
        """The same end, if it is still there, or the same letters."""
        if not isinstance(typed, dict):
            return
        contents, record = self._desk.contents, str(typed.get("id") or "")
        if typed.get("made"):
            try:
                self._show_made(msgspec.convert(typed["made"], Actor))
            except msgspec.ValidationError:
                return
        elif record and (record in contents.actors or contents.feature(record)):
            self.show_value(record)
        elif not record:
            self.line.setText(str(typed.get("text") or ""))

    def clear(self) -> None:
        """None."""
        super().clear()
        self.asking.forget()
        self.show_value("")

    def _ask(self, text: str) -> None:
        self.record = ""
        self._take_made(None)
        self.say("")
        self.changed.emit()
        self.asking.forget()
        if not text.strip():
            self.line.offer(())
            return
        actors = tuple(self._desk.contents.actors.values())
        asker = Asker(self._desk.contents, self._desk.areas, lambda: None, (), _ANYWHERE)
        makes = self._makes
        self.asking.ask(lambda: _rows(text, actors, asker, makes=makes))

    def _answered(self, suggestions: object) -> None:
        if isinstance(suggestions, list):
            self.line.offer(suggestions)
            if not suggestions and not self.line.hasFocus():
                self.say(NOTHING_SUCH)

    def _take(self, suggestion: Suggestion) -> None:
        if isinstance(suggestion.value, New):
            self._show_made(new_actor(suggestion.value, self._desk.contents.actors.values()))
        else:
            self.record = str(suggestion.value)
        self.changed.emit()

    def _show_made(self, actor: Actor) -> None:
        self.record = actor.id
        self.line.taken_as(actor.name)
        self._take_made(actor)

    def _take_made(self, actor: Actor | None) -> None:
        self._made = actor
        self.show_echo("A new actor, added together with this link" if actor else "")


_ANYWHERE: Position = (0.0, 0.0)


def _rows(text: str, actors: tuple[Actor, ...], asker: Asker, *, makes: bool) -> list[Suggestion]:
    """Actors, then features, then, where it may, a new actor."""
    rows = actors_like(text, actors, make=makes)
    known = [row._replace(value=row.value.id) for row in rows if isinstance(row.value, Actor)]
    new = [row for row in rows if isinstance(row.value, New)]
    found = (answer for answer in asker.ask(text).rows if answer.feature)
    return [*known, *(Suggestion(each.name, each.note, "", each.icon, each.feature) for each in found), *new]
