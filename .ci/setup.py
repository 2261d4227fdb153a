"""Makes .venv ready to run and to test: Python packages, npm packages, system libraries. A second run does nothing.

Run by `make` with whatever python3 there is: standard library only, and readable for a Python that is too old, so that
it can say so.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / ".ci" / "requirements.lock"
OLDEST = (3, 11)
OTHER_PYTHONS = ["python3.14", "python3.13", "python3.12", "python3.11"]
APT_LISTS = Path("/var/lib/apt/lists")

# What decides whether a step must be done again. The page is not here: libyamap.web.build has stamps of its own.
PACKAGES_FROM = [LOCK]
PROJECT_FROM = [ROOT / "pyproject.toml", ROOT / ".ci" / "hatch_build.py"]


def main() -> None:
    """Does the steps that are not done yet, in order; ends with one sentence where one needs the reader's help."""
    if sys.version_info[:2] < OLDEST:
        go_on_with_newer_python()
    install_libraries()
    if not PYTHON.exists():
        make_environment()
    once("packages", PACKAGES_FROM, install_packages)
    once("project", PROJECT_FROM, install_project)
    run([str(PYTHON), "-m", "libyamap.web.build"])


def go_on_with_newer_python() -> None:
    """Starts this script again with a newer Python that has another name, as on Ubuntu 22.04, and ends with it."""
    version = ".".join(map(str, OLDEST))
    if not any(map(shutil.which, OTHER_PYTHONS)):
        apt_install([f"python{version}", f"python{version}-venv"], f"libyamap needs Python {version} or newer")
    newest = next(filter(None, map(shutil.which, OTHER_PYTHONS)))
    sys.exit(subprocess.run([newest, __file__], check=False).returncode)


def install_libraries() -> None:
    """Brings the system libraries that Qt needs, where this is a Linux that lacks some."""
    sys.path.insert(0, str(ROOT))
    from libyamap.machine.libraries import missing_packages

    if not missing_packages():
        return
    if not any(APT_LISTS.glob("*Packages*")):
        apt_update()  # some packages have another name in newer releases, which only the lists tell
    apt_install(missing_packages(), "The map window (Qt) needs system libraries that this machine lacks")
    still_missing = missing_packages()
    if still_missing:
        sys.exit(f"Still missing after the installation: {' '.join(still_missing)}.")


def make_environment() -> None:
    """Makes .venv with pip in it."""
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        apt_install([package], "Python's venv module is not complete")
    say("Making the virtual environment .venv")
    run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def install_packages() -> None:
    """Installs exactly what the lock says, each file checked by its hash."""
    say("Installing the locked Python packages (about 350 MB, once)")
    run([*pip_install(), "--require-hashes", "--requirement", str(LOCK)])


def install_project() -> None:
    """Installs this checkout so that changes to its code need no new installation."""
    say("Installing libyamap and the JavaScript of its map")
    run([*pip_install(), "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])


def pip_install() -> list[str]:
    """The command of pip, which is silent where nobody watches."""
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    return [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--no-input", *quiet]


def once(step: str, sources: list[Path], do: Callable[[], None]) -> None:
    """Calls `do` unless it was done before, here, with the same contents of `sources`; the stamp lies in .venv."""
    contents = [str(ROOT).encode(), *(path.read_bytes() for path in sources)]
    digest = hashlib.sha256(b"\0".join(contents)).hexdigest()
    stamp = VENV / f".libyamap-{step}"
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return
    do()
    stamp.write_text(digest, encoding="ascii")


def apt_install(packages: list[str], why: str) -> None:
    """Installs Debian packages where the process is root; otherwise ends with the line to type."""
    arguments = ["install", "-y", "--no-install-recommends", *packages]
    if not may_use_apt():
        sys.exit(f"{why}. Run this, then the same command again:\n    sudo apt-get {' '.join(arguments)}")
    say(f"{why}: installing {' '.join(packages)}")
    if apt_get(*arguments).returncode != 0:
        apt_update()
        tried = apt_get(*arguments)
        if tried.returncode != 0:
            sys.exit(f"{tried.stdout}\napt-get could not install {' '.join(packages)}.")


def apt_update() -> None:
    """Fetches apt's lists, where that is allowed; a failure shows at the next installation."""
    if may_use_apt():
        apt_get("update")


def apt_get(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Runs apt-get without questions; its many lines are kept back, to be shown if it fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(
        ["apt-get", "-qq", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def may_use_apt() -> bool:
    """Whether this is a Debian and the process is root."""
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def run(command: list[str]) -> None:
    """Runs a command in the checkout; ends with its exit code if it fails, its own words standing above."""
    ran = subprocess.run(command, cwd=ROOT, check=False, stdin=subprocess.DEVNULL)
    if ran.returncode != 0:
        sys.exit(f"The set-up stopped: '{' '.join(command[:6])} ...' ended with {ran.returncode}.")


def say(sentence: str) -> None:
    """One line of progress."""
    sys.stdout.write(f"{sentence}...\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
