"""A film of the timeline: which days each of its pictures shows."""

import datetime as dt
from typing import Final, Literal

import msgspec

from libyamap.app.briefing.briefing import Briefing
from libyamap.app.viewport import Window
from libyamap.domain.time import in_words, span_of
from libyamap.errors import InvalidValue

Step = Literal["day", "week", "month", "year"]
FilmFormat = Literal["webp", "png"]
MOST_FRAMES: Final = 400
LEAST_SECONDS, MOST_SECONDS = 0.1, 10.0
LEAST_WIDTH, MOST_WIDTH = 320, 1920


class Film(msgspec.Struct, frozen=True, kw_only=True):
    """`first` to `last`, a picture a `step`; each shows `length` steps that end with its own (0: all since the first).

    `seconds` for each picture, `width` pixels across.
    """

    first: dt.date
    last: dt.date
    step: Step = "month"
    length: int = 1
    seconds: float = 1.0
    width: int = 1280


def film_of(span: str, **fields: object) -> Film:
    """The film of an EDTF interval; InvalidValue where it is open, or too long for its steps."""
    found = span_of(span)
    if not span or found.earliest is None or found.latest is None:
        raise InvalidValue("time", "A film needs its first and its last day, such as 2016-01/2016-05.")
    return checked_film(msgspec.convert({"first": found.earliest, "last": found.latest, **fields}, Film))


def checked_film(film: Film) -> Film:
    """The film, or InvalidValue with the reason why none can be made."""
    if film.first > film.last:
        raise InvalidValue("time", "The film would end before it begins.")
    if not LEAST_SECONDS <= film.seconds <= MOST_SECONDS:
        raise InvalidValue("seconds", f"A picture stands for {LEAST_SECONDS:g} to {MOST_SECONDS:g} seconds.")
    if not LEAST_WIDTH <= film.width <= MOST_WIDTH:
        raise InvalidValue("width", f"A film is {LEAST_WIDTH} to {MOST_WIDTH:,} pixels wide, not {film.width:,}.")
    if film.length < 0:
        raise InvalidValue("length", "A picture shows some steps, or 0: all since the first.")
    if len(windows_of(film)) > MOST_FRAMES:
        raise InvalidValue("step", f"That is more than {MOST_FRAMES} pictures; take a longer step.")
    return film


def windows_of(film: Film) -> list[Window]:
    """First and last day of each picture; of too long a film one more than the most."""
    starts = [_begin(film.first, film.step)]
    while len(starts) <= MOST_FRAMES + 1 and starts[-1] <= film.last:
        starts.append(_after(starts[-1], film.step))
    windows = []
    for number in range(len(starts) - 1):
        since = 0 if film.length == 0 else max(0, number - film.length + 1)
        end = starts[number + 1] - dt.timedelta(days=1)
        windows.append((max(film.first, starts[since]), min(film.last, end)))
    return windows[: MOST_FRAMES + 1]


def frame_briefing(briefing: Briefing, film: Film, window: Window) -> Briefing:
    """The sheet of one picture: its days stand below the title, and nothing beside the map comes and goes."""
    furniture = msgspec.structs.replace(briefing.furniture, legend=False, sources=False)
    return msgspec.structs.replace(
        briefing,
        window=f"{window[0]}/{window[1]}",
        subtitle=words_of(film, window),
        furniture=furniture,
        notes="",
        before="",
        after="",
    )


def words_of(film: Film, window: Window) -> str:
    """The days of a picture in words: “May 2016” where it is the whole month."""
    first, last = window
    if first == last:
        return in_words(first.isoformat())
    if film.step in {"month", "year"} and first == _begin(first, "month") and _is_end_of_month(last):
        if first == _begin(first, "year") and last == dt.date(first.year, 12, 31):
            return in_words(f"{first.year:04d}")
        months = [f"{day.year:04d}-{day.month:02d}" for day in window]
        return in_words(months[0] if months[0] == months[1] else "/".join(months))
    return in_words(f"{first}/{last}")


def _begin(day: dt.date, step: Step) -> dt.date:
    match step:
        case "day":
            return day
        case "week":
            return day - dt.timedelta(days=day.weekday()) if day.toordinal() > day.weekday() else day
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)


def _after(day: dt.date, step: Step) -> dt.date:
    try:
        match step:
            case "day":
                return day + dt.timedelta(days=1)
            case "week":
                return day + dt.timedelta(days=7)
            case "month":
                return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)
            case "year":
                return day.replace(year=day.year + 1)
    except (OverflowError, ValueError):
        raise InvalidValue("time", "The film would go beyond the year 9999.") from None


def _is_end_of_month(day: dt.date) -> bool:
    return day == dt.date.max or (day + dt.timedelta(days=1)).day == 1
