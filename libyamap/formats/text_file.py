"""The encoding of a text file: its mark, else UTF-8 if it is that, else the likeliest of the older ones."""

import codecs
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from libyamap.app.obstacles import obstacle

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 256 * 1024
_CHUNK: Final = 1 << 20
_BLOCKS: Final = 3  # of 256 letters each: Latin, one other script, punctuation
_SOME: Final = 0.05
_NEARLY_ALL: Final = 0.95
_ASSUMED: Final = "cp1252"
_POSSIBLE: Final = ["cp1252", "cp1256", "cp1251", "iso8859_6", "cp1250", "cp1254", "utf_16_le", "utf_16_be"]


class Encoding(NamedTuple):
    """A codec's name; `guessed` where neither a mark nor the bytes themselves prove it."""

    name: str
    guessed: bool = False


def encoding_of(path: Path) -> Encoding:
    """The encoding of the whole file: one byte that is not UTF-8 anywhere in it tells."""
    try:
        with path.open("rb") as file:
            head = file.read(_SAMPLE)
            for mark, name in _MARKS:
                if head.startswith(mark):
                    return Encoding(name)
            wide = _without_mark(head)
            if wide:
                return Encoding(wide, guessed=True)
            file.seek(0)
            bad = _not_utf8(file)
            if bad is None:
                return Encoding("utf-8")
            file.seek(max(0, bad - _SAMPLE // 2))
            return Encoding(_guess(file.read(_SAMPLE)), guessed=True)
    except OSError as error:
        raise obstacle("read", path, error) from error


def _without_mark(head: bytes) -> str:
    """UTF-16 without its mark: every second byte is one of very few, and nought wherever there is a plain letter."""
    sample = head[:2000]
    if len(sample) < 8 or not sample.count(0):
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    for high, low, halves, name in ((odd, even, sample[1::2], "utf-16-le"), (even, odd, sample[::2], "utf-16-be")):
        blocks = sum(count for _, count in Counter(halves).most_common(_BLOCKS))
        if high > len(halves) * _SOME and low < high / 10 and blocks > len(halves) * _NEARLY_ALL:
            return name
    return ""


def _not_utf8(file: io.BufferedReader) -> int | None:
    """Where the file stops being UTF-8; None if it is all of it."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    read = 0
    for chunk in _chunks(file):
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            return read + error.start
        read += len(chunk)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return read
    return None


def _chunks(file: io.BufferedReader) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def _guess(sample: bytes) -> str:
    """The likeliest encoding of bytes that are not UTF-8."""
    from charset_normalizer import from_bytes

    matches = from_bytes(sample[: 32 * 1024], cp_isolation=_POSSIBLE, steps=5, chunk_size=512)
    best = matches.best()
    if best is None or not {"Arabic", "Cyrillic"} & set(best.alphabets):
        return _ASSUMED if _fits(sample, _ASSUMED) or best is None else best.encoding
    return best.encoding


def _fits(sample: bytes, encoding: str) -> bool:
    """Whether every byte stands for something in the encoding."""
    try:
        sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
