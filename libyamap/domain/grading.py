"""Words for Admiralty grades (NATO AJP-2.1) and for certainty (ICD 203)."""

from libyamap.domain.vocabulary import CREDIBILITY_WORDS, RELIABILITY_WORDS, Certainty, Reliability

CERTAINTY_RANGE_PERCENT = {
    Certainty.REMOTE: (1, 5),
    Certainty.VERY_UNLIKELY: (5, 20),
    Certainty.UNLIKELY: (20, 45),
    Certainty.EVEN: (45, 55),
    Certainty.LIKELY: (55, 80),
    Certainty.VERY_LIKELY: (80, 95),
    Certainty.ALMOST_CERTAIN: (95, 99),
}


def grade(reliability: Reliability | None, credibility: int | None) -> str:
    """Short form such as “B3”; an ungraded half is written F or 6, as the Admiralty code does."""
    return f"{(reliability or Reliability.F).value}{credibility or 6}"


def grade_in_words(reliability: Reliability | None, credibility: int | None) -> str:
    """Long form such as “usually reliable (B), possibly true (3)”."""
    letter = reliability or Reliability.F
    number = credibility or 6
    return f"{RELIABILITY_WORDS[letter]} ({letter.value}), {CREDIBILITY_WORDS[number]} ({number})"


def certainty_in_words(certainty: Certainty | None) -> str:
    """The word with its range, such as “likely (55-80 %)”; no judgement is said as such."""
    if certainty is None:
        return "not judged"
    low, high = CERTAINTY_RANGE_PERCENT[certainty]
    return f"{certainty.value} ({low}\N{EN DASH}{high} %)"
