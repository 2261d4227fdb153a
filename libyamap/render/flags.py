"""What Chromium is told at its start. It reads this once, from the environment, when the first page is made."""

import logging
import os

from libyamap.machine import chromium_sandbox_verdict

log = logging.getLogger(__name__)

VARIABLE = "QTWEBENGINE_CHROMIUM_FLAGS"

# Each of these two alone lets something through (a preconnect opens a TCP connection, STUN sends a UDP packet and asks
# the name server); together they let out nothing. Tests hold them to it.
NO_NETWORK = (
    '--host-resolver-rules="MAP * ~NOTFOUND"',
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)
# Nothing that Chromium does of its own accord either.
NO_ERRANDS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--no-pings",
)
# The same colours and letters on every machine, and a page that nobody sees draws as fast as one on screen.
STEADY_PICTURES = (
    "--force-color-profile=srgb",
    "--disable-lcd-text",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
)
# V8: the page holds little and makes much that lives for one picture, so it is cleared away before it is a hundred
# megabytes. Without Maglev, as its compiler threads and the clearing away wait for each other: with it a page stood
# still for ever in one of some forty loadings (Qt 6.12, two busy cores), without it in none of six hundred.
LITTLE_MEMORY = ('--js-flags="--no-maglev --initial-old-space-size=24"',)
NO_GRAPHICS = "--disable-gpu"
NO_SANDBOX = "--no-sandbox"


def chromium_flags(given: str, *, sandbox: bool, graphics: bool = True) -> str:
    """The whole line of flags: those that the user has `given`, then ours, because Chromium obeys the last one.

    `graphics`: whether there is a graphics processor to draw with.
    """
    ours = [*NO_NETWORK, *NO_ERRANDS, *STEADY_PICTURES]
    ours += [] if "--js-flags" in given else LITTLE_MEMORY
    ours += [] if graphics else [NO_GRAPHICS]
    ours += [] if sandbox else [NO_SANDBOX]
    before = [given] if given else []
    return " ".join([*before, *(flag for flag in ours if flag not in given)])


def set_chromium_flags(*, graphics: bool = True) -> None:
    """Put the flags into the environment; says in one log line when the sandbox has to be off."""
    sandbox, sentence = chromium_sandbox_verdict()
    if not sandbox:
        log.info("%s", sentence)
    os.environ[VARIABLE] = chromium_flags(os.environ.get(VARIABLE, ""), sandbox=sandbox, graphics=graphics)
