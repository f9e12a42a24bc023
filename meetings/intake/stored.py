"""Readings as JSON: how the desk keeps what a reader proposed, and how programs hand one over."""

from typing import Any

from .form import plain
from .form_reading import FormReader
from .proposal import Reading


def as_json(reading: Reading) -> dict[str, Any]:
    """Return a reading as plain data: dictionaries, lists, texts and numbers."""
    content: dict[str, Any] = plain(reading)
    return content


def from_json(content: dict[str, Any]) -> Reading:
    """Return the reading that ``as_json`` made plain data of, maybe in an older version.

    Names that the form no longer has are left out; what is missing has its usual value.
    """
    reading: Reading = FormReader(tolerant=True).read(Reading, content)
    return reading


def from_outside(content: object, text: str) -> Reading:
    """Return the reading of a story with a text that somebody else wrote as JSON.

    Raises NotOfForm for whatever does not fit: unknown names, other types, words that are none of
    a vocabulary, dates that are no EDTF, offsets outside the text.
    """
    reading: Reading = FormReader(len(text)).read(Reading, content)
    return reading
