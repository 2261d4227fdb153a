"""What the words of a filter's text name: actors, layers, areas and provinces of a project, grades and kinds."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from libyamap.app.filter import filter_from_json
from libyamap.app.filter_area import area_from_text
from libyamap.app.filter_words import Names
from libyamap.app.folding import folded
from libyamap.domain.geometry import Geometry
from libyamap.domain.vocabulary import Reliability
from libyamap.errors import InvalidValue

T = TypeVar("T")
_GRADE = re.compile(r"(?P<letter>[A-Fa-f])?(?P<number>[1-6])?")


def word_of(value: str, known: Iterable[T], what: str) -> T:
    """The one of these that the word is; InvalidValue lists them where it is none. `what`: what they are."""
    known = tuple(known)
    for each in known:
        if folded(str(each)) == folded(value):
            return each
    raise InvalidValue("filter", f"“{value[:40]}” is no {what}: known are {', '.join(map(str, known))}.")


def grade_of(value: str) -> tuple[Reliability | None, int | None]:
    """Least reliability and credibility of a grade such as B2, B or 2; InvalidValue where it is none."""
    match = _GRADE.fullmatch(value)
    if match is None or not value:
        raise InvalidValue("filter", f"“{value[:40]}” is no grade: write B2, B or 2 for at least that good.")
    letter, number = match["letter"], match["number"]
    return (Reliability(letter.upper()) if letter else None), (int(number) if number else None)


def area_named(text: str, names: Names) -> Geometry:
    """A box or polygon in numbers, else the name of one of the project's own areas."""
    try:
        return area_from_text(text)
    except InvalidValue:
        if not names.named or not any(sign.isalpha() for sign in text):
            raise
        return names.named.named(text).geometry


def is_no(value: str) -> bool:
    """Whether it says no; InvalidValue where it says neither no nor yes."""
    if value.casefold() not in {"no", "yes"}:
        raise InvalidValue("filter", f"“located:{value[:40]}” makes no sense: write located:no for what has no place.")
    return value.casefold() == "no"


def actor_named(value: str, names: Names) -> str:
    """Id of the actor of this id, name, short name or alias; InvalidValue where there is none, or several."""
    if value in names.actors:
        return value
    actors = names.actors.values()
    found = [each.id for each in actors if folded(value) in {folded(each.name), folded(each.short_name)}]
    found = found or [each.id for each in actors if folded(value) in {folded(alias.text) for alias in each.aliases}]
    return _only(found, value, "actor")


def layer_named(value: str, names: Names) -> str:
    """Id of the layer of this id or title; InvalidValue where there is none, or several."""
    if value in names.layers:
        return value
    found = [each.id for each in names.layers.values() if folded(each.title) == folded(value)]
    return _only(found, value, "layer")


def saved_named(value: str, names: Names) -> dict[str, Any]:
    """The fields of the filter that the project keeps under this name; InvalidValue where there is none."""
    found = [key for key, kept in names.saved.items() if folded(kept.title) == folded(value)]
    kept = filter_from_json(names.saved[_only(found, value, "saved filter")].filter)
    return {name: getattr(kept, name) for name in kept.__struct_fields__ if getattr(kept, name)}


def country_named(value: str, names: Names) -> str:
    """The ISO 3166-1 alpha-3 code; InvalidValue where no country has it."""
    code = value.upper()
    if names.areas.country(code) is None:
        raise InvalidValue("filter", f"“{value[:40]}” is no country code: write three letters, such as LBY.")
    return code


def province_named(value: str, names: Names, countries: Sequence[str]) -> str:
    """Code of the province of this code or name, in these countries or those in focus; InvalidValue where none is."""
    if names.areas.province(value) is not None:
        return value
    known = [each for code in dict.fromkeys((*countries, *names.focus)) for each in names.areas.provinces_of(code)]
    found = [each.code for each in known if folded(value) in {folded(each.name), folded(each.name_ar)}]
    if not found:
        raise InvalidValue("filter", f"There is no province “{value[:40]}” in the countries named before it or in the "
                           "project's focus.")  # fmt: skip
    return _only(found, value, "province")


def _only(found: list[str], value: str, what: str) -> str:
    if not found:
        raise InvalidValue("filter", f"There is no {what} “{value[:40]}” in this project.")
    if len(found) > 1:
        raise InvalidValue(
            "filter", f"“{value[:40]}” names {len(found)} {what}s; write the id of the one that is meant."
        )
    return found[0]
