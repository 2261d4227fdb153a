"""Writes the two locks anew: exact versions with hashes, and no address of where they came from.

`.ci/requirements.lock` holds for Python 3.11 and newer on every platform; package-lock.json for the map's JavaScript.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "libyamap" / "web"
LOCK = ROOT / ".ci" / "requirements.lock"
HEADER = "# Written by `make lock` from pyproject.toml; installed by `make` with --require-hashes.\n"


def main() -> None:
    """Asks the registries for the newest versions that the ranges allow."""
    sys.path.insert(0, str(ROOT))
    from libyamap.web.npm import npm_command

    uv = [sys.executable, "-m", "uv", "pip", "compile", "--universal", "--python-version", "3.11", "--upgrade"]
    bare = ["--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links", "--no-annotate"]
    what = ["--extra", "dev", "--only-binary", ":all:", "--quiet", "pyproject.toml"]
    written = subprocess.run([*uv, *bare, *what], cwd=ROOT, check=True, stdout=subprocess.PIPE)
    LOCK.write_text(HEADER + written.stdout.decode(), encoding="utf-8", newline="\n")
    npm = [*npm_command(), "install", "--package-lock-only", "--omit-lockfile-registry-resolved=true"]
    subprocess.run([*npm, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=WEB, check=True)


if __name__ == "__main__":
    main()
