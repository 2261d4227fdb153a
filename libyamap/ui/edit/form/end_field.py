"""An end of a link: an actor by any of its names, or a feature of the project by its title or place."""

from libyamap.domain.geometry import Position
from libyamap.domain.model import Actor
from libyamap.errors import InvalidValue
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.field import Field
from libyamap.ui.edit.form.names import actors_like
from libyamap.ui.edit.form.suggest import Suggestion, SuggestLine
from libyamap.ui.find.answers import Asker
from libyamap.ui.find.asking import Newest
from libyamap.ui.inspector.header import end_name

NOTHING_SUCH = "Neither an actor nor a feature goes by this name."


class EndField(Field):
    """`value` is the id of an actor or a feature."""

    def __init__(self, desk: Desk, name: str, label: str) -> None:
        self._desk = desk
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

    def show_value(self, record: str) -> None:
        """Show the end that there is."""
        self.record = record
        self.line.taken_as(end_name(record, self._desk.contents) if record else "")

    def pending(self) -> bool:
        """Whether the name is still being looked up."""
        return self.asking.pending

    def settle(self) -> None:
        """Take the first that fits what is typed."""
        self.line.settle()

    def stop(self) -> None:
        """Wait for the look-up."""
        self.asking.stop()

    def typed(self) -> object:
        """The id, and the letters of what is not chosen yet."""
        return {"id": self.record, "text": "" if self.record else self.line.text().strip()}

    def put_back(self, typed: object) -> None:
        """The same end, if it is still there, or the same letters."""
        if not isinstance(typed, dict):
            return
        contents, record = self._desk.contents, str(typed.get("id") or "")
        if record and (record in contents.actors or contents.feature(record)):
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
        self.say("")
        self.changed.emit()
        self.asking.forget()
        if not text.strip():
            self.line.offer(())
            return
        actors = tuple(self._desk.contents.actors.values())
        asker = Asker(self._desk.contents, self._desk.areas, lambda: None, (), _ANYWHERE)
        self.asking.ask(lambda: _rows(text, actors, asker))

    def _answered(self, suggestions: object) -> None:
        if isinstance(suggestions, list):
            self.line.offer(suggestions)
            if not suggestions and not self.line.hasFocus():
                self.say(NOTHING_SUCH)

    def _take(self, suggestion: Suggestion) -> None:
        self.record = str(suggestion.value)
        self.changed.emit()


_ANYWHERE: Position = (0.0, 0.0)


def _rows(text: str, actors: tuple[Actor, ...], asker: Asker) -> list[Suggestion]:
    rows = [
        row._replace(value=row.value.id)
        for row in actors_like(text, actors, make=False)
        if isinstance(row.value, Actor)
    ]
    found = (answer for answer in asker.ask(text).rows if answer.feature)
    return [*rows, *(Suggestion(each.name, each.note, "", each.icon, each.feature) for each in found)]
