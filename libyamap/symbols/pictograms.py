"""Pictograms of our own: one family, drawn on a grid of 24 by 24 with lines of 1.5 and round ends, on a small plate.

Towns are only a dot, so that they stay behind what happens in them.
"""

from typing import Final

INK: Final = "#1F2428"
PLATE_PX: Final = 28.0
DOT_PX: Final = 24.0

_LINES: Final = {
    "statement": "M5.5 5h13a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5h-6.5l-4.5 3.5V16h-2A1.5 1.5 0 0 1 4 14.5v-8"
    "A1.5 1.5 0 0 1 5.5 5zM7.5 8.75h9M7.5 12.25h5.5",
    "talks": "M4.5 4.5h8.5a1.5 1.5 0 0 1 1.5 1.5v4.5A1.5 1.5 0 0 1 13 12H8.5L5.75 14.5V12H4.5A1.5 1.5 0 0 1 3 10.5V6"
    "a1.5 1.5 0 0 1 1.5-1.5zM17.5 8.5h2A1.5 1.5 0 0 1 21 10v5a1.5 1.5 0 0 1-1.5 1.5h-1.25v3l-3.5-3H11.5A1.5 1.5 0 0 1 "
    "10 15",
    "proposal": "M13.5 3.5h-6A1.5 1.5 0 0 0 6 5v14a1.5 1.5 0 0 0 1.5 1.5h9A1.5 1.5 0 0 0 18 19V8zM13.5 3.5V8H18"
    "M9 12h1.5M13.5 12H15M9 16h1.5M13.5 16H15",
    "request": "M5 6h14a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 19 18H5a1.5 1.5 0 0 1-1.5-1.5v-9A1.5 1.5 0 0 1 5 6z"
    "M4 7.5l8 6 8-6",
    "battle": "M5 4.5l11 11M19 4.5l-11 11M13.2 18.2l5-5M10.8 18.2l-5-5M16 16l3.5 3.5M8 16l-3.5 3.5",
    "explosion": "M12 3l1.7 4.6L18 5.4l-1.4 4.4 4.4 1.4-3.9 2.4 2.4 4.2-4.7-.7L14 21l-2.6-3.6L7.6 20l-.3-4.5-4.3-.6 "
    "3.2-3.1L3.6 7.9l4.8.4z",
    "airstrike": "M12 3c.9 0 1.4 1 1.4 2.2v4l7.1 4.3v2l-7.1-2.2v4.1l2.1 1.7v1.4l-3.5-1-3.5 1v-1.4l2.1-1.7v-4.1"
    "L3.5 15.5v-2l7.1-4.3v-4C10.6 4 11.1 3 12 3z",
    "protest": "M5.5 4h13v8.5h-13zM12 12.5v8M8.5 7h7M8.5 9.5h4.5",
    "arrest": "M7 11a3.75 3.75 0 1 0 0 7.5A3.75 3.75 0 0 0 7 11zM17 11a3.75 3.75 0 1 0 0 7.5 3.75 3.75 0 0 0 0-7.5z"
    "M7 11V9a5 5 0 0 1 10 0v2",
    "displacement": "M8 4a2.25 2.25 0 1 0 0 4.5A2.25 2.25 0 0 0 8 4zM4.5 19.5V15a3.5 3.5 0 0 1 7 0v4.5M14 13h6.5"
    "M17.5 10l3 3-3 3",
    "advisers": "M9 4.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3.5 19.5V18a5.5 5.5 0 0 1 11 0v1.5M15.5 4.9a3 3 0 0 1 0 5.2"
    "M17 13.1a5.5 5.5 0 0 1 3.5 4.9v1.5",
    "crossing": "M5.5 20V7M3.5 20h4M5.5 9.5h15v3.5h-15M10 13l2.5-3.5M15 13l2.5-3.5M18.5 13v7",
    "port": "M12 7.5V20M9 10.5h6M12 3.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM5 13.5c.5 4 3.3 6.5 7 6.5s6.5-2.5 7-6.5",
    "seat": "M4 9.5L12 4l8 5.5zM6.5 12v5M10.25 12v5M13.75 12v5M17.5 12v5M4 20h16",
    "zone": "M5 8l6.5-4L19 7l1 8-7 5-8-3.5zM9 18.2l10.5-7M5 14L15 5.4",
    "arms": "M5.5 20v-8.5C5.5 8.6 6.6 6 8.25 4 9.9 6 11 8.6 11 11.5V20zM5.5 16.5H11M13.5 20v-8.5c0-2.9 1.1-5.5 2.75-7.5"
    "C17.9 6 19 8.6 19 11.5V20zM13.5 16.5H19",
    "training": "M2.5 9.5L12 5l9.5 4.5L12 14zM6.5 11.5v4.5c1.4 1.6 3.3 2.4 5.5 2.4s4.1-.8 5.5-2.4v-4.5M21.5 9.5v5.5",
    "hostility": "M13.5 3.5L5.5 13.5H12l-1.5 7 8-10H12z",
    "support": "M12 3.5l7 2.5v5.5c0 4.2-2.8 7.3-7 9-4.2-1.7-7-4.8-7-9V6zM12 8.5v6.5M8.75 11.75h6.5",
    "link": "M6 15.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM18 3.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM8 16L16 8",
    "event": "M12 4l8 8-8 8-8-8zM12 9v3.5M12 15.2v.1",
    "presence": "M6 20.5V4M6 5h12l-2.75 3.5L18 12H6",
    "site": "M6 20V9l6-4.5L18 9v11zM10 20v-5h4v5",
}
_DOTS: Final = {"town": 3.5, "city": 4.5}


def pictogram_names() -> frozenset[str]:
    """All pictograms there are."""
    return frozenset((*_LINES, *_DOTS))


def plate(name: str, colour: str) -> tuple[str, float]:
    """The SVG of a pictogram with `colour` (RRGGBB) as accent, and its width and height in CSS pixels.

    KeyError for an unknown name.
    """
    if name in _DOTS:
        return _dot(_DOTS[name]), DOT_PX
    lines = _LINES[name]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{PLATE_PX:g}" height="{PLATE_PX:g}" viewBox="0 0 28 28">'
        f'<rect x=".5" y=".5" width="27" height="27" rx="7" fill="#FFFFFF" stroke="{INK}" stroke-opacity=".55"/>'
        f'<rect x="2" y="2" width="24" height="24" rx="5.5" fill="none" stroke="#{colour}" stroke-width="2"/>'
        f'<path transform="translate(14 14) scale(.78) translate(-12 -12)" d="{lines}" fill="none" stroke="{INK}" '
        'stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
    return svg, PLATE_PX


def _dot(radius: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{DOT_PX:g}" height="{DOT_PX:g}" viewBox="0 0 24 24">'
        f'<circle cx="12" cy="12" r="{radius + 2:g}" fill="#FFFFFF" fill-opacity=".85"/>'
        f'<circle cx="12" cy="12" r="{radius:g}" fill="#FFFFFF" stroke="{INK}" stroke-width="1.5"/>'
        f'<circle cx="12" cy="12" r="{radius - 2:g}" fill="{INK}"/></svg>'
    )
