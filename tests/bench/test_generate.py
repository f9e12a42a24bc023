"""The generated register is one that editors could have made: same rules, same rows."""

import json
from collections.abc import Iterator
from datetime import date
from random import Random

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, Q
from pytest_django import DjangoDbBlocker

from bench.generator.bulk_insert import Row
from bench.generator.dates import date_of
from bench.generator.identifiers import Identifiers
from bench.generator.register import NotEmpty, make_register
from bench.generator.rows import ChunkOfRows
from bench.generator.tables import Tables
from bench.generator.words import Vocabulary
from bench.generator.world import World
from meetings.models import (
    Entry,
    Meeting,
    Person,
    Record,
    RegisterClock,
    Report,
    Source,
    Statement,
    Version,
)
from meetings.publication.check import problems_of_register, sample_of_records
from meetings.publication.compile import compile_meeting
from meetings.publication.rules.completeness import missing_from
from meetings.publication.things.cards import details_of
from meetings.reference.plans import COLUMNS
from meetings.reference.tables import DATA, read_table

MEETINGS, SEED, PEOPLE = 300, 7, 500


def schema() -> set[tuple[str, ...]]:
    """Everything that is laid over the tables."""
    if connection.vendor == "sqlite":
        statement = "SELECT name, tbl_name, coalesce(sql, '') FROM sqlite_master"
    else:
        statement = """
            SELECT indexname, tablename, indexdef FROM pg_indexes
            UNION ALL SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid)
            FROM pg_constraint WHERE convalidated
        """
    with connection.cursor() as cursor:
        cursor.execute(statement)
        # Statistics have tables of their own on SQLite.
        return {tuple(row) for row in cursor.fetchall() if "sqlite_stat" not in row[0]}


@pytest.fixture(scope="module")
def migrated(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[set[object]]:
    """The schema as migrated; afterwards a generated register is in the database."""
    with django_db_blocker.unblock():
        before = schema()
        make_register(MEETINGS, SEED, PEOPLE, say=lambda _: None)
        yield set(before)
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(autouse=True)
def register(migrated: set[object], db: None) -> None:
    """Every test reads the one register, in a transaction of its own."""


def test_every_meeting_keeps_the_rules() -> None:
    assert list(problems_of_register(sample_of_records(60))) == []
    for meeting in Meeting.objects.order_by("pk")[::4]:
        compiled = compile_meeting(meeting)
        assert missing_from(compiled.meeting, compiled.snapshot) == []
        assert meeting.record is not None
        assert meeting.record.version is not None
        assert compiled.snapshot == meeting.record.version.snapshot, meeting.public_id
        assert compiled.unpublished == {}


def test_the_schema_is_that_of_the_migrations(migrated: set[object]) -> None:
    assert schema() == migrated


def test_there_is_as_much_as_was_asked_for() -> None:
    assert Meeting.objects.count() == Record.objects.count() == Version.objects.count() == 300
    loaded = len(read_table(DATA, "people", COLUMNS["people"]))
    assert 1_000 <= Person.objects.count() - loaded <= 1_500
    assert 150 <= Source.objects.count() <= 250
    assert Report.objects.values("meeting").distinct().count() == 300
    assert Statement.objects.exists()


def test_the_clock_ticks_once_for_a_hundred_meetings() -> None:
    ticks = Record.objects.order_by("clock").values_list("clock").annotate(Count("pk"))
    last = RegisterClock.objects.now()
    assert list(ticks) == [(last - 2, 100), (last - 1, 100), (last, 100)]


def test_meetings_differ_as_those_of_a_register_do() -> None:
    held = Record.objects.filter(occurrence="held").count()
    assert 250 <= held < 300
    assert 230 <= Record.objects.filter(sides=2).count() < 300
    assert Record.objects.filter(sides__gte=4).exists()
    assert set(Record.objects.values_list("channel", flat=True)) >= {"in_person", "call"}
    bases = set(Meeting.objects.values_list("date_basis", flat=True))
    assert bases == {"stated", "relative", "publication"}
    assert Record.objects.exclude(summit=None).exists()
    american = Q(links__role=1, links__entry__key="USA")
    assert 60 <= Record.objects.filter(american).count() <= 140


def test_people_are_shown_with_the_offices_they_held() -> None:
    people = list(Person.objects.order_by("pk")[:40])
    entries = Entry.objects.filter(kind="person", key__in=[one.slug for one in people])
    assert details_of(people) == {("person", one.key): one.detail for one in entries}


def test_rows_entered_later_get_free_numbers() -> None:
    assert Meeting.objects.create().pk == 301
    assert Entry.objects.create(kind="topic", key="new", label="New", sort_label="New").pk


def test_a_register_with_meetings_is_refused() -> None:
    with pytest.raises(NotEmpty, match="give an empty one"):
        make_register(1, SEED)


def test_the_same_seed_gives_the_same_meetings() -> None:
    first = Entry.objects.filter(kind="source").earliest("pk").pk
    made = ChunkOfRows(World(SEED), Tables(), first, 1).make(0, MEETINGS)
    snapshots = Version.objects.order_by("record_id").values_list("snapshot", flat=True)
    assert [snapshot_in(row) for row in made["version"]] == list(snapshots)
    other = ChunkOfRows(World(SEED + 1), Tables(), first, 1).make(0, MEETINGS)
    assert other["version"][0] != made["version"][0]


def snapshot_in(row: Row) -> object:
    """A stored snapshot: text on SQLite, wrapped for the driver on PostgreSQL."""
    stored = row[Tables().all["version"].names.index("snapshot")]
    return json.loads(stored) if isinstance(stored, str) else stored.obj


def test_identifiers_never_collide_and_tell_nothing_of_their_order() -> None:
    identifier = Identifiers(SEED, "meeting")
    found = [identifier(number) for number in range(20_000)]
    assert len(set(found)) == 20_000
    assert found != sorted(found)
    assert Identifiers(SEED, "source")(0) != found[0]


def test_the_vocabulary_is_large_and_uneven() -> None:
    vocabulary = Vocabulary(Random(SEED))
    assert len(set(vocabulary.words)) == len(vocabulary.words) >= 50_000
    words = vocabulary.draw(Random(1), 20_000)
    assert words.count("the") > 500
    assert len(set(words)) > 4_000


def test_a_day_of_publication_never_becomes_a_bare_day() -> None:
    random = Random(SEED)
    dates = [date_of(random, date(2024, 5, 1), date(2024, 5, 2), None) for _ in range(200)]
    by_publication = {one["edtf"] for one in dates if one["basis"] == "publication"}
    assert by_publication == {"[2024-04-30..2024-05-02]"}
