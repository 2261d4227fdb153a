"""When a feature or a folder of KML was: its span, its moment, or the positions of its track."""

from xml.etree.ElementTree import Element

from libyamap.formats.xml_tree import children, local, text, text_of


def time_of(element: Element) -> tuple[str, str] | None:
    """First and last moment that a feature or a folder gives for itself; what its point of view gives is another."""
    for each in children(element, "TimeSpan"):
        return text_of(each, "begin"), text_of(each, "end")
    for each in children(element, "TimeStamp"):
        return text_of(each, "when"), text_of(each, "when")
    return None


def time_of_track(placemark: Element) -> tuple[str, str] | None:
    """First and last moment of a track's positions."""
    moments = [text(when) for each in placemark.iter() if local(each) == "Track" for when in children(each, "when")]
    return (min(moments), max(moments)) if moments else None
