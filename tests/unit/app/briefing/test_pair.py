"""Pairs of sheets: their days, their texts, and what is said of the ground between them."""

import datetime as dt

import pytest

from libyamap.app.briefing.briefing import Briefing
from libyamap.app.briefing.pair import HOW, MOST_PARTIES, NO_CHANGE, NO_ZONES, changed_words, days_of, pair_of
from libyamap.app.zone_changes import PartyChange
from libyamap.errors import InvalidValue

DAYS = days_of("2016-01-15", "2016-05-15")


def change(party: str, gained: float, lost: float) -> PartyChange:
    return PartyChange((party,), lost, gained, gained, lost, None, None)


def test_each_sheet_has_its_day_and_keeps_the_rest() -> None:
    plain = Briefing(title="Coast", subtitle="Draft", notes="Ours.", window="2016")
    before, after = pair_of(plain, DAYS, ["Changed ground:", "GNA: gained 1.00 km², lost none"])
    assert (before.window, after.window) == ("2016-01-15", "2016-05-15")
    assert (before.subtitle, after.subtitle) == ("Draft · Before: 15 January 2016", "Draft · After: 15 May 2016")
    assert before.notes == "Ours."
    assert after.notes == "Changed ground:\nGNA: gained 1.00 km², lost none\nOurs."
    assert before.title == after.title == "Coast"


def test_gains_and_losses_are_told_by_party() -> None:
    said = changed_words([change("A", 5.2e8, 0), change("B", 0, 5.2e6)], "".join, any_zones=True)
    assert said == ["Changed ground:", "A: gained 520 km², lost none", "B: gained none, lost 5.20 km²", HOW]


def test_too_many_parties_are_counted() -> None:
    said = changed_words([change(f"P{n}", 1e9, 0) for n in range(MOST_PARTIES + 1)], "".join, any_zones=True)
    assert said[-2] == "and 1 more party"


def test_nothing_changed_and_nothing_there_are_told_apart() -> None:
    assert changed_words([], "".join, any_zones=True) == [NO_CHANGE]
    assert changed_words([], "".join, any_zones=False) == [NO_ZONES]


@pytest.mark.parametrize(
    ("before", "after"), [("2016-05-15", "2016-01-15"), ("2016-05", "2017-01-01"), ("", "2016-01-01")]
)
def test_days_that_are_no_pair_are_refused(before: str, after: str) -> None:
    with pytest.raises(InvalidValue):
        days_of(before, after)
    assert days_of("2016-01-15", "2016-01-16").after == dt.date(2016, 1, 16)


def test_a_safe_release_is_refused() -> None:
    with pytest.raises(InvalidValue, match="safe release"):
        pair_of(Briefing(release='{"places":"country"}'), DAYS, [])
