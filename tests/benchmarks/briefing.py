"""How long sheets take: A4 at 300 dots an inch, warm and from the command line, of the example and of 10,000 events.

`python -m tests.benchmarks.briefing PROJECT…` measures warm ones in a process of its own and prints JSON.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks import scale_project

TIMES = 5
MANY = 10_000
LIBYA = (9.0, 19.0, 26.0, 34.0)


def measure(example: Path) -> dict[str, Any]:
    """Seconds by project and format; `cli` is the whole process, started once for each."""
    with tempfile.TemporaryDirectory() as folder:
        many = Path(folder) / "many.gpkg"
        scale_project.make(many, MANY)
        command = [sys.executable, "-m", "tests.benchmarks.briefing", str(example), str(many)]
        warm = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout)
        cli = {
            name: {form: _spread(partial(_snapshot, project, Path(folder) / f"x.{form}")) for form in ("png", "pdf")}
            for name, project in (("example", example), ("many", many))
        }
    return {"sheet": "A4, 300 dpi", "many": MANY, "warm_s": warm, "cli_s": cli}


def _snapshot(project: Path, target: Path) -> None:
    command = [sys.executable, "-m", "libyamap.cli", "snapshot", str(project), "--to", str(target)]
    subprocess.run([*command, "--page", "A4", "--dpi", "300"], stdout=subprocess.DEVNULL, check=True)


def _spread(work: Callable[[], object]) -> dict[str, float]:
    seconds = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return {
        "median": round(statistics.median(seconds), 3),
        "min": round(min(seconds), 3),
        "max": round(max(seconds), 3),
    }


def _warm(project: Path) -> dict[str, Any]:
    from libyamap.app.briefing.briefing import Briefing, Format
    from libyamap.app.briefing.sheet import Sheet
    from libyamap.bootstrap import open_workspace
    from libyamap.bootstrap.briefing import Press
    from libyamap.settings import Settings

    briefing = Briefing(sheet=Sheet(paper="a4", dpi=300), bounds=LIBYA)
    forms: tuple[Format, ...] = ("png", "pdf", "svg", "pptx")
    with open_workspace(project, settings=Settings(), read_only=True) as workspace, Press(workspace) as press:
        press.preview(briefing, 400)
        found = {str(form): _spread(partial(press.render, briefing, form)) for form in forms}
        return {**found, "preview_900": _spread(partial(press.preview, briefing, 900))}


if __name__ == "__main__":
    from libyamap.render.application import application

    qt = application(offscreen=True)
    sys.stdout.write(json.dumps({Path(name).stem: _warm(Path(name)) for name in sys.argv[1:]}))
    qt.processEvents()
