"""When it was: in words, with the exact EDTF on hover, and why this time."""

from libyamap.domain.model import Feature
from libyamap.domain.time import in_words
from libyamap.ui.inspector.section import Edits, Section, nothing


def time(feature: Feature, edits: Edits = nothing) -> Section:
    """The time and the reason for it."""
    section = Section("When", edit=edits("when"))
    words = in_words(feature.time)
    exact = f"EDTF {feature.time} (ISO 8601-2)" if feature.time else ""
    section.line(words[:1].upper() + words[1:] or "No time given", tip=exact, field="time", edit=edits("time"))
    section.line(feature.time_note, field="time_note", edit=edits("time_note"))
    return section
