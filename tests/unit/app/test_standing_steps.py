"""Which steps still have an effect: what is left out makes no difference, whatever is done and taken back."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.standing_steps import standing
from libyamap.domain.changes import Revision


def step(number: int, undoes: int | None = None) -> Revision:
    when = dt.datetime(2016, 5, 18, tzinfo=dt.UTC)
    return Revision(number=number, at=when, author="me", command="c", title="t", undoes=undoes)


def test_a_step_and_its_undo_have_no_effect_together() -> None:
    first, done, undone, again = step(2), step(3), step(4, undoes=3), step(5, undoes=4)
    assert standing([first, done, undone]) == [first]
    assert standing([first, done, undone, again]) == [first, again]
    assert standing([undone, again]) == []
    assert standing([again]) == [again]


def test_what_was_taken_back_from_below_others_stays() -> None:
    steps = [step(2), step(3), step(4, undoes=2)]
    assert standing(steps) == steps


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(1, 12))), st.integers(0, 20))
def test_going_back_over_those_that_stand_comes_to_the_same(plan: list[tuple[int, int, int]], start: int) -> None:
    """A step sets a field of three, and is taken back only where the field is as it left it."""
    fields, states, steps = [0, 0, 0], [[0, 0, 0]], list[Revision]()
    effects: dict[int, tuple[int, int, int]] = {}
    for number, (field, value, back) in enumerate(plan, 1):
        taken = next((each for each in effects if each == number - back), None)
        if taken is not None and fields[effects[taken][0]] == effects[taken][2]:
            changed, became, _ = effects[taken]
        else:
            changed, became, taken = field, value, None
        effects[number] = (changed, fields[changed], became)
        fields[changed] = became
        steps.append(step(number, taken))
        states.append(list(fields))
    then = min(start, len(steps))
    for each in reversed(standing(steps[then:])):
        field, before, _ = effects[each.number]
        fields[field] = before
    assert fields == states[then]
