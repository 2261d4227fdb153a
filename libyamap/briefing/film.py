"""Pictures as a film: animated WebP or APNG, by Pillow. The same pictures give the same bytes."""

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from libyamap.app.briefing.film import FilmFormat
from libyamap.errors import WorldError

if TYPE_CHECKING:
    from PIL.Image import Image

QUALITY = 82


def film_bytes(pictures: Sequence[bytes], seconds: float, form: FilmFormat) -> bytes:
    """PNGs of one size as an endless film, `seconds` each; they are read one at a time. WorldError where there is none.

    A picture like the one before it is shown longer in place of being written twice.
    """
    if not pictures:
        raise WorldError("There is no picture to make a film of.")
    first, *_rest = pictures
    durations, shown = _without_repeats(pictures, round(seconds * 1000))
    target = io.BytesIO()
    options: dict[str, object] = {"save_all": True, "loop": 0, "append_images": _Opened(shown[1:])}
    if form == "webp":
        options |= {"quality": QUALITY, "method": 4, "duration": durations}
    else:
        options |= {"duration": durations, "disposal": 0, "blend": 0}
    _open(first).save(target, form.upper(), **options)
    return target.getvalue()


def _without_repeats(pictures: Sequence[bytes], each: int) -> tuple[list[int], list[bytes]]:
    durations, shown = [each], [pictures[0]]
    for picture in pictures[1:]:
        if picture == shown[-1]:
            durations[-1] += each
        else:
            durations.append(each)
            shown.append(picture)
    return durations, shown


class _Opened:
    """Opens the pictures as they are asked for, as often as Pillow goes through them (the PNG writer does it twice)."""

    def __init__(self, pictures: Sequence[bytes]) -> None:
        self._pictures = pictures

    def __iter__(self) -> "Iterator[Image]":
        return map(_open, self._pictures)


def _open(picture: bytes) -> "Image":
    from PIL import Image

    return Image.open(io.BytesIO(picture)).convert("RGB")
