"""The garbage collector leaves alone what is taken for granted, until it is told to search everything."""

import gc

from libyamap.app.resting import search_everything, take_for_granted


def test_what_is_taken_for_granted_is_not_searched_until_it_is_to_go() -> None:
    frozen = gc.get_freeze_count()
    kept = [[each] for each in range(100)]
    take_for_granted()
    try:
        assert gc.get_freeze_count() >= frozen + len(kept)
    finally:
        search_everything()
    assert gc.get_freeze_count() == 0
