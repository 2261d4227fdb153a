"""Writing what an export has chosen, on a thread of its own: a file of rows, or the page that stands alone."""

from contextlib import closing
from pathlib import Path

import msgspec

from libyamap.app.exporting.dossier import Release, whole
from libyamap.app.exporting.export import Export
from libyamap.app.exporting.only import Only
from libyamap.app.filter import Filter
from libyamap.app.importing.rows import Progress
from libyamap.app.release.releasing import Releasing
from libyamap.app.release.rules import ReleaseRules
from libyamap.app.viewport import Selection
from libyamap.bootstrap import areas, export_to, open_store, open_workspace
from libyamap.bootstrap.interchange import without_place
from libyamap.domain.model import Layer
from libyamap.ui.exchange.what_goes_out import GoesOut

PAGES = (".html", ".htm")


def write_export(project: Path, path: Path, what: GoesOut, rules: ReleaseRules | None, progress: Progress) -> str:
    """Write the file, whole or not at all; gives the sentence that says what was written."""
    released = "" if rules is None else " as a safe release"
    if path.suffix.lower() in PAGES:
        _write_page(project, path, what, rules)
        return f"The page was written{released} to {path}"
    counted = 0

    def count(rows: int, done: float) -> None:
        nonlocal counted
        counted = rows
        progress(rows, done)

    with closing(open_store(project, read_only=True)) as store, closing(areas()) as ground:
        release: Release = Releasing(rules, ground) if rules is not None else whole
        if what.features is not None:
            release = Only(what.features, release)
        export = Export(store, ground, what.selection, what.bounds, release, count, named_areas=what.named_areas)
        made = export_to(path, export, project, refuse_empty=True)
    left_out = made.left_out
    number = counted - left_out
    sentence = f"{number:,} {'feature was' if number == 1 else 'features were'} written{released} to {made.where(path)}"
    return f"{sentence}. {without_place(left_out, path)}" if left_out else sentence


def _write_page(project: Path, path: Path, what: GoesOut, rules: ReleaseRules | None) -> None:
    """It shows rather than hands over; a frame is what it opens with."""
    from libyamap.app.briefing.briefing import Briefing
    from libyamap.bootstrap.standalone import standalone_page
    from libyamap.formats.writing import write_bytes

    briefing = Briefing(
        filter=_filter_of(what.selection),
        window="/".join(day.isoformat() for day in what.selection.window or ()),
        bounds=what.bounds,
        release=msgspec.json.encode(rules).decode() if rules is not None else "",
    )
    with open_workspace(project, read_only=True) as workspace:
        workspace.index.wait()
        if what.named_areas:  # as a page knows it: all layers are asked for, those of areas too
            layers = tuple(sorted(layer.id for layer in workspace.session.store.all(Layer)))
            briefing = msgspec.structs.replace(briefing, filter=msgspec.structs.replace(briefing.filter, layers=layers))
        write_bytes(path, standalone_page(workspace, briefing))


def _filter_of(selection: Selection) -> Filter:
    """The filter, with the layers that are meant."""
    asked = selection.filter
    if selection.layers is None:
        return asked
    layers = selection.layers & set(asked.layers) if asked.layers else selection.layers
    return msgspec.structs.replace(asked, layers=tuple(sorted(layers)))
