"""Sun and moon over a place on a day, to judge when a picture was taken; by PyEphem (MIT), which downloads nothing."""

import datetime as dt
import math
from collections.abc import Callable
from typing import NamedTuple

from libyamap.domain.geometry import Position

SYNODIC_MONTH_DAYS = 29.530588853
_PHASES = (
    "new moon", "waxing crescent", "first quarter", "waxing gibbous",
    "full moon", "waning gibbous", "last quarter", "waning crescent",
)  # fmt: skip


class Sky(NamedTuple):
    """Times are UTC and None where the sun does not rise or set that day; `moon_lit` is the lit part, 0 to 1."""

    sunrise: dt.datetime | None
    sunset: dt.datetime | None
    moon_phase: str
    moon_lit: float


def sky_over(position: Position, day: dt.date) -> Sky:
    """Sunrise and sunset of the local solar day (upper limb, standard refraction), moon at local solar noon."""
    import ephem

    lon, lat = position
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC) - dt.timedelta(hours=lon / 15)
    observer = ephem.Observer()
    observer.lon, observer.lat = math.radians(lon), math.radians(lat)
    observer.horizon, observer.pressure = "-0:34", 0
    observer.date = noon.replace(tzinfo=None)

    def within_half_a_day(step: Callable[[ephem.Sun], ephem.Date]) -> dt.datetime | None:
        try:
            moment: dt.datetime = step(ephem.Sun()).datetime().replace(tzinfo=dt.UTC)
        except ephem.CircumpolarError:
            return None
        return moment if abs(moment - noon) <= dt.timedelta(hours=12) else None

    moon = ephem.Moon(observer)
    age = float(observer.date - ephem.previous_new_moon(observer.date))
    return Sky(
        sunrise=within_half_a_day(observer.previous_rising),
        sunset=within_half_a_day(observer.next_setting),
        moon_phase=_PHASES[round(age / SYNODIC_MONTH_DAYS * 8) % 8],
        moon_lit=float(moon.phase) / 100,
    )
