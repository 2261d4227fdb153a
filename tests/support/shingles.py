"""Finds borrowed wording without keeping the text it was borrowed from: hashes of all its runs of eight words."""

import hashlib
import re

RUN = 8
_WORD = re.compile(r"[^\W_]+")


def shingles(text: str) -> set[str]:
    """Hashes (16 hex characters) of every run of eight words; case, punctuation and apostrophes do not count."""
    words = _WORD.findall(text.lower().replace("’", "").replace("'", ""))
    runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return {hashlib.blake2b(run.encode(), digest_size=8).hexdigest() for run in runs}
