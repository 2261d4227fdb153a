"""What the reader wants to see of the project: one object for the panel, the command line, scripts and saved filters.

All conditions must hold (AND); within one condition that lists several values, any of them will do (OR). An empty
condition asks for nothing. Layers that are switched off in the view are no part of it.
"""

from typing import Any, Literal

import msgspec

from libyamap.domain.geometry import Geometry, GeometryType, checked_geometry
from libyamap.domain.time import Span, span_of
from libyamap.domain.vocabulary import Certainty, Kind, Reliability, Status
from libyamap.errors import InvalidValue

TimeMatch = Literal["possibly", "certainly"]


class Filter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Conditions on features. Make sure of one that comes from outside with `checked_filter`.

    `text`: each word must begin a word of the title, description, place, type, tags or an actor's name (compared as
    `app.folding` does). `layers`, `actors`: ids; an actor stands for its children too. `reliability` and `credibility`:
    some supporting claim is at least that good in both. `certainty`: at least this probable; a feature without any is
    left out. `area`: Polygon or MultiPolygon (EPSG:4326) by the even-odd rule, so that one that crosses itself has a
    meaning too; what has a geometry is inside when its middle (`app.whereabouts.middle_of`) is; what is known by
    province or country alone is never inside. `countries` (ISO 3166-1 alpha-3), `provinces`: see `app.in_areas`.
    `time`: EDTF date or interval; “possibly” keeps what can lie in it (also what has no date at all), “certainly” what
    lies in it as a whole. `not_located`: only what has no place on the map. `datasets`: names of imported data sets.
    """

    text: str = ""
    layers: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    reliability: Reliability | None = None
    credibility: int | None = None
    certainty: Certainty | None = None
    area: Geometry | None = None
    countries: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    time: str = ""
    time_match: TimeMatch = "possibly"
    not_located: bool = False
    datasets: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether it asks for anything; the match alone does not."""
        return any(getattr(self, name) for name in self.__struct_fields__ if name != "time_match")

    @property
    def span(self) -> Span:
        """The days of `time`; InvalidValue where it cannot be read or ends before it begins."""
        return span_of(self.time)


NO_FILTER = Filter()


def checked_filter(asked: Filter) -> Filter:
    """The filter with plain tuples all through, or InvalidValue with the reason why it means nothing."""
    _ = asked.span
    if asked.credibility is not None and asked.credibility not in range(1, 7):
        raise InvalidValue("credibility", "The credibility goes from 1 (confirmed) to 6 (cannot be judged).")
    if asked.area is None:
        return asked
    if asked.area.type not in {GeometryType.POLYGON, GeometryType.MULTIPOLYGON}:
        raise InvalidValue("area", "Only an area can be searched in; a line or a point holds nothing.")
    return msgspec.structs.replace(asked, area=checked_geometry(asked.area, "area"))


def filter_to_json(kept: Filter) -> str:
    """The filter as it is saved."""
    return msgspec.json.encode(kept).decode()


def filter_from_json(text: str) -> Filter:
    """A saved filter; InvalidValue where the text is none, or is of a newer version with conditions unknown here."""
    try:
        fields: Any = msgspec.json.decode(text)
        unknown = set(fields) - set(Filter.__struct_fields__) if isinstance(fields, dict) else set()
        found = msgspec.convert(fields, Filter)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise InvalidValue("filter", "The saved filter is damaged; make it anew.") from error
    if unknown:
        raise InvalidValue("filter", f"The saved filter asks for “{min(unknown)[:40]}”, which is not known here.")
    return checked_filter(found)
