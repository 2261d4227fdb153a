"""The sentence counts voices, names the best grade, and says so when voices differ."""

from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.evidence import best_grade, evidence_sentence, sources_disagree
from libyamap.domain.model import Claim
from libyamap.domain.vocabulary import Reliability, Stance

B, C, E = Reliability.B, Reliability.C, Reliability.E


def claim(
    source: str = "a", stance: Stance = Stance.SUPPORTS, reliability: Reliability = B, credibility: int = 3
) -> Claim:
    return Claim(id=source, feature="f", source=source, stance=stance, reliability=reliability, credibility=credibility)


def test_nothing_is_said_as_such() -> None:
    assert evidence_sentence([]) == "No source is given."
    assert best_grade([]) == ""


def test_one_source_with_its_grade() -> None:
    assert evidence_sentence([claim()]) == "Said by one source, usually reliable (B), possibly true (3)."


def test_two_paragraphs_of_one_article_are_one_voice() -> None:
    sentence = evidence_sentence([claim(credibility=4), claim(credibility=2)])
    assert sentence == "Said by one source, usually reliable (B), probably true (2)."


def test_several_sources_name_the_best() -> None:
    sentence = evidence_sentence([claim("a", reliability=E, credibility=1), claim("b", reliability=C)])
    assert sentence == "Said by 2 sources, the best of them fairly reliable (C), possibly true (3)."


def test_disagreement() -> None:
    claims = [claim("a"), claim("b"), claim("c", Stance.DISPUTES)]
    assert evidence_sentence(claims) == "Sources disagree: 2 support, 1 disputes."
    assert sources_disagree(claims)


def test_a_source_at_odds_with_itself() -> None:
    sentence = evidence_sentence([claim("a"), claim("a", Stance.DISPUTES)])
    assert sentence == "The source reports both views."


def test_only_disputed() -> None:
    assert evidence_sentence([claim(stance=Stance.DISPUTES)]).startswith("Disputed by one source, ")
    assert best_grade([claim(stance=Stance.DISPUTES)]) == ""


@given(
    st.lists(
        st.builds(
            claim, st.sampled_from("abc"), st.sampled_from(Stance), st.sampled_from(Reliability), st.integers(1, 6)
        )
    )
)
def test_always_one_sentence(claims: list[Claim]) -> None:
    sentence = evidence_sentence(claims)
    assert sentence.endswith(".")
    assert sentence.startswith("Sources disagree") <= sources_disagree(claims)
