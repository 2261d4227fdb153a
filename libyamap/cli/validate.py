"""`libyamap validate`: whether a project is sound, and what is wrong where it is not."""

import argparse
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from libyamap.cli.arguments import add_json, add_project
from libyamap.cli.output import complain, say, say_json

if TYPE_CHECKING:
    from libyamap.app.validate import Finding, Verdict

SUMMARY = "check that a project is sound"


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_project(parser)
    add_json(parser)


def run(chosen: argparse.Namespace) -> int:
    """Check the project and print the findings; 1 if there are problems (notes alone do not count)."""
    from libyamap.app.validate import validate
    from libyamap.bootstrap import areas, open_store

    with closing(open_store(chosen.project, read_only=True)) as store, closing(areas()) as ground:
        verdict = validate(store, ground)
    if chosen.json:
        say_json(verdict)
    else:
        say(_lines(verdict))
    if verdict.valid:
        return 0
    count = len(verdict.problems)
    complain(f"“{chosen.project}” has {count:,} problem{'s' if count > 1 else ''}; open it and mend what is listed.")
    return 1


def _lines(verdict: "Verdict") -> Iterator[str]:
    if verdict.valid:
        yield f"Sound: {verdict.records:,} records checked, nothing wrong."
    yield from (f"Problem: {_sentence(finding)}" for finding in verdict.problems)
    yield from (f"Note: {_sentence(finding)}" for finding in verdict.notes)


def _sentence(finding: "Finding") -> str:
    return f"{finding.kind} ‘{finding.title}’: {finding.sentence}" if finding.kind else finding.sentence
