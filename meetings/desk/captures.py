"""What we keep of a source's text."""

import hashlib


def text_digest(text: str) -> str:
    """Return the SHA-256 (hexadecimal) of a captured text in UTF-8; "" for no text."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def as_kept(text: str) -> str:
    """Return a text with the line ends that we keep: browsers send their own."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
