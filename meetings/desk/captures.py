"""Captured texts of sources: line ends and SHA-256 digests."""

import hashlib


def text_digest(text: str) -> str:
    """Return the SHA-256 (hexadecimal) of a captured text in UTF-8; "" for no text."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def as_kept(text: str) -> str:
    """Return a text with Unix line ends; browsers send others."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
