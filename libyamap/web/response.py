"""What a request of the page is answered with, and the headers that keep the page to itself."""

from typing import Final

import msgspec

# Only the scheme itself, and nothing inline. Qt lower-cases header values, so no nonces. Leaflet's small pictures in
# its style sheet and the canvas's own drawings need data: and blob: for images.
CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), clipboard-read=()",
}
MIME_TYPES: Final = {
    ".html": "text/html;charset=utf-8",
    ".css": "text/css;charset=utf-8",
    ".js": "text/javascript;charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".mvt": "application/vnd.mapbox-vector-tile",
    ".woff2": "font/woff2",
}


class Response(msgspec.Struct, frozen=True):
    """An answer; `status` as in HTTP (200, 400, 404), `mime` the media type of `body`."""

    status: int
    mime: str
    body: bytes
    headers: dict[str, str] = msgspec.field(default_factory=lambda: HEADERS)


NOT_FOUND: Final = Response(404, "text/plain", b"")
BAD_REQUEST: Final = Response(400, "text/plain", b"")


def json_response(content: object) -> Response:
    """The content as JSON."""
    return Response(200, MIME_TYPES[".json"], msgspec.json.encode(content))
