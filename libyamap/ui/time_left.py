"""How long a piece of work will still take, from what it has taken so far."""

import time

_SURE_AFTER_S = 2.0


class TimeLeft:
    """Counts from the moment it is made."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def in_words(self, done: float) -> str:
        """“about 20 s left”, with this share (0 to 1) of the whole done; empty where it cannot be told yet."""
        spent = time.monotonic() - self._began
        if not 0 < done < 1 or spent < _SURE_AFTER_S:
            return ""
        return f"{as_said(spent * (1 - done) / done)} left"

    def reckoned(self, at: float, done: float) -> float:
        """What is done by now of work that had done this share when it had taken `at` seconds."""
        spent = self.spent
        return spent / (at / done) if at > 0 and done > 0 else 0.0

    @property
    def spent(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self._began


def as_said(seconds: float) -> str:
    """A duration as people say it."""
    if seconds < 90:
        return f"about {max(1, round(seconds))} s"
    return f"about {round(seconds / 60)} min"
