"""What a reader is told of a saved view: what it narrows, and what of it is not in the project any more."""

from collections.abc import Collection, Mapping

from libyamap.app.briefing.keeping import briefing_of_view
from libyamap.app.filter import Filter, filter_from_json
from libyamap.app.filter_words import Names, conditions_of
from libyamap.domain.model import SavedView
from libyamap.domain.time import day_in_words, in_words
from libyamap.errors import InvalidValue, WorldError

MOST_CONDITIONS = 3


def view_words(view: SavedView, names: Names) -> str:
    """One line: time or two days, filter, hidden layers, and where its middle is (degrees)."""
    parts = _days(view) or ([in_words(view.window)] if view.window else [])
    asked = _filter_of(view)
    if asked is None:
        parts.append("its filter is damaged")
    elif asked:
        words = [condition.words for condition in conditions_of(asked, names)]
        more = f" and {len(words) - MOST_CONDITIONS} more" if len(words) > MOST_CONDITIONS else ""
        parts.append(", ".join(words[:MOST_CONDITIONS]) + more)
    hidden = sum(1 for key, shown in view.layers.items() if not shown.visible and key in names.layers)
    if hidden:
        parts.append(f"{hidden} {'layer' if hidden == 1 else 'layers'} hidden")
    missing = missing_words(view, names.layers, names.actors)
    return " · ".join([*(parts or [_middle(view)]), *([missing] if missing else [])])


def missing_words(view: SavedView, layers: Mapping[str, object], actors: Mapping[str, object]) -> str:
    """What the view names and the project has not any more: “1 layer and 2 actors are gone”; empty for nothing."""
    asked = _filter_of(view) or Filter()
    gone_layers = len({key for key in (*view.layers, *asked.layers) if key not in layers})
    gone_actors = len({key for key in asked.actors if key not in actors})
    parts = [_counted(number, noun) for number, noun in ((gone_layers, "layer"), (gone_actors, "actor")) if number]
    if not parts:
        return ""
    return f"{' and '.join(parts)} {'is' if gone_layers + gone_actors == 1 else 'are'} gone"


def free_title(wanted: str, taken: Collection[str]) -> str:
    """The name, with a number behind it where another view has it (whatever its capitals)."""
    used = {title.casefold() for title in taken}
    title, number = wanted, 2
    while title.casefold() in used:
        title, number = f"{wanted} {number}", number + 1
    return title


def _days(view: SavedView) -> list[str]:
    try:
        days = briefing_of_view(view).days
    except WorldError:
        return []  # damaged: it is said where it is shown
    return [" and ".join(map(day_in_words, days))] if days else []


def _filter_of(view: SavedView) -> Filter | None:
    try:
        return filter_from_json(view.filter)
    except InvalidValue:
        return None


def _middle(view: SavedView) -> str:
    west, south, east, north = view.bounds
    lon, lat = (west + (east + 360 if east < west else east)) / 2, (south + north) / 2
    lon = (lon + 180) % 360 - 180
    return f"around {abs(lat):.1f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.1f}° {'E' if lon >= 0 else 'W'}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
