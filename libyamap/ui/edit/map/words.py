"""What the bar above the map and the status bar say while the hand edits."""

from collections.abc import Sequence
from typing import Final

PICK: Final = "Click where it is"
DRAW: Final = {
    "line": "Click along the line; a double click ends it",
    "area": "Click the corners of the area; a double click ends it",
}
RESHAPE: Final = "Drag corners; pull new ones out of the edges; a right click removes one"
MOVE: Final = "Arrow keys move it by a pixel, with Shift by ten"
SPLIT: Final = "Draw a line across the zone, from outside to outside"
CUT: Final = "Draw the area to take out"
PROVINCES: Final = "Click provinces"
AREAS: Final = "Click named areas"
AREA: Final = "Click the named area that it was in"
LINK: Final = "Click where the link begins, then where it leads"
MERGE: Final = "Click the zones to merge, first the one that stays"
MEND: Final = "Drag its corners, or have it repaired."
DONE: Final = "Done"
KEEP: Final = "Keep"
REPAIR: Final = "Repair"


def count(chosen: Sequence[object]) -> str:
    """“3 chosen”."""
    return f"{len(chosen)} chosen"
