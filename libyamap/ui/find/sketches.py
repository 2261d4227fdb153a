"""What the page draws of a measurement, with the numbers as texts. Knows no Qt."""

from libyamap.app.measure import radius_words
from libyamap.app.measuring import MOST_POINTS, Measuring, Tool
from libyamap.domain.geodesy import circle
from libyamap.domain.geometry import Position
from libyamap.web.protocol import ShowSketch, SketchText

MOST_TEXTS = 24
"""With more legs than this their numbers would hide the map; the panel lists them all."""


def sketch_of(measuring: Measuring, pointer: Position | None = None) -> ShowSketch:
    """The figure; while it is still being drawn its line leads on to the pointer."""
    if measuring.tool is Tool.RINGS:
        return _rings(measuring)
    live = measuring
    if pointer is not None and 0 < len(measuring.points) < MOST_POINTS and not measuring.ended:
        live = measuring.pointed(pointer)
    if not live.points:
        return ShowSketch()
    texts = [SketchText(leg.middle, leg.words) for leg in live.legs] if len(live.legs) <= MOST_TEXTS else []
    if len(live.legs) > 1:
        texts.append(SketchText(live.points[-1], live.summary))
    return ShowSketch(live.points, live.closed, (), tuple(texts))


def _rings(measuring: Measuring) -> ShowSketch:
    if not measuring.points:
        return ShowSketch()
    middle = measuring.points[0]
    texts = [SketchText(circle(middle, radius).coordinates[0][0], radius_words(radius)) for radius in measuring.radii]
    return ShowSketch((middle,), False, measuring.radii, tuple(texts))
