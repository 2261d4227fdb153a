"""Back and forward through the views of the map, as in a browser. Knows no clock but the moments it is told."""

from libyamap.app.view_text import Spot

MOST = 100
SAME_GESTURE_S = 1.0
"""Moves by hand that follow each other within this time are one step."""


class ViewTrail:
    """The views that were looked at, and which of them is on screen."""

    def __init__(self) -> None:
        self._spots: list[Spot] = []
        self._here = -1
        self._last = 0.0
        self._leap = False
        self._turning = False

    @property
    def can_go_back(self) -> bool:
        """Whether there is a view before this one."""
        return self._here > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether a view was left by going back."""
        return self._here < len(self._spots) - 1

    def leap(self) -> None:
        """The next view is a step of its own, however soon it comes: somebody asked for it."""
        if not self._turning:
            self._leap = True

    def visit(self, spot: Spot, at: float, *, resized: bool = False) -> None:
        """The map shows this now; `at`: seconds of a clock that never goes back. `resized`: only its frame changed."""
        if self._turning:  # the view that was gone back to
            self._turning = False
        elif resized and self._here >= 0:
            self._spots[self._here] = spot
            return
        elif self._here >= 0 and self._spots[self._here] == spot:
            pass
        elif self._here >= 0 and not self._leap and at - self._last < SAME_GESTURE_S and self._here == self._newest:
            self._spots[self._here] = spot
        else:
            self._spots[self._here + 1 :] = [spot]
            self._spots = self._spots[-MOST:]
            self._here = len(self._spots) - 1
        self._leap = False
        self._last = at

    def back(self) -> Spot | None:
        """The view before; None at the beginning."""
        return self._turn(-1)

    def forward(self) -> Spot | None:
        """The view that was left by going back; None at the end."""
        return self._turn(1)

    @property
    def _newest(self) -> int:
        return len(self._spots) - 1

    def _turn(self, step: int) -> Spot | None:
        if not 0 <= self._here + step < len(self._spots):
            return None
        self._here += step
        self._turning, self._leap = True, False
        return self._spots[self._here]
