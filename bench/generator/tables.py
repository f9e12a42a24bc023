"""The tables of a generated register, and the columns that each row has values for."""

from collections.abc import Mapping

from django.db import transaction

from meetings.models import (
    Address,
    Capture,
    Entry,
    Meeting,
    Participation,
    Record,
    RecordLink,
    RecordText,
    Report,
    ReportTopic,
    ReportVoice,
    Source,
    Statement,
    Version,
)

from .bulk_insert import Row, Table

_DATE = ("date", "date_earliest", "date_latest")
MEETING = (
    "id", "public_id", "title", *_DATE, "date_basis", "channel", "setting", "place_id",
    "summit_id", "sidelines", "summary", "occurrence_override", "occurrence_note", "status",
    "created", "modified", "record_id",
)  # fmt: skip
PARTICIPATION = (
    "meeting_id", "position", "actor_id", "person_id", "tenure_id", "title_as_reported", "rank",
    "side", "role", "attendance", "standing_in_for_id", "also_for_id", "basis",
    "authority_as_reported", "uncertain",
)  # fmt: skip
REPORT = (
    "id", "meeting_id", "source_id", "capture_id", "extent", "attribution",
    "attributed_to", "occurrence", *_DATE, "summary",
)  # fmt: skip
ENTRY = (
    "id", "kind", "key", "label", "sort_label", "parent_id", "card", "detail", "search_text",
    "clock",
)  # fmt: skip
VERSION = ("id", "record_id", "number", "schema", "snapshot", "kind", "published_at")
SOURCE = (
    "id", "public_id", "publisher_id", "title", "url", "published", "published_earliest",
    "published_latest", "language", "via_id", "search_text",
)  # fmt: skip
CAPTURE = ("id", "source_id", "taken", "text", "sha256", "archive_url", "excerpt")
TOPIC = ("report_id", "topic_id", "says", "term_used")
STATEMENT = ("report_id", "speaker_id", "institution_id", "text", "language", "translated")


class Tables:
    """The tables that a chunk fills; in ``all``, referenced rows come before referring rows."""

    def __init__(self) -> None:
        self.all: dict[str, Table] = {
            "source": Table(Source, SOURCE),
            "entry": Table(Entry, ENTRY),
            "entry_address": Table(Address, ("kind", "key", "entry_id")),
            "record": Table(Record),
            "version": Table(Version, VERSION),
            "address": Table(Address, ("kind", "key", "record_id")),
            "link": Table(RecordLink, ("entry_id", "role", "record_id", "side")),
            "text": Table(RecordText),
            "meeting": Table(Meeting, MEETING),
            "participation": Table(Participation, PARTICIPATION),
            "capture": Table(Capture, CAPTURE),
            "report": Table(Report, REPORT),
            "voice": Table(ReportVoice, ("report_id", "actor_id")),
            "topic": Table(ReportTopic, TOPIC),
            "statement": Table(Statement, STATEMENT),
        }

    def insert(self, rows: Mapping[str, list[Row]]) -> None:
        """Insert the rows of a chunk, given by the names of ``all``, in one transaction."""
        with transaction.atomic():
            for name, table in self.all.items():
                table.insert(rows[name])
