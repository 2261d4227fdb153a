"""A press of the briefing that draws nothing."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from libyamap.app.briefing.briefing import Briefing, Format, file_count
from libyamap.render.image_file import encoded
from libyamap.ui.briefing.pressing import Deck
from libyamap.ui.briefing.thumbnails import DRAWN

if TYPE_CHECKING:
    from libyamap.errors import WorldError


class FakePress:
    """Remembers what it was to draw; its pictures are one colour."""

    def __init__(self) -> None:
        self.drawn: list[Briefing] = []
        self.small: list[Briefing] = []
        self.pages: list[int] = []
        self.widths: list[int] = []
        self.problem: WorldError | None = None
        self.during: Callable[[], object] = lambda: None
        self.aborted = self.closed = False

    def _draw(self, briefing: Briefing) -> None:
        if self.problem is not None:
            raise self.problem
        self.drawn.append(briefing)
        self.during()

    def files(self, briefing: Briefing, forms: Collection[Format]) -> dict[Format, tuple[bytes, ...]]:
        self._draw(briefing)
        return {
            form: tuple(
                picture() if form == "png" else f"{form}: {briefing.title}".encode()
                for _ in range(file_count(briefing, form))
            )
            for form in forms
        }

    def preview(self, briefing: Briefing, width: int, number: int = 0) -> bytes:
        assert width >= 200
        if width == DRAWN:
            if self.problem is not None:
                raise self.problem
            self.small.append(briefing)
            return picture()
        self.pages.append(number)
        self.widths.append(width)
        self._draw(briefing)
        return picture()

    def deck(self, briefings: Sequence[Briefing], form: Deck, told: Callable[[int], object]) -> bytes:
        for number, briefing in enumerate(briefings):
            told(number)
            self._draw(briefing)
        return f"{form} of ".encode() + ", ".join(briefing.name for briefing in briefings).encode()

    def abort(self) -> None:
        self.aborted = True

    def close(self) -> None:
        self.closed = True


def picture() -> bytes:
    """A PNG of eight by five pixels."""
    image = QImage(8, 5, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.red)
    return encoded(image, "PNG")
