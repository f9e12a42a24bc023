"""The versions of a meeting in a list: number, why, when."""

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.models.choices import VersionKind
from meetings.models.record import Version

from .addresses import version_address
from .words import day_words


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


def version_lines(public_id: str, versions: Iterable[Version]) -> list[VersionLine]:
    """Return a line for each of ``versions``, in their order."""
    return [
        VersionLine(
            number=one.number,
            href=version_address(public_id, one.number),
            kind=VersionKind(one.kind).label,
            note=one.note,
            published=day_words(one.published_at.date()),
            iso=one.published_at.date().isoformat(),
            redacted=one.redacted,
        )
        for one in versions
    ]
