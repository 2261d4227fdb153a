"""Nothing leaves the machine: a page that tries every way out reaches no listener; one without our guards does."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.page.listeners import Listeners

ROOT = Path(__file__).resolve().parents[2]
WAYS = (
    "img", "fetch", "xhr", "websocket", "eventsource", "script", "module", "stylesheet", "font", "video", "iframe",
    "object", "preconnect", "prefetch", "preload", "icon", "manifest", "beacon", "ping", "worker", "form", "window",
    "stun", "turn", "quic",
)  # fmt: skip

SURE_WAYS = {"img", "fetch", "websocket", "preconnect", "prefetch", "beacon", "worker", "iframe", "form", "turn"}
"""TCP ways that a bare page of this Chromium certainly has; the others may be shut by Chromium itself."""


def reach_out(mode: str) -> Listeners:
    """Let a page in a process of its own try; the listeners' counts are complete when it has ended."""
    with Listeners(WAYS) as listeners:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QUICK_BACKEND": "software"}
        ran = subprocess.run(
            [sys.executable, "-m", "tests.page.reach_out", mode, json.dumps(listeners.ports)],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )
    assert "tried all" in ran.stdout, ran.stderr
    return listeners


@pytest.mark.parametrize("mode", ["guarded", "unheaded"])
def test_nothing_reaches_a_listener(mode: str) -> None:
    listeners = reach_out(mode)
    assert dict(listeners.tcp) == {}
    assert dict(listeners.udp) == {}


def test_the_listeners_would_have_counted() -> None:
    listeners = reach_out("open")
    missed = SURE_WAYS - set(listeners.tcp)
    assert not missed, f"the control did not reach: {missed}"
    assert listeners.udp["stun"] > 0
