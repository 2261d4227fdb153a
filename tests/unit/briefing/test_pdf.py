"""Documents of several objects: taken apart, put together, joined."""

import io
import zlib

import pytest
from pypdf import PdfReader

from libyamap.briefing.pdf import finished, joined
from libyamap.briefing.pdf_objects import objects_of, written
from libyamap.errors import WorldError

TITLE = "Libya ليبيا (1)"


def document(text: bytes) -> bytes:
    """As Skia would write it, with a moment of its making."""
    drawn = zlib.compress(b"BT\n/F9 12 Tf\n1 0 0 1 10 20 Tm\n<" + text.hex().encode() + b"> Tj\nET\n")
    stream = b"<</Filter /FlateDecode\n/Length %d>> stream\n%s\nendstream\n" % (len(drawn), drawn)
    return written(
        {
            1: b"<</Creator (Chromium)\n/Producer (Skia)\n/CreationDate (D:20260101000000+00'00')>>\n",
            2: b"<</Type /Page\n/Resources <</Font <</F9 5 0 R>>>>\n/MediaBox [0 0 100 50]\n"
            b"/Contents 3 0 R\n/Parent 4 0 R>>\n",
            3: stream,
            4: b"<</Type /Pages\n/Count 1\n/Kids [2 0 R]>>\n",
            5: b"<</Type /Font\n/Subtype /Type1\n/BaseFont /Helvetica>>\n",
            6: b"<</Type /Catalog\n/Pages 4 0 R>>\n",
        },
        root=6,
        info=1,
    )


def test_a_document_without_halos_keeps_its_text_and_gets_its_title() -> None:
    made = finished(document(b"Misrata"), TITLE)
    reader = PdfReader(io.BytesIO(made), strict=True)
    assert reader.pages[0].extract_text() == "Misrata"
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.creator, reader.metadata.creation_date) == (TITLE, "libyamap", None)
    assert finished(document(b"Misrata"), TITLE) == made


def test_joined_documents_have_all_pages() -> None:
    made = joined([finished(document(word), word.decode()) for word in (b"One", b"Two", b"3 0 R")])
    reader = PdfReader(io.BytesIO(made), strict=True)
    assert [page.extract_text() for page in reader.pages] == ["One", "Two", "3 0 R"]
    assert reader.metadata is not None
    assert reader.metadata.title == "One"


def test_taken_apart_and_put_together_is_the_same() -> None:
    content = document(b"x")
    assert written(objects_of(content), 6, 1) == content


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", document(b"x")[:-30], b"startxref\n9\n%%EOF"])
def test_what_is_no_such_document_is_refused(content: bytes) -> None:
    with pytest.raises(WorldError, match="cannot be read"):
        finished(content, "x")
