"""The units *report* (an account of a meeting in a source) and *statement* (a quotation)."""

from collections.abc import Iterator
from dataclasses import dataclass

from meetings.exports import actor_codes, cells, rows
from meetings.models import choices
from meetings.snapshot import cards, on_the_day, shape

from . import base


@dataclass(slots=True)
class Account:
    """A report with the cards of its source and publisher, and the entries of the meeting."""

    report: shape.ReportContent
    entries: cards.Entries
    source: cards.SourceCard
    publisher: cards.PublisherCard


@dataclass(slots=True)
class Voiced(Account):
    """A report with the names of its voices on the day, and with their codes."""

    voice_names: str
    voices: actor_codes.ActorCodes


@dataclass(slots=True)
class Quoted(Account):
    """A statement in a report; ``speaker`` is the card of the quoted person or actor."""

    statement: shape.StatementContent
    speaker: cards.Card | None


def _via(account: Account) -> str:
    via = account.source["via"]
    return account.entries["publisher"][via]["name"] if via else cells.NOT_APPLICABLE


def _topics(account: Account) -> str:
    topics = account.entries.get("topic", {})
    return cells.joined(
        [topics[mention["topic"]]["name"] for mention in account.report["topics"]], cells.NOT_STATED
    )


_SOURCE_COLUMNS: base.Columns[Account] = (
    base.Column(
        "voices",
        "Public codes of the actors whose account it is, several for a joint text; not applicable "
        "to third parties",
        lambda account: cells.joined(account.report["voices"], cells.NOT_APPLICABLE),
    ),
    base.Column(
        "source_id",
        "Public identifier of the source",
        lambda account: account.report["source"],
    ),
    base.Column(
        "source_title", "Title of the source", lambda account: cells.coded(account.source["title"])
    ),
    base.Column(
        "source_address",
        "Address of the source on the web",
        lambda account: cells.coded(account.source["url"]),
    ),
    base.Column(
        "source_published",
        "When it was published, in EDTF",
        lambda account: cells.stated(account.source["published"]),
    ),
    base.Column("publisher", "Name of the publisher", lambda account: account.publisher["name"]),
    base.Column(
        "publisher_key",
        "Public key of the publisher",
        lambda account: account.source["publisher"],
    ),
    base.Column(
        "publisher_kind",
        base.one_of(choices.PublisherKind),
        lambda account: account.publisher["kind"],
    ),
    base.Column(
        "via",
        "Name of the publisher credited for it, an agency for example",
        _via,
    ),
    base.Column(
        "source_language",
        "Language of the source (BCP 47)",
        lambda account: cells.coded(account.source["language"]),
    ),
)
REPORT_COLUMNS: base.Columns[Voiced] = (
    *_SOURCE_COLUMNS,
    base.Column(
        "voice_names",
        "Their names on the day of the meeting, in the same order",
        lambda account: account.voice_names,
    ),
    *base.code_columns("voices_", "Of the voices, in the same order: ", "voices"),
    base.Column(
        "extent",
        "How much of the account we have seen: whole, excerpt or relayed (by others)",
        lambda account: account.report["extent"],
    ),
    base.Column(
        "attribution",
        base.one_of(choices.Attribution),
        lambda account: account.report["attribution"],
    ),
    base.Column(
        "attributed_to",
        "Who is named as its source",
        lambda account: cells.stated(account.report["attributed_to"]),
    ),
    base.Column(
        "reported_occurrence",
        "Whether the meeting took place, as this account has it",
        lambda account: account.report["occurrence"],
    ),
    base.Column(
        "reported_date",
        "When, as this account has it, in EDTF",
        lambda account: cells.stated(account.report["date"]["edtf"]),
    ),
    base.Column("topics", "Names of the topics it mentions", _topics),
    base.Column(
        "topic_keys",
        "Their public keys, in the same order",
        lambda account: cells.joined(
            [mention["topic"] for mention in account.report["topics"]], cells.NOT_STATED
        ),
    ),
    base.Column(
        "summary",
        "What it says, in our words",
        lambda account: cells.coded(account.report["summary"]),
    ),
    base.Column(
        "archive_address",
        "Address of an archived copy of the text that was read",
        lambda account: cells.coded(_archived(account)),
    ),
    base.Column(
        "source_archive",
        "Address of an archived copy of the source, whichever text of it was read",
        lambda account: cells.coded(account.source["archive_url"]),
    ),
)
STATEMENT_COLUMNS: base.Columns[Quoted] = (
    *_SOURCE_COLUMNS,
    base.Column(
        "speaker",
        "Name of the person or institution quoted",
        lambda quoted: quoted.speaker["name"] if quoted.speaker else cells.NOT_STATED,
    ),
    base.Column(
        "speaker_key",
        "Public key of the person, public code of the institution",
        lambda quoted: cells.stated(quoted.statement["person"] or quoted.statement["actor"]),
    ),
    base.Column(
        "speaker_kind",
        "person or actor",
        lambda quoted: cells.stated(_speaker_kind(quoted.statement)),
    ),
    base.Column("text", "The words", lambda quoted: quoted.statement["text"]),
    base.Column(
        "language",
        "Language of the words as quoted (BCP 47)",
        lambda quoted: cells.coded(quoted.statement["language"]),
    ),
    base.Column(
        "translated",
        "yes where they are a translation",
        lambda quoted: cells.yes_or_no(quoted.statement["translated"]),
    ),
)


def _archived(account: Account) -> str:
    capture = account.report["capture"]
    return capture["archive_url"] if capture else ""


def _speaker_kind(statement: shape.StatementContent) -> str:
    if statement["person"]:
        return "person"
    return "actor" if statement["actor"] else ""


def _reports(row: rows.Row, actors: actor_codes.Actors) -> Iterator[Voiced]:
    snapshot = rows.snapshot_of(row)
    entries, day = snapshot["entries"], on_the_day.first_day(snapshot["content"]["date"])
    for report in snapshot["content"]["reports"]:
        voices = report["voices"]
        names = [on_the_day.name_on(entries["actor"][voice], day) for voice in voices]
        yield Voiced(
            report,
            entries,
            *_source_of(report, entries),
            voice_names=cells.joined(names, cells.NOT_APPLICABLE),
            voices=_codes(voices, actors),
        )


def _codes(voices: list[str], actors: actor_codes.Actors) -> actor_codes.ActorCodes:
    """Return the codes of the voices; those of a single voice stay numbers."""
    if len(voices) > 1:
        return actors.side(tuple(voices))
    return actors.of(voices[0]) if voices else actor_codes.NOBODY


def _statements(row: rows.Row, _: actor_codes.Actors) -> Iterator[Quoted]:
    snapshot = rows.snapshot_of(row)
    entries = snapshot["entries"]
    for report in snapshot["content"]["reports"]:
        source = _source_of(report, entries)
        for statement in report["statements"]:
            kind = _speaker_kind(statement)
            key = statement["person"] or statement["actor"]
            speaker = cards.by_kind(entries)[kind][key] if key else None
            yield Quoted(report, entries, *source, statement=statement, speaker=speaker)


def _source_of(
    report: shape.ReportContent, entries: cards.Entries
) -> tuple[cards.SourceCard, cards.PublisherCard]:
    """Return the cards of a report's source and of its publisher."""
    source = entries["source"][report["source"]]
    return source, entries["publisher"][source["publisher"]]


REPORT = base.unit_of_meetings(
    "report", "One row for each account in a source", REPORT_COLUMNS, _reports, deep=True
)
STATEMENT = base.unit_of_meetings(
    "statement", "One row for each quotation", STATEMENT_COLUMNS, _statements, deep=True
)
