"""Films from the command line: their pictures and how long each stands, the same in every process, full disks."""

import os
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.running import fills_up_after, libyamap

SMALL = ("--size", "480x270", "--seconds", "0.5")

FILLS_UP = fills_up_after("libyamap.bootstrap", "film", "film_pictures", 5_000)
film = partial(libyamap, "film")


@pytest.mark.parametrize(("name", "times"), [("x.webp", 2), ("x.png", 1)])
def test_a_picture_a_month_each_for_its_time_and_the_same_from_two_processes(
    example_once: Path, tmp_path: Path, name: str, times: int
) -> None:
    made = []
    for folder in (tmp_path / "one", tmp_path / "two")[:times]:
        folder.mkdir()
        ran = film(example_once, "--to", name, "--time", "2016-03/2016-05", *SMALL, cwd=folder)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert ran.stdout == f"Wrote {name}: 3 pictures\n"
        made.append((folder / name).read_bytes())
    assert made[0] == made[-1]
    with Image.open(tmp_path / "one" / name) as picture:
        assert picture.size == (480, 270)
        assert getattr(picture, "n_frames", 1) == 3
        assert picture.info["loop"] == 0
        shown = []
        for number in range(3):
            picture.seek(number)
            frame = picture.convert("RGB")
            assert picture.info["duration"] == 500
            shown.append(frame.tobytes())
            assert len(frame.getcolors(480 * 270) or ()) > 100  # a map, and no empty sheet
        assert len(set(shown)) == 3  # their days stand below the title


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--to", "x.webp"), "A film needs its first and its last day"),
        (("--to", "x.webp", "--time", "2016-05/2016-03"), "2016-05/2016-03"),
        (("--to", "x.webp", "--time", "1900/2016", "--step", "day"), "more than 400 pictures"),
        (("--to", "x.webp", "--time", "2016", "--seconds", "60"), "0.1 to 10 seconds"),
        (("--to", "x.webp", "--time", "2016", "--size", "4000x2000"), "320 to 1,920 pixels wide"),
        (("--to", "x.webp", "--time", "2016", "--view", "Nowhere"), "no saved views"),
        (("--to", "nowhere/x.webp", "--time", "2016"), "nowhere"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(
    example_once: Path, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    ran = film(example_once, *options, cwd=tmp_path)
    assert ran.returncode == 1
    assert said in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_another_ending_is_no_film(example_once: Path, tmp_path: Path) -> None:
    ran = film(example_once, "--to", "x.gif", "--time", "2016", cwd=tmp_path)
    assert ran.returncode == 2
    assert "“x.gif” cannot be a film; possible endings: .webp, .png, .apng" in ran.stderr


@pytest.mark.skipif(os.name == "nt", reason="the system has no such limit")
def test_a_disk_that_fills_up_leaves_no_half_film(example_once: Path, tmp_path: Path) -> None:
    (tmp_path / "x.webp").write_bytes(b"before")
    ran = film(example_once, "--to", "x.webp", "--time", "2016-05", *SMALL, cwd=tmp_path, script=FILLS_UP)
    assert ran.returncode == 1
    assert ran.stderr.startswith("libyamap: Could not write the picture “x.webp”: the system allows no file of that")
    assert ran.stderr.count("\n") == 1
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"x.webp": b"before"}
