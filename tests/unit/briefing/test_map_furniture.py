"""Scale bar, grids, locator, logo, sources: true, round, and in words."""

import io
import itertools
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from libyamap.briefing.fonts import width_of
from libyamap.briefing.graticule import degrees_text, graticule
from libyamap.briefing.locator import Locator, locator_for
from libyamap.briefing.logo import logo_address, logo_size
from libyamap.briefing.military_grid import military_grid
from libyamap.briefing.palette import palette_for
from libyamap.briefing.parts import Drawing, Frame, Text
from libyamap.briefing.projection import frame_for
from libyamap.briefing.scale_bar import WIDEST, length_text, round_length, scale_bar
from libyamap.briefing.sources import sourcing
from libyamap.briefing.svg import document, drawn, words
from libyamap.briefing.typesetting import set_text
from libyamap.domain.ids import new_id
from libyamap.domain.model import Claim, Source
from libyamap.domain.vocabulary import Reliability, Stance
from libyamap.errors import InvalidValue

PALETTE = palette_for("light")
LIBYA = (9.0, 19.0, 26.0, 34.0)


@given(st.floats(0.01, 200_000), st.floats(0.55, 2.6))
def test_the_bar_is_as_long_as_it_says(metres_per_pixel: float, unit: float) -> None:
    parts = scale_bar(metres_per_pixel, 10, 20, unit, PALETTE)
    bar = next(part for part in parts if isinstance(part, Drawing))
    metres = round_length(metres_per_pixel * WIDEST * unit)
    assert bar.frame.width * metres_per_pixel == pytest.approx(metres)
    assert bar.frame.width <= WIDEST * unit + 0.01
    assert bar.text == length_text(metres)
    texts = [part for part in parts if isinstance(part, Text)]
    middles = [part.frame.x + part.frame.width / 2 for part in texts]
    assert middles[0] == pytest.approx(bar.frame.x)
    assert middles[-1] == pytest.approx(bar.frame.right)
    for (one, at), (other, beside) in itertools.pairwise(zip(texts, middles, strict=True)):
        assert beside - at >= (width_of(one.text, one.size) + width_of(other.text, other.size)) / 2


def test_lengths_in_words() -> None:
    assert [length_text(each) for each in (50, 1000, 2500, 1_000_000)] == ["50 m", "1 km", "2.5 km", "1,000 km"]


@pytest.mark.parametrize(
    ("value", "letters", "step", "text"),
    [
        (12.0, "EW", 1.0, "12° E"),
        (-12.5, "EW", 0.5, "12° 30′ W"),
        (0.0, "NS", 1.0, "0°"),
        (180.0, "EW", 10.0, "180°"),
        (32 + 30 / 60 + 15 / 3600, "NS", 1 / 240, "32° 30′ 15″ N"),
    ],
)
def test_degrees_in_words(value: float, letters: str, step: float, text: str) -> None:
    assert degrees_text(value, letters, step) == text


def test_the_graticule_lies_where_it_says() -> None:
    frame = frame_for(LIBYA, 800, 600, 16)
    grid = graticule(frame, "#000000")
    labels = {label.text: label for label in grid.labels}
    assert labels["15° E"].at == pytest.approx(frame.pixel((15.0, 25.0))[0], abs=0.01)
    assert labels["25° N"].at == pytest.approx(frame.pixel((15.0, 25.0))[1], abs=0.01)
    assert 3 <= len(grid.labels) <= 16
    across = graticule(frame_for((170.0, -20.0, -170.0, 10.0), 800, 600), "#000000")
    assert "180°" in {label.text for label in across.labels}


@given(st.floats(-179, 179), st.floats(-75, 75), st.floats(0.001, 120))
def test_a_graticule_is_never_too_dense(lon: float, lat: float, size: float) -> None:
    east = min(180.0, lon + size)
    frame = frame_for((lon, max(-85.0, lat - size / 2), east, min(85.0, lat + size / 2)), 800, 600)
    assert len(graticule(frame, "#000000").labels) <= 40


