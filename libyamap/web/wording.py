"""What the map says in words: tooltips, labels and the notes for what has no place. Plain text, never HTML."""

from collections.abc import Sequence

from libyamap.app.evidence import evidence_sentence
from libyamap.domain.grading import certainty_in_words
from libyamap.domain.model import Actor, Claim, Feature
from libyamap.domain.precision import Drawing, precision_sentence
from libyamap.domain.time import in_words
from libyamap.domain.vocabulary import Kind, Status
from libyamap.errors import InvalidValue
from libyamap.i18n import is_right_to_left, isolated

_STATUS_WORDS = {
    Status.REPORTED: "Reported",
    Status.CONFIRMED: "Confirmed",
    Status.ASSESSED: "Our own assessment",
    Status.PROPOSED: "Only proposed",
    Status.REFUSED: "Refused",
    Status.ENDED: "Ended",
}
LONGEST_LABEL = 40


def status_in_words(status: Status) -> str:
    """The word that readers see for a status."""
    return _STATUS_WORDS[status]


def short_name(actor: Actor) -> str:
    """What an actor is called on the map."""
    return actor.short_name or actor.name


def label(feature: Feature, parties: Sequence[Actor]) -> str:
    """The name beside the mark: a zone is called by who is there, a link needs none, a statement by who speaks."""
    names = " / ".join(short_name(actor) for actor in parties)
    if feature.kind is Kind.LINK:
        return ""
    if feature.kind in {Kind.ZONE, Kind.EVENT}:
        return names or _shortened(feature.title)
    return _shortened(feature.title)


def tooltip(
    feature: Feature, actors: Sequence[Actor], claims: Sequence[Claim], drawing: Drawing, district: str = ""
) -> str:
    """Title, how precisely it is placed, actors and time, who says so, how certain it is: a line each.

    `district`: the name of the area that is drawn in place of a ring.
    """
    names = ", ".join(_inline(short_name(actor)) for actor in actors)
    facts = " · ".join(part for part in (feature.type.capitalize(), names, in_words_or_nothing(feature.time)) if part)
    lines = [feature.title, _placed(feature, drawing, district), facts]
    if claims:
        lines.append(evidence_sentence(claims))
    if feature.certainty is not None:
        lines.append(f"Certainty: {certainty_in_words(feature.certainty)}")
    return "\n".join(line for line in lines if line)


def in_words_or_nothing(edtf: str) -> str:
    """The time in words; nothing for a time that an old or foreign file wrote in another way."""
    try:
        return in_words(edtf)
    except InvalidValue:
        return ""


def count_note(count: int, country: str, *, shown_elsewhere: bool) -> str:
    """“4 more known for Libya, no place given”; without “more” where nothing else is in view."""
    more = " more" if shown_elsewhere else ""
    return f"{count}{more} known for {_inline(country)}, no place given"


def gathered_note(count: int, place: str, *, sort: str) -> str:
    """“3,412 known for Libya, no place given”; of a province “no place in it given”."""
    return f"{count:,} known for {_inline(place)}, no place {'in it ' if sort == 'province' else ''}given"


def number_in_short(count: int) -> str:
    """A number of three signs or four: 999, 1.2k, 12k, 1.2M; never rounded up to what is not there."""
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if count >= size:
            return f"{count // size}{letter}" if count >= 10 * size else f"{count * 10 // size / 10:g}{letter}"
    return str(count)


def name_on_map(actor: Actor) -> str:
    """The short name, kept from turning the text around it."""
    return _inline(short_name(actor))


def without_country(title: str, names: Sequence[str]) -> str:
    """A title for a row under the country's own name: “US special forces in Libya” without “in Libya”."""
    for name in filter(None, names):
        for ending in (f" in {name}", f" of {name}", f", {name}", f" في {name}"):
            if title.endswith(ending) and len(title) > len(ending):
                return title[: -len(ending)]
    return title


def _placed(feature: Feature, drawing: Drawing, district: str) -> str:
    status = status_in_words(feature.status)
    if drawing is Drawing.NOWHERE or feature.kind in {Kind.LINK, Kind.ZONE}:
        return status
    ring = precision_sentence(feature.where_prec, feature.place, feature.radius_m)
    sentence = f"In the district of {_inline(district)}" if district else ring
    return f"{status} {sentence[0].lower()}{sentence[1:]}" if feature.status in _READS_ON else f"{status}: {sentence}"


_READS_ON = {Status.REPORTED, Status.CONFIRMED}


def _inline(name: str) -> str:
    return isolated(name) if is_right_to_left(name) else name


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1].rstrip()}…"
