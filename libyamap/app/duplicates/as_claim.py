"""A row of a data set as a claim on another event: the data set is the source, the row's id there the locator.

By these two the next edition of the data set finds the claim, and changes it instead of adding the event again.
"""

import hashlib
import uuid
from typing import Final

import msgspec

from libyamap.domain.checks import MAX_TEXT
from libyamap.domain.model import Claim, Feature, Source
from libyamap.domain.precision import precision_sentence

BY_HAND: Final = "Entered by hand"


def dataset_source_id(dataset: str) -> str:
    """The id of the source that stands for a data set: always the same (UUIDv8, RFC 9562)."""
    raw = bytearray(hashlib.blake2b(f"data set {dataset}".encode(), digest_size=16).digest())
    raw[6] = raw[6] & 0x0F | 0x80
    raw[8] = raw[8] & 0x3F | 0x80
    return str(uuid.UUID(bytes=bytes(raw)))


def dataset_source(dataset: str) -> Source:
    """The source that stands for a data set; for none, what somebody entered."""
    return Source(id=dataset_source_id(dataset), title=dataset or BY_HAND)


def as_claim(claim: Claim, told: Feature) -> Claim:
    """The claim with all that the event of its source tells: when, who and where, and the rest in the note."""
    return msgspec.structs.replace(saying(claim, told), locator=told.dataset_id, note=_note_of(told))


def saying(claim: Claim, told: Feature) -> Claim:
    """The claim with the when, who and where of the event that it was made on, as far as it says nothing itself."""
    return msgspec.structs.replace(
        claim,
        says_time=claim.says_time or told.time,
        says_actors=claim.says_actors or told.actors,
        says_place=claim.says_place or told.place,
        says_geometry=claim.says_geometry or told.geometry,
    )


def _note_of(told: Feature) -> str:
    """Title, description, how exactly it is placed, and the attributes, a line each."""
    placed = precision_sentence(told.where_prec, told.place, told.radius_m) if told.where_prec else ""
    lines = [told.title, told.description, placed]
    lines += [f"{name}: {value}" for name, value in told.attributes.items() if value is not None]
    return "\n".join(filter(None, lines))[:MAX_TEXT]
