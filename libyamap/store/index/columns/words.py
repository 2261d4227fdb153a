"""Texts that many features share, kept as numbers."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from libyamap.store.index.columns.arrays import Ints

STRANGE: Final = -1
"""Stands for a value that is no plain text: such a row is read the slow way."""


class Vocabulary(dict[Any, int]):
    """Words by their numbers, in the order they came; 0 is the empty text, which NULL stands for too."""

    def __init__(self) -> None:
        super().__init__({"": 0, None: 0})
        self.words = [""]

    def __missing__(self, value: object) -> int:
        if not isinstance(value, str):
            return STRANGE
        self[value] = len(self.words)
        self.words.append(value)
        return self[value]

    def numbers(self, values: Sequence[object]) -> Ints:
        """The numbers of many words."""
        return _numbers(self, values)


class Fixed(dict[Any, int]):
    """Known words only; any other is STRANGE."""

    def __missing__(self, value: object) -> int:
        return STRANGE

    def numbers(self, values: Sequence[object]) -> Ints:
        """The numbers of many words."""
        return _numbers(self, values)


def _numbers(words: dict[Any, int], values: Sequence[object]) -> Ints:
    if values and values[0] is None and values.count(None) == len(values):  # as columns often are
        return np.full(len(values), words[None], np.int64)
    return np.fromiter(map(words.__getitem__, values), np.int64, len(values))
