"""A site that is served below a path: whatever it names leads there, in every format."""

import json
import re
from collections.abc import Iterator
from typing import Any

import feedparser
import pytest
from django.http.response import HttpResponseBase
from django.templatetags.static import static
from django.test import Client
from django.urls import set_script_prefix
from icalendar import Calendar

from tests.drafts import Rio
from tests.register import published_rio

pytestmark = pytest.mark.django_db

SITE = "http://testserver/register"


@pytest.fixture
def story() -> Iterator[Rio]:
    """Publish both meetings, and serve the site under /register/."""
    story = published_rio()
    # Where static files are is settled once a process, and not by these tests.
    assert static("favicon.svg") == "/static/favicon.svg"
    set_script_prefix("/register/")
    yield story
    set_script_prefix("/")


def ask(client: Client, address: str) -> HttpResponseBase:
    """Ask as a server in front of us would, which takes the prefix off the path."""
    response = client.get(address, SCRIPT_NAME="/register")
    assert response.status_code == 200
    return response


def read(response: HttpResponseBase) -> dict[str, Any]:
    """Return the JSON of an answer, which may be a stream."""
    document: dict[str, Any] = json.loads(response.getvalue())
    return document


def permalink(story: Rio) -> str:
    """Return where the meeting with Russia has to be."""
    record = story.with_russia.record
    assert record is not None
    return f"{SITE}/meetings/{record.public_id}/{record.slug}/"


def test_a_feed(client: Client, story: Rio) -> None:
    parsed = feedparser.parse(ask(client, "/meetings.atom?country=RUS").getvalue())
    assert parsed.feed.link == f"{SITE}/meetings/?country=RUS"
    assert parsed.feed.links[1].href == f"{SITE}/meetings.atom?country=RUS"
    assert [entry.link for entry in parsed.entries] == [permalink(story)]


def test_a_calendar(client: Client, story: Rio) -> None:
    calendar = Calendar.from_ical(ask(client, "/meetings.ics?country=RUS").getvalue())
    assert str(calendar["URL"]) == f"{SITE}/meetings/?country=RUS"
    (event,) = calendar.walk("VEVENT")
    assert str(event["URL"]) == permalink(story)
    assert str(event["DESCRIPTION"]).splitlines()[-1] == permalink(story)


@pytest.mark.parametrize("unit", ["meeting", "participation", "pair", "report"])
def test_a_table(client: Client, story: Rio, unit: str) -> None:
    response = ask(client, f"/meetings.json?country=RUS&unit={unit}")
    table = read(response)
    assert table["selection_address"] == f"{SITE}/meetings/?country=RUS"
    assert {row["address"] for row in table["rows"]} == {permalink(story)}
    assert response.headers["Link"].startswith(f"<{SITE}/meetings/?country=RUS>;")


def test_a_workbook_that_is_too_large_points_to_csv(
    client: Client, story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetings.exports.spreadsheet.MOST_ROWS", 0)
    response = client.get("/meetings.xlsx?country=RUS", SCRIPT_NAME="/register")
    assert response.json()["csv"] == f"{SITE}/meetings.csv?country=RUS"


def test_the_api(client: Client, story: Rio) -> None:
    page = read(ask(client, "/api/v1/meetings/?country=RUS"))
    public_id = story.with_russia.public_id
    assert page["selection_address"] == f"{SITE}/meetings/?country=RUS"
    (line,) = page["results"]
    assert line["address"] == permalink(story)
    assert line["api_address"] == f"{SITE}/api/v1/meetings/{public_id}/"
    people = read(ask(client, "/api/v1/people/"))["results"]
    assert people[0]["address"] == f"{SITE}/people/{people[0]['key']}/"


def test_a_citation(client: Client, story: Rio) -> None:
    public_id = story.with_russia.public_id
    entry = ask(client, f"/meetings/{public_id}.bib").getvalue().decode()
    assert f"url = {{{SITE}/meetings/{public_id}/v1/}}" in entry


@pytest.mark.parametrize("address", ["/meetings/?country=RUS", "/", "/people/"])
def test_a_page(client: Client, story: Rio, address: str) -> None:
    page = ask(client, address).getvalue().decode()
    named = re.findall(r'(?:href|src|action|data-suggest)="([^"]*)"', page)
    assert len(named) > 20
    outside = {"https://creativecommons.org/licenses/by/4.0/"}
    wrong = [
        other
        for other in named
        if not other.startswith(("/register/", "/static/", "#")) and other not in outside
    ]
    assert wrong == []
