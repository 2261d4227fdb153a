"""What this machine has and allows; standard library only, so that the set-up can ask before anything is installed."""

from libyamap.machine.graphics import has_graphics_processor
from libyamap.machine.libraries import MissingLibraries, explain_failed_import, missing_packages
from libyamap.machine.memory import spare_memory
from libyamap.machine.sandbox import chromium_sandbox_verdict

__all__ = [
    "MissingLibraries",
    "chromium_sandbox_verdict",
    "explain_failed_import",
    "has_graphics_processor",
    "missing_packages",
    "spare_memory",
]
