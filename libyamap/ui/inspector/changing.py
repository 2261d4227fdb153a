"""Which fields each part of the inspector offers when it is changed, and the command that comes of them.

Imported when something is first changed: the start of the program does not wait for it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from libyamap.app.commands import Add, Edit, Together
from libyamap.domain.model import Actor, Feature
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.actors_field import ActorsField
from libyamap.ui.edit.form.area_field import AreaField
from libyamap.ui.edit.form.base import Form
from libyamap.ui.edit.form.end_field import EndField
from libyamap.ui.edit.form.lines import LineField
from libyamap.ui.edit.form.place_field import PlaceField
from libyamap.ui.inspector import feature_fields
from libyamap.ui.inspector.feature_fields import FieldChange
from libyamap.ui.inspector.inline import Inline
from libyamap.ui.inspector.part_names import fields_of

if TYPE_CHECKING:
    from libyamap.app.session import Command

ORIGIN = "inspector"
_FIELDS: dict[str, Callable[[Feature, Desk], FieldChange]] = {
    "title": feature_fields.title,
    "type": feature_fields.type_,
    "description": feature_fields.description,
    "origin": feature_fields.end("origin", "From"),
    "target": feature_fields.end("target", "To"),
    "actors": feature_fields.actors,
    "time": feature_fields.time,
    "time_note": feature_fields.note("time_note"),
    "place": feature_fields.place,
    "place_name": feature_fields.place_name,
    "place_note": feature_fields.note("place_note"),
    "status": feature_fields.status,
    "certainty": feature_fields.certainty,
    "layer": feature_fields.layer,
    "tags": feature_fields.tags,
    "symbol": feature_fields.symbol,
}


class Part(Form):
    """The fields of one part, or a single one; `changed_feature` gives the feature as they have it."""

    def __init__(self, feature: Feature, changes: list[FieldChange]) -> None:
        super().__init__()
        self._feature = feature
        self._changes = changes
        self.place: PlaceField | None = None
        self.area: AreaField | None = None
        self.actors: ActorsField | None = None
        self._makers: list[ActorsField | EndField] = []
        for change in changes:
            self._know(change.field)
            self.add(change.field)
        named = next((change.field for change in changes if change.field.name == "place_name"), None)
        if isinstance(named, LineField):
            self._name_after_place(named)

    def changed_feature(self) -> Feature:
        """InvalidValue for the first field that is wrong."""
        then = self._feature
        for change in self._changes:
            then = change.applied(then)
        return then

    def made(self) -> tuple[Actor, ...]:
        """Actors that come into the project with the change."""
        return tuple(actor for field in self._makers for actor in field.made())

    def _know(self, field: object) -> None:
        if isinstance(field, PlaceField):
            self.place = field
        elif isinstance(field, AreaField):
            self.area = field
        elif isinstance(field, ActorsField):
            self.actors = field
        if isinstance(field, ActorsField | EndField):
            self._makers.append(field)

    def _name_after_place(self, named: LineField) -> None:
        """Another place has another name, until the user says otherwise."""
        place, area = self.place, self.area
        if place is not None:
            place.changed.connect(lambda: named.show_value(place.spot.name if place.spot else ""))
        if area is not None:
            area.changed.connect(lambda: named.show_value(area.names_of_parts() or named.value()))


def inline(part: str, feature: Feature, desk: Desk) -> Inline:
    """The fields of a part of a feature, or one of its fields, ready to be changed."""
    form = Part(feature, [_FIELDS[name](feature, desk) for name in fields_of(part, feature)])

    def save() -> None:
        after = form.changed_feature()
        if after == feature:
            return
        change: Command = Edit(feature, after)
        made = form.made()
        if made:
            change = Together(change.title, (*map(Add, made), change), change.name)
        desk.session.run(change, ORIGIN)

    return Inline(form, save)
