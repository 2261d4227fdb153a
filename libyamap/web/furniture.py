"""What a picture carries besides the map: whose map it is, of when, how to read it, and whose data it shows."""

from collections.abc import Sequence

from libyamap.web.catalogue import Catalogue
from libyamap.web.marks import Furniture, LegendEntry
from libyamap.web.wording import in_words_or_nothing


def furniture(
    legend: tuple[LegendEntry, ...],
    catalogue: Catalogue,
    marking: str,
    thanks: Sequence[str],
    title: str = "",
) -> Furniture:
    """The furniture for a frame with this legend; `thanks` are the credits of the data, a line each."""
    project = catalogue.project
    as_of = in_words_or_nothing(project.as_of)
    note = f" ({project.as_of_note})" if as_of and 0 < len(project.as_of_note) <= 60 else ""
    return Furniture(
        title=title or project.title,
        subtitle=f"As of {as_of}{note}" if as_of else "",
        marking=marking,
        legend=legend,
        credits=tuple(thanks),
    )
