"""Whether Chromium's sandbox can be on: QtWebEngine ends the whole program at start where it cannot.

Chromium refuses its sandbox as root, and without a user namespace it has none to build one from (containers whose
seccomp profile forbids it; Ubuntu since 24.04, where AppArmor lets only named programs have one). So we try it first.
"""

import os
import sys
from pathlib import Path

UNSHARE = Path("/usr/bin/unshare")  # util-linux: part of every Linux distribution's base
SYSCTLS = {
    Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns"): "1",
    Path("/proc/sys/kernel/unprivileged_userns_clone"): "0",
    Path("/proc/sys/user/max_user_namespaces"): "0",
}


def chromium_sandbox_verdict() -> tuple[bool, str]:
    """Whether the sandbox may stay on, and one sentence that says why, for the log. Takes a few milliseconds."""
    if sys.platform != "linux":
        return True, "Chromium's sandbox is on."
    if os.geteuid() == 0:
        return False, "Chromium's sandbox is off: the program runs as root, where Chromium refuses to start with it."
    if _can_make_user_namespace():
        return True, "Chromium's sandbox is on."
    return False, f"Chromium's sandbox is off: this machine denies user namespaces ({_refusing_setting()})."


def _can_make_user_namespace() -> bool:
    """Tries what Chromium will do first: a namespace of one's own, with one's own user mapped into it.

    The mapping matters: under Ubuntu's restriction the namespace is granted, but without any rights in it.
    A spawned process is used because forking a program that has threads is not safe. Without the tool, the kernel's
    settings decide.
    """
    if sys.platform != "linux":
        return True
    if not UNSHARE.exists():
        return _refusing_setting() == "no setting says why"
    silent = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in (0, 1, 2)]
    command = [str(UNSHARE), "--user", "--map-root-user", "/bin/true"]
    child = os.posix_spawn(UNSHARE, command, os.environ, file_actions=silent)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def _refusing_setting() -> str:
    for path, refusing in SYSCTLS.items():
        if path.exists() and path.read_text(encoding="ascii").strip() == refusing:
            return f"{path.name} is {refusing}"
    return "no setting says why"
