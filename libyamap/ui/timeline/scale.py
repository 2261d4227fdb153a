"""Between days and pixels: where a bin stands, which bin a pixel is in, and what is written below the axis."""

from typing import NamedTuple

from libyamap.app.timeline import days_of, number_of
from libyamap.app.viewport import Unit, Window

LABEL_ROOM = 56.0
"""Pixels that a label needs."""
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_DAYS = (1, 2, 7, 14)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


class Tick(NamedTuple):
    """A mark on the axis: the left edge of a bin, with its words."""

    x: float
    text: str


class TimeScale(NamedTuple):
    """Bins `first` to `last` of a unit, side by side from `left` on, `width` pixels in all."""

    unit: Unit
    first: int
    last: int
    left: float
    width: float

    @property
    def bin_width(self) -> float:
        """Pixels of one bin."""
        return self.width / (self.last - self.first + 1)

    def x_of(self, number: int) -> float:
        """Left edge of a bin."""
        return self.left + (number - self.first) * self.bin_width

    def bin_at(self, x: float) -> int:
        """The bin that a pixel lies in; the first or last one beyond the edges."""
        return max(self.first, min(self.last, self.first + int((x - self.left) // self.bin_width)))

    def border_at(self, x: float) -> int:
        """The bin that begins at the border nearest to a pixel."""
        return self.first + round((x - self.left) / self.bin_width)

    def edges_of(self, window: Window) -> tuple[float, float]:
        """Left and right edge of a window, cut where the axis ends; a part of a bin counts as much as it is."""
        return self._clamped(self._x(window, at=0)), self._clamped(self._x(window, at=1))

    def ticks(self) -> list[Tick]:
        """Labels that do not run into each other."""
        step, unit = self._step()
        begin, end = (number_of(days_of(number, self.unit)[0], unit) for number in (self.first, self.last))
        found = []
        for number in range(begin - begin % step, end + 1, step):
            start = days_of(number, unit)[0]
            x = self.x_of(number_of(start, self.unit))
            if x >= self.left - 0.5 and number_of(start, unit) == number:  # there is no year 0
                found.append(Tick(x, _words(number, unit, step)))
        return found

    def _step(self) -> tuple[int, Unit]:
        """Every how many of which unit there is room for a label."""
        bins = max(1.0, LABEL_ROOM / self.bin_width)
        if self.unit == "day":
            for step in _DAYS:
                if step >= bins:
                    return step, "day"
            bins /= 30.44
        if self.unit != "year":
            for step in _MONTHS:
                if step >= bins:
                    return (step, "month") if step < 12 else (step // 12, "year")
            bins /= 12
        return next((step for step in _YEARS if step >= bins), _YEARS[-1]), "year"

    def _x(self, window: Window, at: int) -> float:
        number = number_of(window[at], self.unit)
        start, end = days_of(number, self.unit)
        length = (end - start).days + 1
        share = ((window[at] - start).days + at) / length
        return self.x_of(number) + share * self.bin_width

    def _clamped(self, x: float) -> float:
        return max(self.left, min(self.left + self.width, x))


def _words(number: int, unit: Unit, step: int) -> str:
    day = days_of(number, unit)[0]
    if unit == "year" or (unit == "month" and day.month == 1 and step > 1):
        return str(day.year)
    return f"{day:%b} {day.year}" if unit == "month" else f"{day.day} {day:%b}"
