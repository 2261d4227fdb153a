"""The parts of the inspector and the fields in each, by their names; a field's name is also a part by itself."""

from typing import Final

from libyamap.domain.model import Feature, Link

PARTS: Final[dict[str, tuple[str, ...]]] = {
    "what": ("title", "type", "description"),
    "who": ("actors",),
    "when": ("time", "time_note"),
    "where": ("place", "place_name", "place_note"),
    "sure": ("status", "certainty"),
    "other": ("layer", "tags", "symbol"),
}
CLAIM: Final = "claim"
TOP: Final = "top"
COPY_FORWARD: Final = "copy-forward"
REPLACE: Final = "replace"
QUESTIONS: Final = (COPY_FORWARD, REPLACE)
"""What is asked at the top of a feature, in the place of its buttons."""


def fields_of(part: str, feature: Feature) -> tuple[str, ...]:
    """The fields of a part, in order; of a field itself."""
    if part == "who" and isinstance(feature, Link):
        return ("origin", "target", *PARTS[part])
    return PARTS.get(part, (part,))


def part_with(field: str) -> str:
    """The part that a field or a question stands in; empty for none."""
    if field in QUESTIONS:
        return TOP
    return next((part for part, fields in PARTS.items() if field in fields), "")
