"""A filter in words, one condition at a time, each with the filter that is left when it is taken off."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol

import msgspec

from libyamap.app.filter import Filter
from libyamap.app.named_areas import NO_AREAS, NamedAreas
from libyamap.domain.areas import Country, Province
from libyamap.domain.model import Actor, Layer, SavedFilter
from libyamap.domain.time import in_words
from libyamap.domain.vocabulary import CREDIBILITY_WORDS, RELIABILITY_WORDS
from libyamap.errors import InvalidValue

GONE: Final = "something that is gone"


class AreaNames(Protocol):
    """Names of countries and provinces by their codes."""

    def country(self, iso3: str) -> Country | None:
        """The country, or None for an unknown code."""
        ...

    def province(self, code: str) -> Province | None:
        """The province, or None for an unknown code."""
        ...

    def provinces_of(self, iso3: str) -> list[Province]:
        """A country's provinces."""
        ...


class Names(NamedTuple):
    """What the ids and codes of a filter stand for; `focus`: countries whose provinces can go by their names alone."""

    actors: Mapping[str, Actor]
    layers: Mapping[str, Layer]
    areas: AreaNames
    focus: tuple[str, ...] = ()
    saved: Mapping[str, SavedFilter] = MappingProxyType({})
    named: NamedAreas = NO_AREAS

    def actor(self, key: str) -> str:
        """An actor's short name."""
        actor = self.actors.get(key)
        return (actor.short_name or actor.name) if actor else GONE

    def layer(self, key: str) -> str:
        """A layer's title."""
        layer = self.layers.get(key)
        return layer.title if layer else GONE

    def country(self, code: str) -> str:
        """A country's name; its code where it is unknown."""
        country = self.areas.country(code)
        return country.name if country else code

    def province(self, code: str) -> str:
        """A province's name; its code where it is unknown."""
        province = self.areas.province(code)
        return province.name if province else code


class Condition(NamedTuple):
    """One condition: the field it is in, what it says, and the filter without it."""

    field: str
    words: str
    without: Filter


def conditions_of(asked: Filter, names: Names) -> list[Condition]:
    """Every condition of the filter, in the order of its fields; several values of a field are one each."""
    return list(_conditions(asked, names))


def _conditions(asked: Filter, names: Names) -> Iterator[Condition]:
    if asked.text:
        yield _whole(asked, "text", f"“{asked.text}”", text="")
    plain: Callable[[str], str] = str
    for field, say in (
        ("layers", names.layer),
        ("kinds", plain),
        ("types", plain),
        ("actors", names.actor),
        ("tags", lambda tag: f"tag {tag}"),
        ("statuses", plain),
        ("countries", names.country),
        ("provinces", names.province),
        ("datasets", lambda name: f"data set {name}"),
    ):
        yield from _each(asked, field, say)
    if asked.reliability is not None or asked.credibility is not None:
        yield _whole(asked, "grade", grade_words(asked), reliability=None, credibility=None)
    if asked.certainty is not None:
        yield _whole(asked, "certainty", f"at least {asked.certainty.value}", certainty=None)
    if asked.area is not None:
        yield _whole(asked, "area", "in the drawn area", area=None)
    if asked.time:
        yield _whole(asked, "time", f"{asked.time_match} in {_time_words(asked.time)}", time="")
    if asked.not_located:
        yield _whole(asked, "not_located", "not located", not_located=False)


def grade_words(asked: Filter) -> str:
    """The grade that is asked for: “graded B or better”, “B2 or better”."""
    reliability = asked.reliability.value if asked.reliability else ""
    return f"graded {reliability}{asked.credibility or ''} or better"


def grade_meaning(asked: Filter) -> str:
    """What the letters and numbers of that grade mean."""
    letter = RELIABILITY_WORDS[asked.reliability] if asked.reliability else ""
    number = CREDIBILITY_WORDS[asked.credibility] if asked.credibility else ""
    return ", ".join(filter(None, (letter, number)))


def _each(asked: Filter, field: str, say: Callable[[str], str]) -> Iterator[Condition]:
    values: tuple[str, ...] = getattr(asked, field)
    for value in values:
        rest = tuple(other for other in values if other != value)
        yield Condition(field, say(value), msgspec.structs.replace(asked, **{field: rest}))


def _whole(asked: Filter, field: str, words: str, **empty: object) -> Condition:
    return Condition(field, words, msgspec.structs.replace(asked, **empty))


def _time_words(edtf: str) -> str:
    try:
        return in_words(edtf)
    except InvalidValue:
        return edtf
