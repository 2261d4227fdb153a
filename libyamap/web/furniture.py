"""What a picture carries besides the map: whose map it is, of when, how to read it, and whose data it shows."""

from collections.abc import Iterable, Sequence

from libyamap.app.view_state import ViewState
from libyamap.domain.model import Feature
from libyamap.web.catalogue import Catalogue
from libyamap.web.legend import legend
from libyamap.web.marks import Furniture
from libyamap.web.wording import in_words_or_nothing


def furniture(
    features: Iterable[Feature],
    catalogue: Catalogue,
    state: ViewState,
    marking: str,
    thanks: Sequence[str],
    title: str = "",
) -> Furniture:
    """The furniture for a frame that shows `features`; `thanks` are the credits of the data, a line each."""
    project = catalogue.project
    as_of = in_words_or_nothing(project.as_of)
    note = f" ({project.as_of_note})" if as_of and 0 < len(project.as_of_note) <= 60 else ""
    return Furniture(
        title=title or project.title,
        subtitle=f"As of {as_of}{note}" if as_of else "",
        marking=marking,
        legend=legend(features, catalogue, state.theme),
        credits=tuple(thanks),
    )
