"""A feature is disputed when a source denies it, or sources differ on when, who or where."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.disputes import disputes, is_disputed
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Claim, Event, Involvement
from libyamap.domain.vocabulary import Role, Stance

EVENT = Event(
    id=new_id(), layer="", title="Explosion", time="2016-05-18", place="Sirte", geometry=point(16.6, 31.2),
    actors=(Involvement("a"), Involvement("b", Role.TARGET)),
)  # fmt: skip
NAMES = {"a": "IS", "b": "GNA"}


def claim(**fields: object) -> Claim:
    return msgspec.structs.replace(Claim(id=new_id(), feature=EVENT.id, source="s"), **fields)


def test_what_nobody_denies_and_all_tell_alike_is_not_disputed() -> None:
    alike = [
        claim(),
        claim(says_time="2016-05-18", says_place="Sirte", says_geometry=point(16.6, 31.2)),
        claim(says_actors=(Involvement("b", Role.TARGET), Involvement("a"))),
        claim(says_place="Sirte"),
    ]
    assert not is_disputed(EVENT, alike)
    assert disputes(EVENT, alike, NAMES) == []
    assert not is_disputed(EVENT, [])


def test_a_denial_comes_first() -> None:
    denial, other = claim(stance=Stance.DISPUTES), claim(says_time="2016-05-17")
    first, second = disputes(EVENT, [other, denial], NAMES)
    assert (first.field, first.sentence) == ("", "One claim disputes this.")
    assert first.views == (("disputes", (denial.id,)),)
    assert second.field == "time"
    assert is_disputed(EVENT, [denial])


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"says_time": "2016-05-17"}, "time", "Sources differ on when: 18 May 2016; 17 May 2016."),
        (
            {"says_actors": (Involvement("b"), Involvement("x"))},
            "actors",
            "Sources differ on who: IS (actor), GNA (target); GNA (actor), an unknown actor (actor).",
        ),
        ({"says_place": "Ben Jawad"}, "geometry", "Sources differ on where: Sirte; Ben Jawad."),
        ({"says_geometry": point(1, 1)}, "geometry", "Sources differ on where: Sirte; another place on the map."),
    ],
)
def test_one_source_that_says_otherwise_is_enough(said: dict[str, object], field: str, sentence: str) -> None:
    holder, other = claim(), claim(**said)
    (found,) = disputes(EVENT, [holder, other], NAMES)
    assert (found.field, found.sentence) == (field, sentence)
    assert [ids for _, ids in found.views] == [(holder.id,), (other.id,)]
    assert is_disputed(EVENT, [other])


def test_a_time_that_cannot_be_read_is_shown_as_it_is() -> None:
    (found,) = disputes(EVENT, [claim(says_time="May")], NAMES)
    assert found.sentence == "Sources differ on when: 18 May 2016; May."


@given(st.lists(st.sampled_from([{}, {"says_time": "2016"}, {"says_place": "X"}, {"stance": Stance.DISPUTES}])))
def test_the_short_answer_is_the_long_one(said: list[dict[str, object]]) -> None:
    claims = [claim(**each) for each in said]
    assert is_disputed(EVENT, claims) == bool(disputes(EVENT, claims, NAMES))
