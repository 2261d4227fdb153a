"""When it was: in words, with the exact EDTF on hover, and why this time."""

from libyamap.domain.model import Feature
from libyamap.domain.time import in_words
from libyamap.ui.inspector.section import Section, Work


def time(feature: Feature, edit: Work | None = None) -> Section:
    """The time and the reason for it."""
    section = Section("When", edit=edit)
    words = in_words(feature.time)
    exact = f"EDTF {feature.time} (ISO 8601-2)" if feature.time else ""
    section.line(words[:1].upper() + words[1:] or "No time given", tip=exact)
    section.line(feature.time_note)
    return section
