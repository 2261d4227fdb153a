"""Who says so: a source by its title or made on the spot, where in it, what it does to the feature, and both grades."""

from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libyamap.domain.ids import new_id
from libyamap.domain.model import Claim, Record, Source
from libyamap.domain.vocabulary import CREDIBILITY_WORDS, RELIABILITY_WORDS, Reliability, Stance
from libyamap.errors import InvalidValue
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.actors_field import ActorsField
from libyamap.ui.edit.form.address_field import AddressField
from libyamap.ui.edit.form.base import Fold
from libyamap.ui.edit.form.choices import ChoiceField
from libyamap.ui.edit.form.lines import BlockField, LineField
from libyamap.ui.edit.form.names import New, sources_like
from libyamap.ui.edit.form.place_field import PlaceField
from libyamap.ui.edit.form.suggest import Suggestion, SuggestLine
from libyamap.ui.edit.form.suggested_field import SuggestedField
from libyamap.ui.edit.form.time_field import TimeField

if TYPE_CHECKING:
    from libyamap.ui.edit.form.field import Field

STANCE_WORDS = {Stance.SUPPORTS: "Supports it", Stance.DISPUTES: "Disputes it"}
RELIABILITY_CHOICES = [(grade, f"{grade.value}  {words}") for grade, words in RELIABILITY_WORDS.items()]
CREDIBILITY_CHOICES = [(grade, f"{grade}  {words}") for grade, words in CREDIBILITY_WORDS.items()]
GRADES = "Admiralty code (NATO AJP-2.1): a letter for the source, a number for what it says here"


class SourceField(SuggestedField):
    """`value` is a source's id, empty for none; `made` the source where it is not in the project yet."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.source: Source | None = None
        self.made: Source | None = None
        self.line = SuggestLine("Title of an article, report, post …", self._ask)
        super().__init__("source", "Source", self.line, "An existing source by title, author or address, or a new one")
        self.url = AddressField("Address of the new source")
        self.url.hide()
        self.column.addWidget(self.url)
        self.url.changed.connect(self.changed)
        self.line.chosen.connect(self._take)
        self.line.shortened.connect(lambda: self.say(self.line.cut_words))

    def value(self) -> str:
        """The id; InvalidValue where something was typed but not taken."""
        text = self.line.text().strip()
        if self.source is None:
            if text:
                raise InvalidValue("source", f"“{text[:60]}” was not taken: choose it from the list.")
            return ""
        return self.source.id

    def new_source(self) -> Source | None:
        """The source that comes into the project with the form."""
        return msgspec.structs.replace(self.made, url=self.url.value()) if self.made else None

    def show_source(self, source: Source | None) -> None:
        """Show one of the project's."""
        self.source, self.made = source, None
        self.line.taken_as(source.title if source else "")
        self.url.hide()

    def typed(self) -> object:
        """The id, or the whole of a new one, or the letters of what is not chosen yet."""
        made = self.new_source()
        return {"id": self.source.id if self.source and not made else "", "made": msgspec.to_builtins(made),
                "text": self.line.text()}  # fmt: skip

    def put_back(self, typed: object) -> None:
        """The source again, if it is still there."""
        if not isinstance(typed, dict):
            return
        if typed.get("made"):
            try:
                self._make(msgspec.convert(typed["made"], Source))
            except msgspec.ValidationError:
                return
        else:
            self.show_source(self._desk.contents.sources.get(str(typed.get("id"))))
            if not typed.get("id"):
                self.line.setText(str(typed.get("text") or ""))

    def clear(self) -> None:
        """None."""
        super().clear()
        self.url.clear()
        self.show_source(None)

    def _ask(self, text: str) -> list[Suggestion]:
        self.source = self.made = None
        self.say("")
        self.url.hide()
        self.changed.emit()
        return sources_like(text, reversed(self._desk.contents.sources.values()))

    def _take(self, suggestion: Suggestion) -> None:
        value = suggestion.value
        if isinstance(value, New):
            self._make(Source(id=new_id(), title=value.name))
        elif isinstance(value, Source):
            self.show_source(value)
        self.changed.emit()

    def _make(self, source: Source) -> None:
        self.source = self.made = source
        self.line.taken_as(source.title)
        self.url.show_value(source.url)
        self.url.show()


