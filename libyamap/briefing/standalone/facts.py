"""What the page says of a feature when it is clicked: the inspector's order, in plain text."""

from collections.abc import Iterator, Mapping, Sequence

from libyamap.app.evidence import evidence_sentence
from libyamap.briefing.standalone.payload import Facts
from libyamap.domain.grading import certainty_in_words, grade_in_words
from libyamap.domain.model import Actor, Claim, Feature, Link, Source
from libyamap.domain.precision import precision_sentence
from libyamap.domain.vocabulary import Role, Stance
from libyamap.web.wording import in_words_or_nothing, status_in_words


def facts_of(
    feature: Feature,
    claims: Sequence[Claim],
    actors: Mapping[str, Actor],
    sources: Mapping[str, Source],
    titles: Mapping[str, str],
    district: str = "",
) -> tuple[Facts, ...]:
    """Headings with their lines; `titles` are those of all features, for the ends of links.

    `district`: the name of the area that is drawn in place of the feature's ring, if there is one.
    """
    found = (
        Facts("", tuple(filter(None, (feature.description,)))),
        Facts("Who", tuple(_who(feature, actors, titles))),
        Facts("When", _lines(_capital(in_words_or_nothing(feature.time)) or "No time given", feature.time_note)),
        Facts("Where", _lines(_where(feature, district), feature.place_note)),
        Facts("How sure", tuple(_sure(feature))),
        Facts("Who says so", tuple(_said(claims, sources))),
    )
    return tuple(each for each in found if each.lines)


def _who(feature: Feature, actors: Mapping[str, Actor], titles: Mapping[str, str]) -> Iterator[str]:
    if isinstance(feature, Link):
        ends = [actors[end].name if end in actors else titles.get(end, "") for end in (feature.origin, feature.target)]
        if all(ends):
            yield f"From {ends[0]} to {ends[1]}"
    for part in feature.actors:
        actor = actors.get(part.actor)
        if actor is not None:
            yield actor.name if part.role is Role.ACTOR else f"{actor.name}, {part.role.value}"


def _where(feature: Feature, district: str) -> str:
    if isinstance(feature, Link):
        return ""
    if district:
        return f"In the district of {district}"
    return precision_sentence(feature.where_prec, feature.place, feature.radius_m)


def _sure(feature: Feature) -> Iterator[str]:
    yield status_in_words(feature.status)
    if feature.certainty is not None:
        yield f"Certainty: {certainty_in_words(feature.certainty)}"


def _said(claims: Sequence[Claim], sources: Mapping[str, Source]) -> Iterator[str]:
    if not claims:
        return
    yield evidence_sentence(claims)
    for claim in claims:
        stance = "Disputes it" if claim.stance is Stance.DISPUTES else "Supports it"
        source = sources.get(claim.source)
        parts = (claim.note, _capital(grade_in_words(claim.reliability, claim.credibility)), _source(source, claim))
        said = " ".join(f"{part.rstrip('.')}." for part in parts if part)
        yield f"{stance}. {said}"


def _source(source: Source | None, claim: Claim) -> str:
    if source is None:
        return ""
    published = in_words_or_nothing(source.published)
    parts = (source.title, source.author, source.publisher, published, claim.locator, source.url)
    return ", ".join(filter(None, parts))


def _lines(*lines: str) -> tuple[str, ...]:
    return tuple(filter(None, lines))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
