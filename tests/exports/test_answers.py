"""How outputs are answered: headers, conditional requests, queries, and what is never in them."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pandas
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.exports.formats import FORMATS
from meetings.exports.units import UNITS
from meetings.models import Actor, Capture, Meeting, Person, Record, Source
from meetings.models.choices import VersionKind
from meetings.publication.publish import publish
from tests.drafts import Rio

pytestmark = pytest.mark.django_db

SELECTED = [f"/meetings.{extension}" for extension in FORMATS]
TABLES = [
    f"/meetings.{extension}?unit={unit}"
    for extension in ("csv", "xlsx", "json", "jsonl")
    for unit in UNITS
]


@contextmanager
def selects(number: int) -> Iterator[None]:
    """Assert how many statements read; a server-side cursor's transaction is none of them."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        yield
    read = [one["sql"] for one in captured if "SELECT" in one["sql"]]
    assert len(read) == number, "\n".join(read)


@pytest.mark.parametrize("address", SELECTED)
def test_polling_costs_one_query_while_nothing_changes(
    client: Client, story: Rio, address: str
) -> None:
    answer = client.get(address)
    etag = answer["ETag"]
    assert answer.getvalue()
    with selects(1):
        answer = client.get(address, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.getvalue(), answer["ETag"]) == (304, b"", etag)
    Meeting.objects.filter(pk=story.with_russia.pk).update(summary="More.")
    publish(story.with_russia.pk, None, kind=VersionKind.ADDITION)
    answer = client.get(address, headers={"If-None-Match": etag})
    assert answer.getvalue()
    assert (answer.status_code, answer["ETag"] != etag) == (200, True)


@pytest.mark.parametrize("address", SELECTED)
def test_headers_say_what_an_output_is(client: Client, story: Rio, address: str) -> None:
    answer = client.get(f"{address}?country=RUS")
    assert answer.getvalue()
    extension = address.split(".")[1]
    assert answer["Cache-Control"] == ("public, max-age=0, s-maxage=60, stale-while-revalidate=600")
    assert answer["X-Register-Clock"] == "2"
    assert answer["Content-Disposition"].endswith(f'filename="sidelines-rus-2.{extension}"')
    assert answer["Link"] == (
        '<http://testserver/meetings/?country=RUS>; rel="canonical"; '
        "title*=UTF-8''Meetings%20at%20which%20Russia%20took%20part, "
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    )
    assert "Set-Cookie" not in answer
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize("address", SELECTED)
def test_head_has_the_same_headers_and_reads_no_rows(
    client: Client, story: Rio, address: str
) -> None:
    wanted = client.get(address)
    assert wanted.getvalue()
    with selects(2):
        answer = client.head(address)
    assert answer.getvalue() == b""
    for name in ("Content-Type", "Content-Disposition", "Link", "ETag", "X-Register-Clock"):
        assert answer[name] == wanted[name]


@pytest.mark.parametrize(
    ("address", "number"),
    [
        # The clock for the validator and for the rows, the rows, actors, series.
        ("/meetings.csv", 5),
        ("/meetings.csv?country=RUS", 6),
        ("/meetings.json?unit=participation", 4),
        ("/meetings.jsonl?unit=pair-year", 4),
        # Counted before a workbook is begun: the meetings, then the rows.
        ("/meetings.xlsx?unit=report", 7),
        ("/meetings.csv?unit=statement", 3),
        ("/meetings.atom", 3),
        ("/meetings.ics", 3),
    ],
)
def test_queries_are_as_many_for_few_meetings_as_for_more(
    client: Client, story: Rio, address: str, number: int
) -> None:
    with selects(number):
        client.get(address).getvalue()
    for position in range(30):
        _copy(Record.objects.order_by("pk")[0], f"{position:010d}")
    with selects(number):
        client.get(address).getvalue()


def _copy(record: Record, public_id: str) -> None:
    version = record.version
    assert version is not None
    record.pk, record.version, record.public_id = None, None, public_id
    record.save(force_insert=True)
    version.pk, version.record = None, record
    version.save(force_insert=True)
    record.version = version
    record.save()


def test_other_sites_may_read(client: Client, story: Rio) -> None:
    public_id = story.with_russia.public_id
    origin = {"Origin": "https://elsewhere.example"}
    for address in (
        "/meetings.csv",
        f"/meetings/{public_id}.json",
        f"/meetings/{public_id}/v1.bib",
        "/api/v1/meetings/",
        "/api/v1/schema/",
    ):
        assert client.get(address, headers=origin)["Access-Control-Allow-Origin"] == "*"
    for address in ("/meetings/", "/admin/login/"):
        assert "Access-Control-Allow-Origin" not in client.get(address, headers=origin)


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "title", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "a\x0bb"]
)
def test_no_cell_begins_a_formula(client: Client, story: Rio, extension: str, title: str) -> None:
    Record.objects.filter(public_id=story.with_russia.public_id).update(title=title)
    content = io.BytesIO(client.get(f"/meetings.{extension}?country=RUS").getvalue())
    rows = pandas.read_csv(content) if extension == "csv" else pandas.read_excel(content)
    shown = title if title[0] == "a" else f"'{title}"
    if extension == "xlsx":
        shown = shown.replace("\x0b", "")
    assert rows.title[0].replace("\r", "\n") == shown.replace("\r", "\n")


CANARY = "kanarienvogel"


def _private(story: Rio) -> None:
    """Put a canary wherever the desk keeps something to itself."""
    Actor.objects.update(notes=CANARY)
    Person.objects.update(notes=CANARY)
    Source.objects.update(notes=CANARY)
    Capture.objects.create(
        source=story.source, taken="2024-11-20T00:00:00Z", sha256="0" * 64, text=CANARY
    )
    Meeting.objects.update(notes=CANARY, summary=CANARY, title=CANARY)
    story.with_russia.reports.update(summary=CANARY)


def test_nothing_of_the_desk_is_in_any_output(client: Client, story: Rio) -> None:
    _private(story)
    public_id = story.with_russia.public_id
    files = [f"/meetings/{public_id}.{one}" for one in ("json", "bib", "ris", "csl.json", "ics")]
    versions = [f"/meetings/{public_id}/v1.{one}" for one in ("json", "bib")]
    lists = ("meetings", "people", "countries", "sources", "topics", "publishers", "summits")
    api = [f"/api/v1/{one}/" for one in lists] + [f"/api/v1/meetings/{public_id}/"]
    for address in [*SELECTED, *TABLES, *files, *versions, *api]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        content = answer.getvalue()
        if ".xlsx" in address:
            sheets = pandas.read_excel(io.BytesIO(content), sheet_name=None)
            content = "".join(sheet.to_csv() for sheet in sheets.values()).encode()
        assert CANARY.encode() not in content, address


def test_the_draft_of_a_meeting_is_in_no_output(client: Client, story: Rio) -> None:
    Meeting.objects.create(title=CANARY)
    for address in [*SELECTED, *TABLES, "/api/v1/meetings/?occurrence=any"]:
        assert CANARY.encode() not in client.get(address).getvalue()
