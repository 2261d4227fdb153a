"""Who: actors by any of their names, each with its part; one that is not there yet is made on the spot."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from libyamap.domain.model import Actor, Involvement
from libyamap.domain.vocabulary import Role
from libyamap.errors import InvalidValue
from libyamap.ui.buttons import SIDE_IN_A_ROW, sign_button
from libyamap.ui.contents import actor_name
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.choices import Box
from libyamap.ui.edit.form.names import New, actors_like, new_actor
from libyamap.ui.edit.form.suggest import Suggestion, SuggestLine
from libyamap.ui.edit.form.suggested_field import SuggestedField
from libyamap.ui.swatch import ColourChip
from libyamap.ui.text import PlainLabel, plain_tip

ROLE_WORDS = {
    Role.ACTOR: "takes part",
    Role.INITIATOR: "initiator",
    Role.TARGET: "target",
    Role.SPEAKER: "speaker",
    Role.HOLDER: "holder",
    Role.CLAIMANT: "claimant",
    Role.OWNER: "owner",
    Role.HOST: "host",
    Role.PARTNER: "partner",
}


class _Part(NamedTuple):
    actor: Actor
    role: Role


class ActorsField(SuggestedField):
    """`value` is a tuple of Involvement; `made` the actors among them that are not in the project yet."""

    def __init__(self, desk: Desk, usual: Role = Role.ACTOR, label: str = "Who", name: str = "actors") -> None:
        self._desk = desk
        self._usual = usual
        self._parts: list[_Part] = []
        self._made: dict[str, Actor] = {}
        self.line = SuggestLine("Name or other name of an actor", self._ask)
        super().__init__(name, label, self.line, "Any name the actor goes by, in Latin or Arabic letters")
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self.column.insertLayout(1, self._rows)
        self.line.chosen.connect(self._take)
        self.line.shortened.connect(lambda: self.say(self.line.cut_words))

    def value(self) -> tuple[Involvement, ...]:
        """Everyone in the order given; InvalidValue where a name was typed but not taken."""
        if self.line.text().strip():
            raise InvalidValue(self.name, f"“{self.line.text().strip()[:60]}” was not taken: choose it from the list.")
        return self.value_so_far

    @property
    def value_so_far(self) -> tuple[Involvement, ...]:
        """Everyone who was taken."""
        return tuple(Involvement(part.actor.id, part.role) for part in self._parts)

    def made(self) -> tuple[Actor, ...]:
        """Actors that come into the project with the form."""
        used = {part.actor.id for part in self._parts}
        return tuple(actor for actor in self._made.values() if actor.id in used)

    def show_value(self, involved: tuple[Involvement, ...]) -> None:
        """Show these."""
        actors = self._desk.contents.actors
        self._parts = [_Part(actors[each.actor], each.role) for each in involved if each.actor in actors]
        self._show()

    def typed(self) -> object:
        """Ids and roles, the whole of those that are new, and the letters of who is not chosen yet."""
        return {
            "parts": [[part.actor.id, part.role.value] for part in self._parts],
            "made": [msgspec.to_builtins(actor) for actor in self.made()],
            "text": self.line.text().strip(),
        }

    def put_back(self, typed: object) -> None:
        """Everyone again who is still there."""
        if not isinstance(typed, dict):
            return
        try:
            made = msgspec.convert(typed.get("made", ()), tuple[Actor, ...])
            parts = msgspec.convert(typed.get("parts", ()), tuple[tuple[str, Role], ...])
        except msgspec.ValidationError:
            return
        self._made = {actor.id: actor for actor in made}
        known = {**self._desk.contents.actors, **self._made}
        self._parts = [_Part(known[actor], role) for actor, role in parts if actor in known]
        self._show()
        self.line.setText(str(typed.get("text") or ""))

    def clear(self) -> None:
        """Nobody."""
        super().clear()
        self.line.taken_as("")
        self._parts, self._made = [], {}
        self._show()

    # ---- inside

    def _ask(self, text: str) -> list[Suggestion]:
        self.say("")
        self.changed.emit()
        there = {part.actor.id for part in self._parts}
        known = (*self._desk.contents.actors.values(), *self._made.values())
        return actors_like(text, (actor for actor in known if actor.id not in there)) if text.strip() else []

    def _take(self, suggestion: Suggestion) -> None:
        actor = suggestion.value
        if isinstance(actor, New):
            actor = new_actor(actor, (*self._desk.contents.actors.values(), *self._made.values()))
            self._made[actor.id] = actor
        if isinstance(actor, Actor):
            self._parts.append(_Part(actor, self._usual))
            self.line.taken_as("")
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, part in enumerate(self._parts):
            self._rows.addWidget(self._row(place, part))

    def _row(self, place: int, part: _Part) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        name = PlainLabel(actor_name(part.actor) + (" (new)" if part.actor.id in self._made else ""))
        name.setToolTip(plain_tip(part.actor.name))
        role = Box()
        role.setAccessibleName(f"Part of {part.actor.name}")
        role.fill(list(ROLE_WORDS.items()))
        role.choose(part.role)
        role.setFixedWidth(104)
        role.activated.connect(lambda _row: self._change(place, Role(role.currentData())))
        across.addWidget(ColourChip(part.actor.colour), 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(name, 1, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(role)
        across.addWidget(remove_button(f"Leave {part.actor.name} out", partial(self._remove, place)))
        return row

    def _change(self, place: int, role: Role) -> None:
        self._parts[place] = self._parts[place]._replace(role=role)
        self.changed.emit()

    def _remove(self, place: int) -> None:
        del self._parts[place]
        self._show()
        self.line.setFocus()
        self.changed.emit()


def remove_button(tip: str, work: Callable[[], object]) -> QToolButton:
    """A small cross at the end of a row."""
    return sign_button("x", tip, work, SIDE_IN_A_ROW)
