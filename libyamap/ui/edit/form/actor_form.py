"""The form of an actor: names, what sort of party it is, its colour, whose part it is."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QPushButton

from libyamap.app.actor_colours import COLOURS, next_colour
from libyamap.domain.fields import words_for
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Alias
from libyamap.domain.vocabulary import ActorKind, Affiliation
from libyamap.errors import InvalidValue
from libyamap.i18n import is_right_to_left
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.base import Form
from libyamap.ui.edit.form.choices import ChoiceField
from libyamap.ui.edit.form.field import Field
from libyamap.ui.edit.form.lines import BlockField, LineField
from libyamap.ui.edit.form.names import actors_like
from libyamap.ui.edit.form.suggest import Suggestion, SuggestLine
from libyamap.ui.edit.form.suggested_field import SuggestedField

_CHIP = 14


class ActorForm(Form):
    """`record` is the Actor as filled in; the same id until it is cleared."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._actor = self._new()
        self.name = LineField("name", "Name", "Government of National Accord", needed=True)
        self.short = LineField("short_name", "Short name", "GNA", "For tables and narrow places")
        self.kind = ChoiceField("kind", "Kind", [(kind, kind.value.capitalize()) for kind in ActorKind])
        self.aliases = LineField("aliases", "Other names", "separated by commas; Arabic too",
                                 "Every one of them finds the actor")  # fmt: skip
        self.colour = ColourField()
        self.parent_actor = ParentField(desk)
        self.country = LineField("country", "Country", "LBY", words_for("country").help)
        self.country.line.setMaxLength(3)
        self.affiliation = ChoiceField("affiliation", "Affiliation", [(each, each.value.capitalize()) for each in
                                       Affiliation], words_for("affiliation").help)  # fmt: skip
        self.note = BlockField("note", "Note")
        self.add(self.name, self.short, self.kind, self.aliases, self.colour, self.parent_actor, self.country,
                 self.affiliation, self.note)  # fmt: skip
        self.column.addStretch(1)
        self.show_record(self._actor)

    def show_record(self, actor: Actor) -> None:
        """Show one, to be changed."""
        self._actor = actor
        self.name.show_value(actor.name)
        self.short.show_value(actor.short_name)
        self.kind.begin_with(actor.kind)
        self.aliases.show_value(", ".join(alias.text for alias in actor.aliases))
        self.colour.show_value(actor.colour)
        self.parent_actor.show_value(actor.parent)
        self.country.show_value(actor.country)
        self.affiliation.begin_with(actor.affiliation)
        self.note.show_value(actor.note)

    def record(self) -> Actor:
        """The actor; InvalidValue where a field is wrong."""
        return msgspec.structs.replace(
            self._actor,
            name=self.name.value(),
            short_name=self.short.value(),
            kind=ActorKind(str(self.kind.value())),
            aliases=self._aliases(),
            colour=self.colour.value(),
            parent=self.parent_actor.value(),
            country=self.country.value().upper(),
            affiliation=Affiliation(str(self.affiliation.value())),
            note=self.note.value(),
        )

    def clear(self) -> None:
        """Another, empty one."""
        super().clear()
        self.show_record(self._new())

    def _new(self) -> Actor:
        used = (actor.colour for actor in self.desk.contents.actors.values())
        return Actor(id=new_id(), name="", colour=next_colour(used))

    def _aliases(self) -> tuple[Alias, ...]:
        """Names that were there keep their language; new ones in Arabic letters get it."""
        known = {alias.text: alias for alias in self._actor.aliases}
        texts = (part.strip() for part in self.aliases.value().replace("،", ",").split(","))
        return tuple(
            known.get(text, Alias(text, "ar" if is_right_to_left(text) else ""))
            for text in dict.fromkeys(texts)
            if text
        )


class ParentField(SuggestedField):
    """The actor that this one is a part of; `value` is its id."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._parent = ""
        self.line = SuggestLine("An actor, where it is a part of one", self._ask)
        super().__init__("parent", "Part of", self.line)
        self.line.chosen.connect(self._take)

    def value(self) -> str:
        """The id, empty for none; InvalidValue where something was typed but not taken."""
        text = self.line.text().strip()
        if text and not self._parent:
            raise InvalidValue("parent", f"No actor goes by the name “{text[:60]}”.")
        return self._parent if text else ""

    def show_value(self, parent: str) -> None:
        """Show one."""
        actor = self._desk.contents.actors.get(parent)
        self._parent = parent if actor else ""
        self.line.taken_as(actor.name if actor else "")

    def typed(self) -> object:
        """The id."""
        return self._parent

    def put_back(self, typed: object) -> None:
        """The same one, if it is there."""
        self.show_value(str(typed))

    def _ask(self, text: str) -> list[Suggestion]:
        self._parent = ""
        self.say("")
        self.changed.emit()
        return actors_like(text, self._desk.contents.actors.values(), make=False) if text.strip() else []

    def _take(self, suggestion: Suggestion) -> None:
        if isinstance(suggestion.value, Actor):
            self._parent = suggestion.value.id
            self.changed.emit()


class ColourField(Field):
    """`value` is #RRGGBB; the button offers any colour, the first ones those that all readers can tell apart."""

    asked = Signal()

    def __init__(self) -> None:
        self.button = QPushButton()
        self.button.setMinimumHeight(28)
        super().__init__("colour", "Colour", self.button, words_for("colour").help)
        self._colour = COLOURS[0]
        self.button.clicked.connect(lambda _checked=False: self._ask())

    def value(self) -> str:
        """The colour."""
        return self._colour

    def show_value(self, colour: str) -> None:
        """Show it."""
        self._colour = colour
        chip = QPixmap(_CHIP, _CHIP)
        chip.fill(QColor(colour))
        self.button.setIcon(QIcon(chip))
        self.button.setText(colour)

    def typed(self) -> object:
        """The colour."""
        return self._colour

    def put_back(self, typed: object) -> None:
        """The colour again."""
        if QColor.isValidColorName(str(typed)):
            self.show_value(str(typed))

    def _ask(self) -> None:
        from PySide6.QtWidgets import QColorDialog

        for place, colour in enumerate(COLOURS):
            QColorDialog.setCustomColor(place, QColor(colour))
        chosen = QColorDialog.getColor(QColor(self._colour), self, "Colour of the actor")
        if chosen.isValid():
            self.show_value(chosen.name().upper())
            self.changed.emit()
