"""What the build adds to the package: JavaScript, fonts and icons from npm, and the page that folium renders from them.

`vendor/` and `built/` are made here, by the wheel's build hook and by `make page`; they are part of the wheel and never
committed. This module itself is not in the wheel. Each part carries a stamp of what it was made from and is made again
only when that has changed.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from libyamap.web.npm import install_locked

WEB = Path(__file__).parent
STAMP = ".stamp"
BUNDLER = "esbuild.exe" if sys.platform == "win32" else "esbuild"
MADE_HERE = {"vendor", "built", "tools", "node_modules", "__pycache__"}

# Folder in vendor/ -> what is copied into it, as patterns below node_modules/.
COPIED = {
    "leaflet": ["leaflet/dist/leaflet.js", "leaflet/dist/leaflet.css"],
    "leaflet-geoman": ["@geoman-io/leaflet-geoman-free/dist/leaflet-geoman.min.js"],
    "leaflet/images": ["leaflet/dist/images/*.png"],
    "protomaps-leaflet": ["protomaps-leaflet/dist/protomaps-leaflet.js"],
}
# Subset of unicode -> the package that has it, and its cuts as (weight, style). Arabic has no italic.
FONT_SUBSETS = {
    "latin": ("noto-sans", [(400, "normal"), (600, "normal"), (400, "italic")]),
    "latin-ext": ("noto-sans", [(400, "normal"), (600, "normal"), (400, "italic")]),
    "arabic": ("noto-sans-arabic", [(400, "normal"), (600, "normal")]),
}
FONT_FACE = """@font-face {{
  font-family: "Noto Sans";
  font-style: {style};
  font-weight: {weight};
  font-display: block;
  src: url("{file}") format("woff2");
  unicode-range: {span};
}}
"""


def build() -> None:
    """Makes vendor/ and built/ where their sources have changed. Raises RuntimeError where npm fails."""
    lock = WEB / "package-lock.json"
    named = [lock, WEB / "package.json", WEB / "icons.txt", Path(__file__)]
    make(WEB / "vendor", named, _fill_vendor)
    make(WEB / "tools", [lock, Path(__file__)], _fill_tools)
    if (WEB / "page.py").exists():
        make(WEB / "built", [lock, *_page_sources()], _fill_built)


def make(folder: Path, sources: Iterable[Path], fill: Callable[[Path], None]) -> None:
    """Lets `fill` make `folder` beside its place and moves it there whole, unless its stamp says it is up to date."""
    digest = digest_of(sources)
    stamp = folder / STAMP
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch) / folder.name
        fresh.mkdir()
        fill(fresh)
        (fresh / STAMP).write_text(digest, encoding="ascii")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(fresh, folder)


def digest_of(sources: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(sources):
        digest.update(f"{path.relative_to(WEB).as_posix()}\0".encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _page_sources() -> list[Path]:
    """Everything of ours that the rendered page could depend on."""
    below = (path for path in WEB.rglob("*") if MADE_HERE.isdisjoint(path.relative_to(WEB).parts))
    return [path for path in below if path.is_file()]


def _fill_built(folder: Path) -> None:
    # folium is slow to import and needed only when the pages are stale
    from libyamap.web.page import render_page
    from libyamap.web.standalone_page import render_standalone

    (folder / "map.html").write_text(render_page(), encoding="utf-8", newline="\n")
    alone = render_standalone(WEB / "vendor", WEB / "static", bundled(WEB / "static" / "standalone" / "main.js"))
    (folder / "standalone.html").write_text(alone, encoding="utf-8", newline="\n")


def bundled(entry: Path) -> str:
    """A module and all that it imports as one, by esbuild; RuntimeError says what it does not like."""
    command = [str(WEB / "tools" / BUNDLER), str(entry), "--bundle", "--format=esm", "--minify", "--charset=utf8"]
    ran = subprocess.run(
        [*command, "--target=es2022", "--legal-comments=none", "--log-level=warning"],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if ran.returncode != 0:
        raise RuntimeError(f"The program of the page that stands alone cannot be bundled:\n{ran.stderr.strip()}")
    return ran.stdout.strip().replace("</script", "<\\/script")


def _fill_tools(folder: Path) -> None:
    """The bundler, which the build alone needs: one program, made for this machine."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(WEB / name, scratch)
        packages = install_locked(Path(scratch))
        programs = [path for path in packages.glob("@esbuild/*/**/esbuild*") if path.name in {"esbuild", "esbuild.exe"}]
        if not programs:
            raise RuntimeError("npm has no esbuild for this machine, which the build of the map's pages needs.")
        shutil.copy(programs[0], folder / BUNDLER)
        (folder / BUNDLER).chmod(0o755)


def _fill_vendor(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(WEB / name, scratch)
        packages = install_locked(Path(scratch))
        for target, patterns in COPIED.items():
            for pattern in patterns:
                _copy(packages, pattern, folder / target)
        _copy_fonts(packages / "@fontsource", folder / "fonts")
        _copy_icons(packages / "lucide-static" / "icons", folder / "icons")
        _write_credits(packages, folder)


def _copy(packages: Path, pattern: str, target: Path) -> None:
    found = sorted(packages.glob(pattern))
    if not found:
        raise RuntimeError(f"The npm packages hold no {pattern} any more; mend COPIED in {Path(__file__).name}.")
    target.mkdir(parents=True, exist_ok=True)
    for path in found:
        shutil.copy(path, target)


def _copy_fonts(packages: Path, target: Path) -> None:
    """Copies the cuts of one family, and writes fonts.css, which tells the browser which file has which letters."""
    faces = []
    for subset, (package, cuts) in FONT_SUBSETS.items():
        span = json.loads((packages / package / "unicode.json").read_text(encoding="utf-8"))[subset]
        for weight, style in cuts:
            file = f"{package}-{subset}-{weight}-{style}.woff2"
            _copy(packages, f"{package}/files/{file}", target)
            faces.append(FONT_FACE.format(file=file, span=span, style=style, weight=weight))
    (target / "fonts.css").write_text("".join(faces), encoding="utf-8", newline="\n")


def _copy_icons(icons: Path, target: Path) -> None:
    """Copies the icons of icons.txt, with the thinner line that the program's look asks for."""
    target.mkdir()
    lines = (WEB / "icons.txt").read_text(encoding="utf-8").split("\n")
    for name in filter(None, (line.partition("#")[0].strip() for line in lines)):
        drawing = (icons / f"{name}.svg").read_text(encoding="utf-8")
        thin = drawing.replace('stroke-width="2"', 'stroke-width="1.5"')
        (target / f"{name}.svg").write_text(thin, encoding="utf-8", newline="\n")


def _write_credits(packages: Path, folder: Path) -> None:
    """Copies every package's licence, those inside bundles too, and writes packages.json for the About box.

    packages.json: a list of {name, version, licence (SPDX), text (file below vendor/, or null where it has none)}.
    """
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
    (folder / "licences").mkdir()
    entries = []
    for place, entry in lock["packages"].items():
        if not place or entry.get("dev"):  # what the build alone needs is not shipped
            continue
        name = place.removeprefix("node_modules/")
        texts = sorted(path for path in (packages / name).iterdir() if re.match("licen[cs]e", path.name.lower()))
        text = f"licences/{name.replace('/', '__')}.txt" if texts else None
        if text is not None:
            shutil.copy(texts[0], folder / text)
        entries.append({"name": name, "version": entry["version"], "licence": entry.get("license"), "text": text})
    (folder / "packages.json").write_text(json.dumps(entries, indent=1) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    try:
        build()
    except RuntimeError as failure:
        sys.exit(str(failure))
