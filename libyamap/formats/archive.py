"""ZIP files from anywhere: read in memory only, within limits, and never by a path that leads out of the archive."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from libyamap.app.obstacles import obstacle
from libyamap.errors import WorldError

MOST_MEMBERS: Final = 10_000
LARGEST_MEMBER: Final = 512_000_000
LARGEST_TOGETHER: Final = 1_000_000_000
_LARGEST_RATIO: Final = 200
_RATIO_FROM: Final = 10_000_000
_CHUNK: Final = 1 << 20


class Archive:
    """An opened ZIP file. `names` are its members, folders left out."""

    def __init__(self, path: Path, opened: zipfile.ZipFile) -> None:
        self._path = path
        self._zip = opened
        infos = [info for info in opened.infolist() if not info.filename.endswith("/")]  # a name may be empty
        _check(path, infos)
        self._infos = {info.filename: info for info in infos}
        self.names = list(self._infos)

    def read(self, name: str, limit: int = LARGEST_MEMBER) -> bytes:
        """A member's bytes; WorldError if it is damaged or grows beyond the limit."""
        parts, size = [], 0
        try:
            with self._zip.open(self._infos[name]) as member:
                while chunk := member.read(_CHUNK):
                    size += len(chunk)
                    if size > limit:
                        raise WorldError(
                            f"“{name}” in “{self._path.name}” is larger than {limit // 1_000_000:,} MB, too large to "
                            "be read safely; take it apart, or get it as GeoJSON or CSV."
                        )
                    parts.append(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise WorldError(f"“{name}” in “{self._path.name}” is damaged ({error}); get the file anew.") from None
        return b"".join(parts)

    def check_all(self) -> None:
        """Unpack every member once, into nothing, for libraries that trust what the archive says of itself."""
        for name in self.names:
            self.read(name)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open a ZIP file; WorldError says what is wrong with it."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield Archive(path, archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise WorldError(f"“{path.name}” is damaged or cut short ({error}); get the file anew.") from None
    except OSError as error:
        raise obstacle("read", path, error) from error


def _check(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_MEMBERS:
        raise WorldError(f"“{path.name}” holds {len(infos):,} files; at most {MOST_MEMBERS:,} are read.")
    if sum(info.file_size for info in infos) > LARGEST_TOGETHER:
        raise WorldError(f"“{path.name}” would unpack to more than {LARGEST_TOGETHER // 1_000_000:,} MB.")
    for info in infos:
        if info.flag_bits & 1:
            raise WorldError(f"“{path.name}” is locked with a password; unlock it first.")
        if info.file_size > _RATIO_FROM and info.file_size > _LARGEST_RATIO * max(1, info.compress_size):
            raise WorldError(f"“{path.name}” unpacks to far more than it holds, as a zip bomb does; it was not read.")
        parts = PurePosixPath(info.filename.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or ":" in info.filename[:2]:
            raise WorldError(
                f"“{path.name}” holds a path that leads out of it (“{info.filename[:60]}”); it was not read."
            )
