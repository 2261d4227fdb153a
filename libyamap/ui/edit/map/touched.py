"""After a change: the marks of what it touched, where drawing those anew is all that the map needs."""

from typing import Final

from libyamap.app.passing import these_passing
from libyamap.app.touched import alone_touched
from libyamap.app.whereabouts import drawing_of
from libyamap.domain.changes import OpChanges
from libyamap.domain.model import Feature
from libyamap.domain.precision import Drawing
from libyamap.ui.desk import Desk
from libyamap.web.protocol import UpdateMarks

MOST: Final = 40
"""With more than this it is no slower to ask for all that the frame shows."""


def touched_marks(desk: Desk, changes: OpChanges | None, version: int) -> UpdateMarks | None:
    """What to tell the page; None where it has to ask for everything, because more could look different.

    What is known for a country alone stands with others on a card; actors and layers colour more than their own record.
    """
    state = desk.viewing.state
    if changes is None or len(changes.ids) > MOST:
        return None
    touched = alone_touched(changes, desk.session.store)
    if touched is None:
        return None
    features = _shown(desk, desk.contents.features(sorted(touched)))
    if any(drawing_of(feature) is Drawing.BADGE for feature in features):
        return None
    marks = desk.workspace.resources.marks_of(features, state.zoom)
    return UpdateMarks(version, tuple(sorted(touched)), marks)


def _shown(desk: Desk, features: list[Feature]) -> list[Feature]:
    """Those that layers, filter and time window leave."""
    claims = desk.workspace.index.claims([feature.id for feature in features])
    shown = desk.viewing.state.selection
    return list(these_passing(features, claims, shown, desk.contents.actors, desk.areas))
