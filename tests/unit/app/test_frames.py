"""A frame holds what it is made for, with room, and on the shorter way round where that is much shorter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.frames import SMALLEST_DEGREES, frame_of
from libyamap.domain.geometry import Bounds

LONS = st.one_of(st.floats(-180, 180), st.floats(170, 180), st.floats(-180, -170))
# The second longitude may be west of the first: across the antimeridian.
boxes = st.tuples(LONS, st.floats(-80, 80), LONS, st.floats(-80, 80)).map(
    lambda box: (box[0], min(box[1], box[3]), box[2], max(box[1], box[3]))
)


def width(box: Bounds) -> float:
    """Degrees from west to east."""
    return box[2] - box[0] if box[2] >= box[0] else box[2] - box[0] + 360


def is_in(frame: Bounds, box: Bounds) -> bool:
    """Whether the frame holds the box, however both lie to the antimeridian."""
    if width(frame) == 360:
        return True
    start = (box[0] - frame[0]) % 360
    return start <= width(frame) + 1e-9 and start + width(box) <= width(frame) + 1e-9


@given(st.lists(boxes, min_size=1, max_size=5))
def test_a_frame_holds_all_it_is_made_for(extents: list[Bounds]) -> None:
    frame = frame_of(extents)
    assert frame is not None
    west, south, east, north = frame
    assert -180 <= west <= 180
    assert -180 <= east <= 180
    assert -85 <= south < north <= 85
    assert all(is_in(frame, box) and south <= box[1] and box[3] <= north for box in extents)


def test_a_point_is_framed_with_its_surroundings() -> None:
    frame = frame_of([(13.0, 32.0, 13.0, 32.0)])
    assert frame is not None
    assert frame[2] - frame[0] == pytest.approx(SMALLEST_DEGREES)
    assert frame_of([]) is None


@pytest.mark.parametrize(
    ("lons", "crosses", "at_most"),
    [
        ((178.4, -171.8), True, 13),  # Suva, Apia
        ((139.7, -157.9), True, 80),  # Tokyo, Honolulu
        ((13.2, -77.0), False, 113),  # Tripoli, Washington
        ((-77.0, 116.4), False, 241),  # Washington, Beijing: not much shorter, and not as maps are read
        ((179.99,), False, 1),
        ((180.0,), True, 1),
        ((-180.0, 180.0), True, 1),
        ((-179.5, -90.0, 0.0, 90.0, 179.5), False, 360),
    ],
)
def test_the_shorter_way_round(lons: tuple[float, ...], *, crosses: bool, at_most: float) -> None:
    frame = frame_of([(lon, 0.0, lon, 0.0) for lon in lons])
    assert frame is not None
    assert (frame[0] > frame[2]) is crosses
    assert width(frame) <= at_most
