"""Films made: a sheet for each step of the timeline, drawn by a press, and all of them encoded.

pictures = film_pictures(press, briefing, film)     # in the press's thread
film_bytes(pictures, film.seconds, "webp")          # in any
"""

from collections.abc import Callable
from typing import Protocol

from libyamap.app.briefing.briefing import Briefing
from libyamap.app.briefing.film import Film, checked_film, frame_briefing, windows_of
from libyamap.briefing.film import film_bytes

__all__ = ["film_bytes", "film_pictures"]


class DrawsSheets(Protocol):
    """A `bootstrap.briefing.Press`."""

    def preview(self, briefing: Briefing, width: int) -> bytes:
        """A PNG of the sheet, `width` pixels wide."""
        ...


def film_pictures(
    press: DrawsSheets, briefing: Briefing, film: Film, told: Callable[[int], object] = lambda _number: None
) -> list[bytes]:
    """A PNG for each step. `told` hears the number of each before it is drawn; what it raises ends the work."""
    pictures = []
    for number, window in enumerate(windows_of(checked_film(film))):
        told(number)
        pictures.append(press.preview(frame_briefing(briefing, film, window), film.width))
    return pictures
