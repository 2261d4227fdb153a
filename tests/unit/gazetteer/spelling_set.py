"""Reads spellings.txt and adds typing errors made by rule: what somebody types, and the place that is meant.

Half of the set was used while the search was tuned; the other half, chosen by a hash of the text, was kept apart.
"""

import hashlib
import math
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from libyamap.domain.geometry import Position
from libyamap.domain.place import Found, PlaceKind

FILE = Path(__file__).with_name("spellings.txt")
SORTS = {
    "en": "English", "fr": "French", "it": "Italian", "de": "German", "es": "Spanish", "tr": "Turkish", "ar": "Arabic",
    "uk": "Ukrainian", "ru": "Russian", "ask": "with a country or “near”", "typing": "typing error, by hand",
    "one": "one edit, made", "two": "two edits, made",
}  # fmt: skip
KM = {PlaceKind.PLACE: 15, PlaceKind.AIRFIELD: 15, PlaceKind.CROSSING: 15, PlaceKind.ISLAND: 40,
      PlaceKind.PROVINCE: 250, PlaceKind.COUNTRY: 1500}  # fmt: skip
"""How far the answer may lie from the place that is meant; rivers and seas may have their name 1,200 km away."""
SHORTEST_ONE, SHORTEST_TWO = 5, 8
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


class Spelling(NamedTuple):
    """`text` means the place `name` of this kind and country (ISO 3166-1 alpha-3, empty at sea) at `at` (lon, lat)."""

    region: str
    sort: str
    text: str
    name: str
    kind: PlaceKind
    country: str
    at: Position

    @property
    def held_out(self) -> bool:
        """Whether it was kept apart while the search was tuned."""
        return hashlib.sha256(f"{self.sort} {self.text}".encode()).digest()[0] % 2 == 1

    def is_meant(self, found: Found) -> bool:
        """Whether the answer is the place that is meant."""
        right = found.kind is self.kind and (not self.country or found.country == self.country)
        return right and _km(self.at, (found.lon, found.lat)) <= KM.get(self.kind, 1200)


def spellings() -> list[Spelling]:
    """The whole set, in the order of the file."""
    found: list[Spelling] = []
    region = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            region = line[2:]
        elif line and not line.startswith("#"):
            found += _place(region, line)
    return found


def _place(region: str, line: str) -> Iterator[Spelling]:
    name, country, kind, at, *sorts = line.split("|")
    lat, lon = map(float, at.split())
    first = ""
    for entry in sorts:
        sort, _, texts = entry.partition(": ")
        for text in texts.split("; " if sort == "ask" else ", "):
            first = first or (text if sort == "en" else "")
            yield Spelling(region, sort, text, name, PlaceKind(kind), country, (lon, lat))
    if PlaceKind(kind) is PlaceKind.PLACE:
        for sort, edits, shortest in (("one", 1, SHORTEST_ONE), ("two", 2, SHORTEST_TWO)):
            if sum(map(str.isalpha, first)) >= shortest:
                text = mistyped(first, edits)
                yield Spelling(region, sort, text, name, PlaceKind.PLACE, country, (lon, lat))


def mistyped(text: str, edits: int) -> str:
    """The text with so many slips of a hand: always the same ones for the same text."""
    chance = random.Random(f"{text} {edits}")
    wrong = text.lower()
    while wrong == text.lower():
        for _ in range(edits):
            wrong = _slip(wrong, chance)
    return wrong


def _slip(text: str, chance: random.Random) -> str:
    at = chance.choice([place for place, sign in enumerate(text) if sign.isalpha()])
    slip = chance.choice(("swap", "drop", "double", "replace", "insert"))
    if slip == "swap" and at + 1 < len(text):
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if slip == "drop" and len(text) > 1:
        return text[:at] + text[at + 1 :]
    if slip == "double":
        return text[:at] + text[at] + text[at:]
    beside = _beside(text[at], chance)
    return text[:at] + beside + text[at + (slip == "replace") :]


def _beside(letter: str, chance: random.Random) -> str:
    """A key next to the letter's on a Latin keyboard."""
    for row in KEYBOARD:
        if letter in row:
            at = row.index(letter)
            return chance.choice(row[max(at - 1, 0) : at] + row[at + 1 : at + 2])
    return letter


def _km(one: Position, other: Position) -> float:
    lon, lat = map(math.radians, one)
    lon2, lat2 = map(math.radians, other)
    cosine = math.sin(lat) * math.sin(lat2) + math.cos(lat) * math.cos(lat2) * math.cos(lon - lon2)
    return 6371 * math.acos(max(-1.0, min(1.0, cosine)))
