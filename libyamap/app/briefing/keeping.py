"""Briefings as JSON, and as the saved views of a project: columns where there are some, the rest in `content`."""

import msgspec

from libyamap.app.briefing.briefing import Briefing, checked_briefing
from libyamap.app.filter import filter_from_json, filter_to_json
from libyamap.domain.model import SavedView
from libyamap.errors import InvalidValue, WorldError

_IN_COLUMNS = ("name", "bounds", "layers", "filter", "window", "theme", "subtitle", "as_of", "notes", "marking_top")
"""Fields that a saved view keeps in columns of its own; all others are in its `content`."""
_DAMAGED = "The saved view “{name}” is damaged or of a newer version; make it anew."


def briefing_to_json(briefing: Briefing) -> str:
    """All of it as one JSON object; the logo in base64."""
    return msgspec.json.encode(briefing).decode()


def briefing_from_json(text: str | bytes) -> Briefing:
    """The briefing of a JSON object; InvalidValue where it is none. Fields that are not known here are passed over."""
    try:
        found = msgspec.json.decode(text, type=Briefing)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise InvalidValue("content", _DAMAGED.format(name="")) from error
    return checked_briefing(found)


def saved_view_of(briefing: Briefing, key: str, position: int = 0, before: SavedView | None = None) -> SavedView:
    """The record that keeps the briefing under its name; `key` is its id. Without bounds it is the whole world's.

    What `before` keeps in its content and is not known here stays.
    """
    others = _object(before.content) if before else {}
    for known in Briefing.__struct_fields__:
        others.pop(known, None)
    content = {**others, **_content(briefing)}
    view = SavedView(
        id=key,
        title=briefing.name,
        position=position,
        layers=briefing.layers,
        filter=filter_to_json(briefing.filter),
        window=briefing.window,
        theme=briefing.theme,
        subtitle=briefing.subtitle,
        as_of=briefing.as_of,
        notes=briefing.notes,
        marking=briefing.marking_top,
        content=msgspec.json.encode(content).decode(),
    )
    return msgspec.structs.replace(view, bounds=briefing.bounds) if briefing.bounds else view


def briefing_of_view(view: SavedView) -> Briefing:
    """The briefing that a saved view keeps; WorldError where its content is none."""
    try:
        fields = {
            **{name: value for name, value in _object(view.content).items() if name not in _IN_COLUMNS},
            "name": view.title,
            "bounds": view.bounds,
            "window": view.window,
            "subtitle": view.subtitle,
            "as_of": view.as_of,
            "notes": view.notes,
            "marking_top": view.marking,
            **({"theme": view.theme} if view.theme else {}),
        }
        found = msgspec.convert(fields, Briefing, strict=True, builtin_types=(), str_keys=True)
        found = msgspec.structs.replace(found, layers=view.layers, filter=filter_from_json(view.filter))
        return checked_briefing(found)
    except (msgspec.MsgspecError, InvalidValue) as error:
        raise WorldError(_DAMAGED.format(name=view.title)) from error


def _content(briefing: Briefing) -> dict[str, object]:
    fields = _object(briefing_to_json(briefing))
    return {name: value for name, value in fields.items() if name not in _IN_COLUMNS}


def _object(text: str) -> dict[str, object]:
    try:
        return msgspec.json.decode(text, type=dict[str, object])
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return {}
