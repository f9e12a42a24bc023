"""The history of a meeting: a line for each version, and the differences between two versions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from meetings.english import the_event
from meetings.models import choices
from meetings.models.record import Version
from meetings.snapshot import read, shape

from . import addresses, meeting, sides, words


@dataclass(frozen=True)
class VersionLine:
    """One version in a list. It does not say who published it: that is not public."""

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
            number=version.number,
            href=addresses.version_address(public_id, version.number),
            kind=choices.VersionKind(version.kind).label,
            note=version.note,
            published=words.day_words(version.published_at.date()),
            iso=version.published_at.date().isoformat(),
            redacted=version.redacted,
        )
        for version in versions
    ]


@dataclass(frozen=True)
class Change:
    """One difference; ``before`` or ``after`` is "" if the item was added or removed."""

    what: str
    before: str
    after: str


def changes(old: Version | None, new: Version) -> list[Change]:
    """Return the differences between two versions; none if one of them is not shown."""
    earlier, later = _shown(old), _shown(new)
    if earlier is None or later is None:
        return []
    before, after = _told(earlier), _told(later)
    return [
        Change(name, before.get(name, ""), after.get(name, ""))
        for name in {**before, **after}
        if before.get(name, "") != after.get(name, "")
    ]


def _shown(version: Version | None) -> shape.Snapshot | None:
    """Return the snapshot of a version; None for a redacted version, a withdrawal or None."""
    return None if version is None or version.redacted else read.read_or_none(version)


def _told(snapshot: shape.Snapshot) -> dict[str, str]:
    """Return the texts of a page by name; texts of the same name are joined."""
    by_name: dict[str, list[str]] = {}
    for name, text in _lines(snapshot):
        by_name.setdefault(name, []).append(text)
    return {name: " · ".join(filter(None, texts)) for name, texts in by_name.items()}


def _lines(snapshot: shape.Snapshot) -> Iterator[tuple[str, str]]:
    """Yield all items of a page as name and text; a name stays the same across versions."""
    page = meeting.page_of(snapshot)
    yield from _facts(page)
    for block in (*page.seating.sides, *page.seating.beside, *page.seating.missing):
        yield from _people(block)
    yield from _accounts(page)
    for source in page.sources:
        details = [source.publisher.label, source.published, source.outside]
        details.append(source.archive.href if source.archive else "")
        yield f"Source “{source.title.label}”", ", ".join(filter(None, details))
        for capture in source.captures:
            archive = capture.archive.href if capture.archive else ""
            copy = " ".join(filter(None, [archive, capture.excerpt]))
            yield f"Copy of {capture.taken} of “{source.title.label}”", copy


def _facts(page: meeting.MeetingPage) -> Iterator[tuple[str, str]]:
    place = page.where
    state = f", {place.state.label}" if place and place.state else ""
    occasion = page.summit.label if page.summit else ""
    yield "Title", page.full_title
    yield words.LABELS.when, " ".join(filter(None, [page.when.words, page.when.certainty]))
    yield words.LABELS.where, f"{place.place}{state}" if place else ""
    yield (
        words.LABELS.occasion,
        f"On the sidelines of {the_event(occasion)}" if page.sidelines else occasion,
    )
    yield words.LABELS.how, page.how
    yield words.LABELS.level, page.level
    yield words.LABELS.accounts, page.accounts
    yield "Status note", page.status_note
    yield page.labels.checked, "" if page.checked else page.labels.unchecked
    yield "Summary", page.summary
    yield "Replaces", page.replaces


def _people(block: sides.SideBlock) -> Iterator[tuple[str, str]]:
    parties = "/".join(party.name for party in block.parties)
    for person in block.people:
        yield f"{person.name} ({parties})", _person(person)


def _person(person: sides.Participant) -> str:
    return "; ".join(filter(None, [person.office, *person.notes])) or "took part"


def _accounts(page: meeting.MeetingPage) -> Iterator[tuple[str, str]]:
    titles = {source.anchor: source.title.label for source in page.sources}
    for index, column in enumerate(page.readouts.columns):
        if not column.anchor:
            continue
        account = f"{column.heading} in “{titles[column.anchor]}”"
        yield f"Account: {account}", "; ".join(column.notes)
        for row in page.readouts.rows:
            cell = row.cells[index]
            term = f" (term used: “{cell.term}”)" if cell.term else ""
            yield f"{account}: {row.topic.label}", "" if cell.quiet else f"{cell.text}{term}"
    for quote in page.quotes:
        yield f"Quotation: {quote.speaker.label} ({quote.account})", f"“{quote.text}”"
