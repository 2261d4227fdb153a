"""The logo of a house: a PNG or JPEG, checked before anything else looks at it."""

import base64
import io

from libyamap.errors import InvalidValue

MOST_PIXELS = 16_000_000
_MEDIA = {"PNG": "image/png", "JPEG": "image/jpeg"}
_REFUSED = "The logo is no PNG or JPEG that can be read; save it anew as PNG."


def logo_size(content: bytes) -> tuple[int, int]:
    """Its width and height in pixels; InvalidValue where it is no picture that can be shown."""
    return _looked_at(content)[1]


def logo_address(content: bytes) -> str:
    """The logo as a data: address."""
    return f"data:{_MEDIA[_looked_at(content)[0]]};base64,{base64.b64encode(content).decode()}"


def _looked_at(content: bytes) -> tuple[str, tuple[int, int]]:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content), formats=tuple(_MEDIA)) as picture:
            size, kind = picture.size, picture.format or ""
            if size[0] * size[1] > MOST_PIXELS or not all(size):
                raise InvalidValue("logo", "The logo is too large; make it smaller than 4,000 by 4,000 pixels.")
            picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise InvalidValue("logo", _REFUSED) from error
    return kind, size
