"""The type of a feature: words with a symbol of their own are suggested, any other word is accepted."""

from libyamap.ui.edit.form.field import Field
from libyamap.ui.edit.form.names import words_like
from libyamap.ui.edit.form.suggest import Suggestion, SuggestLine


class TypeField(Field):
    """`value` is a word."""

    def __init__(self, suggested: tuple[str, ...]) -> None:
        self._suggested = suggested
        self.line = SuggestLine(", ".join(suggested[:4]) + " …", self._ask, free=True)
        super().__init__("type", "Type", self.line, "Suggested words have a symbol of their own; Down lists them")
        self.line.chosen.connect(lambda _suggestion: self.changed.emit())
        self.line.shortened.connect(lambda: self.say(self.line.cut_words))

    def value(self) -> str:
        """The word."""
        return self.line.text().strip()

    def show_value(self, value: str) -> None:
        """Show a word."""
        self.line.taken_as(value)

    def typed(self) -> object:
        """The word."""
        return self.line.text()

    def put_back(self, typed: object) -> None:
        """The word again."""
        self.line.taken_as(str(typed or ""))

    def clear(self) -> None:
        """Empty."""
        super().clear()
        self.line.taken_as("")

    def _ask(self, text: str) -> list[Suggestion]:
        self.say("")
        self.changed.emit()
        return words_like(text, self._suggested)
