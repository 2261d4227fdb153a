"""Where the selected events lie, for a map that counts them in circles instead of drawing them."""

from libyamap.app.view_state import ViewState
from libyamap.app.whereabouts import drawing_of, middle_of
from libyamap.domain.model import Event, Feature
from libyamap.domain.precision import Drawing
from libyamap.ui.desk import Desk

FEW = 500
"""A project of no more features is drawn feature by feature."""

Spot = tuple[str, float, float]
"""Feature, longitude, latitude (EPSG:4326)."""


def spots_of(desk: Desk) -> tuple[Spot, ...]:
    """Those that circles count; an event that is known by its province or country alone has none."""
    if desk.contents.counts.total <= FEW:
        return ()
    state = desk.viewing.state
    found = [_spot(feature, state) for feature in desk.selected]
    return tuple(spot for spot in found if spot is not None)


def _spot(feature: Feature, state: ViewState) -> Spot | None:
    if not isinstance(feature, Event) or feature.geometry is None or feature.layer not in state.shown_layers():
        return None
    if drawing_of(feature) not in {Drawing.POINT, Drawing.RING}:
        return None
    return (feature.id, *middle_of(feature.geometry))
