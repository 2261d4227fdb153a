"""What each field of a feature is changed with, and what the feature is then: one maker a field.

Imported when something is first changed: the start of the program does not wait for it.
"""

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from libyamap.app.placing import EXACT, placement_of, put_at, spot_of_feature
from libyamap.domain.fields import words_for
from libyamap.domain.model import Feature, Link, Zone
from libyamap.domain.vocabulary import FEATURE_TYPES, Certainty, Kind, Role, Status
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.actors_field import ActorsField
from libyamap.ui.edit.form.area_field import AreaField
from libyamap.ui.edit.form.choices import ChoiceField
from libyamap.ui.edit.form.end_field import EndField
from libyamap.ui.edit.form.feature_form import CERTAINTY_CHOICES, STATUS_CHOICES, layer_choices
from libyamap.ui.edit.form.field import Field
from libyamap.ui.edit.form.lines import BlockField, LineField, TagsField
from libyamap.ui.edit.form.place_field import PlaceField
from libyamap.ui.edit.form.time_field import TimeField
from libyamap.ui.edit.form.type_field import TypeField

_NAMED_BY_HAND = frozenset({EXACT, 2, 3, 5, 7})
"""The precisions whose place has a name of its own; a province and a country have theirs."""


class FieldChange(NamedTuple):
    """A field as it stands in a form, and the feature with what it holds."""

    field: Field
    applied: Callable[[Feature], Feature]


def title(feature: Feature, _desk: Desk) -> FieldChange:
    """Its title."""
    field = LineField("title", "Title", needed=True)
    field.show_value(feature.title)
    return FieldChange(field, lambda then: msgspec.structs.replace(then, title=field.value()))


def type_(feature: Feature, _desk: Desk) -> FieldChange:
    """A word of the vocabulary for its kind, or another."""
    field = TypeField(FEATURE_TYPES[feature.kind])
    field.show_value(feature.type)
    return FieldChange(field, lambda then: msgspec.structs.replace(then, type=field.value()))


def description(feature: Feature, _desk: Desk) -> FieldChange:
    """What is told of it."""
    field = BlockField("description", "Description", lines=4)
    field.show_value(feature.description)
    return FieldChange(field, lambda then: msgspec.structs.replace(then, description=field.value()))


def actors(feature: Feature, desk: Desk) -> FieldChange:
    """Who takes part, and how."""
    usual = Role.HOLDER if feature.kind in {Kind.SITE, Kind.ZONE} else Role.ACTOR
    field = ActorsField(desk, usual)
    field.show_value(feature.actors)
    return FieldChange(field, lambda then: msgspec.structs.replace(then, actors=field.value()))


def end(name: str, label: str) -> Callable[[Feature, Desk], FieldChange]:
    """One end of a link: `origin` or `target`."""

    def make(feature: Feature, desk: Desk) -> FieldChange:
        field = EndField(desk, name, label, makes=True)
        field.show_value(getattr(feature, name) if isinstance(feature, Link) else "")
        return FieldChange(field, lambda then: msgspec.structs.replace(then, **{name: field.value()}))

    return make


def time(feature: Feature, desk: Desk) -> FieldChange:
    """When, as people write it."""
    field = TimeField(as_of=desk.contents.project.as_of)
    field.show_value(feature.time)
    return FieldChange(field, lambda then: msgspec.structs.replace(then, time=field.value()))


def note(name: str) -> Callable[[Feature, Desk], FieldChange]:
    """Why it is placed or dated so: `place_note` or `time_note`."""

    def make(feature: Feature, _desk: Desk) -> FieldChange:
        field = BlockField(name, words_for(name).label)
        field.show_value(getattr(feature, name))
        return FieldChange(field, lambda then: msgspec.structs.replace(then, **{name: field.value()}))

    return make


def place(feature: Feature, desk: Desk) -> FieldChange:
    """Where and how exactly; untouched it keeps what the field does not show, such as a line."""
    if isinstance(feature, Zone):
        return _area(feature, desk)
    field = PlaceField(desk)
    spot = spot_of_feature(feature, desk.areas)
    field.show_spot(spot, feature.where_prec, feature.radius_m)
    if spot is not None and feature.where_prec is None:
        field.how.choose(None)
    before = field.typed()
    return FieldChange(
        field, lambda then: put_at(then, placement_of(then) if field.typed() == before else field.value())
    )


def _area(feature: Zone, desk: Desk) -> FieldChange:
    field = AreaField(desk)
    if feature.geometry is not None:
        field.take_geometry(feature.geometry)

    def applied(then: Feature) -> Feature:
        named = field.names_of_parts()[:200] or then.place
        return msgspec.structs.replace(then, geometry=field.value(), where_prec=5, place=named)

    return FieldChange(field, applied)


def place_name(feature: Feature, _desk: Desk) -> FieldChange:
    """What the place is called, where a reader would see it."""
    field = LineField("place_name", "Name of the place", "as a reader should see it")
    field.show_value(feature.place)

    def applied(then: Feature) -> Feature:
        named = then.where_prec in _NAMED_BY_HAND
        return msgspec.structs.replace(then, place=field.value()) if named else then

    return FieldChange(field, applied)


def status(feature: Feature, _desk: Desk) -> FieldChange:
    """Reported, confirmed, our own assessment ..."""
    field = ChoiceField("status", "Status", STATUS_CHOICES, words_for("status").help)
    field.show_value(feature.status)
    return FieldChange(field, lambda then: msgspec.structs.replace(then, status=Status(str(field.value()))))


def certainty(feature: Feature, _desk: Desk) -> FieldChange:
    """A probability word of ICD 203, or not judged."""
    field = ChoiceField("certainty", "Certainty", CERTAINTY_CHOICES, words_for("certainty").help)
    field.show_value(feature.certainty)

    def applied(then: Feature) -> Feature:
        word = field.value()
        return msgspec.structs.replace(then, certainty=Certainty(str(word)) if word else None)

    return FieldChange(field, applied)


def layer(feature: Feature, desk: Desk) -> FieldChange:
    """The layer that it is in."""
    field = ChoiceField("layer", "Layer", layer_choices(desk.contents.layers))
    field.show_value(feature.layer)
    return FieldChange(field, lambda then: msgspec.structs.replace(then, layer=str(field.value())))


def tags(feature: Feature, _desk: Desk) -> FieldChange:
    """Words of one's own."""
    field = TagsField()
    field.show_value(", ".join(feature.tags))
    return FieldChange(field, lambda then: msgspec.structs.replace(then, tags=field.words()))


def symbol(feature: Feature, _desk: Desk) -> FieldChange:
    """An APP-6D code that overrides the symbol of its kind and type."""
    field = LineField("symbol", "Symbol", "APP-6D, 20 digits", words_for("symbol").help)
    field.show_value(feature.symbol)
    return FieldChange(field, lambda then: msgspec.structs.replace(then, symbol=field.value()))
