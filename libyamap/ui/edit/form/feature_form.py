"""The form of one kind of feature: what it is, where, when, who, who says so; the rest folded away."""

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from libyamap.app.entry import Entry, new_layer, usual_layer
from libyamap.app.placing import AREA, NOWHERE, Placement, put_at
from libyamap.domain.fields import words_for
from libyamap.domain.grading import certainty_in_words
from libyamap.domain.ids import new_id
from libyamap.domain.model import FEATURE_CLASSES, Actor, Feature, Layer, Link
from libyamap.domain.vocabulary import FEATURE_TYPES, Certainty, Kind, Role, Status
from libyamap.errors import InvalidValue
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.actors_field import ActorsField
from libyamap.ui.edit.form.area_field import AreaField
from libyamap.ui.edit.form.base import Form
from libyamap.ui.edit.form.choices import Choice, ChoiceField
from libyamap.ui.edit.form.claim_field import ClaimField
from libyamap.ui.edit.form.end_field import EndField
from libyamap.ui.edit.form.lines import BlockField, LineField, TagsField
from libyamap.ui.edit.form.place_field import PlaceField
from libyamap.ui.edit.form.time_field import TimeField
from libyamap.ui.edit.form.type_field import TypeField
from libyamap.ui.icons import icon
from libyamap.ui.inspector.header import STATUS_WORDS
from libyamap.ui.text import plain_tip

TITLE_HINTS = {
    Kind.EVENT: "Explosion near Sirte",
    Kind.PRESENCE: "French special forces",
    Kind.SITE: "Airfield of Jufra",
    Kind.ZONE: "Held by the government in Tripoli",
    Kind.LINK: "Arms for the government in Tripoli",
}
USUAL_ROLES = {Kind.SITE: Role.HOLDER, Kind.ZONE: Role.HOLDER}
NEW_LAYER = ""
STATUS_CHOICES: list[Choice] = list(STATUS_WORDS.items())
CERTAINTY_CHOICES: list[Choice] = [
    (None, "Not judged"),
    *((word, certainty_in_words(word).capitalize()) for word in reversed(Certainty)),
]


