"""The table of system libraries is what this Qt needs, and the reader is told the command that brings them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from libyamap.machine import MissingLibraries, explain_failed_import, libraries

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux loader")

# What Python itself, or the C library that it runs on, has already loaded.
ALWAYS_THERE = {
    "ld-linux",
    "libc.so",
    "libm.so",
    "libdl.so",
    "libpthread.so",
    "librt.so",
    "libresolv.so",
    "libgcc_s.so",
}
QT_PARTS = [
    "Qt/lib/libQt6WebEngineCore.so.6",
    "Qt/lib/libQt6WebEngineWidgets.so.6",
    "Qt/lib/libQt6Gui.so.6",
    "Qt/lib/libQt6Widgets.so.6",
    "Qt/lib/libQt6XcbQpa.so.6",
    "Qt/libexec/QtWebEngineProcess",
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/platforms/libqoffscreen.so",
    "Qt/plugins/xcbglintegrations/libqxcb-egl-integration.so",
    "Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so",
]


@linux_only
@pytest.mark.parametrize("part", QT_PARTS)
def test_table_names_everything_that_this_qt_asks_the_system_for(part: str) -> None:
    readelf = shutil.which("readelf")
    if readelf is None:
        pytest.skip("readelf (binutils) is not on this machine")
    import PySide6

    file = Path(PySide6.__file__).parent / part
    listed = subprocess.run([readelf, "--dynamic", "--wide", str(file)], capture_output=True, text=True, check=True)
    needed = {line.partition("[")[2].rstrip("]") for line in listed.stdout.splitlines() if "(NEEDED)" in line}
    carried = {path.name for path in (Path(PySide6.__file__).parent / "Qt" / "lib").iterdir()}
    carried |= {path.name for path in Path(PySide6.__file__).parent.glob("*.so*")}
    from_system = {name for name in needed - carried if not any(name.startswith(known) for known in ALWAYS_THERE)}

    assert needed, "readelf printed no library at all"
    assert from_system - set(libraries.PACKAGE_OF) == set()


@linux_only
def test_absent_libraries_are_those_that_the_loader_does_not_find() -> None:
    assert libraries.absent_libraries(["libc.so.6", "libyamap-has-no-such.so.9"]) == ["libyamap-has-no-such.so.9"]


@linux_only
def test_missing_packages_are_sorted_named_once_and_include_a_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "absent_libraries", lambda _: ["libsmime3.so", "libnss3.so", "libEGL.so.1"])
    monkeypatch.setattr(libraries, "has_font", lambda _: False)
    monkeypatch.setattr(libraries, "known_to_apt", lambda _: False)

    assert libraries.missing_packages() == ["fonts-dejavu-core", "libegl1", "libnss3"]


def test_nothing_is_missing_away_from_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(libraries, "absent_libraries", lambda _: ["libEGL.so.1"])

    assert libraries.missing_packages() == []


def test_package_renamed_for_64_bit_time_is_asked_for_by_its_new_name() -> None:
    assert libraries.apt_name("libasound2", {"libasound2t64"}.__contains__) == "libasound2t64"
    assert libraries.apt_name("libegl1", {"libasound2t64"}.__contains__) == "libegl1"


def test_a_font_is_found_at_any_depth_and_other_files_are_none(tmp_path: Path) -> None:
    assert not libraries.has_font([tmp_path, tmp_path / "not there"])
    (tmp_path / "readme.txt").touch()
    assert not libraries.has_font([tmp_path])
    (tmp_path / "truetype" / "x").mkdir(parents=True)
    (tmp_path / "truetype" / "x" / "X.TTF").touch()
    assert libraries.has_font([tmp_path])


def test_install_line_has_sudo_only_for_those_who_need_it() -> None:
    assert libraries.apt_line(["libegl1"], root=True) == "apt-get install -y --no-install-recommends libegl1"
    assert libraries.apt_line(["libegl1"], root=False).startswith("sudo apt-get install")


@linux_only
def test_missing_library_becomes_one_sentence_with_the_apt_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "missing_packages", lambda: ["libegl1", "libnss3"])
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/apt-get")

    sentence = str(explain_failed_import(ImportError("libEGL.so.1: cannot open shared object file")))

    assert sentence.endswith("apt-get install -y --no-install-recommends libegl1 libnss3")
    assert "\n" not in sentence


def test_without_apt_the_libraries_are_named_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "missing_packages", lambda: ["libegl1"])
    monkeypatch.setattr(libraries, "absent_libraries", lambda _: ["libEGL.so.1"])
    monkeypatch.setattr(shutil, "which", lambda _: None)

    sentence = str(explain_failed_import(ImportError("libEGL.so.1: cannot open shared object file")))

    assert "libEGL.so.1" in sentence
    assert "apt" not in sentence


def test_missing_python_package_is_told_apart_from_a_missing_library() -> None:
    with pytest.raises(ModuleNotFoundError) as caught:
        __import__("PySide6_that_is_not_there")

    explained = explain_failed_import(caught.value)

    assert isinstance(explained, MissingLibraries)
    assert "PySide6_that_is_not_there" in str(explained)
    assert "pip install" in str(explained)


def test_the_set_up_can_ask_before_anything_is_installed() -> None:
    """A bare interpreter without site-packages is what a new machine has."""
    root = Path(libraries.__file__).parent.parent.parent
    bare = [sys.executable, "-S", "-I", "-c", f"import sys; sys.path.insert(0, {str(root)!r}); import libyamap.machine"]

    ran = subprocess.run(bare, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
