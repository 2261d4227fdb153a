"""Puts what a page carries into the page that was made when the package was built."""

import base64
from importlib.resources import files
from typing import Any

import msgspec

from libyamap.briefing.standalone.payload import Payload

PLACE = "<!--payload-->"
_ENDS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What could end the element that the data stands in, as JSON can write it too."""


def document(payload: Payload) -> str:
    """The whole HTML file. The same payload, the same text."""
    page = (files("libyamap.web") / "built" / "standalone.html").read_text(encoding="utf-8")
    title = payload.title.replace("&", "&amp;").replace("<", "&lt;")
    before, _, after = page.partition(PLACE)
    data = msgspec.json.encode(payload, enc_hook=_as_text).decode()
    for sign, written in _ENDS.items():
        data = data.replace(sign, written)
    return f"{before.replace('<title></title>', f'<title>{title}</title>')}{data}{after}"


def _as_text(value: Any) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(value)
