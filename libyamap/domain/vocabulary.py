"""The controlled words of the field: kinds, certainty (ICD 203), Admiralty grades, stances, affiliations."""

from enum import StrEnum


class Kind(StrEnum):
    """The kinds of feature; each has one table in the project file."""

    EVENT = "event"
    PRESENCE = "presence"
    SITE = "site"
    ZONE = "zone"
    LINK = "link"


class Certainty(StrEnum):
    """Probability words of ICD 203 (Intelligence Community Directive 203, 2015), least probable first."""

    REMOTE = "remote"
    VERY_UNLIKELY = "very unlikely"
    UNLIKELY = "unlikely"
    EVEN = "roughly even chance"
    LIKELY = "likely"
    VERY_LIKELY = "very likely"
    ALMOST_CERTAIN = "almost certain"


class Status(StrEnum):
    """How far a feature is a fact: decides line and fill on the map."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    ASSESSED = "assessed"  # our own judgement, not a source's: hatched with a dotted edge
    PROPOSED = "proposed"  # talked about, not done: dashed
    REFUSED = "refused"  # proposed and turned down: crossed
    ENDED = "ended"


class Reliability(StrEnum):
    """Reliability of a source, Admiralty code (NATO AJP-2.1)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Stance(StrEnum):
    """What a claim does to the feature it speaks of."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"


class ActorKind(StrEnum):
    """What sort of party an actor is."""

    STATE = "state"
    GOVERNMENT = "government"
    ARMED_GROUP = "armed group"
    ORGANISATION = "organisation"
    PERSON = "person"


class Affiliation(StrEnum):
    """Standard identity of APP-6 / MIL-STD-2525, used only where the project says whose view it takes."""

    UNKNOWN = "unknown"
    FRIEND = "friend"
    NEUTRAL = "neutral"
    HOSTILE = "hostile"


class Role(StrEnum):
    """What an actor does in a feature."""

    ACTOR = "actor"  # takes part, no more said
    INITIATOR = "initiator"
    TARGET = "target"
    SPEAKER = "speaker"
    HOLDER = "holder"
    CLAIMANT = "claimant"
    OWNER = "owner"
    HOST = "host"
    PARTNER = "partner"


RELIABILITY_WORDS = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "reliability cannot be judged",
}
CREDIBILITY_WORDS = {
    1: "confirmed by others",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}

# Suggested types of each kind; any other word is accepted, these have a symbol and a line style of their own.
FEATURE_TYPES: dict[Kind, tuple[str, ...]] = {
    Kind.EVENT: (
        "statement", "talks", "proposal", "request", "battle", "explosion", "air strike", "protest", "arrest",
        "displacement", "other",
    ),
    Kind.PRESENCE: ("special forces", "advisers", "militia", "troops", "peacekeepers", "other"),
    Kind.SITE: (
        "outpost", "base", "airfield", "port", "border crossing", "seat of government", "city", "town", "camp", "other",
    ),
    Kind.ZONE: ("held", "claimed", "contested", "influence", "area of operation", "other"),
    Kind.LINK: ("support", "arms", "training", "negotiation", "hostility", "statement", "request", "other"),
}  # fmt: skip
