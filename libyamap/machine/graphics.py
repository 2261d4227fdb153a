"""Whether this machine has a graphics processor: where it has none, looking for one costs memory and time."""

import sys
from pathlib import Path

DEVICES = Path("/dev")
NAMES = ("dri/renderD*", "nvidia[0-9]*", "dxg", "mali*", "kgsl*")
"""What the kernel shows programs of one: the usual way, then NVIDIA's, Windows' for Linux, small boards'."""


def has_graphics_processor() -> bool:
    """False only where it is certain that drawing is done by the processor anyway."""
    return sys.platform != "linux" or any(any(DEVICES.glob(name)) for name in NAMES)
