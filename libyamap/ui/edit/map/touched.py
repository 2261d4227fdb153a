"""After a change: the marks of what it touched, where drawing those anew is all that the map needs."""

from typing import Final

from libyamap.app.filter import NO_FILTER
from libyamap.app.touched import alone_touched
from libyamap.app.whereabouts import drawing_of
from libyamap.domain.changes import OpChanges
from libyamap.domain.precision import Drawing
from libyamap.ui.desk import Desk
from libyamap.web.protocol import UpdateMarks

MOST: Final = 40
"""With more than this it is no slower to ask for all that the frame shows."""


def touched_marks(desk: Desk, changes: OpChanges | None, version: int) -> UpdateMarks | None:
    """What to tell the page; None where it has to ask for everything, because more could look different.

    What is known for a country alone stands with others on a card; a filter may let go of what it let through; actors
    and layers colour more than their own record.
    """
    state = desk.viewing.state
    if changes is None or len(changes.ids) > MOST or state.filter != NO_FILTER or state.window is not None:
        return None
    touched = alone_touched(changes, desk.session.store)
    if touched is None:
        return None
    layers = state.shown_layers()
    features = [feature for feature in desk.contents.features(sorted(touched)) if feature.layer in layers]
    if any(drawing_of(feature) is Drawing.BADGE for feature in features):
        return None
    marks = desk.workspace.resources.marks_of(features, state.zoom)
    return UpdateMarks(version, tuple(sorted(touched)), marks)
