"""Which drawing a feature gets: a symbol of APP-6D where a military one fits, else a pictogram of our own."""

from libyamap.domain.vocabulary import Kind

# Symbol set (2 digits) and entity (6 digits) of APP-6D / MIL-STD-2525D. Whatever is said by a politician, or happens to
# civilians, has no business in a military frame and stands in _PICTOGRAMS.
_APP6 = {
    (Kind.PRESENCE, "special forces"): "10121700",
    (Kind.PRESENCE, "militia"): "10121100",  # infantry: the standard has no symbol for irregular forces
    (Kind.PRESENCE, "troops"): "10121100",
    (Kind.PRESENCE, "peacekeepers"): "10000000",  # a unit, no more said
    (Kind.SITE, "outpost"): "20120802",  # military base: the standard has none for an outpost
    (Kind.SITE, "base"): "20120802",
    (Kind.SITE, "airfield"): "20120803",
    (Kind.SITE, "camp"): "20111900",
}

_PICTOGRAMS = {
    (Kind.EVENT, "statement"): "statement",
    (Kind.EVENT, "talks"): "talks",
    (Kind.EVENT, "proposal"): "proposal",
    (Kind.EVENT, "request"): "request",
    (Kind.EVENT, "battle"): "battle",
    (Kind.EVENT, "explosion"): "explosion",
    (Kind.EVENT, "air strike"): "airstrike",
    (Kind.EVENT, "protest"): "protest",
    (Kind.EVENT, "arrest"): "arrest",
    (Kind.EVENT, "displacement"): "displacement",
    (Kind.PRESENCE, "advisers"): "advisers",
    (Kind.SITE, "border crossing"): "crossing",
    (Kind.SITE, "border"): "crossing",
    (Kind.SITE, "seat of government"): "seat",
    (Kind.SITE, "port"): "port",
    (Kind.SITE, "city"): "city",
    (Kind.SITE, "town"): "town",
    (Kind.LINK, "support"): "support",
    (Kind.LINK, "arms"): "arms",
    (Kind.LINK, "training"): "training",
    (Kind.LINK, "negotiation"): "talks",
    (Kind.LINK, "hostility"): "hostility",
    (Kind.LINK, "statement"): "statement",
    (Kind.LINK, "request"): "request",
}
_OF_KIND = {
    Kind.EVENT: "event",
    Kind.PRESENCE: "presence",
    Kind.SITE: "site",
    Kind.ZONE: "zone",
    Kind.LINK: "link",
}


def app6_entity_of(kind: Kind, type_word: str) -> str | None:
    """Symbol set and entity (8 digits), or None where a pictogram fits better."""
    return _APP6.get((kind, type_word))


def app6_entities() -> frozenset[str]:
    """All entities that can be chosen."""
    return frozenset(_APP6.values())


def pictogram_of(kind: Kind, type_word: str) -> str:
    """Name of the pictogram; types without one of their own get the kind's."""
    return _PICTOGRAMS.get((kind, type_word), _OF_KIND[kind])
