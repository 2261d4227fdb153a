"""The letters of a name as one number: which there are, and how many. Tells in no time what can be a slip of a hand.

A name that was typed with one slip has nearly the same letters, whatever their order. So the bits in which two such
numbers differ are few, and most of thousands of places need not be read and compared.
"""

_FIRST = ord("a")
_LETTERS = 26
_LENGTHS = (4, 6, 8, 10, 12, 15)
"""Each of the six bits above the letters' says that the name is longer than this."""
BITS_OF_SLIP = 2
"""A slip puts one letter for another, or adds or leaves out one, which can be one bit of length more."""


def letters_of(latin: str) -> int:
    """Bits 0-25: the letters a-z that occur; bits 26-31: the length by steps. Other signs do not count."""
    found = 0
    for letter in set(latin):
        at = ord(letter) - _FIRST
        if 0 <= at < _LETTERS:
            found |= 1 << at
    for step, length in enumerate(_LENGTHS):
        if len(latin) > length:
            found |= 1 << (_LETTERS + step)
    return found


def most_bits(slips: int) -> int:
    """In how many bits two names can differ that so many slips lie between."""
    return BITS_OF_SLIP * slips
