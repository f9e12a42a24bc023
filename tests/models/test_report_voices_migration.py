"""The migration that gives reports several voices, on rows of the release before."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import StateApps

pytestmark = pytest.mark.django_db(transaction=True)

_MIGRATIONS = MigrationLoader(None).disk_migrations
AFTER = [key for key in _MIGRATIONS if key[1].endswith("_report_voices_and_level")]
BEFORE = [key for after in AFTER for key in _MIGRATIONS[after].dependencies]


def migrate(targets: list[tuple[str, str]]) -> StateApps:
    """Migrate to ``targets``; return the models of that state."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


@pytest.fixture
def before() -> Iterator[StateApps]:
    """The models of the release before; afterwards the database has the present ones again."""
    yield migrate(BEFORE)
    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes("meetings"))


class Desk:
    """Makes rows of the release before."""

    def __init__(self, apps: StateApps) -> None:
        self.models = {
            name: apps.get_model("meetings", name)
            for name in ("Actor", "Meeting", "Publisher", "Source", "Topic", "Report", "Record")
        }
        self.topics = apps.get_model("meetings", "ReportTopic")
        self.statements = apps.get_model("meetings", "Statement")
        self.actors = [
            self.models["Actor"].objects.create(code=code, name=code, kind="state")
            for code in ("CHN", "IND", "RUS")
        ]
        publisher = self.models["Publisher"].objects.create(name="P", slug="p", kind="press")
        self.source = self.models["Source"].objects.create(
            public_id="A000000000", publisher=publisher, title="S"
        )
        self.topic = self.models["Topic"].objects.create(name="T", slug="t")
        self.meeting = self.models["Meeting"].objects.create(public_id="M000000000")

    def report(self, voice: int | None, says: str = "", quote: str = "", **fields: Any) -> None:
        """Write a report of the voice at a position, with a topic and a quotation."""
        values = {"extent": "whole", "attribution": "statement", "occurrence": "held", **fields}
        actor = None if voice is None else self.actors[voice]
        report = self.models["Report"].objects.create(
            meeting=self.meeting, source=self.source, voice=actor, **values
        )
        if says:
            self.topics.objects.create(report=report, topic=self.topic, says=says)
        if quote:
            self.statements.objects.create(
                report=report, institution=self.actors[0], text=quote, language="en"
            )


def reports_of(apps: StateApps) -> list[tuple[list[str], int, int]]:
    """Return the voices of every report, with its numbers of topics and quotations."""
    return [
        (
            list(report.voice_rows.order_by("pk").values_list("actor__code", flat=True)),
            report.topics.count(),
            report.statements.count(),
        )
        for report in apps.get_model("meetings", "Report").objects.order_by("pk")
    ]


def test_reports_that_say_the_same_become_one_with_all_voices(before: StateApps) -> None:
    desk = Desk(before)
    desk.report(0, "Peace.", notes="Checked.")
    desk.report(1, "Peace.", "No limits.")
    desk.report(2, "Peace.", notes="Read twice.")
    desk.report(None, "Peace.")
    after = migrate(AFTER)
    assert reports_of(after) == [(["CHN", "IND", "RUS"], 1, 1), ([], 1, 0)]
    report = after.get_model("meetings", "Report").objects.order_by("pk")[0]
    assert report.notes == "Checked.\nRead twice."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"says": "Peace."}, {"says": "War."}),
        ({"says": "Peace."}, {}),
        ({"says": "Peace."}, {"says": "Peace.", "extent": "excerpt"}),
        ({"says": "Peace."}, {"says": "Peace.", "attribution": "spokesperson"}),
        ({"says": "Peace."}, {"says": "Peace.", "occurrence": "denied"}),
        ({"says": "Peace."}, {"says": "Peace.", "summary": "In short."}),
        ({"says": "Peace.", "quote": "A."}, {"says": "Peace.", "quote": "B."}),
        # A newspaper that relays two accounts of which nothing is recorded.
        ({"extent": "relayed"}, {"extent": "relayed"}),
    ],
)
def test_reports_that_differ_stay_apart(
    before: StateApps, first: dict[str, str], second: dict[str, str]
) -> None:
    desk = Desk(before)
    desk.report(0, **first)
    desk.report(2, **second)
    assert [voices for voices, *_ in reports_of(migrate(AFTER))] == [["CHN"], ["RUS"]]


def test_levels_of_records_become_groups(before: StateApps) -> None:
    records = before.get_model("meetings", "Record").objects
    for number, level in enumerate(("head_of_organisation", "security_adviser", "")):
        records.create(
            public_id=f"R00000000{number}",
            slug="r",
            title="R",
            listed_on="2024-01-01",
            channel="call",
            setting="talks",
            occurrence="held",
            accounts="third_party",
            level=level,
            first_published="2024-01-01T00:00Z",
            last_published="2024-01-01T00:00Z",
        )
    after = migrate(AFTER).get_model("meetings", "Record").objects.order_by("public_id")
    assert list(after.values_list("level", flat=True)) == ["leaders", "ministers", ""]
