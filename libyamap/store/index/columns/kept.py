"""Keeps the last answers to what several parts of the window ask one after the other. Safe from any thread."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """At most `most` answers; those not asked for longest go first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        """A kept answer."""
        with self._lock:
            if key not in self._found:
                return None
            self._found.move_to_end(key)
            return self._found[key]

    def keep(self, key: K, value: V) -> V:
        """Keep an answer, and give it."""
        with self._lock:
            self._found[key] = value
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return value

    def found_or(self, key: K, make: Callable[[], V]) -> V:
        """A kept answer, else what `make` gives."""
        found = self.get(key)
        return found if found is not None else self.keep(key, make())