class FeatureForm(Form):
    """Everything about one feature; `key` is its id, the same while it is filled in, for the preview and the draft."""

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self.desk = desk
        self.kind = kind
        self.title = LineField("title", "Title", TITLE_HINTS[kind], needed=True)
        self.type = TypeField(FEATURE_TYPES[kind])
        self.time = TimeField(as_of=desk.contents.project.as_of)
        self.actors = ActorsField(desk, USUAL_ROLES.get(kind, Role.ACTOR))
        self.place: PlaceField | None = None
        self.area: AreaField | None = None
        self.ends: tuple[EndField, EndField] | None = None
        self.pick_ends: QPushButton | None = None
        self.claim = ClaimField(desk)
        self.add(self.title, self.type)
        self._add_where()
        self.add(self.time, self.actors)
        self.column.addWidget(_line())
        self.column.addWidget(_heading("Who says so"))
        self.column.addWidget(self.claim)
        self.watch(*self.claim.fields, self.claim.source.url)
        self._add_more()
        self.column.addStretch(1)

    def _add_where(self) -> None:
        if self.kind is Kind.ZONE:
            self.area = AreaField(self.desk)
            self.add(self.area)
        elif self.kind is Kind.LINK:
            self.ends = (
                EndField(self.desk, "origin", "From", makes=True),
                EndField(self.desk, "target", "To", makes=True),
            )
            self.add(*self.ends)
            self.pick_ends = QPushButton(icon("crosshair"), "Pick both on the map")
            self.pick_ends.setToolTip(plain_tip("Click where the link begins, then where it leads"))
            self.pick_ends.setMinimumHeight(28)
            self.column.addWidget(self.pick_ends)
        else:
            self.place = PlaceField(self.desk)
            self.add(self.place)

    def _add_more(self) -> None:
        self.more = self.fold("More")
        self.status = ChoiceField("status", "Status", STATUS_CHOICES, words_for("status").help)
        self.certainty = ChoiceField("certainty", "Certainty", CERTAINTY_CHOICES, words_for("certainty").help)
        self.layer = ChoiceField("layer", "Layer", self._layers())
        self.layer.begin_with(usual_layer(self.kind, self.desk.workspace.index, self.desk.contents.layers) or NEW_LAYER)
        self.description = BlockField("description", "Description")
        self.tags = TagsField()
        self.place_note = BlockField("place_note", "Why placed so", "The article says near", 2)
        self.time_note = BlockField("time_note", "Why this time", "The article is of 18 May", 2)
        self.add(self.status, self.certainty, self.layer, self.description, self.tags, self.place_note, self.time_note,
                 to=self.more.column)  # fmt: skip

    # ---- what it holds

    def entry(self) -> Entry:
        """All that is sent; InvalidValue for the first field that is wrong."""
        feature = self._feature(self.title.value(), self._placement())
        layers: tuple[Layer, ...] = ()
        if feature.layer == NEW_LAYER:
            layers = (new_layer(self.kind, self.desk.contents.layers.values()),)
            feature = msgspec.structs.replace(feature, layer=layers[0].id)
        claim = self.claim.claim(feature.id)
        return Entry(
            feature=feature,
            claims=(claim,) if claim else (),
            made=(*layers, *self._made(), *(self.claim.made() if claim else ())),
        )

    def preview(self) -> Feature | None:
        """The feature as far as it is known, for the map; None while it has no place."""
        try:
            placement = self._placement()
        except InvalidValue:
            return None
        if placement == NOWHERE:
            return None
        try:
            return self._feature(self.title.value() or "…", placement)
        except InvalidValue:
            kind = FEATURE_CLASSES[self.kind]
            return put_at(kind(id=self.key, layer=NEW_LAYER, title=self.title.line.text() or "…"), placement)

    def has_content(self) -> bool:
        """Whether anything is filled in that belongs to this feature alone."""
        placing = (field for field in (self.place, *(self.ends or ())) if field)
        lines = [field.line for field in (self.title, self.time, self.actors, *placing)]
        texts = [line.text() for line in lines] + [self.description.value(), self.claim.note.value()]
        drawn = self.area is not None and (not self.area.is_empty or self.area.half_drawn is not None)
        return any(text.strip() for text in texts) or bool(self.actors.value_so_far) or drawn

    def begin_next(self) -> None:
        """Sent: ready for another one, from the same source and in the same layer."""
        layer = self.layer.value()
        for field in self.fields:
            if field not in self.claim.fields:
                field.clear()
        self.claim.clear_statement()
        self.layer.box.fill(self._layers())
        if layer == NEW_LAYER:
            layer = usual_layer(self.kind, self.desk.workspace.index, self.desk.contents.layers)
        self.layer.begin_with(layer)
        self.key = new_id()

    # ---- inside

    def _feature(self, title: str, placement: Placement) -> Feature:
        certainty = self.certainty.value()
        bare = FEATURE_CLASSES[self.kind](
            id=self.key,
            layer=str(self.layer.value()),
            title=title,
            type=self.type.value(),
            description=self.description.value(),
            status=Status(str(self.status.value())),
            certainty=Certainty(str(certainty)) if certainty else None,
            time=self.time.value(),
            time_note=self.time_note.value(),
            place_note=self.place_note.value(),
            actors=self.actors.value(),
            tags=self.tags.words(),
        )
        if isinstance(bare, Link) and self.ends is not None:
            origin, target = (end.value() for end in self.ends)
            if origin == target:
                raise InvalidValue("target", "A link cannot lead from something to itself; choose another end.")
            bare = msgspec.structs.replace(bare, origin=origin, target=target)
        return put_at(bare, placement)

    def _made(self) -> tuple[Actor, ...]:
        return (*self.actors.made(), *(actor for end in self.ends or () for actor in end.made()))

    def _placement(self) -> Placement:
        if self.place is not None:
            return self.place.value()
        if self.area is None:
            return NOWHERE
        geometry = self.area.value()
        countries = self.area.countries()
        return Placement(
            where_prec=AREA,
            geometry=geometry,
            place=self.area.names_of_parts()[:200],
            country=countries[0] if len(countries) == 1 else "",
        )

    def _layers(self) -> list[Choice]:
        return [*layer_choices(self.desk.contents.layers), (NEW_LAYER, "A new layer")]


def layer_choices(layers: Mapping[str, Layer]) -> list[Choice]:
    """Layers that can hold features, from the top."""
    groups = {layer.parent for layer in layers.values()}
    known = sorted(layers.values(), key=lambda layer: layer.position)
    return [(layer.id, layer.title) for layer in known if layer.id not in groups]


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(line.foregroundRole().Mid)
    return line


def _heading(text: str) -> QLabel:
    heading = QLabel(text)
    font = QFont(heading.font())
    font.setWeight(QFont.Weight.DemiBold)
    heading.setFont(font)
    heading.setTextFormat(Qt.TextFormat.PlainText)
    return heading
