"""Where places lie that a data set only names, as a table that a person has made: what the window asks, for scripts.

Columns: `name`, as the data set writes it; `latitude` and `longitude` in degrees; and where wanted `country`, as the
data set writes it beside the name, and `where_prec` (UCDP's code, 2 unless given).
"""

import csv
import io
from pathlib import Path

from libyamap.app.importing.placing_names import NEAR, NamedPlace, PlaceName
from libyamap.app.obstacles import obstacle
from libyamap.domain.geometry import point
from libyamap.errors import InvalidValue, WorldError

_NEEDED = ("name", "latitude", "longitude")
_POINTS = {"1", "2", "3"}
_LARGEST = 20_000_000


def read_place_names(path: Path) -> dict[PlaceName, NamedPlace]:
    """The choices in the file; WorldError says in which line it is wrong."""
    try:
        if path.stat().st_size > _LARGEST:
            raise WorldError(f"“{path.name}” is too large for a list of places.")
        rows = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
        missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
        if missing:
            raise WorldError(f"“{path.name}” has no column “{missing[0]}”; it needs {', '.join(_NEEDED)}.")
        return dict(_choice(row, rows.line_num, path.name) for row in rows if row["name"])
    except OSError as error:
        raise obstacle("read the places", path, error) from error
    except (csv.Error, UnicodeDecodeError) as error:
        raise WorldError(f"“{path.name}” is no table in UTF-8 ({error}).") from None


def _choice(row: dict[str, str], line: int, file: str) -> tuple[PlaceName, NamedPlace]:
    name = (row["name"] or "").strip()
    code = (row.get("where_prec") or "").strip() or str(NEAR)
    try:
        lon, lat = point(float(row["longitude"]), float(row["latitude"])).coordinates
        if code not in _POINTS:
            raise ValueError
    except (ValueError, TypeError, InvalidValue):
        raise WorldError(
            f"Line {line} of “{file}” gives no place for “{name}”: latitude and longitude are degrees, where_prec is "
            "1 (exact), 2 (near) or 3 (district)."
        ) from None
    note = f"The source names “{name}” and no coordinates; placed by the list “{file}”."
    return PlaceName(name, (row.get("country") or "").strip()), NamedPlace(
        lon=lon, lat=lat, where_prec=int(code), note=note
    )
