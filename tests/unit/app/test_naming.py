"""What a record is called in sentences and in the history."""

from libyamap.app.naming import quoted
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor


def test_a_name_does_not_turn_the_sentence_around_it() -> None:
    turning = "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe\N{POP DIRECTIONAL FORMATTING}"
    assert quoted(Actor(id=new_id(), name=turning)) == "‘gnp.exe’"
    assert quoted(Actor(id=new_id(), name="\N{RIGHT-TO-LEFT ISOLATE}مصراتة\N{POP DIRECTIONAL ISOLATE}")) == "‘مصراتة’"


def test_a_long_name_is_cut() -> None:
    assert quoted(Actor(id=new_id(), name="A" * 500)) == f"‘{'A' * 79}…’"
