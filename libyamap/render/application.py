"""The QApplication with everything that must be said before it exists: Chromium's flags, the scheme, the platform.

Qt is imported here inside functions, so that a machine without Qt's system libraries gets a sentence, not a traceback.
"""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from libyamap.machine import explain_failed_import, has_graphics_processor, spare_memory
from libyamap.render.flags import set_chromium_flags
from libyamap.render.lasting_true import make_true_last

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

NAME = "libyamap"


def application(arguments: Sequence[str] = (NAME,), *, offscreen: bool = False) -> "QApplication":
    """The one QApplication of the process, ready for map pages; the one there is, if it exists already.

    `offscreen` shows no window anywhere, for pictures. WorldError (MissingLibraries) where Qt cannot be loaded.
    """
    try:
        from PySide6.QtCore import QCoreApplication, Qt
        from PySide6.QtWidgets import QApplication

        from libyamap.render.scheme import register_scheme
    except ImportError as error:
        raise explain_failed_import(error) from error
    spare_memory()
    make_true_last()
    existing = QCoreApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    if offscreen and sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    graphics = has_graphics_processor()
    if sys.platform == "linux" and (not graphics or os.environ.get("QT_QPA_PLATFORM", "").startswith("offscreen")):
        os.environ.setdefault("QT_QUICK_BACKEND", "software")  # no OpenGL to look for but one that the processor does
    set_chromium_flags(graphics=graphics)
    register_scheme()
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    QCoreApplication.setApplicationName(NAME)
    QCoreApplication.setOrganizationName(NAME)
    created = QApplication(list(arguments))
    created.setApplicationDisplayName(NAME)
    created.setDesktopFileName(NAME)
    return created
