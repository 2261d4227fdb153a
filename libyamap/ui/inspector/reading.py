"""A file of the user's read for the project, with sentences for what the world does."""

from collections.abc import Callable
from pathlib import Path

from libyamap.domain.checks import MAX_ATTACHMENT_BYTES
from libyamap.errors import WorldError


def read_file(path: str) -> tuple[str, Callable[[], bytes]]:
    """The file's name, and what reads it; reading stops just above what can be attached."""
    file = Path(path)

    def read() -> bytes:
        try:
            with file.open("rb") as stream:
                return stream.read(MAX_ATTACHMENT_BYTES + 1)
        except OSError as error:
            raise WorldError(f"“{file.name}” could not be read: {error.strerror}.") from error

    return file.name, read
