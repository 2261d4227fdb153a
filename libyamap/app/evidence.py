"""One plain sentence about who says so: the answer to “how well is this known?” before any claim is read."""

from collections.abc import Iterable

from libyamap.domain.grading import grade, grade_in_words
from libyamap.domain.model import Claim
from libyamap.domain.vocabulary import Stance


def best_claim(claims: Iterable[Claim]) -> Claim | None:
    """The supporting claim with the best Admiralty grade (reliability first); None where nothing supports."""
    supporting = [claim for claim in claims if claim.stance is Stance.SUPPORTS]
    return min(supporting, key=_badness, default=None)


def best_grade(claims: Iterable[Claim]) -> str:
    """Short form of the best supporting grade, such as “B3”; empty where nothing supports."""
    best = best_claim(claims)
    return grade(best.reliability, best.credibility) if best else ""


def evidence_sentence(claims: Iterable[Claim]) -> str:
    """Say how many sources support and dispute a feature, and how good the best of them is.

    Sources are counted, not claims: two paragraphs of one article are one voice.
    """
    known = list(claims)
    supporting = {claim.source for claim in known if claim.stance is Stance.SUPPORTS}
    disputing = {claim.source for claim in known if claim.stance is Stance.DISPUTES}
    if not known:
        return "No source is given."
    if supporting == disputing and len(supporting) == 1:
        return "The source reports both views."
    if supporting and disputing:
        return f"Sources disagree: {_count(supporting, 'support')}, {_count(disputing, 'dispute')}."
    best = min(known, key=_badness)
    words = grade_in_words(best.reliability, best.credibility)
    verb = "Said" if supporting else "Disputed"
    voices = supporting or disputing
    if len(voices) == 1:
        return f"{verb} by one source, {words}."
    return f"{verb} by {len(voices)} sources, the best of them {words}."


def sources_disagree(claims: Iterable[Claim]) -> bool:
    """Whether some claims support and others dispute."""
    return len({claim.stance for claim in claims}) > 1


def _count(voices: set[str], verb: str) -> str:
    return f"{len(voices)} {verb}{'s' if len(voices) == 1 else ''}"


def _badness(claim: Claim) -> tuple[str, int]:
    return claim.reliability.value, claim.credibility
