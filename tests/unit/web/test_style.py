"""Looks say how sure and of what sort a thing is, each in its own way."""

import pytest

from libyamap.domain.model import Actor, Event, Feature, Link, Zone
from libyamap.domain.vocabulary import Certainty, Status
from libyamap.web import style
from libyamap.web.style import Firmness

A = Actor(id="a", name="A", colour="#0072B2")
B = Actor(id="b", name="B", colour="#D55E00")


def zone(status: Status = Status.REPORTED, certainty: Certainty | None = None) -> Feature:
    """A zone of this status and certainty."""
    return Zone(id="z", layer="l", title="Z", status=status, certainty=certainty)


@pytest.mark.parametrize(
    ("feature", "parties", "disputed", "expected"),
    [
        (zone(Status.CONFIRMED), [A], False, Firmness.CERTAIN),
        (zone(certainty=Certainty.ALMOST_CERTAIN), [A], False, Firmness.CERTAIN),
        (zone(certainty=Certainty.LIKELY), [A], False, Firmness.LIKELY),
        (zone(), [A], False, Firmness.LIKELY),
        (zone(Status.CONFIRMED, Certainty.EVEN), [A], False, Firmness.UNCERTAIN),
        (zone(certainty=Certainty.REMOTE), [A], False, Firmness.UNCERTAIN),
        (zone(Status.ASSESSED, Certainty.ALMOST_CERTAIN), [A], False, Firmness.UNCERTAIN),
        (zone(Status.ASSESSED), [A, B], False, Firmness.CONTESTED),
        (zone(Status.CONFIRMED), [A], True, Firmness.CONTESTED),
        (Event(id="e", layer="l", title="E", status=Status.CONFIRMED), [A, B], False, Firmness.CERTAIN),
    ],
)
def test_firmness(feature: Feature, parties: list[Actor], disputed: bool, expected: Firmness) -> None:
    assert style.firmness(feature, parties, disputed=disputed) is expected


def test_each_firmness_has_a_fill_of_its_own() -> None:
    tints = style.colours([A, B], "light")
    fills = [style.area_fill(firm, tints, "light") for firm in Firmness]
    assert len({(fill.pattern, fill.opacity) for fill in fills}) == len(Firmness)
    assert fills[-1].colours == tints
    assert all(len(fill.colours) == 1 for fill in fills[:-1])


def test_what_one_party_holds_but_a_source_disputes_still_has_two_colours() -> None:
    fill = style.area_fill(Firmness.CONTESTED, ("#0072B2",), "light")
    assert len(set(fill.colours)) == 2


@pytest.mark.parametrize("firm", list(Firmness))
def test_our_own_assessment_has_a_dotted_edge(firm: Firmness) -> None:
    assert style.area_edge(firm, ("#0072B2",), "light", assessed=True).dash == style.DOTTED
    assert style.area_edge(firm, ("#0072B2",), "light", assessed=False).dash != style.DOTTED


def test_lines_by_status() -> None:
    dashes = {status: style.line_stroke(status, "#000000", is_link=True).dash for status in Status}
    assert dashes[Status.PROPOSED] == dashes[Status.REFUSED] == style.DASHED
    assert dashes[Status.REPORTED] == dashes[Status.CONFIRMED] == ""
    assert style.strength(Status.ENDED) < style.strength(Status.REPORTED) == 1


def test_talks_and_mutual_links_go_both_ways() -> None:
    assert style.goes_both_ways(Link(id="l", layer="l", title="L", type="negotiation"))
    assert style.goes_both_ways(Link(id="l", layer="l", title="L", type="hostility", tags=("mutual",)))
    assert not style.goes_both_ways(Link(id="l", layer="l", title="L", type="arms"))


def test_actors_wear_their_colours_in_every_theme() -> None:
    assert style.colours([A, B], "print") == ("#0072B2", "#D55E00")
    dark = style.colours([A], "dark")
    assert dark != ("#0072B2",)
    assert len(style.colours([], "light")) == 1
