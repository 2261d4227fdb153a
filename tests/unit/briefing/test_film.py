"""Pictures as a film, read back."""

import io

import pytest
from PIL import Image, ImageSequence

from libyamap.app.briefing.film import FilmFormat
from libyamap.briefing.film import film_bytes
from libyamap.errors import WorldError


def plain(colour: str) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (64, 40), colour).save(target, "PNG")
    return target.getvalue()


def frames_of(film: Image.Image) -> int:
    return len(list(ImageSequence.Iterator(film)))


@pytest.mark.parametrize("form", ["webp", "png"])
def test_a_film_has_its_pictures_in_order_and_the_same_bytes_again(form: FilmFormat) -> None:
    pictures = [plain("#ff0000"), plain("#00ff00"), plain("#0000ff")]
    made = film_bytes(pictures, 0.5, form)
    assert made == film_bytes(pictures, 0.5, form)
    with Image.open(io.BytesIO(made)) as film:
        assert (frames_of(film), film.size) == (3, (64, 40))
        for number, strongest in enumerate((0, 1, 2)):
            film.seek(number)
            pixel = film.convert("RGB").getpixel((32, 20))
            assert isinstance(pixel, tuple)
            assert max(range(3), key=lambda part: pixel[part]) == strongest
            assert film.info["duration"] == 500


@pytest.mark.parametrize("form", ["webp", "png"])
def test_a_picture_that_stays_is_shown_longer(form: FilmFormat) -> None:
    made = film_bytes([plain("#ff0000"), plain("#ff0000"), plain("#00ff00")], 1.0, form)
    with Image.open(io.BytesIO(made)) as film:
        assert frames_of(film) == 2
        film.seek(1)
        film.load()
        assert film.info["duration"] == 1000


def test_no_pictures_are_no_film() -> None:
    with pytest.raises(WorldError):
        film_bytes([], 1.0, "webp")
