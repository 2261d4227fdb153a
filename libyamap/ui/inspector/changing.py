"""Which fields each part of the inspector offers when it is changed, and the command that comes of them.

Imported when something is first changed: the start of the program does not wait for it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from libyamap.app.commands import Add, Edit, Together
from libyamap.app.placing import EXACT, Placement, placement_of, put_at, spot_of_feature
from libyamap.domain.fields import words_for
from libyamap.domain.model import Feature, Link, Zone
from libyamap.domain.vocabulary import FEATURE_TYPES, Certainty, Kind, Role, Status
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.actors_field import ActorsField
from libyamap.ui.edit.form.area_field import AreaField
from libyamap.ui.edit.form.base import Form
from libyamap.ui.edit.form.choices import ChoiceField
from libyamap.ui.edit.form.end_field import EndField
from libyamap.ui.edit.form.feature_form import CERTAINTY_CHOICES, STATUS_CHOICES, layer_choices
from libyamap.ui.edit.form.lines import BlockField, LineField, TagsField
from libyamap.ui.edit.form.place_field import PlaceField
from libyamap.ui.edit.form.time_field import TimeField
from libyamap.ui.edit.form.type_field import TypeField
from libyamap.ui.inspector.inline import Inline

if TYPE_CHECKING:
    from libyamap.app.session import Command

ORIGIN = "inspector"
Changed = Callable[[], Feature]


class Part(Form):
    """The fields of one part; `changed_feature` gives the feature as they have it."""

    def __init__(self, feature: Feature) -> None:
        super().__init__()
        self.feature = feature
        self.place: PlaceField | None = None
        self.area: AreaField | None = None
        self.actors: ActorsField | None = None
        self.changed_feature: Changed = lambda: feature


def inline(part: str, feature: Feature, desk: Desk) -> Inline:
    """The fields of a part ("what", "who", "when", "where", "sure", "other") of a feature, ready to be changed."""
    form = _MAKERS[part](feature, desk) if part in _MAKERS else _PLAIN[part](feature)

    def save() -> None:
        after = form.changed_feature()
        if after == feature:
            return
        change: Command = Edit(feature, after)
        made = form.actors.made() if form.actors else ()
        if made:
            change = Together(change.title, (*map(Add, made), change), change.name)
        desk.session.run(change, ORIGIN)

    return Inline(form, save)


def _what(feature: Feature) -> Part:
    part = Part(feature)
    title = LineField("title", "Title", needed=True)
    kind = TypeField(FEATURE_TYPES[feature.kind])
    description = BlockField("description", "Description", lines=4)
    title.show_value(feature.title)
    kind.show_value(feature.type)
    description.show_value(feature.description)
    part.add(title, kind, description)
    part.changed_feature = lambda: msgspec.structs.replace(
        feature, title=title.value(), type=kind.value(), description=description.value()
    )
    return part


def _who(feature: Feature, desk: Desk) -> Part:
    part = Part(feature)
    usual = Role.HOLDER if feature.kind in {Kind.SITE, Kind.ZONE} else Role.ACTOR
    actors = part.actors = ActorsField(desk, usual)
    actors.show_value(feature.actors)
    ends: tuple[EndField, ...] = ()
    if isinstance(feature, Link):
        ends = (EndField(desk, "origin", "From"), EndField(desk, "target", "To"))
        for end, record in zip(ends, (feature.origin, feature.target), strict=True):
            end.show_value(record)
    part.add(*ends, actors)

    def changed() -> Feature:
        after = msgspec.structs.replace(feature, actors=actors.value())
        return msgspec.structs.replace(after, **{end.name: end.value() for end in ends})

    part.changed_feature = changed
    return part


def _when(feature: Feature, desk: Desk) -> Part:
    part = Part(feature)
    time = TimeField(as_of=desk.contents.project.as_of)
    why = BlockField("time_note", words_for("time_note").label)
    time.show_value(feature.time)
    why.show_value(feature.time_note)
    part.add(time, why)
    part.changed_feature = lambda: msgspec.structs.replace(feature, time=time.value(), time_note=why.value())
    return part


def _where(feature: Feature, desk: Desk) -> Part:
    if isinstance(feature, Zone):
        return _area(feature, desk)
    part = Part(feature)
    place = part.place = PlaceField(desk)
    name = LineField("place_name", "Name of the place", "as a reader should see it")
    why = BlockField("place_note", words_for("place_note").label)
    spot = spot_of_feature(feature, desk.areas)
    place.show_spot(spot, feature.where_prec, feature.radius_m)
    if spot is not None and feature.where_prec is None:
        place.how.choose(None)
    name.show_value(feature.place)
    why.show_value(feature.place_note)
    before = place.typed()
    part.add(place, name, why)
    place.changed.connect(lambda: name.show_value(place.spot.name if place.spot else ""))

    def changed() -> Feature:
        # Untouched, the place keeps what the field does not show, such as a line.
        placement = placement_of(feature) if place.typed() == before else place.value()
        placement = _named(placement, name.value())
        return msgspec.structs.replace(put_at(feature, placement), place_note=why.value())

    part.changed_feature = changed
    return part


def _named(placement: Placement, name: str) -> Placement:
    return msgspec.structs.replace(placement, place=name) if placement.where_prec in {EXACT, 2, 3, 5, 7} else placement


def _area(feature: Zone, desk: Desk) -> Part:
    part = Part(feature)
    area = part.area = AreaField(desk)
    name = LineField("place", "Name of the area")
    why = BlockField("place_note", words_for("place_note").label)
    if feature.geometry is not None:
        area.take_geometry(feature.geometry)
    name.show_value(feature.place)
    why.show_value(feature.place_note)
    part.add(area, name, why)
    area.changed.connect(lambda: name.show_value(area.names_of_provinces() or name.value()))
    part.changed_feature = lambda: msgspec.structs.replace(
        feature, geometry=area.value(), place=name.value(), place_note=why.value(), where_prec=5
    )
    return part


def _sure(feature: Feature) -> Part:
    part = Part(feature)
    status = ChoiceField("status", "Status", STATUS_CHOICES, words_for("status").help)
    certainty = ChoiceField("certainty", "Certainty", CERTAINTY_CHOICES, words_for("certainty").help)
    status.show_value(feature.status)
    certainty.show_value(feature.certainty)
    part.add(status, certainty)
    part.changed_feature = lambda: msgspec.structs.replace(
        feature,
        status=Status(str(status.value())),
        certainty=Certainty(str(certainty.value())) if certainty.value() else None,
    )
    return part


def _other(feature: Feature, desk: Desk) -> Part:
    part = Part(feature)
    layer = ChoiceField("layer", "Layer", layer_choices(desk.contents.layers))
    tags = TagsField()
    symbol = LineField("symbol", "Symbol", "APP-6D, 20 digits", words_for("symbol").help)
    layer.show_value(feature.layer)
    tags.show_value(", ".join(feature.tags))
    symbol.show_value(feature.symbol)
    part.add(layer, tags, symbol)
    part.changed_feature = lambda: msgspec.structs.replace(
        feature, layer=str(layer.value()), tags=tags.words(), symbol=symbol.value()
    )
    return part


_MAKERS: dict[str, Callable[[Feature, Desk], Part]] = {
    "who": _who,
    "when": _when,
    "where": _where,
    "other": _other,
}
_PLAIN: dict[str, Callable[[Feature], Part]] = {"what": _what, "sure": _sure}
