"""What the table shows of a feature, as text and as sort keys; knows no Qt.

Everything is worked out when it is asked for: a table of a million rows shows fifty.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from libyamap.app.evidence import best_claim, best_grade
from libyamap.domain.grading import certainty_in_words, grade_in_words
from libyamap.domain.model import Feature
from libyamap.domain.precision import PRECISION_WORDS, precision_sentence
from libyamap.domain.time import in_words
from libyamap.domain.vocabulary import Certainty, Status
from libyamap.i18n import is_right_to_left, isolated
from libyamap.ui.contents import Contents, actor_name


class Column(NamedTuple):
    """One column: its title, the words of a cell, what it is sorted by, and its tool tip."""

    title: str
    text: Callable[[Contents, Feature], str]
    key: Callable[[Contents, Feature], object] | None = None
    tip: Callable[[Contents, Feature], str] | None = None
    width: int = 120
    share: float = 0.0  # of the room left over


def sort_key(column: Column, contents: Contents, feature: Feature) -> Any:
    """What to sort by; None where the cell is empty."""
    if column.key is not None:
        return column.key(contents, feature)
    return column.text(contents, feature).casefold() or None


def haystack(contents: Contents, feature: Feature) -> str:
    """All that a search looks at, in lower case: cells, description, other names of the actors."""
    words = [column.text(contents, feature) for column in COLUMNS]
    words += (feature.description, feature.place_note, feature.time, feature.country, *feature.tags)
    for actor in contents.actors_of(feature):
        words += (actor.name, *(alias.text for alias in actor.aliases))
    return "\n".join(words).casefold()


def actors_text(contents: Contents, feature: Feature) -> str:
    """Short names, separated by commas, each kept from turning the others round."""
    names = [actor_name(actor) for actor in contents.actors_of(feature)]
    return ", ".join(isolated(name) if is_right_to_left(name) else name for name in names)


def layer_title(contents: Contents, feature: Feature) -> str:
    """The layer's title; empty where it is gone."""
    layer = contents.layers.get(feature.layer)
    return layer.title if layer else ""


def precision_words(feature: Feature) -> str:
    """How precisely it is placed, in a word or two."""
    return PRECISION_WORDS[feature.where_prec] if feature.where_prec else "not located"


def _earliest(_contents: Contents, feature: Feature) -> dt.date | None:
    return feature.span.earliest or feature.span.latest


def _grade_key(contents: Contents, feature: Feature) -> str | None:
    return best_grade(contents.claims_of(feature.id)) or None


def _grade_tip(contents: Contents, feature: Feature) -> str:
    best = best_claim(contents.claims_of(feature.id))
    return grade_in_words(best.reliability, best.credibility) if best else "No source supports it"


def _certainty_key(_contents: Contents, feature: Feature) -> int | None:
    return list(Certainty).index(feature.certainty) if feature.certainty else None


def _certainty_tip(_contents: Contents, feature: Feature) -> str:
    words = certainty_in_words(feature.certainty)
    return words[:1].upper() + words[1:]


COLUMNS = (
    Column("Title", lambda _, feature: feature.title, tip=lambda _, feature: feature.description, width=200, share=0.5),
    Column("Actors", actors_text, tip=lambda contents, feature: "\n".join(
        actor.name for actor in contents.actors_of(feature)), width=130, share=0.25),
    Column("Place", lambda _, feature: feature.place, tip=lambda _, feature: feature.place, width=110, share=0.2),
    Column("Time", lambda _, feature: in_words(feature.time), _earliest,
           lambda _, feature: f"EDTF {feature.time}" if feature.time else "No time given", width=110, share=0.05),
    Column("Certainty", lambda _, feature: feature.certainty.value if feature.certainty else "", _certainty_key,
           _certainty_tip, width=90, share=0.1),
    Column("Grade", lambda contents, feature: best_grade(contents.claims_of(feature.id)), _grade_key, _grade_tip,
           width=54),
    Column("Kind", lambda _, feature: feature.kind.value, width=76),
    Column("Precision", lambda _, feature: precision_words(feature), lambda _, feature: feature.where_prec,
           lambda _, feature: precision_sentence(feature.where_prec, feature.place, feature.radius_m), width=126),
    Column("Type", lambda _, feature: feature.type, width=120),
    Column("Status", lambda _, feature: feature.status.value,
           lambda _, feature: list(Status).index(feature.status), width=84),
    Column("Layer", layer_title, width=150, share=0.15),
)  # fmt: skip
"""The most important first: what stands at the right end is scrolled to where the table is narrow."""
