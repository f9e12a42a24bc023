"""The API over meetings: same selection, cursors, what changed and what was withdrawn."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.test import Client

from meetings.models import Record
from meetings.publication.publish import publish, withdraw
from meetings.search.selection import read_selection
from tests.drafts import Rio

pytestmark = pytest.mark.django_db


def ids(document: dict[str, Any]) -> list[str]:
    return [one["public_id"] for one in document["results"]]


def walk(client: Client, address: str | None) -> list[list[str]]:
    """Return the ids of every page, following ``next``."""
    pages = []
    while address:
        parts = urlsplit(address)
        document = client.get(f"{parts.path}?{parts.query}").json()
        pages.append(ids(document))
        address = document["next"]
    return pages


def many(story: Rio, number: int) -> None:
    """Add records beside the published ones, two of a day."""
    template = Record.objects.get(public_id=story.with_russia.public_id)
    for position in range(number):
        template.pk = None
        template.version = None
        template.public_id = f"{position:010d}"
        template.listed_on = f"2023-01-{1 + position // 2:02d}"
        template.clock = position + 10
        template.save(force_insert=True)


def test_a_meeting_in_a_list(client: Client, story: Rio) -> None:
    document = client.get("/api/v1/meetings/?country=RUS").json()
    assert document["selection"] == "Meetings at which Russia took part"
    assert document["selection_address"] == "http://testserver/meetings/?country=RUS"
    assert (document["register_clock"], document["licence"]) == (2, "CC BY 4.0")
    assert document["next"] is None
    assert len(document["results"]) == 1
    result = document["results"][0]
    assert result["public_id"] == story.with_russia.public_id
    assert result["sides"][1] == {
        "actors": [{"code": "RUS", "name": "Russia"}],
        "people": [{"key": "sergey-lavrov", "name": "Sergey Lavrov"}],
    }
    assert result["date"]["edtf"] == "[2024-11-18..2024-11-19]"
    assert (result["host"], result["series"], result["level"]) == (
        "BRA",
        "g20",
        "foreign_ministers",
    )


def test_the_same_meetings_as_the_selection(client: Client, story: Rio) -> None:
    query = "country=CHN&sort=oldest"
    selected = [one.public_id for one in read_selection(QueryDict(query)).records()]
    assert ids(client.get(f"/api/v1/meetings/?{query}").json()) == selected


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_pages_follow_each_other(client: Client, story: Rio, sort: str) -> None:
    many(story, 58)
    pages = walk(client, f"/api/v1/meetings/?sort={sort}")
    assert [len(page) for page in pages] == [25, 25, 10]
    wanted = read_selection(QueryDict(f"sort={sort}")).records()
    assert [one for page in pages for one in page] == [one.public_id for one in wanted]


def test_a_cursor_stays_right_when_its_row_is_withdrawn(client: Client, story: Rio) -> None:
    many(story, 40)
    first = client.get("/api/v1/meetings/").json()
    rest = walk(client, first["next"])
    Record.objects.filter(public_id__in=ids(first)).update(state="withdrawn")
    assert walk(client, first["next"]) == rest


def test_what_changed_since_a_clock_oldest_change_first(client: Client, story: Rio) -> None:
    document = client.get("/api/v1/meetings/?updated_since=0").json()
    assert ids(document) == [story.with_russia.public_id, story.with_india.public_id]
    document = client.get("/api/v1/meetings/?updated_since=1").json()
    assert ids(document) == [story.with_india.public_id]
    assert ids(client.get("/api/v1/meetings/?updated_since=2").json()) == []


def test_changes_come_in_pages_too(client: Client, story: Rio) -> None:
    many(story, 40)
    Record.objects.filter(public_id__startswith="0").update(clock=7)
    pages = walk(client, "/api/v1/meetings/?updated_since=0")
    assert [len(page) for page in pages] == [25, 17]
    assert len({one for page in pages for one in page}) == 42


def test_a_withdrawn_meeting_moves_from_one_list_to_the_other(client: Client, story: Rio) -> None:
    assert client.get("/api/v1/deleted/").json()["results"] == []
    withdraw(story.with_russia.pk, None, "It was another meeting.")
    assert ids(client.get("/api/v1/meetings/").json()) == [story.with_india.public_id]
    deleted = client.get("/api/v1/deleted/?updated_since=2").json()
    assert ids(deleted) == [story.with_russia.public_id]
    result = deleted["results"][0]
    assert (result["state"], result["note"], result["clock"]) == (
        "withdrawn",
        "It was another meeting.",
        3,
    )
    assert ids(client.get("/api/v1/deleted/?updated_since=3").json()) == []
    answer = client.get(f"/api/v1/meetings/{story.with_russia.public_id}/")
    assert (answer.status_code, answer["Content-Type"]) == (410, "application/problem+json")
    assert answer.json()["detail"] == "The meeting was withdrawn: It was another meeting."
    publish(story.with_russia.pk, None)
    assert ids(client.get("/api/v1/deleted/").json()) == []


def test_one_meeting_whole(client: Client, story: Rio) -> None:
    public_id = story.with_russia.public_id
    document = client.get(f"/api/v1/meetings/{public_id}/").json()
    assert document["address"].startswith(f"http://testserver/meetings/{public_id}/wang-yi")
    assert document["version_address"] == f"http://testserver/meetings/{public_id}/v1/"
    assert document["content"]["reports"][1]["voices"] == ["RUS"]
    assert document["entries"]["person"]["wang-yi"]["name"] == "Wang Yi"
    assert (document["derived"]["level"], document["clock"]) == ("foreign_ministers", 1)
    assert document == client.get(f"/meetings/{public_id}.json").json()


def test_another_spelling_of_the_id_redirects(client: Client, story: Rio) -> None:
    public_id = story.with_russia.public_id
    answer = client.get(f"/api/v1/meetings/{public_id.lower()}/")
    assert answer.status_code == (301 if public_id.lower() != public_id else 200)


@pytest.mark.parametrize(
    ("query", "parameter", "message"),
    [
        ("country=ATLANTIS", "country", "No country in the register goes by “ATLANTIS”."),
        ("from=yesterday", "from", None),
        ("page=2", "page", "The API has no page numbers; follow “next” instead."),
        ("cursor=%00", "cursor", None),
        ("cursor=bi4yMDI0LTExLTE5LjE&sort=oldest", "cursor", None),
        ("updated_since=-1", "updated_since", None),
        ("updated_since=99999999999999999999", "updated_since", None),
    ],
)
def test_what_cannot_be_read_is_a_problem(
    client: Client, story: Rio, query: str, parameter: str, message: str | None
) -> None:
    answer = client.get(f"/api/v1/meetings/?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    problem = answer.json()
    assert (problem["status"], problem["type"]) == (400, "about:blank")
    assert problem["errors"][0]["parameter"] == parameter
    assert message is None or problem["detail"] == message
    assert problem["without"].startswith("http://testserver/api/v1/meetings/")


def test_an_address_that_is_none_is_a_problem(client: Client, story: Rio) -> None:
    answer = client.get("/api/v1/meetings/0000000000/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_reading_is_all_there_is(client: Client, story: Rio, method: str) -> None:
    answer = getattr(client, method)("/api/v1/meetings/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_lists_of_entries_hold_what_has_a_page(client: Client, story: Rio) -> None:
    def keys(name: str) -> list[str]:
        return [one["key"] for one in client.get(f"/api/v1/{name}/").json()["results"]]

    assert sorted(keys("countries")) == ["BRA", "CHN", "IND", "RUS"]
    assert keys("organisations") == []
    assert sorted(keys("people")) == ["sergey-lavrov", "subrahmanyam-jaishankar", "wang-yi"]
    assert (keys("summits"), keys("series")) == (["g20-2024-rio-de-janeiro"], ["g20"])
    assert sorted(keys("topics")) == ["direct-flights", "korean-peninsula", "ukraine"]
    assert sorted(keys("publishers")) == ["reuters", "trt-world"]
    assert keys("sources") == [story.source.public_id]


def test_entries_that_changed_since_a_clock(client: Client, story: Rio) -> None:
    document = client.get("/api/v1/people/?updated_since=1").json()
    # Wang Yi was public before, and nothing of him has changed.
    assert [one["key"] for one in document["results"]] == ["subrahmanyam-jaishankar"]


def test_relevance_has_no_cursor(client: Client, story: Rio) -> None:
    answer = client.get("/api/v1/meetings/?q=talks&sort=relevance")
    assert answer.status_code == 400
    assert answer.json()["detail"] == (
        "The API lists the newest or the oldest first; relevance has no cursor."
    )
