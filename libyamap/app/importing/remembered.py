"""Mappings that a person has chosen, kept by the shape of the table: the next file of that shape needs no choice.

One JSON file beside the settings; one that cannot be read counts as absent.
"""

import logging
from pathlib import Path

import msgspec

from libyamap.app.importing.mapping import Mapping, fitted, shape_of

log = logging.getLogger(__name__)
_MOST = 500


class Remembered:
    """The mappings kept in a file; None remembers nothing."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    def find(self, columns: tuple[str, ...]) -> Mapping | None:
        """What was chosen for a table with these columns, in the table's own spelling of them."""
        found = self._all().get(shape_of(columns))
        return fitted(found, columns) if found is not None else None

    def keep(self, columns: tuple[str, ...], mapping: Mapping) -> None:
        """Remember a choice; a folder that cannot be written is logged, not fatal."""
        if self._path is None:
            return
        known = self._all()
        known.pop(shape_of(columns), None)
        known[shape_of(columns)] = mapping
        newest = dict(list(known.items())[-_MOST:])
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside = self._path.with_suffix(".new")
            beside.write_bytes(msgspec.json.encode(newest))
            beside.replace(self._path)
        except OSError as error:
            log.warning("The mapping of the columns could not be remembered: %s", error)

    def _all(self) -> dict[str, Mapping]:
        if self._path is None:
            return {}
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, Mapping])
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.MsgspecError, UnicodeError) as error:
            log.warning("The remembered mappings could not be read and count as absent: %s", error)
            return {}
