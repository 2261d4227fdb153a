"""Fuzzy match for the command palette: the letters typed must come in order; runs and word beginnings count more."""


def score(needle: str, text: str) -> int | None:
    """How well `needle` fits `text` (larger is better), ignoring case and spaces typed; None where it does not."""
    wanted = [letter for letter in needle.casefold() if not letter.isspace()]
    hay = text.casefold()
    phrase = needle.strip().casefold()
    if phrase and phrase in hay:
        return 1000 + (500 if hay.startswith(phrase) else 0) - len(hay)
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
    return total * 10 - len(hay)


def best(needle: str, texts: list[str], most: int = 50) -> list[int]:
    """Places of the texts that fit, best first; of equals the earlier one; all of them for an empty needle."""
    if not needle.strip():
        return list(range(min(most, len(texts))))
    fitting = [(-value, place) for place, text in enumerate(texts) if (value := score(needle, text)) is not None]
    return [place for _, place in sorted(fitting)[:most]]
