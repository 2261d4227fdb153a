"""A complete SVG set into a frame of another one, as large as its proportions allow."""

import re
from typing import Final

from libyamap.briefing.parts import Frame

_OPENING: Final = re.compile(r"<svg\b([^>]*)>")
_BOX: Final = re.compile(r'viewBox="([^"]+)"')


def inlaid(svg: str, frame: Frame) -> str:
    """The drawing as a nested svg element; it keeps its own coordinates and proportions."""
    opening = _OPENING.search(svg)
    if opening is None:
        return ""
    box = _BOX.search(opening[1])
    place = f'x="{frame.x:.2f}" y="{frame.y:.2f}" width="{frame.width:.2f}" height="{frame.height:.2f}"'
    view = f' viewBox="{box[1]}"' if box else ""
    return f"<svg {place}{view}>{svg[opening.end() :]}"
