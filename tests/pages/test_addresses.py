"""Public addresses: paths and absolute ones, also where the site is served under a prefix."""

from collections.abc import Iterator

import pytest
from django.urls import reverse, set_script_prefix

from meetings.pages import addresses
from meetings.search.query import Query

BASE = "https://register.example/"


@pytest.fixture
def prefix() -> Iterator[None]:
    """Serve the site under /register/."""
    set_script_prefix("/register/")
    yield
    set_script_prefix("/")


def test_addresses_of_a_meeting() -> None:
    assert addresses.meeting_address("0123456789", "a-b") == "/meetings/0123456789/a-b/"
    assert addresses.version_address("0123456789", 2) == "/meetings/0123456789/v2/"
    assert (
        addresses.permalink(BASE, "0123456789", "a-b")
        == "https://register.example/meetings/0123456789/a-b/"
    )


def test_the_address_of_a_meeting_is_the_one_that_leads_to_it() -> None:
    address = addresses.meeting_address("0123456789", "a-b")
    assert address == reverse("meeting", args=["0123456789", "a-b"])


def test_addresses_of_selections() -> None:
    query = Query.of({"country": ["CHN"]})
    assert addresses.list_address(Query.of({})) == "/meetings/"
    assert addresses.list_address(query) == "/meetings/?country=CHN"
    assert addresses.file_address("csv") == "/meetings.csv"
    assert addresses.file_address("atom", query.encoded) == "/meetings.atom?country=CHN"
    assert addresses.file_address("csv", "", "unit=pair") == "/meetings.csv?unit=pair"
    assert (
        addresses.file_address("csv", query.encoded, "unit=pair")
        == "/meetings.csv?country=CHN&unit=pair"
    )


def test_addresses_begin_with_the_prefix_of_the_site(prefix: None) -> None:
    assert addresses.list_address(Query.of({})) == "/register/meetings/"
    assert addresses.file_address("csv") == "/register/meetings.csv"
    assert addresses.entry_address("person", "wang-yi", {}) == "/register/people/wang-yi/"
    assert addresses.meeting_address("0123456789", "a-b") == reverse(
        "meeting", args=["0123456789", "a-b"]
    )
    assert (
        addresses.permalink(BASE, "0123456789", "a-b")
        == "https://register.example/register/meetings/0123456789/a-b/"
    )


@pytest.mark.parametrize(
    ("parts", "address"),
    [
        ((), "/people/"),
        (("", ""), "/people/"),
        (("letter=W",), "/people/?letter=W"),
        (("letter=W", "page=2"), "/people/?letter=W&page=2"),
    ],
)
def test_a_query_string_has_the_parts_that_are_not_empty(
    parts: tuple[str, ...], address: str
) -> None:
    assert addresses.with_query("/people/", *parts) == address
