"""`libyamap import`: take files into a project, each as one step; every row is accepted, updated or rejected."""

import argparse
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from libyamap.cli.arguments import add_json
from libyamap.cli.output import columns, complain, say, say_json
from libyamap.cli.progress import ProgressLine
from libyamap.errors import WorldError

if TYPE_CHECKING:
    from libyamap.app.importing.rows import Outcome

SUMMARY = "take files into a project: tables, map files, public conflict data sets"
_REASONS_SHOWN = 10
_SMALL_BYTES = 20_000_000


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help="a file to import")
    parser.add_argument("--into", metavar="PROJECT", type=Path, required=True, help="the project to import into")
    parser.add_argument(
        "--preset",
        metavar="NAME",
        default="",
        help="a known data set such as acled, or a saved mapping",
    )
    parser.add_argument("--layer", metavar="NAME", default="", help="the layer to import into; made if it is not there")
    parser.add_argument("--dates", choices=("day-first", "month-first"), default="", help="how 03/04/2016 is meant")
    parser.add_argument("--swapped", choices=("yes", "no"), help="whether the columns of latitude and longitude are")
    parser.add_argument(
        "--crs",
        metavar="EPSG",
        default="",
        help="the reference system, such as EPSG:32633, of coordinates in metres and of shapes whose file names none",
    )
    parser.add_argument(
        "--place-names",
        metavar="FILE.csv",
        type=Path,
        help="where places lie that rows name without coordinates: name, latitude, longitude, country, where_prec",
    )
    add_json(parser)


def run(chosen: argparse.Namespace) -> int:
    """Import the files one after the other; 1 if one of them could not be imported at all."""
    from libyamap.app.session import Session
    from libyamap.bootstrap import areas, importer, open_store
    from libyamap.bootstrap.indexes import make_index
    from libyamap.settings import author_name, load_settings

    swapped = {"yes": True, "no": False, None: None}[chosen.swapped]
    outcomes: list[Outcome] = []
    failed = False
    with (
        closing(open_store(chosen.into, alone=_is_small(chosen.into))) as store,
        closing(importer()) as imports,
        closing(areas()) as ground,
    ):
        choices = imports.choices(
            preset=chosen.preset,
            layer=chosen.layer,
            dates=chosen.dates,
            swapped=swapped,
            places=chosen.place_names,
            crs=chosen.crs,
        )
        session = Session(store, author_name(load_settings()), areas=ground)
        for path in chosen.files:
            try:
                with ProgressLine(path.name) as progress:
                    outcome = imports.run(session, path, choices, progress)
            except WorldError as error:
                complain(str(error))
                failed = True
                outcome = imports.failed(path, str(error))
            else:
                if outcome.rows and not outcome.accepted + outcome.updated:
                    complain(f"None of the {outcome.rows:,} rows of “{path}” could be imported.")
                    failed = True
            outcomes.append(outcome)
    if chosen.json:
        say_json([_document(outcome) for outcome in outcomes])
    else:
        say(line for outcome in outcomes for line in _lines(outcome))
    if any(outcome.revision is not None for outcome in outcomes):
        with ProgressLine(f"index of {chosen.into.name}") as progress:
            make_index(chosen.into, lambda done: progress(0, done))
    return int(failed)


def _is_small(project: Path) -> bool:
    """Whether little is there yet: then the import is written once, instead of twice for the sake of other readers."""
    try:
        return project.stat().st_size < _SMALL_BYTES
    except OSError:
        return False


def _document(outcome: "Outcome") -> dict[str, object]:
    return {
        "file": outcome.file,
        "preset": outcome.preset or None,
        "rows": outcome.rows,
        "accepted": outcome.accepted,
        "rejected": outcome.rejected,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "without_place": outcome.without_place,
        "reasons": outcome.reasons,
        "notes": outcome.notes,
        "revision": outcome.revision,
        **({"error": outcome.error} if outcome.error else {}),
    }


def _lines(outcome: "Outcome") -> Iterator[str]:
    if outcome.error:
        return
    yield f"{outcome.file}{f' (as {outcome.preset})' if outcome.preset else ''}"
    yield from columns(
        [
            ("  rows", f"{outcome.rows:,}"),
            ("  accepted", f"{outcome.accepted:,}"),
            ("  updated", f"{outcome.updated:,}"),
            ("  rejected", f"{outcome.rejected:,}"),
        ]
    )
    if outcome.unchanged:
        yield f"  {outcome.unchanged:,} of those accepted were in the project already, unchanged."
    if outcome.without_place:
        yield f"  Note: {outcome.said_without_place}"
    for note in outcome.notes:
        yield f"  Note: {note}"
    for rejected in outcome.reasons[:_REASONS_SHOWN]:
        yield f"  Row {rejected.row}: {rejected.reason}"
    if len(outcome.reasons) > _REASONS_SHOWN:
        yield f"  … and {len(outcome.reasons) - _REASONS_SHOWN:,} more; --json lists all."
