"""System libraries that Qt's wheels expect on Linux, and the words for the reader when one is missing.

The wheels of PySide6 carry Qt itself but not the libraries that every desktop has. A server or a container lacks some
of them, and Qt then fails with a loader's message. The table is the one place that names them: the set-up installs from
it and the program quotes it.
"""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from libyamap.errors import WorldError

# Library as the loader names it -> Debian package (the same on Ubuntu). Beyond libc, libstdc++, libgcc and zlib, which
# Python itself cannot do without or which these pull in.
PACKAGE_OF = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libXcomposite.so.1": "libxcomposite1",
    "libXdamage.so.1": "libxdamage1",
    "libXext.so.6": "libxext6",
    "libXfixes.so.3": "libxfixes3",
    "libXrandr.so.2": "libxrandr2",
    "libXtst.so.6": "libxtst6",
    "libasound.so.2": "libasound2",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgbm.so.1": "libgbm1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libnspr4.so": "libnspr4",
    "libnss3.so": "libnss3",
    "libnssutil3.so": "libnss3",
    "libsmime3.so": "libnss3",
    "libstdc++.so.6": "libstdc++6",
    "libudev.so.1": "libudev1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-dri3.so.0": "libxcb-dri3-0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbfile.so.1": "libxkbfile1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
FONT_PACKAGE = "fonts-dejavu-core"  # Latin and Arabic, in every release
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
FONT_SUFFIXES = {".otf", ".pfb", ".ttc", ".ttf"}


class MissingLibraries(WorldError):
    """Qt cannot start on this machine; the sentence names what is missing and the command that brings it."""


def missing_packages() -> list[str]:
    """Debian packages that Qt needs and this machine lacks, sorted; always empty away from Linux."""
    if sys.platform != "linux":
        return []
    lacking = {PACKAGE_OF[soname] for soname in absent_libraries(PACKAGE_OF)}
    if not has_font(Path(folder).expanduser() for folder in FONT_FOLDERS):
        lacking.add(FONT_PACKAGE)
    return sorted(apt_name(package, known_to_apt) for package in lacking)


def absent_libraries(sonames: Iterable[str]) -> list[str]:
    """Those of `sonames` that the loader does not find."""
    import ctypes  # here, as subprocess and shutil below: the start of the program has no use for them

    absent = []
    for soname in sonames:
        try:
            ctypes.CDLL(soname)
        except OSError:
            absent.append(soname)
    return absent


def has_font(folders: Iterable[Path]) -> bool:
    """Whether any outline font lies below one of `folders`; without one, every letter is an empty box."""
    for folder in folders:
        for _, _, names in os.walk(folder):
            if any(Path(name).suffix.lower() in FONT_SUFFIXES for name in names):
                return True
    return False


def apt_name(package: str, known: Callable[[str], bool]) -> str:
    """The package's name in this release: since the change to 64-bit time, some carry the ending t64.

    apt resolves most old names by itself, but not one that two packages provide (libasound2 on Ubuntu 24.04).
    """
    renamed = f"{package}t64"
    return renamed if known(renamed) else package


def known_to_apt(package: str) -> bool:
    """Whether apt's lists hold a package of this name; False where there is no apt."""
    import shutil
    import subprocess

    apt_cache = shutil.which("apt-cache")
    if apt_cache is None:
        return False
    asked = subprocess.run([apt_cache, "show", "--quiet=2", package], capture_output=True, check=False)
    return asked.returncode == 0 and bool(asked.stdout)


def apt_line(packages: Iterable[str], *, root: bool) -> str:
    """The command that installs `packages`, as a person would type it."""
    return f"{'' if root else 'sudo '}apt-get install -y --no-install-recommends {' '.join(packages)}"


def explain_failed_import(error: ImportError) -> MissingLibraries:
    """What a failed `import PySide6...` means for the reader, with the command that mends it."""
    import shutil

    if isinstance(error, ModuleNotFoundError) and error.name is not None:
        return MissingLibraries(
            f"The Python package {error.name} is not installed beside libyamap; install libyamap again with "
            f"'{Path(sys.executable).name} -m pip install --force-reinstall libyamap'."
        )
    packages = missing_packages()
    if not packages:
        return MissingLibraries(f"Qt cannot be loaded on this machine ({error}); install PySide6 again.")
    if shutil.which("apt-get") is None:
        sonames = ", ".join(absent_libraries(PACKAGE_OF)) or "an outline font"
        return MissingLibraries(f"Qt needs system libraries that this machine lacks; install what provides {sonames}.")
    is_root = sys.platform != "win32" and os.geteuid() == 0
    line = apt_line(packages, root=is_root)
    return MissingLibraries(f"Qt needs system libraries that this machine lacks; install them with: {line}")
