"""What was edited in an export before it came back: whatever stands otherwise than if nobody had touched it."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

import msgspec

from libyamap.app.exporting.formulas import unguarded
from libyamap.app.exporting.own import BETWEEN, EDITABLE, OWN_COLUMNS, attribute_column, cells_of
from libyamap.app.exporting.rows import CARRIER, LATITUDE, LONGITUDE, WKT
from libyamap.app.importing.cells import text_of
from libyamap.app.importing.rows import Cell
from libyamap.domain.model import Actor, Feature, Layer, Scalar, Source
from libyamap.domain.vocabulary import Certainty, Status
from libyamap.errors import InvalidValue

_OURS: Final = frozenset({*OWN_COLUMNS, CARRIER, LATITUDE, LONGITUDE, WKT})
_NOT_TAKEN: Final = ("kind", "layer", "actors", "sources", "dataset", "dataset_id")
_COMPARED: Final = (*EDITABLE, *_NOT_TAKEN)
_YES, _NO = ("true", "yes", "1", "1.0"), ("false", "no", "0", "0.0")
_SUFFIX: Final = attribute_column("")
_CHANGED: Final = re.compile(r"[\s']+")
_NUMBERED: Final = re.compile(r"\((?:attribute)?\d*\)$")
_LONGEST: Final = 150
_NEARLY: Final = 1e-12
"""How far a number of a spreadsheet may be from the one that was written into it."""


def edited_of(
    feature: Feature,
    layer: Layer | None,
    actors: tuple[Actor, ...],
    sources: tuple[Source, ...],
    cells: dict[str, Any],
    *,
    attributes: bool,
    left: Counter[str],
) -> Feature:
    """The feature with what was edited in the readable columns, `attributes` (all columns that are not ours) too.

    `left` counts by column what was edited where it cannot be taken, as names of other records are.
    """
    expected = dict(
        zip(
            OWN_COLUMNS,
            cells_of(
                feature,
                layer.title if layer else "",
                tuple(actor.name for actor in actors),
                tuple(source.url or source.title for source in sources),
            ),
            strict=True,
        )
    )
    changed: dict[str, Any] = {}
    for name in _COMPARED:
        if name in cells and _differs(now := cells[name], expected[name]):
            if name in EDITABLE:
                changed[name] = _value(name, text_of(now))
            else:
                left[name] += 1
    if attributes and (others := dict(_other_attributes(feature.attributes, cells))):
        all_of_them = {**feature.attributes, **others}
        changed["attributes"] = {name: value for name, value in all_of_them.items() if value is not None}
    return msgspec.structs.replace(feature, **changed) if changed else feature


def _differs(now: Cell, then: Cell) -> bool:
    """Whether a cell says something else than it would; nearly all are the same to the letter."""
    if now == then or (then is None and now == ""):
        return False
    return _plain(text_of(now)) != _plain(text_of(then))


def _other_attributes(attributes: dict[str, Scalar], cells: dict[str, Cell]) -> Iterator[tuple[str, Scalar | None]]:
    """Attributes that stand otherwise in their column, or that somebody has added; None for one that was emptied."""
    columns = _columns(tuple(cells))
    known = {key if (key := _key(name)) in columns else _key(attribute_column(name)): name for name in attributes}
    for key, column in columns.items():
        name, cell = known.get(key), cells[column]
        if name is not None:
            if not _is_same(cell, attributes[name]):
                yield name, _as_before(cell, attributes[name])
        elif cell is not None and not _stands_elsewhere(key, cell, attributes):
            said = unguarded(cell).strip() if isinstance(cell, str) else cell
            own = unguarded(column).removesuffix(_SUFFIX)
            if said != "" and own not in attributes:
                yield own, said


def _stands_elsewhere(key: str, cell: Cell, attributes: dict[str, Scalar]) -> bool:
    """Whether it is an attribute whose name differs from another one's by its case alone."""
    name = _NUMBERED.sub("", key).casefold()
    return any(_key(each).casefold() == name and _is_same(cell, value) for each, value in attributes.items())


@lru_cache(maxsize=100)
def _columns(names: tuple[str, ...]) -> dict[str, str]:
    """The columns that are not ours by their keys; none of those that nobody could tell apart."""
    keys = [_key(name) for name in names]
    bare = Counter(_NUMBERED.sub("", key) for key in keys)
    return {
        key: name
        for key, name in zip(keys, names, strict=True)
        if name not in _OURS and bare[_NUMBERED.sub("", key)] == 1
    }


@lru_cache(maxsize=10_000)
def _key(name: str) -> str:
    """A name without what a guard against formulas, or reading a heading (`formats.headings`), changes in it."""
    return _CHANGED.sub("", name)[:_LONGEST]


def _is_same(now: Cell, then: Scalar) -> bool:
    if isinstance(then, bool):
        return text_of(now).casefold() in (_YES if then else _NO)
    if now == then:
        return True
    one, other = text_of(now), text_of(then)
    if _plain(one) == _plain(other):
        return True
    try:
        return math.isclose(float(one), float(other), rel_tol=_NEARLY)
    except ValueError:
        return False


def _as_before(now: Cell, then: Scalar) -> Scalar | None:
    """An edited cell as the sort of value that it was, if it can be one."""
    text = unguarded(text_of(now)).strip()
    if not text:
        return None
    if isinstance(then, bool):
        return text.casefold() in _YES if text.casefold() in _YES + _NO else text
    if isinstance(then, int | float):
        try:
            number = float(text)
        except ValueError:
            return text
        return (
            int(number) if number.is_integer() and isinstance(then, int) else number if math.isfinite(number) else text
        )
    return text


def _plain(text: str) -> str:
    return " ".join(unguarded(text).split())


def _value(name: str, text: str) -> Any:
    try:
        if name == "status":
            return Status(text) if text else Status.REPORTED
        if name == "certainty":
            return Certainty(text) if text else None
        if name == "where_prec":
            return int(text) if text else None
        if name == "radius_m":
            return float(text) if text else None
    except ValueError:
        raise InvalidValue(name, f"“{text[:40]}” is not a value of “{name}”.") from None
    if name == "tags":
        return tuple(tag for part in text.split(BETWEEN.strip()) if (tag := part.strip()))
    return text
