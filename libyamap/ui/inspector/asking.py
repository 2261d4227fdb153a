"""Questions at the top of a feature in the inspector: from when on a copy holds, what replaces a deleted one."""

from collections.abc import Mapping

from libyamap.app.commands import Add, CopyForward, Remove, Together
from libyamap.domain.model import Actor, Feature, Record
from libyamap.domain.time import span_of
from libyamap.domain.vocabulary import Role
from libyamap.errors import InvalidValue
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.actors_field import ActorsField
from libyamap.ui.edit.form.base import Form
from libyamap.ui.edit.form.end_field import EndField
from libyamap.ui.edit.form.lines import LineField
from libyamap.ui.edit.form.time_field import TimeField
from libyamap.ui.inspector.inline import Inline
from libyamap.ui.text import Look, PlainLabel

ORIGIN = "inspector"


def copy_forward_inline(feature: Feature, desk: Desk) -> Inline:
    """“Held until …; from then on …”: the feature ends the day before, a copy begins with these actors."""
    form = Form()
    form.column.addWidget(PlainLabel("Ends the day before; a copy goes on from then.", Look.QUIET))
    day = TimeField("time", "From this day on", desk.contents.project.as_of, "One day, such as 20 May 2016")
    title = LineField("title", "Title from then on", needed=True)
    actors = ActorsField(desk, Role.HOLDER, "Who, from then on")
    title.show_value(feature.title)
    actors.show_value(feature.actors)
    form.add(day, title, actors)

    def save() -> None:
        span = span_of(day.value())
        if span.earliest is None or span.earliest != span.latest:
            raise InvalidValue("time", "Name one day, such as 20 May 2016.")
        changes = {"title": title.value(), "actors": actors.value()}
        command = CopyForward(feature, span.earliest, changes)
        made = actors.made()
        step = Together(command.title, (*map(Add, made), command), command.name) if made else command
        desk.session.run(step, ORIGIN)
        desk.select([command.copy_id], ORIGIN)

    return Inline(form, save, "Copy forward")


class ReplaceForm(Form):
    """Why a feature cannot simply be deleted, and what takes its place."""

    def __init__(self, desk: Desk, why_not: str) -> None:
        super().__init__()
        self.why_not = PlainLabel(why_not)
        self.column.addWidget(self.why_not)
        self.end = EndField(desk, "id", "Let this take its place")
        self.add(self.end)

    def typed(self) -> dict[str, object]:
        """Its field, and the reason: it is not found out again."""
        return {**super().typed(), "why_not": self.why_not.text()}

    def put_back(self, typed: Mapping[str, object]) -> None:
        """What `typed` gave."""
        super().put_back(typed)
        self.why_not.set_text(str(typed.get("why_not", "")))


def replace_inline(feature: Feature, desk: Desk, why_not: str = "") -> Inline:
    """Why it cannot simply be deleted, and what may take its place."""
    form = ReplaceForm(desk, why_not)

    def save() -> None:
        replacement = record_of(form.end.value(), desk)
        if replacement is None or replacement.id == feature.id:
            raise InvalidValue("id", "Choose another feature or an actor.")
        desk.session.run(Remove(feature, replacement), ORIGIN)

    return Inline(form, save, "Delete and replace")


def record_of(record_id: str, desk: Desk) -> Record | None:
    """The actor or feature with this id."""
    actor: Actor | None = desk.contents.actors.get(record_id)
    return actor or desk.contents.feature(record_id)
