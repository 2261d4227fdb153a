"""What an attached file is, told from its first bytes: pictures, PDFs and pages may be kept, nothing that runs."""

from typing import Final

from libyamap.errors import InvalidValue

_STARTS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
)
_PAGES: Final = (
    (b"<!doctype html", "text/html"),
    (b"<html", "text/html"),
    (b"mime-version:", "multipart/related"),
    (b"from: <saved by", "multipart/related"),
    (b"<svg", "image/svg+xml"),
)
_LOOK_AT: Final = 1024
_TEXT_CONTROLS: Final = frozenset(b"\t\n\r\f\x1b")


def media_type_of(data: bytes) -> str | None:
    """The media type (RFC 6838) of a picture, PDF, page or plain text; None for everything else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:12] in {b"ftypavif", b"ftypheic", b"ftypmif1"}:
        return "image/avif" if data[8:12] == b"avif" else "image/heic"
    for start, media_type in _STARTS:
        if data.startswith(start):
            return media_type
    head = data[:_LOOK_AT].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"<?xml"):
        head = head[head.find(b"?>") + 2 :].lstrip()
    for start, media_type in _PAGES:
        if head.startswith(start):
            return media_type
    return "text/plain" if _is_text(data) else None


def checked_media_type(name: str, data: bytes) -> str:
    """The media type, or InvalidValue with a sentence that names the file."""
    if not data:
        raise InvalidValue("size", f"“{name}” is empty, so there is nothing to attach.")
    media_type = media_type_of(data)
    if media_type is None:
        raise InvalidValue(
            "media_type", f"“{name}” is no picture, PDF, web page or text; print it as PDF and attach that."
        )
    return media_type


def _is_text(data: bytes) -> bool:
    """UTF-8 without control characters; a character cut off at the end of the piece counts as whole."""
    head = data[:65536]
    try:
        head.decode()
    except UnicodeDecodeError as problem:
        if len(data) == len(head) or problem.start < len(head) - 3:
            return False
    return not any(byte < 32 and byte not in _TEXT_CONTROLS for byte in head)
