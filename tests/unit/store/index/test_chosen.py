"""What several threads ask of one selection is worked out once."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from libyamap.app.filter import Filter
from libyamap.app.viewport import Selection
from libyamap.errors import InvalidValue
from libyamap.store.index.columns.arrays import Mask
from libyamap.store.index.columns.chosen import Finders, Selections
from tests.unit.store.index.questions import Both, both, quick_folder

ASKED = Selection(filter=Filter(text="word"))
PATIENCE_S = 60


def selections_of(indexes: Both, find: Callable[[str], Mask]) -> Selections:
    """Selections of the large one, whose words are found so."""
    base, names = indexes.large.base, indexes.large.overlay.names
    return Selections(base, None, names, Finders(find, lambda _: np.zeros(0, np.bool_)))


def test_threads_that_ask_the_same_share_one_answer() -> None:
    begun, go_on, asked = threading.Event(), threading.Event(), []

    def find(text: str) -> Mask:
        asked.append(text)
        begun.set()
        assert go_on.wait(PATIENCE_S)
        return np.zeros(0, np.bool_)

    with quick_folder() as folder, both(folder, []) as indexes:
        selections = selections_of(indexes, find)
        with ThreadPoolExecutor(3) as threads:
            first = threads.submit(selections.rows, ASKED)
            assert begun.wait(PATIENCE_S)
            others = [threads.submit(selections.rows, ASKED) for _ in range(2)]
            go_on.set()
            found = [each.result(PATIENCE_S) for each in (first, *others)]
    assert asked == ["word"]
    assert found[0] is found[1] is found[2]


def test_what_cannot_be_answered_is_told_to_each_who_asks() -> None:
    def refuse(_text: str) -> Mask:
        raise InvalidValue("text", "not yet")

    with quick_folder() as folder, both(folder, []) as indexes:
        selections = selections_of(indexes, refuse)
        for _ in range(2):
            with pytest.raises(InvalidValue):
                selections.rows(ASKED)
