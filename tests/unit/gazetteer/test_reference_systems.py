"""Coordinates in metres, in a reference system that a person names."""

import threading

import pytest

from libyamap.errors import InvalidValue
from libyamap.gazetteer.reference_systems import to_degrees


@pytest.mark.parametrize("crs", ["EPSG:32633", "32633", " epsg:32633 "])
def test_utm(crs: str) -> None:
    (position, far) = to_degrees(crs, (500_000.0, 1e30), (3_582_000.0, 1e30))
    assert position is not None
    assert position == pytest.approx((15.0, 32.3756), abs=0.001)
    assert far is None
    assert to_degrees(crs, (), ()) == []


@pytest.mark.parametrize("crs", ["EPSG:1", "metres", "0", "EPSG:<b>"])
def test_what_is_no_system(crs: str) -> None:
    with pytest.raises(InvalidValue, match="no reference system"):
        to_degrees(crs, (), ())


def test_each_thread_on_its_own() -> None:
    """A transformer kept from a thread that has ended ended the program."""
    found: list[object] = []
    for _ in range(3):
        thread = threading.Thread(target=lambda: found.append(to_degrees("EPSG:32633", (500_000.0,), (3_582_000.0,))))
        thread.start()
        thread.join()
    assert found == [to_degrees("EPSG:32633", (500_000.0,), (3_582_000.0,))] * 3
