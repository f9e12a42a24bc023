"""The versions of a meeting in a list: number, why, when."""

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.models import choices, record

from . import addresses, words


@dataclass(frozen=True)
class VersionLine:
    """One version in a list. Who published it is the desk's affair."""

    number: int
    href: str
    kind: str
    note: str
    published: str
    iso: str
    redacted: bool


def version_lines(public_id: str, versions: Iterable[record.Version]) -> list[VersionLine]:
    """Return a line for each of ``versions``, in their order."""
    return [
        VersionLine(
            number=one.number,
            href=addresses.version_address(public_id, one.number),
            kind=choices.VersionKind(one.kind).label,
            note=one.note,
            published=words.day_words(one.published_at.date()),
            iso=one.published_at.date().isoformat(),
            redacted=one.redacted,
        )
        for one in versions
    ]
