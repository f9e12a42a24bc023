"""Unique pseudo-random public identifiers from a seed (a permutation of numbers)."""

from hashlib import blake2b

from meetings.identifiers import ALPHABET, LENGTH

_BITS = 5 * LENGTH
_MASK = (1 << _BITS) - 1
# Odd, so that multiplication by it is a permutation of the numbers below 2^50.
_MULTIPLIER = 0x2545F4914F6CD


class Identifiers:
    """Maps numbers to identifiers; different numbers give different identifiers."""

    def __init__(self, seed: int, kind: str) -> None:
        digest = blake2b(f"{seed}:{kind}".encode(), digest_size=8).digest()
        self._start = int.from_bytes(digest, "big") & _MASK

    def __call__(self, number: int) -> str:
        """Return the identifier of ``number`` (0 to 2^50 - 1)."""
        mixed = (self._start + number) & _MASK
        for _ in range(2):
            mixed = (mixed * _MULTIPLIER) & _MASK
            mixed ^= mixed >> (_BITS // 2)
        letters = []
        for _ in range(LENGTH):
            mixed, letter = divmod(mixed, len(ALPHABET))
            letters.append(ALPHABET[letter])
        return "".join(letters)
