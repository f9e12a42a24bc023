"""One row a report (what one account in one source says of a meeting), and one a statement."""

from collections.abc import Iterable, Iterator

from meetings.exports.actor_codes import Actors
from meetings.exports.rows import Row, snapshot_of
from meetings.snapshot.cards import by_kind
from meetings.snapshot.on_the_day import first_day, name_on
from meetings.snapshot.shape import ReportContent, Snapshot, StatementContent

from .base import (
    MEETING_COLUMNS,
    NOT_APPLICABLE,
    NOT_CODED,
    NOT_STATED,
    Cell,
    Unit,
    applicable,
    columns,
    joined,
    meeting_cells,
    stated,
    yes_or_no,
)
from .codes import CODE_MEANINGS, code_cells

_SOURCE_COLUMNS = columns(
    voice="Public code of the actor whose account it is; not applicable to third parties",
    source_id="Public identifier of the source",
    source_title="Title of the source",
    source_address="Address of the source on the web",
    source_published="When it was published, in EDTF",
    publisher="Name of the publisher",
    publisher_key="Public key of the publisher",
    publisher_kind="agency, press, ministry, presidency, organisation or archive",
    via="Name of the publisher credited for it, an agency for example",
    source_language="Language of the source (BCP 47)",
)
REPORT_COLUMNS = (
    *MEETING_COLUMNS,
    *_SOURCE_COLUMNS,
    *columns(
        voice_name="Name of that actor on the day of the meeting",
        voice_iso=f"Of the voice: {CODE_MEANINGS['iso']}",
        voice_cow=f"Of the voice: {CODE_MEANINGS['cow']}",
        voice_gw=f"Of the voice: {CODE_MEANINGS['gw']}",
        extent="How much of the account we have seen: whole, excerpt or relayed (by others)",
        attribution="statement, spokesperson, named_official, anonymous or outlet",
        attributed_to="Who is named as its source",
        reported_occurrence="Whether the meeting took place, as this account has it",
        reported_date="When, as this account has it, in EDTF",
        topics="Names of the topics it mentions",
        topic_keys="Their public keys, in the same order",
        summary="What it says, in our words",
        archive_address="Address of an archived copy",
    ),
)
STATEMENT_COLUMNS = (
    *MEETING_COLUMNS,
    *_SOURCE_COLUMNS,
    *columns(
        speaker="Name of the person or institution quoted",
        speaker_key="Public key of the person, public code of the institution",
        speaker_kind="person or actor",
        text="The words",
        language="Language of the words as quoted (BCP 47)",
        translated="yes where they are a translation",
    ),
)


def _report_rows(rows: Iterable[Row], actors: Actors, base: str) -> Iterator[list[Cell]]:
    for row in rows:
        snapshot = snapshot_of(row)
        head = meeting_cells(row, base)
        for report in snapshot["content"]["reports"]:
            source = _source_cells(report, snapshot)
            voice = _voice_cells(report, snapshot, actors)
            yield [*head, *source, *voice, *_report_cells(report, snapshot)]


def _statement_rows(rows: Iterable[Row], _: Actors, base: str) -> Iterator[list[Cell]]:
    for row in rows:
        snapshot = snapshot_of(row)
        head = meeting_cells(row, base)
        for report in snapshot["content"]["reports"]:
            source = _source_cells(report, snapshot)
            for statement in report["statements"]:
                yield [*head, *source, *_statement_cells(statement, snapshot)]


def _source_cells(report: ReportContent, snapshot: Snapshot) -> list[Cell]:
    entries = snapshot["entries"]
    source = entries["source"][report["source"]]
    publisher, via = entries["publisher"][source["publisher"]], source["via"]
    return [
        applicable(report["voice"]),
        report["source"],
        source["title"] or NOT_CODED,
        source["url"] or NOT_CODED,
        stated(source["published"]),
        publisher["name"],
        source["publisher"],
        publisher["kind"],
        entries["publisher"][via]["name"] if via else NOT_APPLICABLE,
        source["language"] or NOT_CODED,
    ]


def _voice_cells(report: ReportContent, snapshot: Snapshot, actors: Actors) -> list[Cell]:
    voice = report["voice"]
    if voice is None:
        return [NOT_APPLICABLE] * 4
    name = name_on(snapshot["entries"]["actor"][voice], first_day(snapshot["content"]["date"]))
    return [name, *code_cells(actors.of([voice])[0])]


def _report_cells(report: ReportContent, snapshot: Snapshot) -> list[Cell]:
    keys = [one["topic"] for one in report["topics"]]
    topics = snapshot["entries"].get("topic", {})
    capture = report["capture"]
    return [
        report["extent"],
        report["attribution"],
        stated(report["attributed_to"]),
        report["occurrence"],
        stated(report["date"]["edtf"]),
        joined((topics[key]["name"] for key in keys), NOT_STATED),
        joined(keys, NOT_STATED),
        report["summary"] or NOT_CODED,
        (capture["archive_url"] if capture else "") or NOT_CODED,
    ]


def _statement_cells(statement: StatementContent, snapshot: Snapshot) -> list[Cell]:
    kind = "person" if statement["person"] else "actor"
    key = statement["person"] or statement["actor"]
    return [
        by_kind(snapshot["entries"])[kind][key]["name"] if key else NOT_STATED,
        stated(key),
        kind if key else NOT_STATED,
        statement["text"],
        statement["language"] or NOT_CODED,
        yes_or_no(statement["translated"]),
    ]


REPORT = Unit("report", "One row an account in a source", REPORT_COLUMNS, _report_rows, deep=True)
STATEMENT = Unit("statement", "One row a quotation", STATEMENT_COLUMNS, _statement_rows, deep=True)
