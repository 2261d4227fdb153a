"""Arguments with a form of their own: what is right is read, what is wrong is wrong usage."""

import argparse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.cli.arguments import (
    bbox,
    callout,
    dpi,
    paper,
    picture_formats,
    picture_path,
    picture_paths,
    size,
    with_negative_values,
)

LON = st.floats(-180, 180, allow_nan=False).map(lambda value: round(value, 6))
LAT = st.floats(-90, 90, allow_nan=False).map(lambda value: round(value, 6))


@given(LON, LON, LAT, LAT)
def test_any_box_on_the_globe_is_read(west: float, east: float, one: float, other: float) -> None:
    south, north = sorted((one, other))
    if south == north or west == east:
        return
    assert bbox(f"{west},{south},{east},{north}") == (west, south, east, north)


@pytest.mark.parametrize(
    "text",
    ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "9,34,26,19", "9,19,9,34", "190,0,191,1", "nan,0,1,1", "0,-91,1,1"],
)  # fmt: skip
def test_no_box(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        bbox(text)


def test_size() -> None:
    assert size("1600x1000") == (1600, 1000)
    assert size("240×8192") == (240, 8192)


@pytest.mark.parametrize(
    "text", ["", "1600", "1600x", "x1000", "0x0", "239x1000", "1600x8193", "-1x5", "99999999x2", "a4"]
)
def test_no_size(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        size(text)


@pytest.mark.parametrize("text", ["map", "map.docx", "map.png.txt", ".png"])
def test_a_picture_has_an_ending_that_can_be_written(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=r"possible endings: \.png"):
        picture_path(text)


def test_sheets_lie_unless_they_stand() -> None:
    assert paper("A4") == paper("a4-landscape") == ("a4", False)
    assert paper("A4-portrait") == ("a4", True)
    assert paper("16:9") == ("slide-16x9", False)


@pytest.mark.parametrize("text", ["", "A0", "A4-sideways", "A4 portrait", "letter-portrait-portrait"])
def test_no_page(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is not a page"):
        paper(text)


def test_files_of_one_list() -> None:
    assert [path.name for path in picture_paths(["a.png,b.PDF", "c.svg", "Tripoli, now.png"])] == [
        "a.png", "b.PDF", "c.svg", "Tripoli, now.png"
    ]  # fmt: skip
    assert picture_formats("pdf, pptx") == ["pdf", "pptx"]


def test_a_call_out_is_at_a_place_or_at_a_feature() -> None:
    assert callout("-15.1,32.4|Misrata | port").at == (-15.1, 32.4)
    assert callout("-15.1,32.4|Misrata | port").text == "Misrata | port"
    assert callout("01a2|Here").feature == "01a2"


@pytest.mark.parametrize("text", ["", "15,32", "15,32|", "200,0|x", "a,b|x", "nan,0|x"])
def test_no_call_out(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        callout(text)


@pytest.mark.parametrize("text", ["", "0", "47", "481", "1e2", "96.5", "-96", "٣٠٠"])
def test_no_sharpness(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is no sharpness"):
        dpi(text)


def test_the_ending_may_be_in_capitals() -> None:
    assert picture_path("MAP.PNG").name == "MAP.PNG"


def test_a_box_may_begin_with_a_minus() -> None:
    assert with_negative_values(["a", "--bbox", "-10,20,5,30"]) == ["a", "--bbox=-10,20,5,30"]
    assert with_negative_values(["--bbox", "9,20,15,30"]) == ["--bbox", "9,20,15,30"]
    assert with_negative_values(["--callout", "-10,20|x"]) == ["--callout=-10,20|x"]
    assert with_negative_values(["--bbox", "--json"]) == ["--bbox", "--json"]
