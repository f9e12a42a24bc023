"""An empty answer says which clause to drop, and how many meetings that would give."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.search.by_index.holder import Holder
from tests.register import meeting_of, published_rio
from tests.views.test_meeting import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["index", "sql"])
def ready(request: pytest.FixtureRequest, facet_index: Holder) -> Callable[[], object]:
    """What to do once the register is filled, so that the index counts, or SQL does."""
    return facet_index.build_now if request.param == "index" else lambda: None


def offered(client: Client, address: str) -> list[tuple[str, str, str]]:
    """Return the ways out: the words, the address, the number."""
    page = client.get(address).content.decode()
    part = page.partition('<div class="nothing" data-hx-boost="true">')[2].partition("</div>")[0]
    found = re.findall(r'<li>\s*<a href="([^"]*)">(.*?)</a>(.*?)</li>', part, re.DOTALL)
    return [
        (words, address.replace("&amp;", "&"), number.strip(" :\n"))
        for address, words, number in found
    ]


def test_each_clause_says_what_is_left_without_it(
    client: Client, ready: Callable[[], object]
) -> None:
    published_rio()
    meeting_of(["CHN", "USA"], "1998")
    ready()
    assert offered(client, "/meetings/?country=CHN&country=RUS&to=1999") == [
        ("without country Russia", "/meetings/?country=CHN&to=1999", "1 meeting"),
        ("without to 1999", "/meetings/?country=CHN&country=RUS", "1 meeting"),
        ("without country China", "/meetings/?country=RUS&to=1999", "still none"),
    ]
    assert (
        "Try without one of these: without country Russia : 1 meeting without to 1999"
        in text_of(client, "/meetings/?country=CHN&country=RUS&to=1999")
    )


def test_where_no_single_clause_helps_all_can_be_cleared(
    client: Client, ready: Callable[[], object]
) -> None:
    published_rio()
    ready()
    address = "/meetings/?country=RUS&to=1999&q=fisheries"
    assert [number for _, _, number in offered(client, address)] == ["still none"] * 3
    assert "Leaving out any one of these is not enough. Clear all without text" in text_of(
        client, address
    )
    # Nothing is chosen, and nothing published: there is no way out to offer.
    assert "Clear all" not in text_of(client, "/meetings/?page=1")


@pytest.mark.parametrize(
    "query",
    [
        "country=IND&to=1999",
        "country=CHN&country=IND&topic=ukraine&person=wang-yi",
        "country=RUS&match=only&from=2024",
        "country=CHN&country=IND&match=only&occurrence=denied",
        "occurrence=denied&country=IND",
        "occurrence=denied&occurrence=announced&topic=direct-flights",
        "topic=direct-flights&country=RUS&match=all",
        "q=stage+unprecedented&country=IND",
        "q=flights&country=RUS&summit=g20-2024-rio-de-janeiro",
        "sides=3&sides=4%2B&host=BRA&channel=call",
        "from=2024-11-18&to=2024-11-18&dates=certain&country=CHN",
        "publisher=gazette&series=g20",
    ],
)
def test_the_numbers_are_those_of_the_lists_they_lead_to(
    client: Client, ready: Callable[[], object], query: str
) -> None:
    published_rio()
    meeting_of(["CHN", "RUS"], "1998")
    meeting_of(["CHN", "USA"], "2001", occurrence="denied")
    ready()
    ways = offered(client, f"/meetings/?{query}")
    assert ways
    for words, address, number in ways:
        heading = re.search(r"<h1>(\S+)", client.get(address).content.decode())
        assert heading, words
        assert number.removesuffix("s") == (
            "still none" if heading[1] == "0" else f"{heading[1]} meeting"
        ), words


def test_they_cost_a_query_at_most_and_none_where_something_is_found(
    client: Client, facet_index: Holder, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published_rio()
    facet_index.build_now()
    # The state of the register, the keys, what the form offers, the labels of the facets.
    address = "/meetings/?country=RUS&country=IND&from=2024&sides=2"
    with django_assert_num_queries(4):
        assert len(offered(client, address)) == 4
    facet_index.forget()
    # And the counts, the ways out; there are no rows to read.
    with django_assert_num_queries(6):
        assert len(offered(client, address)) == 4


def test_many_clauses_are_offered_and_twelve_are_counted(
    client: Client, ready: Callable[[], object]
) -> None:
    published_rio()
    ready()
    numbers = "&".join(f"level={one}" for one in ("minister", "envoy", "speaker", "ambassador"))
    kinds = "channel=call&channel=video&setting=meal&setting=talks&sides=2&sides=3&sides=4%2B"
    ways = offered(client, f"/meetings/?{numbers}&{kinds}&accounts=disputed&from=2024&to=2025")
    assert len(ways) == 14
    assert [number for _, _, number in ways] == ["still none"] * 12 + [""] * 2
