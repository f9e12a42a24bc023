"""What changed from one version of a meeting to the next, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from meetings.models.record import Version
from meetings.snapshot import read, shape

from . import meeting, sides, words


@dataclass(frozen=True)
class Change:
    """One thing that differs; "" where it was not there before, or is not there any more."""

    what: str
    before: str
    after: str


def changes(old: Version | None, new: Version) -> list[Change]:
    """Return what ``new`` says otherwise than ``old``; nothing where one of them is not shown."""
    earlier, later = _shown(old), _shown(new)
    if earlier is None or later is None:
        return []
    before, after = _told(earlier), _told(later)
    return [
        Change(what, before.get(what, ""), after.get(what, ""))
        for what in {**before, **after}
        if before.get(what, "") != after.get(what, "")
    ]


def _shown(version: Version | None) -> shape.Snapshot | None:
    """Return what a version shows; None for a redacted one, a withdrawal, or no version."""
    return None if version is None or version.redacted else read.read_or_none(version)


def _told(snapshot: shape.Snapshot) -> dict[str, str]:
    """Return what a page shows by name; two things of one name stand together."""
    told: dict[str, list[str]] = {}
    for what, text in _lines(snapshot):
        told.setdefault(what, []).append(text)
    return {what: " · ".join(filter(None, texts)) for what, texts in told.items()}


def _lines(snapshot: shape.Snapshot) -> Iterator[tuple[str, str]]:
    """Yield everything a page shows, each with a name that is the same in every version."""
    page = meeting.page_of(snapshot)
    yield from _facts(page)
    for block in (*page.seating.sides, *page.seating.beside, *page.seating.missing):
        yield from _people(block)
    yield from _accounts(page)
    for source in page.sources:
        where = [source.publisher.label, source.published, source.outside]
        yield f"Source “{source.title.label}”", ", ".join(filter(None, where))
        for capture in source.captures:
            what = " ".join(filter(None, [capture.archive, capture.excerpt]))
            yield f"Copy of {capture.taken} of “{source.title.label}”", what


def _facts(page: meeting.MeetingPage) -> Iterator[tuple[str, str]]:
    place = page.where
    state = f", {place.state.label}" if place and place.state else ""
    occasion = page.summit.label if page.summit else ""
    yield "Title", page.full_title
    yield words.LABELS.when, " ".join(filter(None, [page.when.words, page.when.certainty]))
    yield words.LABELS.where, f"{place.place}{state}" if place else ""
    yield words.LABELS.occasion, f"On the sidelines of {occasion}" if page.sidelines else occasion
    yield words.LABELS.how, page.how
    yield words.LABELS.level, page.level
    yield words.LABELS.accounts, page.accounts
    yield "Status note", page.status_note
    yield "Summary", page.summary
    yield "Replaces", page.replaces


def _people(block: sides.SideBlock) -> Iterator[tuple[str, str]]:
    parties = "/".join(party.name for party in block.parties)
    for one in block.people:
        yield f"{one.name}, for {parties}", _person(one)


def _person(one: sides.Participant) -> str:
    return "; ".join(filter(None, [one.office, *one.notes])) or "took part"


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
