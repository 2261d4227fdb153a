"""The objects of a PDF as Skia writes it, taken apart and put together again.

There they stand one after the other, with one cross-reference table at the end.
"""

import re
import zlib
from typing import Final

from libyamap.errors import WorldError

_ANY: Final = re.compile(rb"\b(\d+) 0 R\b")


def objects_of(content: bytes) -> dict[int, bytes]:
    """The bodies of all objects, by number."""
    start = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", content)
    table = content[int(start[1]) :] if start else b""
    head = re.match(rb"xref\s+0 (\d+)\s+", table)
    if not (start and head):
        raise WorldError("The sheet was printed in a form that cannot be read; write it as SVG or PNG instead.")
    entries = re.findall(rb"(\d{10}) \d{5} ([nf])", table[head.end() :])[: int(head[1])]
    places = sorted((int(place), number) for number, (place, kind) in enumerate(entries) if kind == b"n")
    ends = [place for place, _ in places[1:]] + [int(start[1])]
    bodies = {}
    for (place, number), end in zip(places, ends, strict=True):
        body = content[place:end]
        bodies[number] = body[body.index(b"obj") + 4 : body.rindex(b"endobj")]
    return dict(sorted(bodies.items()))


def stream_of(body: bytes) -> bytes:
    """What an object's stream holds, unpacked."""
    inside = body[body.index(b"stream\n") + 7 : body.rindex(b"endstream")]
    return zlib.decompressobj().decompress(inside) if b"/FlateDecode" in body[: body.index(b"stream\n")] else inside


def reference_of(content: bytes, name: bytes) -> int:
    """The number that the trailer gives for a name; 0 where it has none."""
    found = re.search(rb"/" + name + rb" (\d+) 0 R", content[content.rfind(b"trailer") :])
    return int(found[1]) if found else 0


def shifted(body: bytes, shift: int) -> bytes:
    """An object whose references count on from `shift`; what a stream holds is left alone."""
    head, mark, content = body.partition(b"stream\n")
    return _ANY.sub(lambda found: b"%d 0 R" % (int(found[1]) + shift), head) + mark + content


def written(objects: dict[int, bytes], root: int, info: int) -> bytes:
    """A whole document of these objects."""
    out = bytearray(b"%PDF-1.4\n%\xd3\xeb\xe9\xe1\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%sendobj\n" % (number, body)
    table, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<</Size %d\n/Root %d 0 R" % (size, root)
    out += b"\n/Info %d 0 R" % info if info else b""
    return bytes(out) + b">>\nstartxref\n%d\n%%%%EOF\n" % table
