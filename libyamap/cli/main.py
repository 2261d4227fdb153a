"""Entry point of `libyamap`: reads the arguments, runs one command, and turns every outcome into an exit code.

Nothing heavy is imported here or by the command modules at their top, so that `--version`, `--help` and the commands
that draw nothing answer at once.
"""

import argparse
import logging
import sys
from collections.abc import Sequence
from typing import Protocol

from libyamap.cli import (
    areas,
    duplicates,
    export,
    film,
    history,
    import_,
    info,
    new,
    opening,
    search,
    snapshot,
    validate,
)
from libyamap.cli.arguments import with_negative_values
from libyamap.cli.outcome import Outcome
from libyamap.cli.output import use_utf8


class Command(Protocol):
    """What the module of a command offers."""

    SUMMARY: str

    def declare(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's arguments."""
        ...

    def run(self, chosen: argparse.Namespace) -> int:
        """Do it; gives the exit code."""
        ...


COMMANDS: dict[str, Command] = {
    "open": opening,
    "new": new,
    "info": info,
    "validate": validate,
    "search": search,
    "import": import_,
    "areas": areas,
    "duplicates": duplicates,
    "export": export,
    "history": history,
    "snapshot": snapshot,
    "film": film,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line (`sys.argv` unless given); gives the exit code."""
    use_utf8()
    logging.basicConfig(level=logging.WARNING, format="libyamap: %(message)s")
    with Outcome() as outcome:
        chosen = parser().parse_args(with_negative_values(sys.argv[1:] if arguments is None else arguments))
        outcome.code = chosen.run(chosen)
    return outcome.code


def parser() -> argparse.ArgumentParser:
    """All commands with their options and help."""
    whole = argparse.ArgumentParser(prog="libyamap", description="A desktop map of a conflict, and its command line.")
    whole.add_argument("--version", action=_Version, nargs=0, help="print the version and end")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        described = f"{command.SUMMARY[0].upper()}{command.SUMMARY[1:]}."
        its_own = commands.add_parser(name, help=command.SUMMARY, description=described)
        command.declare(its_own)
        its_own.set_defaults(run=command.run)
    return whole


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_rest: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("libyamap")
        except PackageNotFoundError:
            number = "(run from its sources, not installed)"
        sys.stdout.write(f"libyamap {number}\n")
        parser.exit()
