"""Cache headers of public pages: validators by the clock, no cookie, no Vary."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.models import Meeting
from meetings.publication.publish import publish
from tests.register import published_rio

from .test_meeting import permalink

pytestmark = pytest.mark.django_db

CACHED = "public, max-age=0, s-maxage=60, stale-while-revalidate=600"


def test_a_page_is_revalidated_with_one_query_until_something_public_changes(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    story = published_rio()
    for address in ("/", "/meetings/?country=CHN", permalink(story.with_russia), "/countries/CHN/"):
        first = client.get(address)
        assert first.headers["Cache-Control"] == CACHED
        etag = first.headers["ETag"]
        with django_assert_num_queries(1):
            again = client.get(address, headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")
        assert (again.headers["ETag"], again.headers["Cache-Control"]) == (etag, CACHED)
    address = "/meetings/?country=CHN"
    etag = client.get(address).headers["ETag"]
    assert client.get(f"{address}&country=RUS").headers["ETag"] != etag
    Meeting.objects.filter(pk=story.with_russia.pk).update(summary="Longer.")
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    publish(story.with_russia.pk, None)
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_a_new_release_is_a_new_page(client: Client, settings: object) -> None:
    etag = client.get("/").headers["ETag"]
    settings.RELEASE = "next"  # type: ignore[attr-defined]
    assert client.get("/").headers["ETag"] != etag


def test_public_pages_set_no_cookie_and_vary_by_none(client: Client) -> None:
    story = published_rio()
    addresses = [
        "/",
        "/meetings/",
        "/meetings/?from=x",
        "/nowhere/",
        permalink(story.with_russia),
        f"/m/{story.with_russia.public_id}",
        f"/meetings/{story.with_russia.public_id}/v1/",
        f"/meetings/{story.with_russia.public_id}/history/",
        "/people/",
        "/people/wang-yi/",
    ]
    for address in addresses:
        response = client.get(address)
        assert not response.cookies, address
        assert "Cookie" not in response.headers.get("Vary", ""), address


@pytest.mark.parametrize("address", ["/", "/meetings/", "/people/"])
def test_pages_are_read_and_never_written_to(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize(
    ("address", "status"), [("/nowhere/", 404), ("/people/?page=x", 400), ("/m/short", 404)]
)
def test_what_goes_wrong_has_a_page_with_ways_on(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    status: int,
) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert '<a href="/meetings/">find a meeting</a>' in response.content.decode()
    assert response.headers["Cache-Control"] in ("no-cache", CACHED)


def test_when_the_register_fails_it_says_so_plainly(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("meetings.models.record.RegisterClockManager.stamp", lambda _: 1 / 0)
    response = client.get("/people/")
    assert response.status_code == 500
    assert "The register failed" in response.content.decode()
