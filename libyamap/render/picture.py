"""A picture of the map without a window: the same page, drawn at any size and sharpness, furniture included."""

from typing import Final

from PySide6.QtGui import QImage

from libyamap.app.view_state import Theme, Viewing
from libyamap.domain.geometry import Bounds
from libyamap.render.grabbing import grabbed
from libyamap.render.posing import Pose, posed
from libyamap.render.scheme import Answering

SIZE: Final = (1600, 1000)


def picture(
    resources: Answering,
    viewing: Viewing,
    *,
    size: tuple[int, int] = SIZE,
    scale: float = 1.0,
    furniture: bool = True,
    theme: Theme | None = None,
    bounds: Bounds | None = None,
) -> QImage:
    """Draw what `viewing` shows at `size` CSS pixels and `scale` device pixels for each of them.

    `theme` and `bounds` change `viewing`, which is the one that `resources` draws from: give the picture one of its own
    where a window shows another. Needs a QApplication. WorldError where the size makes no sense or the page fails.
    """
    pose = Pose(size, scale, furniture=furniture, theme=theme, bounds=bounds)
    with posed(resources, viewing, pose) as (view, taken):
        return grabbed(view, taken)