def test_the_military_grid_has_its_squares() -> None:
    frame = frame_for((12.0, 31.0, 16.0, 33.5), 800, 600)
    grid = military_grid(frame, "#000000", "#FFFFFF")
    names = re.findall(r">([^<>]+)</text>", grid.svg)
    assert {"33S VR", "33S TS", "33S US"} <= set(names)
    steps = [float(number) for number in re.findall(r"[-\d.]+", re.findall(r' d="([^"]*)"', grid.svg)[0])]
    assert all(math.isfinite(number) for number in steps)
    assert len(steps) < 20_000


@pytest.mark.parametrize(
    "bounds", [LIBYA, (170.0, -20.0, -170.0, 10.0), (-180.0, -85.0, 180.0, 85.0), (5.0, 58.0, 9.0, 62.0)]
)
def test_a_military_grid_of_any_frame(bounds: tuple[float, float, float, float]) -> None:
    grid = military_grid(frame_for(bounds, 800, 600), "#000000", "#FFFFFF")
    assert "nan" not in grid.svg
    assert "inf" not in grid.svg
    assert len(grid.svg) < 600_000


def test_the_locator_holds_the_frame() -> None:
    shown = frame_for((14.0, 31.0, 16.0, 33.0), 800, 600)
    locator = locator_for(shown, Frame(0, 0, 150, 100), 1.0)
    x, y = locator.frame.pixel((15.0, 32.0))
    assert 20 < x < 130
    assert 10 < y < 90
    assert Locator.makes_sense(shown)
    assert not Locator.makes_sense(frame_for((-180.0, -85.0, 180.0, 85.0), 800, 600))
    (part,) = locator.parts("", PALETTE)
    assert PALETTE.accent in drawn(part)


def picture(kind: str, size: tuple[int, int] = (40, 20)) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size, "#336699").save(content, kind)
    return content.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_looked_at(kind: str) -> None:
    content = picture(kind)
    assert logo_size(content) == (40, 20)
    assert logo_address(content).startswith(f"data:image/{kind.lower()};base64,")


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n", picture("PNG")[:60], picture("GIF")])
def test_what_is_no_logo_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidValue, match="PNG or JPEG"):
        logo_size(content)


def test_sources_are_numbered_by_what_they_say() -> None:
    two = Source(id=new_id(), title="Paper", publisher="A house", published="2016-05", reliability=Reliability.B)
    one = Source(id=new_id(), title="Blog", reliability=Reliability.F)
    claims = {
        "a": [claim(one, 3), claim(two, 2)],
        "b": [claim(one, 3)],
        "c": [claim(one, 5, Stance.DISPUTES), claim(Source(id=new_id(), title="gone"), 1)],
    }
    known = {source.id: source for source in (one, two)}
    made = sourcing(claims, claims, known)
    assert [(each.number, each.title) for each in made.sources] == [(1, "Blog."), (2, "Paper. A house, May 2016.")]
    assert made.notes == {"a": "1,2", "b": "1", "c": "1"}
    assert made.sources[0].grade == (
        "Source: reliability cannot be judged (F). Statements shown: 2 possibly true (3), 1 improbable (5)."
        " 1 of them disputes what is shown."
    )
    assert "usually reliable (B)" in made.sources[1].grade
    others = {feature: [claim(two, 1)] for feature in "def"}  # on the other sheet: numbers are the same on both
    assert [(each.number, each.title) for each in sourcing(["b"], claims | others, known).sources] == [(2, "Blog.")]


def claim(source: Source, credibility: int, stance: Stance = Stance.SUPPORTS) -> Claim:
    return Claim(id=new_id(), feature="f", source=source.id, credibility=credibility, stance=stance)


def test_text_stays_text_in_the_svg() -> None:
    nasty = '<script>alert("x")</script>&\x00\x0b'
    made = document((100, 50), nasty, [drawn(set_text("title", nasty, 0, 0, 900, 10, "#000000"))], fonts=False)
    assert "<script>" not in made
    assert made.count("&lt;script&gt;") == 2
    assert "\x00" not in made
    assert words("a\x0bb") == "ab"


def test_what_reads_leftwards_begins_at_the_right() -> None:
    made = drawn(set_text("title", "ليبيا", 10, 0, 200, 10, "#000000"))
    assert 'x="210.00"' in made
    assert 'direction="rtl"' in made
