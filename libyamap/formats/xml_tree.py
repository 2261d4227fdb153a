"""XML from anywhere: no DTD, no entities, nothing fetched; names without their namespaces."""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from libyamap.errors import WorldError

LARGEST: Final = 200_000_000
_DEEPEST: Final = 500
_ROOT = re.compile(rb"<([A-Za-z_][\w.-]*)(?=[\s/>])")
_PREFIX = re.compile(rb"[<\s/]([A-Za-z_][\w.-]*):[A-Za-z_]")


def parse(data: bytes, file: str) -> Element:
    """The root element; WorldError says what is wrong. A prefix that is not declared is forgiven."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if len(data) > LARGEST:
        raise WorldError(f"“{file}” is larger than {LARGEST // 1_000_000} MB, too large; get it as GeoJSON or CSV.")
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise WorldError(f"“{file}” declares entities or a document type, as attacks do; it was not read.") from None
    except (ParseError, ValueError, LookupError) as error:
        if "unbound prefix" not in str(error):
            raise WorldError(f"“{file}” is damaged or cut short ({error}); get the file anew.") from None
        return parse(_declared(data, file), file)
    _check_depth(root, file)
    return root


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(element: Element, name: str) -> Element | None:
    """The first child of this name."""
    return next((each for each in element if local(each) == name), None)


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children of these names."""
    return (each for each in element if local(each) in names)


def text(element: Element | None) -> str:
    """All text in an element, without the tags inside it."""
    return "" if element is None else "".join(element.itertext()).strip()


def text_of(element: Element, name: str) -> str:
    """The text of the first child of this name."""
    return text(child(element, name))


def _declared(data: bytes, file: str) -> bytes:
    """The document with its undeclared prefixes declared on its root."""
    root = _ROOT.search(data)
    names = {name for name in _PREFIX.findall(data) if name not in {b"xmlns", b"xml"}}
    missing = [name for name in sorted(names) if b"xmlns:" + name not in data]
    if root is None or not missing or len(missing) > 50:
        raise WorldError(f"“{file}” is damaged: it uses names that it does not declare.")
    words = b"".join(b' xmlns:%b="urn:undeclared:%b"' % (name, name) for name in missing)
    return data[: root.end()] + words + data[root.end() :]


def _check_depth(root: Element, file: str) -> None:
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > _DEEPEST:
            raise WorldError(f"“{file}” is nested more than {_DEEPEST} levels deep; it was not read.")
        level = [inner for element in level for inner in element]
