"""Receiving: what an editor pastes or drops becomes a document.

Pages (HTML), plain text, PDF with a text layer and e-mail. No request, no save, no network.
"""

import re
from collections.abc import Callable
from typing import TypeVar

from meetings.dates.edtf import DateError
from meetings.dates.understanding import understand

from . import cleaning
from .documents import Document, NotReadable
from .page.header import header_of

Content = TypeVar("Content", str, bytes)

# Longer texts are no stories; a long live blog has 60,000 characters.
MOST_CHARACTERS = 200_000
MOST_BYTES = 10 * 2**20
TOO_LARGE = f"The file is larger than {MOST_BYTES // 2**20} MB."
_HTML = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 20_000  # characters in which a text shows what it is
_MAIL = re.compile(
    r"(from|received|return-path|delivered-to|mime-version|message-id|date|subject|x-[\w-]+): .+",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
# What such lines say that a document keeps.
_GIVEN = ("url", "title", "published", "publisher", "language")


def from_text(text: str) -> Document:
    """Return the document that was pasted: text, or the source of a page. Raises NotReadable."""
    if len(text) > MOST_BYTES:
        raise NotReadable(_too_long(len(text)))
    if cleaning.is_binary(text):
        raise NotReadable("This is no text. Drop the file itself, or paste the words of the story.")
    return _finished(_page(text) if _is_page(text) else _with_given(text))


def from_file(data: bytes, name: str = "") -> Document:
    """Return the document in a file, whose kind its content tells. Raises NotReadable."""
    if len(data) > MOST_BYTES:
        raise NotReadable(TOO_LARGE)
    if b"%PDF-" in data[:1024]:
        return _finished(_guarded("PDF", _pdf, data))
    text = cleaning.decoded(data)
    if cleaning.is_binary(text):
        raise NotReadable(
            "This file is no text. Pages (HTML), plain text, e-mail and PDF can be read."
        )
    if not _is_page(text) and _is_mail(text, name):
        return _finished(_guarded("e-mail", _mail, data))
    return from_text(text)


def _finished(document: Document) -> Document:
    """Return a document with clean texts. Raises NotReadable if it is empty or too long."""
    document.text, notes = cleaning.cleaned(document.text)
    document.notes += notes
    for name, most in (("title", 500), ("url", 1000), ("publisher", 200), ("language", 20)):
        line = " ".join(cleaning.cleaned(getattr(document, name))[0].split())
        setattr(document, name, line[:most])
    document.published = _day(document.published)
    if not _ADDRESS.fullmatch(document.url):
        document.url = ""
    if not document.text:
        raise NotReadable("There is no text in it.")
    if len(document.text) > MOST_CHARACTERS:
        raise NotReadable(_too_long(len(document.text)))
    return document


def _too_long(characters: int) -> str:
    return (
        f"This is {characters:,} characters long, and a story has at most {MOST_CHARACTERS:,}. "
        "Keep the story alone."
    )


def _day(text: str) -> str:
    try:
        return understand(text.strip()[:100]).edtf if text.strip() else ""
    except DateError:
        return ""


def _with_given(text: str) -> Document:
    """Return a plain text; leading lines “# key: value” tell title, address, day and the like."""
    header = header_of(text := text.lstrip("\ufeff\r\n "))
    return Document(text[header.end :], **{name: getattr(header, name) for name in _GIVEN})


def _page(text: str) -> Document:
    from .pages import document_of_page  # noqa: PLC0415 - loads slowly, and few requests need it

    return _guarded("page", document_of_page, text)


def _pdf(data: bytes) -> Document:
    from .files import document_of_pdf  # noqa: PLC0415 - as above

    return document_of_pdf(data)


def _mail(data: bytes) -> Document:
    from .files import document_of_mail  # noqa: PLC0415 - as above

    return document_of_mail(data)


def _guarded(kind: str, read: Callable[[Content], Document], content: Content) -> Document:
    """Return what ``read`` makes of a file. Raises NotReadable for whatever it raises."""
    try:
        return read(content)
    except NotReadable:
        raise
    except Exception as error:  # parsers of others meet broken files with any exception
        raise NotReadable(
            f"This {kind} is broken and could not be read. Paste the words of the story."
        ) from error


def _is_page(text: str) -> bool:
    return bool(_HTML.match(text[:_HEAD]))


def _is_mail(text: str, name: str) -> bool:
    head = text.lstrip().split("\n\n", 1)[0].splitlines()[:40]
    headers = [line for line in head if _MAIL.match(line)]
    return len(headers) >= 2 and (name.lower().endswith(".eml") or bool(_MAIL.match(head[0])))
