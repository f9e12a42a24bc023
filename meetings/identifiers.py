"""Public identifiers: ten random characters of Crockford's base 32 alphabet.

Source: https://www.crockford.com/base32.html (no I, L, O, U: they are misread or misspelt).
"""

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
PATTERN = f"[{ALPHABET}]{{{LENGTH}}}"

_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_public_id() -> str:
    """Return a new identifier with 50 random bits, which cannot be guessed from others."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def fixed_public_id(text: str) -> str:
    """Return the identifier that belongs to ``text`` in every installation.

    Shipped data have one, so that a second load recognises them and addresses can be shared.
    """
    number = int.from_bytes(hashlib.sha256(text.encode()).digest())
    return "".join(ALPHABET[(number >> (5 * place)) % 32] for place in range(LENGTH))


def normalise_public_id(text: str) -> str:
    """Return ``text`` with misread letters corrected: ``o`` is 0, ``i`` and ``l`` are 1."""
    return text.upper().translate(_MISREAD)


def new_epoch() -> str:
    """Return a new epoch of the register: eight random letters and digits, in lower case."""
    return "".join(secrets.choice(ALPHABET) for _ in range(8)).lower()
