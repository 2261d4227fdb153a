"""Ways to break a file, by a seeded generator: the same number breaks it in the same way in every run."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator

_TOKENS = (
    b"\x00", b"\xff\xfe", b"\n", b",", b"\"", b"'", b"=", b"NaN", b"1e999", b"-1", b"99999999999999999999", b"<", b"&",
    b"<!ENTITY a \"b\">", b"<!DOCTYPE x>", b"{", b"}", b"[", b"]", b"null", b"\\ud800", b"../", b"http://127.0.0.1:9/",
    b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"POLYGON EMPTY", b"[" * 300, b"<a>" * 300,
)  # fmt: skip
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_STRING = re.compile(rb"\"[^\"\n]{0,60}\"|null|true|false")
_WILD_NUMBERS = (
    b"0", b"-1", b"1e308", b"-1e308", b"99999999999999999999", b"0.0000001", b"180.0001", b"-91", b"2016", b"13", b"00",
    b"1048577", b"4294967295", b"x",
)  # fmt: skip
_WILD_VALUES = (
    b"null", b"[]", b"{}", b"0", b"true", b"\"\"", b"[[[]]]", b"\"Point\"", b"\"MultiPolygon\"", b"\"type\"",
    b"\"GeometryCollection\"", b"\"coordinates\"", b"[1,2]", b"1.5", b"\"file:///etc/passwd\"", b"\"\\u0000\"",
)  # fmt: skip
Mutation = Callable[[random.Random, bytes], bytes]


def mutated(data: bytes, seed: int) -> bytes:
    """The data after some mutations: of its bytes, of its words alone, or inside the members of an archive."""
    chance = random.Random(seed)
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _repacked(chance, data)
    return _broken(chance, data)


def _broken(chance: random.Random, data: bytes) -> bytes:
    if chance.random() < 0.5:  # most programs refuse broken syntax at once; this gets further in
        for _ in range(chance.randint(1, 12)):
            data = chance.choice((_wild_number, _wild_value))(chance, data)
        return data
    for _ in range(chance.randint(1, 6)):
        data = chance.choice(_MUTATIONS)(chance, data)
    return data


def _repacked(chance: random.Random, data: bytes) -> bytes:
    """The archive with one of its members broken."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    chosen = chance.choice(sorted(members))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, _broken(chance, content) if name == chosen else content)
    return made.getvalue()


def _wild_number(chance: random.Random, data: bytes) -> bytes:
    return _replaced(chance, data, _NUMBER, _WILD_NUMBERS)


def _wild_value(chance: random.Random, data: bytes) -> bytes:
    return _replaced(chance, data, _STRING, _WILD_VALUES)


def _replaced(chance: random.Random, data: bytes, pattern: re.Pattern[bytes], wild: tuple[bytes, ...]) -> bytes:
    match = pattern.search(data, _place(chance, data)) or pattern.search(data)
    return data[: match.start()] + chance.choice(wild) + data[match.end() :] if match else data


def truncated(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The file cut off at every 5 % of its length."""
    for percent in range(5, 100, 5):
        yield percent, data[: len(data) * percent // 100]


def _place(chance: random.Random, data: bytes) -> int:
    return chance.randrange(len(data) + 1)


def _flip(chance: random.Random, data: bytes) -> bytes:
    broken = bytearray(data)
    for _ in range(chance.choice((1, 1, 4, 32))):
        if broken:
            broken[chance.randrange(len(broken))] = chance.randrange(256)
    return bytes(broken)


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: _place(chance, data)]


def _remove(chance: random.Random, data: bytes) -> bytes:
    start = _place(chance, data)
    return data[:start] + data[start + chance.choice((1, 8, 100, 1000)) :]


def _repeat(chance: random.Random, data: bytes) -> bytes:
    start = _place(chance, data)
    piece = data[start : start + chance.choice((1, 20, 500))]
    return data[:start] + piece * chance.choice((2, 3, 50)) + data[start:]


def _insert(chance: random.Random, data: bytes) -> bytes:
    start = _place(chance, data)
    return data[:start] + chance.choice(_TOKENS) + data[start:]


def _number(chance: random.Random, data: bytes) -> bytes:
    """Give a length or count in the file a wild value."""
    start = _place(chance, data)
    wild = chance.choice((b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80", b"\x00\x00\x00\x00"))
    return data[:start] + wild + data[start + 4 :]


_MUTATIONS: tuple[Mutation, ...] = (_flip, _flip, _cut, _remove, _repeat, _insert, _insert, _number)