class ClaimField(QWidget):
    """The fields of one claim, in a column; `fields` are those that a form shows problems at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._before: Claim | None = None
        self.source = SourceField(desk)
        self.locator = LineField("locator", "Where in the source", "paragraph 3, page 12, 04:30 …")
        self.stance = ChoiceField("stance", "Stance", list(STANCE_WORDS.items()))
        self.reliability = ChoiceField("reliability", "Reliability of the source", RELIABILITY_CHOICES, GRADES)
        self.reliability.begin_with(Reliability.F)
        self.credibility = ChoiceField("credibility", "Credibility of what it says", CREDIBILITY_CHOICES, GRADES)
        self.credibility.begin_with(6)
        self.note = BlockField("note", "What it says, in our own words", lines=2)
        self.otherwise = Fold("It says otherwise")
        self.says_time = TimeField("says_time", "It says when", desk.contents.project.as_of)
        self.says_place = PlaceField(desk, "says_place", "It says where")
        self.says_actors = ActorsField(desk, label="It says who", name="says_actors")
        self.fields: tuple[Field, ...] = (
            self.source, self.locator, self.stance, self.reliability, self.credibility, self.note,
            self.says_time, self.says_place, self.says_actors,
        )  # fmt: skip
        self._more = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.source)
        inner = QVBoxLayout(self._more)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        for field in self.fields[1:6]:
            inner.addWidget(field)
        for said in self.fields[6:]:
            self.otherwise.column.addWidget(said)
        inner.addWidget(self.otherwise)
        column.addWidget(self._more)
        self.source.changed.connect(self._source_changed)
        self._source_changed()

    def claim(self, feature: str) -> Claim | None:
        """The claim on a feature; None where no source is given. InvalidValue where a field is wrong."""
        source = self.source.value()
        if not source:
            return None
        return Claim(
            id=self._before.id if self._before else new_id(),
            feature=feature,
            source=source,
            locator=self.locator.value(),
            stance=Stance(str(self.stance.value())),
            reliability=Reliability(str(self.reliability.value())),
            credibility=int(str(self.credibility.value())),
            note=self.note.value(),
            says_time=self.says_time.value(),
            says_actors=self.says_actors.value(),
            **self._place_said(),
        )

    def made(self) -> tuple[Record, ...]:
        """What comes into the project with the claim: its source, actors that it names."""
        source = self.source.new_source()
        if source is not None:
            source = msgspec.structs.replace(source, reliability=Reliability(str(self.reliability.value())))
        return (*((source,) if source else ()), *self.says_actors.made())

    def show_claim(self, claim: Claim, source: Source | None) -> None:
        """Show one that there is, to be changed."""
        self._before = claim
        self.source.show_source(source)
        self.locator.show_value(claim.locator)
        self.stance.show_value(claim.stance)
        self.reliability.show_value(claim.reliability)
        self.credibility.show_value(claim.credibility)
        self.note.show_value(claim.note)
        self.says_time.show_value(claim.says_time)
        self.says_actors.show_value(claim.says_actors)
        self.says_place.show_said(claim.says_place, claim.says_geometry)
        self._more.setVisible(True)
        self.otherwise.unfold(bool(claim.says_time or claim.says_actors or claim.says_place or claim.says_geometry))

    def clear_statement(self) -> None:
        """Keep the source and its grade for the next feature; empty what is said of this one."""
        reliability = self.reliability.value()
        made = self.source.new_source()
        for field in self.fields[1:]:
            field.clear()
        if made is not None:
            self.source.show_source(self._desk.contents.sources.get(made.id))
        self.otherwise.unfold(False)
        self.reliability.show_value(reliability)

    def _place_said(self) -> dict[str, Any]:
        before = self._before
        if before is not None and self.says_place.untouched:
            return {"says_place": before.says_place, "says_geometry": before.says_geometry}
        placement = self.says_place.value()
        return {"says_place": placement.place, "says_geometry": placement.geometry}

    def _source_changed(self) -> None:
        """A claim is asked for when there is somebody who says it; a known source brings its grade along."""
        source = self.source.source
        self._more.setVisible(source is not None)
        if source is not None and source is not self.source.made:
            self.reliability.show_value(source.reliability)
