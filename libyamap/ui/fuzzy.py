"""Fuzzy match for the command palette: the letters typed must come in order; runs and word beginnings count more."""

WHOLE = 400
"""Scores from here on mean that the text holds the phrase itself."""


def score(needle: str, text: str) -> int | None:
    """How well `needle` fits `text` (larger is better), ignoring case and spaces typed; None where it does not."""
    wanted = [letter for letter in needle.casefold() if not letter.isspace()]
    hay = text.casefold()
    phrase = needle.strip().casefold()
    if phrase and phrase in hay:
        return 1000 + (500 if hay.startswith(phrase) else 0) - min(len(hay), 500)
    total, place, last = 0, 0, -2
    for letter in wanted:
        found = hay.find(letter, place)
        if found < 0:
            return None
        total += 1
        if found == last + 1:
            total += 5
        if found == 0 or not hay[found - 1].isalnum():
            total += 8
        last, place = found, found + 1
    return min(total * 10 - min(len(hay), 500), WHOLE - 1)


def best(needle: str, texts: list[str], most: int = 50) -> list[int]:
    """Places of the texts that fit, best first; of equals the earlier one; all of them for an empty needle.

    Where some hold the phrase as it was typed, scattered letters elsewhere are not meant.
    """
    if not needle.strip():
        return list(range(min(most, len(texts))))
    fitting = [(-value, place) for place, text in enumerate(texts) if (value := score(needle, text)) is not None]
    fitting.sort()
    whole = [pair for pair in fitting if -pair[0] >= WHOLE]
    return [place for _, place in (whole or fitting)[:most]]
