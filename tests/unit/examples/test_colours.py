"""The example's colours tell actors apart for colour-blind readers too."""

import itertools
import math
import tomllib
from importlib import resources

import pytest

Vector = tuple[float, float, float]

# Machado, Oliveira and Fernandes (2009), severity 1.0, for linear RGB.
SIGHT: dict[str, tuple[Vector, Vector, Vector]] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
TO_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_OKLAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
SIDES = ("gna", "hor", "islamic_state")
FORCES = ("us", "uk", "france", "jordan")
SHARED_GREY = "#5F6B66"


def colours() -> dict[str, str]:
    data = tomllib.loads(resources.files("libyamap.examples").joinpath("libya_2016.toml").read_text(encoding="utf-8"))
    return {key: actor["colour"] for key, actor in data["actors"].items() if "colour" in actor}


def product(matrix: tuple[Vector, Vector, Vector], vector: Vector) -> Vector:
    a, b, c = (sum(x * y for x, y in zip(row, vector, strict=True)) for row in matrix)
    return a, b, c


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def difference(one: str, other: str, sight: str) -> float:
    """Distance of two colours #RRGGBB in OKLab, times 100, as this sight sees them; about 2 is just noticed."""

    def seen(colour: str) -> Vector:
        red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
        lms = product(TO_LMS, product(SIGHT[sight], (red, green, blue)))
        long, medium, short = (max(0.0, cone) ** (1 / 3) for cone in lms)
        return product(TO_OKLAB, (long, medium, short))

    return 100 * math.dist(seen(one), seen(other))


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(("group", "least"), [(SIDES, 11.0), (FORCES, 7.0)])
def test_groups_that_stand_side_by_side_are_clearly_apart(sight: str, group: tuple[str, ...], least: float) -> None:
    chosen = colours()
    for one, other in itertools.combinations(group, 2):
        assert difference(chosen[one], chosen[other], sight) >= least, (one, other)


@pytest.mark.parametrize("sight", SIGHT)
def test_no_two_actors_with_a_colour_of_their_own_look_alike(sight: str) -> None:
    own = {key: colour for key, colour in colours().items() if colour != SHARED_GREY}
    for one, other in itertools.combinations(own, 2):
        assert difference(own[one], own[other], sight) >= 4.0, (one, other)


def test_red_and_green_would_be_found_alike() -> None:
    assert difference("#C02010", "#5A6B00", "deuteranopia") < 10 < difference("#C02010", "#5A6B00", "usual")
