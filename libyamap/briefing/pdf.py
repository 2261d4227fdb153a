"""The printed sheet's last touch: each text once, a title, no moment of its making; several sheets as one document."""

import re
from collections.abc import Sequence
from typing import Final

from libyamap.briefing.pdf_objects import objects_of, reference_of, shifted, written
from libyamap.briefing.pdf_text import as_form, rewritten, shapes_of

_MOMENTS: Final = re.compile(rb"/(?:CreationDate|ModDate) \(D:[^)]*\)\n?")
_PARENT: Final = re.compile(rb"/Parent \d+ 0 R")


def finished(content: bytes, title: str) -> bytes:
    """The document with its halos as outlines and with its title; the same input, the same bytes.

    WorldError where it is no PDF that can be read.
    """
    objects = objects_of(content)
    fonts = {number: found for number, body in objects.items() if (found := shapes_of(body, objects))}
    for number, body in objects.items():
        objects[number] = rewritten(body, fonts)
    for glyph in {glyph for font in fonts.values() for glyph in font.glyphs.values()}:
        objects[glyph] = as_form(objects[glyph])
    for number in fonts:
        objects[number] = b"null\n"
    info = reference_of(content, b"Info")
    letters = f"\ufeff{title}".encode("utf-16-be", "replace").hex().upper()
    named = f"/Title <{letters}>\n/Creator (libyamap)\n".encode()
    if info in objects:
        bare = _MOMENTS.sub(b"", objects[info]).replace(b"/Creator (Chromium)\n", b"")
        objects[info] = bare.replace(b"<<", b"<<" + named, 1)
    return written(objects, reference_of(content, b"Root"), info)


def joined(documents: Sequence[bytes]) -> bytes:
    """Finished documents as one, page after page, with the title of the first."""
    objects: dict[int, bytes] = {1: b"", 2: b""}
    pages: list[int] = []
    info = 0
    for content in documents:
        shift = max(objects)
        for number, body in objects_of(content).items():
            moved = shifted(body, shift)
            if re.search(rb"/Type /Page\b(?!s)", body.partition(b"stream\n")[0]):
                pages.append(number + shift)
                moved = _PARENT.sub(b"/Parent 2 0 R", moved)
            objects[number + shift] = moved
        info = info or reference_of(content, b"Info") + shift
    objects[1] = b"<</Type /Catalog\n/Pages 2 0 R>>\n"
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    objects[2] = b"<</Type /Pages\n/Count %d\n/Kids [%s]>>\n" % (len(pages), kids)
    return written(objects, 1, info)
