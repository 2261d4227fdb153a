"""Places that an import names without coordinates: counted, and looked up, before a person is asked about them."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from libyamap.app.importing.districts import PlacesAndDistricts
from libyamap.app.importing.importer import Importer
from libyamap.app.importing.looking import FirstRows, TableLook, names_without_place
from libyamap.app.importing.placing_names import NameAsked, PlaceName, names_asked
from libyamap.app.importing.rows import Progress
from libyamap.app.places import Places
from libyamap.domain.geometry import Position
from libyamap.ui.desk import Desk
from libyamap.ui.exchange.import_part import Part

_READ_WHOLE_BYTES = 10_000_000
"""Of larger files the first rows alone say whether places are named without coordinates."""


def looking_for_names(
    desk: Desk, imports: Importer, chosen: Sequence[Part], progress: Progress
) -> Callable[[], tuple[list[NameAsked], int]] | None:
    """The work, for a worker thread, that finds the names to ask about; None where nothing can be asked."""
    places: Places | None = desk.workspace.places
    if places is not None and (named := desk.contents.named_areas):
        places = PlacesAndDistricts(places, named, imports.world.country_at)
    parts = [part for part in chosen if part.mapping.place]
    if places is None or not parts:
        return None
    west, south, east, north = desk.viewing.state.bounds
    near = ((west + east) / 2, (south + north) / 2)
    return partial(_names_to_ask, parts, imports, places, near, progress)


def _names_to_ask(
    parts: Sequence[Part], imports: Importer, places: Places, near: Position, progress: Progress
) -> tuple[list[NameAsked], int]:
    """Names to be asked about, and how many others the gazetteer does not know."""
    counted: Counter[PlaceName] = Counter()
    for part in parts:
        large = part.path.stat().st_size > _READ_WHOLE_BYTES
        if large and not names_without_place(_first_rows(part.look), part.mapping, imports.world):
            continue
        counted.update(names_without_place(part.look, part.mapping, imports.world, progress))
    asked = names_asked(counted, places, imports.world.country_code, near, progress)
    return asked, len(counted) - len(asked)


def _first_rows(look: TableLook) -> TableLook:
    return TableLook(
        look.number, FirstRows(look), look.batch, look.planned, look.order, look.axes_asked, look.layer, look.dataset
    )
