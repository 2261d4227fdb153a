"""HTML that people put into descriptions, as plain text: tags fall away, paragraphs and line breaks stay."""

import re
from html.parser import HTMLParser

_BREAKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "table"})
_UNSEEN = frozenset({"script", "style"})
_LOOKS_LIKE_HTML = re.compile(r"<[a-zA-Z!/][^<>]*>|&[a-z#0-9]+;")


def plain_text(text: str) -> str:
    """What a reader would see; text without tags stays as it is."""
    if not _LOOKS_LIKE_HTML.search(text):
        return text
    parser = _Text()
    try:
        parser.feed(text)
        parser.close()
    except (AssertionError, ValueError):  # what HTMLParser cannot make sense of stays text
        return text
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Break the line at blocks; a link leaves its address if that is of the web."""
        self._unseen += tag in _UNSEEN
        if tag in _BREAKS:
            self.parts.append("\n")
        if tag == "a":
            address = dict(attrs).get("href") or ""
            if address.startswith(("http://", "https://")):
                self.parts.append(f" {address} ")

    def handle_endtag(self, tag: str) -> None:
        """Show again what follows a script."""
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if not self._unseen:
            self.parts.append(data)
