"""What the table shows of a feature, as text; knows no Qt.

Everything is worked out when it is asked for: a table of a million rows shows fifty. The index sorts.
"""

from collections.abc import Callable
from typing import NamedTuple

from libyamap.app.evidence import best_claim, best_grade
from libyamap.app.named_areas import placed_in_words
from libyamap.app.viewport import SortColumn
from libyamap.domain.grading import certainty_in_words, grade_in_words
from libyamap.domain.model import Claim, Feature
from libyamap.domain.precision import PRECISION_WORDS
from libyamap.domain.time import in_words
from libyamap.i18n import is_right_to_left, isolated
from libyamap.ui.contents import Contents, actor_name


class Row(NamedTuple):
    """A feature with what sources say of it."""

    feature: Feature
    claims: tuple[Claim, ...]


class Column(NamedTuple):
    """One column: its title, what it is sorted by, the words of a cell, its tool tip; `hidden` until it is chosen."""

    title: str
    sort: SortColumn
    text: Callable[[Contents, Row], str]
    tip: Callable[[Contents, Row], str] | None = None
    width: int = 120
    share: float = 0.0  # of the room left over
    hidden: bool = False


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


def _time_tip(_contents: Contents, row: Row) -> str:
    return f"EDTF {row.feature.time}" if row.feature.time else "No time given"


def _grade_tip(_contents: Contents, row: Row) -> str:
    best = best_claim(row.claims)
    return grade_in_words(best.reliability, best.credibility) if best else "No source supports it"


def _certainty_tip(_contents: Contents, row: Row) -> str:
    words = certainty_in_words(row.feature.certainty)
    return words[:1].upper() + words[1:]


def _precision_tip(contents: Contents, row: Row) -> str:
    return placed_in_words(row.feature, row.feature.place, contents.named_areas)


def _sources(contents: Contents, row: Row) -> str:
    known = (contents.sources.get(claim.source) for claim in row.claims)
    return ", ".join(dict.fromkeys(source.title for source in known if source))


def _actors_tip(contents: Contents, row: Row) -> str:
    return "\n".join(actor.name for actor in contents.actors_of(row.feature))


COLUMNS = (
    Column("Title", "title", lambda _, row: row.feature.title, lambda _, row: row.feature.description, 186, 0.5),
    Column("Actors", "actors", lambda contents, row: actors_text(contents, row.feature), _actors_tip, 130, 0.25),
    Column("Place", "place", lambda _, row: row.feature.place, lambda _, row: row.feature.place, 100, 0.2),
    Column("Time", "time", lambda _, row: in_words(row.feature.time), _time_tip, 134, 0.05),
    Column("Certainty", "certainty", lambda _, row: row.feature.certainty.value if row.feature.certainty else "",
           _certainty_tip, 90, 0.1),
    Column("Grade", "grade", lambda _, row: best_grade(row.claims), _grade_tip, 54),
    Column("Kind", "kind", lambda _, row: row.feature.kind.value, width=76),
    Column("Precision", "where_prec", lambda _, row: precision_words(row.feature), _precision_tip, 126),
    Column("Type", "type", lambda _, row: row.feature.type, width=120),
    Column("Status", "status", lambda _, row: row.feature.status.value, width=84),
    Column("Layer", "layer", lambda contents, row: layer_title(contents, row.feature), width=150, share=0.15),
    Column("Country", "country", lambda _, row: row.feature.country, width=80, hidden=True),
    Column("Province", "province", lambda _, row: row.feature.province, width=90, hidden=True),
    Column("Time ends", "ends", lambda _, row: str(row.feature.span.latest or ""), _time_tip, 96, hidden=True),
    Column("Tags", "id", lambda _, row: ", ".join(row.feature.tags), width=120, hidden=True),
    Column("Sources", "grade", _sources, _grade_tip, 160, hidden=True),
    Column("Data set", "dataset", lambda _, row: row.feature.dataset, width=120, hidden=True),
)  # fmt: skip
"""The most important first: what stands at the right end is scrolled to where the table is narrow."""
