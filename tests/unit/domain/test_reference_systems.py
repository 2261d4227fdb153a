"""Coordinates in metres, in a reference system that a person names."""

import math
import threading

import pytest

from libyamap.domain import reference_systems
from libyamap.domain.geometry import Position
from libyamap.domain.reference_systems import from_degrees, to_degrees
from libyamap.errors import InvalidValue


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


def test_whoever_asks_it_is_one_thread_of_pythons_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """What pyproj allocates on a thread of Qt is freed under it: the second work on that thread ended the program."""
    seen: set[str] = set()

    def noted(*_asked: object) -> list[Position | None]:
        seen.add(threading.current_thread().name)
        return [None]

    monkeypatch.setattr(reference_systems, "_to_degrees", noted)
    found: list[object] = []
    for _ in range(3):
        thread = threading.Thread(target=lambda: found.append(to_degrees("EPSG:32633", (500_000.0,), (3_582_000.0,))))
        thread.start()
        thread.join()
    assert len(found) == 3
    assert seen == {f"{reference_systems.THREAD}_0"}


def test_there_and_back() -> None:
    ((east, north),) = from_degrees("EPSG:32633", (15.5,), (32.0,))
    (position,) = to_degrees("EPSG:32633", (east,), (north,))
    assert position == pytest.approx((15.5, 32.0), abs=1e-9)
    ((beyond, _),) = from_degrees("EPSG:32633", (15.5,), (120.0,))
    assert beyond == math.inf
