"""Whose colours features wear, for telling the parties apart where colours alone do not."""

from collections.abc import Iterable
from typing import NamedTuple

from libyamap.app.view_state import Theme
from libyamap.domain.model import Feature
from libyamap.domain.vocabulary import Kind
from libyamap.web import style
from libyamap.web.catalogue import Catalogue


class Worn(NamedTuple):
    """A colour that a feature wears: as it stands out in the theme (`tint`), and as the actor has it."""

    feature: str
    kind: Kind
    tint: str
    colour: str


def worn_by(features: Iterable[Feature], catalogue: Catalogue, theme: Theme) -> list[Worn]:
    """Whose colours these features wear."""
    return [
        Worn(feature.id, feature.kind, style.colours([actor], theme)[0], actor.colour)
        for feature in features
        for actor in style.sides(feature, catalogue.actors)
    ]
