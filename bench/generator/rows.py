"""Convert a chunk of meetings to rows of the desk and of the public record."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from meetings.models import Address
from meetings.models.choices import EntryKind, Status, VersionKind
from meetings.publication.project import project
from meetings.publication.things.cards import label_of, parent_name, sort_label_of
from meetings.snapshot.cards import DateContent
from meetings.snapshot.shape import MeetingContent, ReportContent
from meetings.text import meeting_slug

from .bulk_insert import Row
from .chunks import REPORTS_AT_MOST, Made, chunk
from .sources import Document
from .tables import CAPTURE, SOURCE, Tables
from .world import World

# Meetings become public five minutes apart, a hundred to a tick of the clock.
FIRST_PUBLISHED = datetime(2016, 1, 1, tzinfo=UTC)
APART = timedelta(minutes=5)
MEETINGS_A_TICK = 100

# Name of a table -> rows in their stored form.
Rows = dict[str, list[Row]]


class ChunkOfRows:
    """Makes the rows of one chunk; ``first_entry`` is the number of the first source's entry."""

    def __init__(self, world: World, tables: Tables, first_entry: int, first_tick: int) -> None:
        self.world, self.tables = world, tables
        self.first_entry, self.first_tick = first_entry, first_tick
        self.entry_ids = dict(world.entry_ids)
        self.desk_ids = dict(world.desk_ids)
        self.rows: Rows = {name: [] for name in tables.all}
        self.report_id = 0

    def make(self, number: int, total: int) -> Rows:
        """Return the rows of chunk ``number`` of a register of ``total`` meetings."""
        self.report_id = number * REPORTS_AT_MOST
        for documents, made in chunk(self.world, number, total):
            for document in documents:
                self._document(document, self._tick(made[0].index))
            captured = {row.source.public_id for row in documents if row.capture}
            for meeting in made:
                self._meeting(meeting, captured)
        return self.rows

    def _add(self, table: str, **values: Any) -> None:
        self.rows[table].append(self.tables.all[table].row(values))

    def _tick(self, index: int) -> int:
        return self.first_tick + index // MEETINGS_A_TICK

    def _desk(self, kind: str, key: str | None) -> int | None:
        return self.desk_ids[kind, key] if key else None

    def _document(self, document: Document, tick: int) -> None:
        source, card, kind = document.source, document.card, EntryKind.SOURCE.value
        entry_id = self.first_entry + source.pk - 1
        parent = parent_name(kind, card)
        self._add("source", **{name: getattr(source, name) for name in SOURCE})
        self._add(
            "entry",
            id=entry_id,
            kind=kind,
            key=source.public_id,
            label=label_of(kind, card),
            sort_label=sort_label_of(kind, card),
            parent_id=self.entry_ids[parent] if parent else None,
            card=card,
            detail={},
            search_text=source.search_text,
            clock=tick,
        )
        self._add("entry_address", kind=kind, key=source.public_id, entry_id=entry_id)
        self.entry_ids[kind, source.public_id] = entry_id
        self.desk_ids[kind, source.public_id] = source.pk
        if document.capture:
            self._add("capture", **{name: getattr(document.capture, name) for name in CAPTURE})

    def _meeting(self, made: Made, captured: set[str]) -> None:
        number, content = made.index + 1, made.snapshot["content"]
        published = FIRST_PUBLISHED + made.index * APART
        self._public(number, made, published)
        self._add(
            "meeting",
            id=number,
            record_id=number,
            public_id=made.snapshot["public_id"],
            status=Status.PUBLISHED.value,
            created=published - timedelta(days=1),
            modified=published,
            place_id=self._desk("place", content["place"]),
            summit_id=self._desk("summit", content["summit"]),
            date_basis=content["date"]["basis"],
            **_date(content["date"]),
            **{name: content[name] for name in _SAME},  # type: ignore[literal-required]
        )
        self._participations(number, content, made.tenures)
        for report in content["reports"]:
            self._report(number, report, captured)

    def _public(self, number: int, made: Made, published: datetime) -> None:
        """Add the rows that ``publication.records`` would write for a first version."""
        snapshot, projection = made.snapshot, project(made.snapshot)
        self._add(
            "record",
            **projection.all_columns(self.entry_ids),
            id=number,
            version_id=number,
            public_id=snapshot["public_id"],
            slug=meeting_slug(projection.columns["title"]),
            first_published=published,
            last_published=published,
            clock=self._tick(made.index),
        )
        self._add(
            "version",
            id=number,
            record_id=number,
            number=1,
            schema=snapshot["schema"],
            snapshot=snapshot,
            kind=VersionKind.FIRST.value,
            published_at=published,
        )
        self._add("address", kind=Address.MEETING, key=snapshot["public_id"], record_id=number)
        for (role, entry), side in projection.links_by_number(self.entry_ids).items():
            # In the order of the columns, which is faster: a meeting has a dozen links.
            self.rows["link"].append(self.tables.all["link"].ordered([entry, role, number, side]))
        if projection.text is not None:
            self.rows["text"].append((number, *projection.text))

    def _participations(
        self, number: int, content: MeetingContent, tenures: list[int | None]
    ) -> None:
        for position, participation in enumerate(content["participations"]):
            self._add(
                "participation",
                **participation,
                meeting_id=number,
                position=position,
                tenure_id=tenures[position],
                actor_id=self._desk("actor", participation["actor"]),
                person_id=self._desk("person", participation["person"]),
                standing_in_for_id=self._desk("person", participation["standing_in_for"]),
                also_for_id=self._desk("actor", participation["also_for"]),
            )

    def _report(self, meeting: int, report: ReportContent, captured: set[str]) -> None:
        self.report_id += 1
        source = self._desk("source", report["source"])
        values = {
            **report,
            **_date(report["date"]),
            "id": self.report_id,
            "meeting_id": meeting,
            "source_id": source,
            # Captures have the numbers of their sources.
            "capture_id": source if report["source"] in captured else None,
        }
        self._add("report", **values)
        for voice in report["voices"]:
            self._add("voice", report_id=self.report_id, actor_id=self._desk("actor", voice))
        for topic in report["topics"]:
            topic_id = self._desk("topic", topic["topic"])
            self._add("topic", **topic, report_id=self.report_id, topic_id=topic_id)
        for statement in report["statements"]:
            self._add(
                "statement",
                **statement,
                report_id=self.report_id,
                speaker_id=self._desk("person", statement["person"]),
                institution_id=self._desk("actor", statement["actor"]),
            )


_SAME = (
    *("title", "channel", "setting", "sidelines", "summary"),
    *("occurrence_override", "occurrence_note"),
)


def _date(content: DateContent) -> dict[str, Any]:
    return {
        "date": content["edtf"],
        "date_earliest": _day(content["earliest"]),
        "date_latest": _day(content["latest"]),
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
