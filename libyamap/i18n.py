"""Scripts and directions: which name a reader sees, and how mixed directions stay readable."""

import unicodedata
from typing import Literal

Language = Literal["en", "ar"]

FIRST_STRONG_ISOLATE = "\u2068"
POP_DIRECTIONAL_ISOLATE = "\u2069"


def is_right_to_left(text: str) -> bool:
    """Tell whether the first strongly directional character of `text` is right-to-left (Unicode UAX #9, rule P2)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def isolated(text: str) -> str:
    """Wrap `text` so that its direction cannot disturb the sentence around it (Unicode UAX #9, isolates)."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_DIRECTIONAL_ISOLATE}"


def name_in(language: Language, english: str, arabic: str) -> str:
    """Give the name in the wanted language, or the other one where it is missing."""
    return (arabic or english) if language == "ar" else (english or arabic)
