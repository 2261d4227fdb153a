"""Sun and moon against almanac figures."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.sky import sky_over

TRIPOLI = (13.19, 32.89)


def test_tripoli_in_may_2016() -> None:
    sky = sky_over(TRIPOLI, dt.date(2016, 5, 19))
    # Almanac: 06:05 and 20:02 local time (UTC+2); full moon on 21 May 2016, 21:14 UTC.
    assert sky.sunrise is not None
    assert abs(sky.sunrise - dt.datetime(2016, 5, 19, 4, 5, tzinfo=dt.UTC)) < dt.timedelta(minutes=2)
    assert sky.sunset is not None
    assert abs(sky.sunset - dt.datetime(2016, 5, 19, 18, 2, tzinfo=dt.UTC)) < dt.timedelta(minutes=2)
    assert sky.moon_phase == "waxing gibbous"
    assert sky.moon_lit == pytest.approx(0.95, abs=0.02)


def test_midnight_sun_has_no_rise_and_no_set() -> None:
    sky = sky_over((20.0, 70.0), dt.date(2016, 6, 21))
    assert sky.sunrise is None
    assert sky.sunset is None


@given(lon=st.floats(-180, 180), lat=st.floats(-60, 60), day=st.dates(dt.date(1950, 1, 1), dt.date(2050, 1, 1)))
def test_between_the_polar_circles_every_day_has_both(lon: float, lat: float, day: dt.date) -> None:
    sky = sky_over((lon, lat), day)
    assert sky.sunrise is not None
    assert sky.sunset is not None
    assert dt.timedelta(hours=5) < sky.sunset - sky.sunrise < dt.timedelta(hours=19)
