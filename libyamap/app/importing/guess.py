"""A mapping for a table that nobody has described: by the names of its columns, then by what stands in them.

A guess is a proposal: the dialog shows it, the command line says which columns it took for what.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from libyamap.app.folding import folded
from libyamap.app.importing.cells import text_of
from libyamap.app.importing.dates import Order, date_reader
from libyamap.app.importing.mapping import ActorColumns, Mapping, SourceColumns
from libyamap.app.importing.rows import Cell
from libyamap.app.importing.world import World
from libyamap.domain.vocabulary import Role
from libyamap.errors import InvalidValue

_WORDS: Final = {
    "id": "id|event id|eventid|uid|uuid|guid|fid|objectid|identifier|record id|ref|nr|globalid|key",
    "title": "title|name|headline|event|what|subject|label|titel|titre|nom|العنوان|الاسم|callsign",
    "description": "description|desc|notes|note|summary|text|details|comment|comments|remarks|body|message|الوصف",
    "type": "type|event type|category|kind|class|event category|incident type|النوع",
    "latitude": "latitude|lat|y|lat dd|latitude dd|breite|breitengrad|latitud|ycoord|y coord|point y|event lat|"
    "location lat|location latitude|coordinates lat|coordinates latitude|position lat|geo lat|gps lat|خط العرض",
    "longitude": "longitude|lon|lng|long|x|lon dd|longitude dd|länge|längengrad|longitud|xcoord|x coord|point x|"
    "event lon|event lng|location lng|location lon|location longitude|coordinates lng|coordinates lon|"
    "coordinates longitude|position lng|position lon|geo lng|geo lon|gps lon|gps lng|خط الطول",
    "coordinates": "coordinates|coords|coordinate|latlon|latlng|lat lon|lat long|lat lng|position|gps|mgrs|utm|grid|"
    "location coordinates|"
    "geolocation|plus code|الإحداثيات",
    "wkt": "wkt|geom wkt|geometry|geom|the geom|shape wkt|wkt geom",
    "date": "date|event date|datetime|date time|day|start|start date|begin|from|timestamp|time|datum|when|"
    "incident date|"
    "occurred|created at|التاريخ",
    "end": "end|end date|to|until|date end|stop",
    "precision": "where prec|precision|geo precision|place precision|location precision",
    "radius": "radius m|radius|accuracy m|accuracy",
    "place": "place|location|town|city|village|settlement|place name|location name|locality|site|المكان|ort|lieu",
    "country": "country|country name|iso3|country code|nation|البلد|الدولة",
    "tags": "tags|keywords|labels",
    "layer": "layer|folder",
}  # fmt: skip
_MAYBE_PLACE: Final = "where|district|area"
_ACTORS: Final = {
    "actor|actors|who|group|perpetrator group|party|parties|belligerent|armed group|unit|faction|side": Role.ACTOR,
    "actor1|actor 1|side a|attacker|initiator|perpetrator|aggressor": Role.INITIATOR,
    "actor2|actor 2|side b|target|victim|defender": Role.TARGET,
}
_SOURCE: Final = {
    "url": "url|source url|link|source link|sources|source links|href|web|website|geolocation link|source1|permalink",
    "title": "source|source name|publisher|reference|source title|المصدر",
}
_WKT = re.compile(r"\s*(SRID=\d+;)?\s*[A-Z]{5,}\s*(Z|M|ZM)?\s*(\(|EMPTY)", re.IGNORECASE)
_PART = re.compile(r"[^\w]+|_")


def guess(columns: Sequence[str], sample: dict[str, list[Cell]], world: World) -> Mapping:
    """The likeliest meaning of the columns; `sample` holds the first cells of each."""
    named = {_key(name): name for name in reversed(columns)}
    texts = {name: [text for cell in cells if (text := text_of(cell))] for name, cells in sample.items()}
    taken: set[str] = set()

    def pick(words: str, test: Callable[[str], bool] = bool) -> str:
        """The first column of these names that holds what it promises, else one that holds nothing."""
        empty = ""
        for word in words.split("|"):
            name = named.get(_key(word))
            if name is None or name in taken:
                continue
            if any(map(test, texts.get(name, ()))):
                taken.add(name)
                return name
            if not texts.get(name):
                empty = empty or name
        if empty:
            taken.add(empty)
        return empty

    found = {field: pick(words, _TESTS.get(field, bool)) for field, words in _WORDS.items()}
    _keep_pairs(found, taken)
    _look_inside(found, taken, texts, world)
    found["place"] = found["place"] or pick(_MAYBE_PLACE)  # it did not hold coordinates
    if not found["title"]:
        found["title"], found["description"] = _title_instead(found, texts)
    fields: dict[str, Any] = dict(found)
    return Mapping(
        **fields,
        actors=tuple(
            ActorColumns(column=column, role=role, split=_split(texts.get(column, [])))
            for words, role in _ACTORS.items()
            if (column := pick(words))
        ),
        sources=_sources(pick, texts),
    )


def why_guessed(field: str, column: str) -> str:
    """Why a guess takes this column for a field, as a reader is told."""
    words = _WORDS.get(field) or _SOURCE.get(field.removeprefix("source_")) or "|".join(_ACTORS)
    words += f"|{_MAYBE_PLACE}" if field == "place" else ""
    return "by its name" if _key(column) in map(_key, words.split("|")) else "by what stands in it"


def _key(name: str) -> str:
    return " ".join(_PART.sub(" ", folded(name)).split())


def _keep_pairs(found: dict[str, str], taken: set[str]) -> None:
    """Give up a latitude without a longitude, and the other way round."""
    if not (found["latitude"] and found["longitude"]):
        for field in ("latitude", "longitude"):
            taken.discard(found[field])
            found[field] = ""


def _look_inside(found: dict[str, str], taken: set[str], texts: dict[str, list[str]], world: World) -> None:
    """Find dates and coordinates by what cells hold, where no name told."""
    for name, cells in texts.items():
        if name in taken or not cells:
            continue
        if not found["date"] and _most(cells, _is_date) and not _most(cells, _is_number):
            found["date"] = name
            taken.add(name)
        elif not (found["latitude"] or found["coordinates"] or found["wkt"]) and _most(
            cells, lambda text: _is_position(text, world)
        ):
            found["coordinates"] = name
            taken.add(name)


def _title_instead(found: dict[str, str], texts: dict[str, list[str]]) -> tuple[str, str]:
    """What a feature is called where no column is a title: what it says, if that is short, else what and where."""
    description = found["description"]
    if description and texts.get(description) and max(map(len, texts[description])) <= 200:
        return description, ""
    parts = [name for name in (found["type"], found["place"]) if name]
    if parts:
        return " in ".join(f"{{{name}}}" for name in parts) if len(parts) > 1 else parts[0], description
    return description, description


def _sources(pick: Callable[[str], str], texts: dict[str, list[str]]) -> tuple[SourceColumns, ...]:
    url, title = pick(_SOURCE["url"]), pick(_SOURCE["title"])
    if not (url or title):
        return ()
    return (SourceColumns(url=url, title=title, split=_split(texts.get(url or title, []), ("; ", ";", " | ", "|"))),)


def _split(cells: Sequence[str], signs: Iterable[str] = (";", "|")) -> str:
    for sign in signs:
        if any(sign in cell for cell in cells):
            return sign.strip() or sign
    return ""


def _most(cells: Sequence[str], test: Callable[[str], bool]) -> bool:
    some = cells[:50]
    return sum(map(test, some)) * 10 >= len(some) * 8


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return True


_read_date = date_reader(Order("day-first"))


def _is_date(text: str) -> bool:
    if len(text) < 4 or len(text) > 60:
        return False
    try:
        return bool(_read_date(text)) or bool(date_reader(Order("month-first"))(text))
    except InvalidValue:
        return bool(re.match(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}", text))


def _is_position(text: str, world: World) -> bool:
    if len(text) < 5 or (_is_number(text) and "," not in text):
        return False
    try:
        return world.read_coordinates(text) is not None
    except InvalidValue:
        return False


_TESTS: Final[dict[str, Callable[[str], bool]]] = {
    "date": _is_date,
    "end": _is_date,
    "precision": lambda text: text in {"1", "2", "3", "4", "5", "6", "7"},
    "radius": _is_number,
    "wkt": lambda text: bool(_WKT.match(text)),
}
"""What the cells of a column have to hold that is named as one of these fields; one of them is enough."""
