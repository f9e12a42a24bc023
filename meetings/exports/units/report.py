"""One row a report (what one account in one source says of a meeting), and one a statement."""

from collections.abc import Iterator
from dataclasses import dataclass

from meetings.exports.actor_codes import NOBODY, ActorCodes, Actors
from meetings.exports.cells import (
    NOT_APPLICABLE,
    NOT_STATED,
    applicable,
    coded,
    joined,
    stated,
    yes_or_no,
)
from meetings.exports.rows import Row, snapshot_of
from meetings.snapshot.cards import Card, Entries, PublisherCard, SourceCard, by_kind
from meetings.snapshot.on_the_day import first_day, name_on
from meetings.snapshot.shape import ReportContent, StatementContent

from .base import Column, Columns, code_columns, unit_of_meetings


@dataclass(slots=True)
class Account:
    """A report with the cards of its source and publisher; ``entries`` are the meeting's."""

    report: ReportContent
    entries: Entries
    source: SourceCard
    publisher: PublisherCard


@dataclass(slots=True)
class Voiced(Account):
    """A report with the name of its voice on the day, and the codes of its voice."""

    voice_name: str
    voice: ActorCodes


@dataclass(slots=True)
class Quoted(Account):
    """A statement in a report; ``speaker`` is the card of who is quoted."""

    statement: StatementContent
    speaker: Card | None


def _via(account: Account) -> str:
    via = account.source["via"]
    return account.entries["publisher"][via]["name"] if via else NOT_APPLICABLE


def _topics(account: Account) -> str:
    topics = account.entries.get("topic", {})
    return joined([topics[said["topic"]]["name"] for said in account.report["topics"]], NOT_STATED)


_SOURCE_COLUMNS: Columns[Account] = (
    Column(
        "voice",
        "Public code of the actor whose account it is; not applicable to third parties",
        lambda account: applicable(account.report["voice"]),
    ),
    Column(
        "source_id",
        "Public identifier of the source",
        lambda account: account.report["source"],
    ),
    Column("source_title", "Title of the source", lambda account: coded(account.source["title"])),
    Column(
        "source_address",
        "Address of the source on the web",
        lambda account: coded(account.source["url"]),
    ),
    Column(
        "source_published",
        "When it was published, in EDTF",
        lambda account: stated(account.source["published"]),
    ),
    Column("publisher", "Name of the publisher", lambda account: account.publisher["name"]),
    Column(
        "publisher_key",
        "Public key of the publisher",
        lambda account: account.source["publisher"],
    ),
    Column(
        "publisher_kind",
        "agency, press, ministry, presidency, organisation or archive",
        lambda account: account.publisher["kind"],
    ),
    Column(
        "via",
        "Name of the publisher credited for it, an agency for example",
        _via,
    ),
    Column(
        "source_language",
        "Language of the source (BCP 47)",
        lambda account: coded(account.source["language"]),
    ),
)
REPORT_COLUMNS: Columns[Voiced] = (
    *_SOURCE_COLUMNS,
    Column(
        "voice_name",
        "Name of that actor on the day of the meeting",
        lambda account: account.voice_name,
    ),
    *code_columns("voice_", "Of the voice: ", "voice"),
    Column(
        "extent",
        "How much of the account we have seen: whole, excerpt or relayed (by others)",
        lambda account: account.report["extent"],
    ),
    Column(
        "attribution",
        "statement, spokesperson, named_official, anonymous or outlet",
        lambda account: account.report["attribution"],
    ),
    Column(
        "attributed_to",
        "Who is named as its source",
        lambda account: stated(account.report["attributed_to"]),
    ),
    Column(
        "reported_occurrence",
        "Whether the meeting took place, as this account has it",
        lambda account: account.report["occurrence"],
    ),
    Column(
        "reported_date",
        "When, as this account has it, in EDTF",
        lambda account: stated(account.report["date"]["edtf"]),
    ),
    Column("topics", "Names of the topics it mentions", _topics),
    Column(
        "topic_keys",
        "Their public keys, in the same order",
        lambda account: joined([said["topic"] for said in account.report["topics"]], NOT_STATED),
    ),
    Column(
        "summary", "What it says, in our words", lambda account: coded(account.report["summary"])
    ),
    Column(
        "archive_address", "Address of an archived copy", lambda account: coded(_archived(account))
    ),
)
STATEMENT_COLUMNS: Columns[Quoted] = (
    *_SOURCE_COLUMNS,
    Column(
        "speaker",
        "Name of the person or institution quoted",
        lambda quoted: quoted.speaker["name"] if quoted.speaker else NOT_STATED,
    ),
    Column(
        "speaker_key",
        "Public key of the person, public code of the institution",
        lambda quoted: stated(quoted.statement["person"] or quoted.statement["actor"]),
    ),
    Column(
        "speaker_kind",
        "person or actor",
        lambda quoted: stated(_speaker_kind(quoted.statement)),
    ),
    Column("text", "The words", lambda quoted: quoted.statement["text"]),
    Column(
        "language",
        "Language of the words as quoted (BCP 47)",
        lambda quoted: coded(quoted.statement["language"]),
    ),
    Column(
        "translated",
        "yes where they are a translation",
        lambda quoted: yes_or_no(quoted.statement["translated"]),
    ),
)


def _archived(account: Account) -> str:
    capture = account.report["capture"]
    return capture["archive_url"] if capture else ""


def _speaker_kind(statement: StatementContent) -> str:
    if statement["person"]:
        return "person"
    return "actor" if statement["actor"] else ""


def _reports(row: Row, actors: Actors) -> Iterator[Voiced]:
    snapshot = snapshot_of(row)
    entries, day = snapshot["entries"], first_day(snapshot["content"]["date"])
    for report in snapshot["content"]["reports"]:
        voice = report["voice"]
        yield Voiced(
            report,
            entries,
            *_source_of(report, entries),
            voice_name=name_on(entries["actor"][voice], day) if voice else NOT_APPLICABLE,
            voice=actors.of(voice) if voice else NOBODY,
        )


def _statements(row: Row, _: Actors) -> Iterator[Quoted]:
    snapshot = snapshot_of(row)
    entries = snapshot["entries"]
    for report in snapshot["content"]["reports"]:
        source = _source_of(report, entries)
        for statement in report["statements"]:
            kind = _speaker_kind(statement)
            key = statement["person"] or statement["actor"]
            speaker = by_kind(entries)[kind][key] if key else None
            yield Quoted(report, entries, *source, statement=statement, speaker=speaker)


def _source_of(report: ReportContent, entries: Entries) -> tuple[SourceCard, PublisherCard]:
    """Return the cards of a report's source and of its publisher."""
    source = entries["source"][report["source"]]
    return source, entries["publisher"][source["publisher"]]


REPORT = unit_of_meetings(
    "report", "One row an account in a source", REPORT_COLUMNS, _reports, deep=True
)
STATEMENT = unit_of_meetings(
    "statement", "One row a quotation", STATEMENT_COLUMNS, _statements, deep=True
)
