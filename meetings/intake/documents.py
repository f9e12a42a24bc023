"""The form of a received document: its text, and what it says of itself."""

from dataclasses import dataclass, field


class NotReadable(Exception):
    """What was pasted or dropped is no story; the message is a sentence for the editor."""


@dataclass
class Document:
    """The text of a document, and what it says of itself ("" where it says nothing).

    ``published`` is EDTF once the document is received. ``notes`` are sentences on what was left
    out or is doubtful.
    """

    text: str
    title: str = ""
    url: str = ""
    published: str = ""
    publisher: str = ""
    language: str = ""
    notes: list[str] = field(default_factory=list)
