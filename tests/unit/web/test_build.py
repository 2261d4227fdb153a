"""What the build puts beside the page: complete, with licences, and made again only when its sources change."""

import json
from pathlib import Path

import pytest

from libyamap.web import build

VENDOR = build.WEB / "vendor"


def test_everything_that_is_copied_is_there() -> None:
    for target, patterns in build.COPIED.items():
        for pattern in patterns:
            assert list((VENDOR / target).glob(Path(pattern).name)), f"{target} lacks {pattern}"


def test_fonts_stylesheet_names_files_that_exist_with_the_letters_they_hold() -> None:
    faces = (VENDOR / "fonts" / "fonts.css").read_text(encoding="utf-8").split("@font-face")[1:]

    assert len(faces) == sum(len(cuts) for _, cuts in build.FONT_SUBSETS.values())
    for face in faces:
        file = face.partition('url("')[2].partition('"')[0]
        assert (VENDOR / "fonts" / file).read_bytes().startswith(b"wOF2")
        assert "unicode-range: U+" in face


def test_every_icon_of_the_list_is_there_with_a_thin_line() -> None:
    lines = (build.WEB / "icons.txt").read_text(encoding="utf-8").splitlines()
    wanted = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    drawn = {path.stem: path.read_text(encoding="utf-8") for path in (VENDOR / "icons").glob("*.svg")}

    assert set(drawn) == wanted
    assert [name for name, drawing in drawn.items() if 'stroke-width="1.5"' not in drawing] == []


def test_every_package_is_credited_and_what_is_shipped_brings_its_licence() -> None:
    credited = {entry["name"]: entry for entry in json.loads((VENDOR / "packages.json").read_text(encoding="utf-8"))}
    asked_for = json.loads((build.WEB / "package.json").read_text(encoding="utf-8"))["dependencies"]

    assert set(asked_for) <= set(credited)
    for name, version in asked_for.items():
        assert credited[name]["version"] == version
        assert (VENDOR / credited[name]["text"]).stat().st_size > 100
    assert [name for name, entry in credited.items() if not entry["licence"]] == []


def test_made_again_only_when_a_source_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "WEB", tmp_path)
    source, made = tmp_path / "source.txt", tmp_path / "made"
    source.write_text("one")
    times: list[str] = []

    def fill(folder: Path) -> None:
        times.append(source.read_text())
        (folder / times[-1]).touch()

    for text in ("one", "one", "two", "two"):
        source.write_text(text)
        build.make(made, [source], fill)

    assert times == ["one", "two"]
    assert sorted(path.name for path in made.iterdir()) == [".stamp", "two"]


def test_a_failed_build_leaves_the_last_good_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "WEB", tmp_path)
    source, made = tmp_path / "source.txt", tmp_path / "made"
    source.write_text("one")
    build.make(made, [source], lambda folder: (folder / "good").touch())
    source.write_text("two")

    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise RuntimeError("no network")

    with pytest.raises(RuntimeError, match="no network"):
        build.make(made, [source], fail)

    assert (made / "good").exists()
    assert not (made / "half").exists()


def test_line_ends_of_a_windows_checkout_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "WEB", tmp_path)
    source = tmp_path / "source.txt"
    source.write_bytes(b"a\nb\n")
    unix = build.digest_of([source])
    source.write_bytes(b"a\r\nb\r\n")

    assert build.digest_of([source]) == unix
