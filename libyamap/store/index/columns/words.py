"""Texts that many features share, kept as numbers."""

from collections.abc import Iterable
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

    def numbers(self, values: Iterable[object]) -> Ints:
        """The numbers of many words."""
        return np.fromiter(map(self.__getitem__, values), np.int64)


class Fixed(dict[Any, int]):
    """Known words only; any other is STRANGE."""

    def __missing__(self, value: object) -> int:
        return STRANGE

    def numbers(self, values: Iterable[object]) -> Ints:
        """The numbers of many words."""
        return np.fromiter(map(self.__getitem__, values), np.int64)
