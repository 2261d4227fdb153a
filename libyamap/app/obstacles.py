"""What a file refuses, in one sentence for the reader: the same in the window and on stderr."""

import errno
from pathlib import Path

from libyamap.errors import WorldError

_REASONS = {
    errno.ENOENT: "there is no such file or folder; check the path",
    errno.EACCES: "the system does not permit it; check who may read and write there",
    errno.EPERM: "the system does not permit it; check who may read and write there",
    errno.EROFS: "the disk can only be read; choose another folder",
    errno.EISDIR: "it is a folder; name a file",
    errno.ENOTDIR: "a part of the path is not a folder; check the path",
    errno.EEXIST: "something of that name is there already; choose another name",
    errno.ENOSPC: "the disk is full; make room and try again",
    errno.EDQUOT: "your share of the disk is used up; make room and try again",
    errno.EFBIG: "the system allows no file of that size; choose another disk or raise the limit",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    errno.ELOOP: "its links lead round in a circle; check the path",
    errno.EIO: "the disk reports an error; check it",
}


def obstacle(action: str, path: Path, error: OSError) -> WorldError:
    """The sentence for a failed `action` (such as “write the picture”) on `path`."""
    reason = _REASONS.get(error.errno or 0) or f"{(error.strerror or str(error)).rstrip('.').lower()}"
    return WorldError(f"Could not {action} “{path}”: {reason}.")


def read_at_most(most: int, path: Path, action: str) -> bytes:
    """The whole file; WorldError, about the `action`, where it cannot be read or has more than `most` bytes."""
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise obstacle(action, path, error) from error
    if len(content) > most:
        raise WorldError(f"Could not {action} “{path}”: it is larger than {most // 1024**2} MB.")
    return content
