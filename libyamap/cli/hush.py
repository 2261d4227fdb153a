"""Keeps stderr for what concerns the reader: Qt and Chromium mutter there about every GPU and bus that a machine lacks.

Whoever looks for a fault sets the variables himself, and then they are left as they are.
"""

import os
from collections.abc import MutableMapping

QT_RULES, CHROMIUM_FLAGS = "QT_LOGGING_RULES", "QTWEBENGINE_CHROMIUM_FLAGS"


def hush(environment: MutableMapping[str, str] = os.environ) -> None:
    """Let Qt and Chromium say only what ends the program. Before Qt is loaded."""
    environment.setdefault(QT_RULES, "*.debug=false;*.info=false;*.warning=false")
    flags = environment.get(CHROMIUM_FLAGS, "")
    if "--log-level" not in flags and "--enable-logging" not in flags:
        environment[CHROMIUM_FLAGS] = f"{flags} --log-level=3".strip()
