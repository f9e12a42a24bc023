"""What a redacted version said leaves in no table, feed, calendar, file or page."""

import io
import json

import pandas
import pytest
from django.test import Client

from meetings.exports.formats import FORMATS
from meetings.exports.units import UNITS
from meetings.models import Report, Version
from meetings.models.choices import VersionKind
from meetings.publication.publish import publish
from tests.drafts import Rio
from tests.everywhere import contents, public_addresses

pytestmark = pytest.mark.django_db

REASON = "A court has ordered it."
SAID = "Zxqvsaid"
TABLES = [
    f"/meetings.{extension}?unit={unit}&country=RUS"
    for extension in ("csv", "xlsx", "json", "jsonl")
    for unit in UNITS
]


@pytest.fixture
def public_id(story: Rio) -> str:
    """Publish accounts with words of their own, then redact the version that holds them."""
    report: Report = story.with_russia.reports.get(voices__code="CHN")
    report.summary = f"{SAID} in short"
    report.save()
    report.topics.update(says=f"{SAID} of the topic", term_used=f"{SAID} as a term")
    report.statements.create(speaker=story.wang.person, text=f"{SAID} himself")
    publish(story.with_russia.pk, None, kind=VersionKind.ADDITION, note="Their words.")
    return story.with_russia.public_id


def redact(public_id: str) -> None:
    """Redact the current version of a meeting."""
    changed = Version.objects.filter(record__public_id=public_id, number=2).update(
        redacted=True, redaction_reason=REASON
    )
    assert changed == 1


def read(client: Client, address: str) -> str:
    """Return what a file says, a workbook as text; "" where it is not there."""
    answer = client.get(address)
    content: bytes = answer.getvalue()
    if ".xlsx" not in address:
        return content.decode()
    sheets = pandas.read_excel(io.BytesIO(content), sheet_name=None)
    return "".join(sheet.to_csv() for sheet in sheets.values())


def rows(client: Client, unit: str) -> list[dict[str, object]]:
    """Return the rows of a table of the meetings of Russia."""
    lines = client.get(f"/meetings.jsonl?unit={unit}&country=RUS").getvalue().splitlines()
    return [json.loads(line) for line in lines]


def test_the_words_were_there_before(client: Client, public_id: str) -> None:
    assert SAID in read(client, f"/meetings/{public_id}.json")
    for unit in ("report", "statement"):
        for extension in ("csv", "xlsx", "json", "jsonl"):
            assert SAID in read(client, f"/meetings.{extension}?unit={unit}&country=RUS")


def test_no_address_of_the_register_says_what_was_redacted(client: Client, public_id: str) -> None:
    redact(public_id)
    saying = [one for one in public_addresses() if SAID.encode() in contents(client, one)]
    assert saying == []


def test_no_table_says_what_was_redacted(client: Client, public_id: str) -> None:
    redact(public_id)
    assert [address for address in TABLES if SAID in read(client, address)] == []


@pytest.mark.parametrize(
    ("unit", "before", "after"),
    [
        # Rows of meetings and pairs are made of the line that lists still show.
        ("meeting", 1, 1),
        ("pair", 1, 1),
        ("pair-year", 1, 1),
        # Rows of participations, accounts and quotations are made of the version.
        ("participation", 2, 0),
        ("report", 2, 0),
        ("statement", 2, 0),
    ],
)
def test_rows_of_a_redacted_version(
    client: Client, public_id: str, unit: str, before: int, after: int
) -> None:
    assert len(rows(client, unit)) == before
    redact(public_id)
    assert len(rows(client, unit)) == after


def test_feed_and_calendar_leave_the_meeting_out(client: Client, public_id: str) -> None:
    for extension, part in (("atom", "<entry>"), ("ics", "BEGIN:VEVENT")):
        assert read(client, f"/meetings.{extension}").count(part) == 2
    redact(public_id)
    for extension, part in (("atom", "<entry>"), ("ics", "BEGIN:VEVENT")):
        content = read(client, f"/meetings.{extension}")
        assert content.count(part) == 1
        assert public_id not in content


@pytest.mark.parametrize("extension", ["bib", "ris", "csl.json", "ics"])
def test_files_of_the_meeting_are_gone_and_say_why(
    client: Client, public_id: str, extension: str
) -> None:
    redact(public_id)
    answer = client.get(f"/meetings/{public_id}.{extension}")
    assert answer.status_code == 410
    assert answer.json()["detail"] == f"This version is not shown: {REASON}"


@pytest.mark.parametrize("address", ["/meetings/{}.json", "/meetings/{}/v2.json"])
def test_documents_hold_nothing_but_the_reason(
    client: Client, public_id: str, address: str
) -> None:
    redact(public_id)
    document = client.get(address.format(public_id)).json()
    parts = [document[name] for name in ("content", "entries", "derived", "redaction_reason")]
    assert parts == [None, None, None, REASON]


def test_the_version_before_stays(client: Client, public_id: str) -> None:
    redact(public_id)
    assert client.get(f"/meetings/{public_id}/v1.json").json()["content"] is not None
    assert "Wang Yi" in read(client, f"/meetings/{public_id}/v1/")


def test_every_format_is_among_those_tested() -> None:
    assert set(FORMATS) == {"csv", "xlsx", "json", "jsonl", "atom", "ics"}
    assert set(UNITS) == {"meeting", "participation", "pair", "pair-year", "report", "statement"}
