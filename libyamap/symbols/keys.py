"""Keys of symbols: URL-safe texts that carry all that is needed to draw the symbol again, and nothing else."""

import re
from typing import NamedTuple

from libyamap.domain.model import Actor, Feature
from libyamap.domain.vocabulary import Affiliation, Status
from libyamap.symbols.choice import app6_entity_of, pictogram_of

NO_ACTOR_COLOUR = "5B6168"

_KEY = re.compile(r"(?:app6-(?P<sidc>[0-9]{20})|plain-(?P<pictogram>[a-z]{1,20}))-(?P<colour>[0-9A-F]{6})")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_SIDC = re.compile(r"[0-9]{20}")
_IDENTITY = {Affiliation.UNKNOWN: "1", Affiliation.FRIEND: "3", Affiliation.NEUTRAL: "4", Affiliation.HOSTILE: "6"}


class KeyParts(NamedTuple):
    """What a key says: a code of APP-6D or the name of a pictogram (the other is empty), and a colour RRGGBB."""

    sidc: str
    pictogram: str
    colour: str


def symbol_key(feature: Feature, actor: Actor | None) -> str:
    """The key of the feature's symbol in the colour and with the affiliation of `actor` (None: grey, unknown)."""
    colour = actor.colour[1:].upper() if actor and _COLOUR.fullmatch(actor.colour) else NO_ACTOR_COLOUR
    if _SIDC.match(feature.symbol):
        return f"app6-{feature.symbol[:20]}-{colour}"
    entity = app6_entity_of(feature.kind, feature.type)
    if entity is None:
        return f"plain-{pictogram_of(feature.kind, feature.type)}-{colour}"
    identity = _IDENTITY[actor.affiliation if actor else Affiliation.UNKNOWN]
    planned = "1" if feature.status in {Status.PROPOSED, Status.REFUSED} else "0"
    return f"app6-100{identity}{entity[:2]}{planned}000{entity[2:]}0000-{colour}"


def parse_key(key: str) -> KeyParts:
    """Read a key; KeyError for anything that `symbol_key` does not make."""
    match = _KEY.fullmatch(key) if len(key) <= 64 else None
    if match is None:
        raise KeyError(key[:64])
    return KeyParts(match["sidc"] or "", match["pictogram"] or "", match["colour"])
