"""`snapshot --before DAY --after DAY`: two sheets of one frame, and what ground changed hands."""

import argparse
from typing import NoReturn

from libyamap.cli.output import complain


def add_pair_options(parser: argparse.ArgumentParser) -> None:
    """Add them; a saved view may have days of its own."""
    parser.add_argument("--before", metavar="DAY", help="with --after: a sheet for each of two days, and what changed")
    parser.add_argument(
        "--after", metavar="DAY", help="the later day; .pptx, .pdf and .html hold both sheets, other files become two"
    )


def pair_given(chosen: argparse.Namespace) -> dict[str, object]:
    """The days as fields of a briefing. Wrong usage ends the program; InvalidValue where a day cannot be read.

    A time (`--time`) makes one sheet of a view that has two days.
    """
    before, after = getattr(chosen, "before", None), getattr(chosen, "after", None)
    if before is None and after is None:
        return {"before": "", "after": ""} if chosen.time else {}
    if before is None or after is None:
        _refuse("--before and --after belong together: give both days")
    if chosen.time:
        _refuse("a pair has its own days: leave --time out")
    from libyamap.app.briefing.days import days_of
    from libyamap.app.time_words import read_time

    days = days_of(read_time(before), read_time(after))
    return {"before": days.before.isoformat(), "after": days.after.isoformat()}


def _refuse(problem: str) -> NoReturn:
    complain(f"{problem}.")
    raise SystemExit(2)
