"""Whether a window can be shown at all; Qt would end the whole program where it cannot reach a display."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_NEEDS_DISPLAY = {"", "xcb", "wayland", "wayland-egl"}


def has_display(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether Qt will find a screen: always away from Linux, and with a platform that needs none (offscreen)."""
    if sys.platform != "linux":
        return True
    asked_for = environment.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if asked_for not in _NEEDS_DISPLAY:
        return True
    return _has_wayland(environment) or _has_x11(environment)


def _has_wayland(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    return (Path(environment.get("XDG_RUNTIME_DIR", "/")) / name).is_socket()


def _has_x11(environment: Mapping[str, str]) -> bool:
    """Ask the X server itself: after a lost ssh connection the variable is still there, but nobody answers."""
    display = environment.get("DISPLAY", "")
    if not display:
        return False
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt will say which library is missing
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    answers: bool = not xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return answers
