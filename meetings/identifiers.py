"""Public identifiers: ten random characters of Crockford's base 32 alphabet.

Source: https://www.crockford.com/base32.html (no I, L, O, U: they are misread or misspelt).
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
PATTERN = f"[{ALPHABET}]{{{LENGTH}}}"

_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_public_id() -> str:
    """Return a new identifier with 50 random bits, which cannot be guessed from others."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalise_public_id(text: str) -> str:
    """Return ``text`` with misread letters corrected: ``o`` is 0, ``i`` and ``l`` are 1."""
    return text.upper().translate(_MISREAD)


def new_epoch() -> str:
    """Return a new epoch of the register: eight random letters and digits, in lower case."""
    return "".join(secrets.choice(ALPHABET) for _ in range(8)).lower()
