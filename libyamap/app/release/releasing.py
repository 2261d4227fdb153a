"""A dossier as it may leave the house: blurred, shortened, under new ids. `Releasing(rules, areas)` is a `Release`.

Ids of records tell when they were made (UUIDv7), and lead back to the project for whoever has it; the new ones are
made of the old ones by a hash, so that the same project gives the same release and links still find their ends.
"""

import hashlib
import uuid

import msgspec

from libyamap.app.exporting.dossier import Dossier
from libyamap.app.here import AreasUnderfoot
from libyamap.app.named_areas import LAYER_NOTE
from libyamap.app.release.places import blurred, blurred_position
from libyamap.app.release.rules import ReleaseRules
from libyamap.app.release.texts import WITHHELD, tells_place, without_coordinates, without_names
from libyamap.app.ring_layer import RINGS_AROUND
from libyamap.app.whereabouts import middle_of
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.model import Actor, Claim, Feature, Involvement, Layer, Link, Scalar, Source


class Releasing:
    """What every feature passes through before a writer or a picture sees it."""

    def __init__(self, rules: ReleaseRules, areas: AreasUnderfoot) -> None:
        self.rules = rules
        self._areas = areas

    def __call__(self, dossier: Dossier) -> Dossier:
        """The dossier as it may be seen."""
        feature, rules = dossier.feature, self.rules
        coarse = blurred(feature, rules, self._areas)
        withheld = self._withheld(feature, coarse, dossier.claims)
        actors = tuple(self.actor(actor, dossier.actors) for actor in dossier.actors)
        return Dossier(
            self._feature(coarse, withheld),
            self.layer(dossier.layer),
            actors,
            tuple(self._claim(claim, withheld) for claim in dossier.claims) if rules.sources else (),
            tuple(map(self.source, dossier.sources)) if rules.sources else (),
        )

    def project_title(self, title: str) -> str:
        """The title without coordinates where places are coarse."""
        return self._text(title, ())

    def layer(self, layer: Layer) -> Layer:
        """Its title and look; groups and descriptions are for those who work on the project.

        That a layer holds named areas, which its description says, is no secret: what is in a district is drawn as it.
        """
        description = LAYER_NOTE if layer.description.startswith(LAYER_NOTE) else ""
        title = self._text(layer.title, ())
        if self.rules.blurs and title.startswith(RINGS_AROUND):
            title = RINGS_AROUND.rstrip() + f" {WITHHELD}"  # it names what they are around
        if not self.rules.layer_titles:
            title = f"Layer {layer.position + 1}"
        return msgspec.structs.replace(layer, id=new_id_of(layer.id), parent="", title=title, description=description)

    def actor(self, actor: Actor, known: tuple[Actor, ...]) -> Actor:
        """The actor without our notes; its parent where that goes out too."""
        parent = new_id_of(actor.parent) if any(other.id == actor.parent for other in known) else ""
        return msgspec.structs.replace(actor, id=new_id_of(actor.id), parent=parent, note="")

    def source(self, source: Source) -> Source:
        """The document without our notes; an address that tells a place, or whom, stays behind."""
        keeps_address = not (self.rules.blurs and tells_place(source.url))
        return msgspec.structs.replace(
            source,
            id=new_id_of(source.id),
            title=self._text(source.title, ()),
            author=source.author if self.rules.authors else "",
            url=source.url if keeps_address else "",
            reliability_note="",
            note="",
        )

    def _withheld(self, feature: Feature, coarse: Feature, claims: tuple[Claim, ...]) -> tuple[str, ...]:
        """Names of places that would tell more than the coarser place does."""
        if not self.rules.blurs:
            return ()
        country = self._areas.country(coarse.country) if coarse.country else None
        told = {coarse.place, country.name if country else "", ""}
        return tuple(name for name in (feature.place, *(claim.says_place for claim in claims)) if name not in told)

    def _feature(self, feature: Feature, withheld: tuple[str, ...]) -> Feature:
        """The feature, whose place is coarse already, without what else would tell."""
        rules = self.rules
        kept = {name: value for name, value in feature.attributes.items() if name in rules.attributes}
        values: dict[str, object] = {
            "id": new_id_of(feature.id),
            "layer": new_id_of(feature.layer),
            "title": self._title(feature, withheld),
            "description": self._text(feature.description, withheld) if rules.descriptions else "",
            "time_note": "",
            "place_note": "",
            "actors": _renamed(feature.actors),
            "tags": tuple(self._text(tag, withheld) for tag in feature.tags),
            "attributes": {name: self._value(value, withheld) for name, value in kept.items()},
            "dataset": "",
            "dataset_id": "",
            "dataset_digest": "",
        }
        if isinstance(feature, Link):
            values |= {name: new_id_of(getattr(feature, name)) for name in ("origin", "target")}
        return msgspec.structs.replace(feature, **values)

    def _title(self, feature: Feature, withheld: tuple[str, ...]) -> str:
        """Its title; what it is where no word of that is left."""
        told = self._text(feature.title, withheld) if self.rules.titles else ""
        said = any(sign.isalnum() for sign in told)
        return told if said else (feature.type or feature.kind.value).capitalize()

    def _claim(self, claim: Claim, withheld: tuple[str, ...]) -> Claim:
        blurs = self.rules.blurs
        return msgspec.structs.replace(
            claim,
            id=new_id_of(claim.id),
            feature=new_id_of(claim.feature),
            source=new_id_of(claim.source),
            locator=self._text(claim.locator, withheld),
            note=self._text(claim.note, withheld),
            says_actors=_renamed(claim.says_actors),
            says_place="" if blurs else claim.says_place,
            says_geometry=self._said(claim.says_geometry),
        )

    def _said(self, geometry: Geometry | None) -> Geometry | None:
        """What a source says of the place, as coarse as the rest."""
        if geometry is None or not self.rules.blurs:
            return geometry
        position = blurred_position(middle_of(geometry), self.rules, self._areas)
        return Geometry(GeometryType.POINT, position) if position and self.rules.places == "grid" else None

    def _text(self, text: str, withheld: tuple[str, ...]) -> str:
        return without_names(without_coordinates(text), withheld) if self.rules.blurs else text

    def _value(self, value: Scalar, withheld: tuple[str, ...]) -> Scalar:
        if not self.rules.blurs or isinstance(value, bool) or value is None:
            return value
        if isinstance(value, float) and tells_place(f"{value!r}"):
            return None
        return self._text(value, withheld) if isinstance(value, str) else value


def new_id_of(record_id: str) -> str:
    """Another id (UUID version 8, RFC 9562) that only this one leads to; empty stays empty."""
    if not record_id:
        return ""
    digest = bytearray(hashlib.sha256(b"libyamap release " + record_id.encode()).digest()[:16])
    digest[6], digest[8] = digest[6] & 0x0F | 0x80, digest[8] & 0x3F | 0x80
    return str(uuid.UUID(bytes=bytes(digest)))


def _renamed(actors: tuple[Involvement, ...]) -> tuple[Involvement, ...]:
    return tuple(Involvement(new_id_of(part.actor), part.role) for part in actors)
