"""`libyamap duplicates`: events that are likely the same, told by different sources; join two, or tell them apart."""

import argparse
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from libyamap.cli.arguments import add_json, add_project
from libyamap.cli.output import columns, say, say_json
from libyamap.cli.progress import ProgressLine
from libyamap.errors import WorldError

if TYPE_CHECKING:
    from libyamap.app.duplicates.finding import LikelyPair
    from libyamap.app.ports import ProjectStore
    from libyamap.app.session import Command
    from libyamap.domain.model import Event

SUMMARY = "list events that are likely the same, told by different sources; join two as claims on one"


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_project(parser)
    work = parser.add_mutually_exclusive_group()
    work.add_argument(
        "--join", nargs=2, metavar=("KEEP", "OTHER"),
        help="make what is said of event OTHER claims on event KEEP (ids), in one step that can be undone",
    )  # fmt: skip
    work.add_argument("--apart", nargs=2, metavar=("ONE", "OTHER"), help="do not offer these two events (ids) again")
    work.add_argument("--again", nargs=2, metavar=("ONE", "OTHER"), help="take --apart back")
    parser.add_argument("--within", action="store_true", help="also compare rows of one data set with each other")
    parser.add_argument("--dataset", metavar="NAME", default="", help="only pairs with an event of this data set")
    parser.add_argument("--most", metavar="N", type=_number, default=None, help="list at most N pairs, surest first")
    add_json(parser)


def run(chosen: argparse.Namespace) -> int:
    """List the pairs, surest first, or change the project."""
    from libyamap.bootstrap import open_store

    changing = chosen.join or chosen.apart or chosen.again
    with closing(open_store(chosen.project, read_only=not changing)) as store:
        if changing:
            command, revision = _change(store, chosen)
            if chosen.json:
                say_json({"done": command.title, "revision": revision})
            else:
                say([f"{command.title}."])
            return 0
        pairs = _pairs(store, chosen)
        events = _events(store, (each for pair in pairs for each in (pair.keep, pair.join)))
    if chosen.json:
        say_json([_document(pair, events) for pair in pairs])
    else:
        say(_lines(pairs, events))
    return 0


def _number(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of pairs")
    return int(text)


def _pairs(store: "ProjectStore", chosen: argparse.Namespace) -> "list[LikelyPair]":
    from libyamap.app.duplicates.finding import likely_pairs

    with ProgressLine(chosen.project.name) as progress:
        return likely_pairs(store, within=chosen.within, of_dataset=chosen.dataset, progress=progress, most=chosen.most)


def _change(store: "ProjectStore", chosen: argparse.Namespace) -> "tuple[Command, int]":
    from libyamap.app.commands import JoinEvents, TellApart
    from libyamap.app.session import Session
    from libyamap.settings import author_name, load_settings

    ids = chosen.join or chosen.apart or chosen.again
    events = _events(store, ids)
    for each in ids:
        if each not in events:
            raise WorldError(f"There is no event “{each}” in this project; “libyamap duplicates” lists their ids.")
    one, other = (events[each] for each in ids)
    command = JoinEvents(one, other) if chosen.join else TellApart(one, other, apart=not chosen.again)
    return command, Session(store, author_name(load_settings())).run(command, origin="duplicates").revision


def _events(store: "ProjectStore", ids: Iterable[str]) -> "dict[str, Event]":
    from libyamap.domain.model import Event

    return store.get_many(Event, ids)


def _document(pair: "LikelyPair", events: "dict[str, Event]") -> dict[str, object]:
    return {
        "score": pair.score,
        "words": pair.words,
        "metres": round(pair.metres, 1),
        "days": pair.days,
        "keep": _about(events[pair.keep]),
        "join": _about(events[pair.join]),
    }


def _about(event: "Event") -> dict[str, object]:
    lon, lat = event.geometry.coordinates if event.geometry else (None, None)
    return {
        "id": event.id, "title": event.title, "time": event.time, "lat": lat, "lon": lon,
        "dataset": event.dataset, "dataset_id": event.dataset_id,
    }  # fmt: skip


def _lines(pairs: "list[LikelyPair]", events: "dict[str, Event]") -> Iterator[str]:
    if not pairs:
        yield "No two events of this project are likely to be the same."
    for pair in pairs:
        yield f"{pair.score:.0%} likely: {pair.words}"
        yield from columns(
            (f"  {word}", event.id, event.title, event.time, event.dataset or "entered by hand")
            for word, event in (("keep", events[pair.keep]), ("join", events[pair.join]))
        )
