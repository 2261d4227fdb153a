"""A page's pixels, exactly as many as are asked for, on screens of any sharpness.

A page can be zoomed only so far, and a view has whole pixels of the desktop's, which may be one and a half of the
screen's: what is drawn is a little more than is asked for, and what is too much is cut off.
"""

import math
from typing import Final, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

LEAST_ZOOM, MOST_ZOOM = 0.25, 5.0
"""What Qt lets a page be zoomed to; it says nothing of a factor beyond them, and keeps the one that was."""
CSS_PIXELS_PER_METRE: Final = 96 / 0.0254


class Exposure(NamedTuple):
    """How a picture of `size` pixels is taken: the page's zoom, and `larger`, how many pixels are drawn for each."""

    size: QSize
    scale: float
    ratio: float

    @property
    def larger(self) -> float:
        """1 unless the page cannot be zoomed as far; the picture is scaled then."""
        return self.zoom * self.ratio / self.scale

    @property
    def zoom(self) -> float:
        """The page's."""
        return min(max(self.scale / self.ratio, LEAST_ZOOM), MOST_ZOOM)

    @property
    def frame(self) -> tuple[float, float]:
        """Of the page, in CSS pixels, such that it ends where the picture does."""
        return self.size.width() / self.scale, self.size.height() / self.scale

    @property
    def room(self) -> QSize:
        """Of the view, in the desktop's pixels."""
        return QSize(*(_whole(side * self.larger / self.ratio, self.ratio) for side in self.size.toTuple()))


def exposure(size: tuple[int, int], scale: float, ratio: float) -> Exposure:
    """For `size` CSS pixels with `scale` pixels each, in a view that has `ratio` device pixels for one of its own."""
    return Exposure(QSize(*(round(side * scale) for side in size)), scale, ratio)


def grabbed(view: QWidget, taken: Exposure) -> QImage:
    """What the view shows, with 24 bits a pixel and its resolution."""
    image = view.grab().toImage()
    image.setDevicePixelRatio(1.0)
    across, down = (round(side * taken.larger) for side in taken.size.toTuple())
    if image.size() != QSize(across, down):
        image = image.copy(0, 0, across, down)
    if image.size() != taken.size:
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(taken.size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    image.setDotsPerMeterX(round(CSS_PIXELS_PER_METRE * taken.scale))
    image.setDotsPerMeterY(round(CSS_PIXELS_PER_METRE * taken.scale))
    return image.convertToFormat(QImage.Format.Format_RGB888)


def _whole(side: float, ratio: float) -> int:
    """Enough of the desktop's pixels; one of them may end within a pixel of the screen, which is not painted then."""
    whole = round(side)
    if abs(side - whole) < 1e-6:
        return whole
    return math.ceil(side) + (0 if float(ratio).is_integer() else 1)
