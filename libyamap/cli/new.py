"""`libyamap new`: make a project, empty or with an example in it."""

import argparse
from pathlib import Path

from libyamap.cli.output import say

SUMMARY = "make a project; an existing file is never overwritten"
EXAMPLES = ("libya-2016",)
"""Written out because the command line must not load the examples to say what it takes; a test compares them."""


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("project", metavar="PROJECT", type=Path, help="the file to make; its name ends with .gpkg")
    parser.add_argument("--example", choices=EXAMPLES, help="fill it with this example")


def run(chosen: argparse.Namespace) -> int:
    """Make the project, whole or not at all."""
    from libyamap.bootstrap import new_project

    new_project(chosen.project, chosen.project.stem, chosen.example)
    say([f"Made {chosen.project}"])
    return 0
