"""Numbers beside the values of facets are what a click gives, and all values have a page."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.search.by_index.holder import Holder
from tests.register import meeting_of, published_rio

pytestmark = pytest.mark.django_db

CODES = ["AUS", "BRA", "CAN", "DEU", "EGY", "FRA", "GBR", "HUN", "IND", "JPN", "KOR"]


@pytest.fixture(params=["index", "sql"])
def ready(request: pytest.FixtureRequest, facet_index: Holder) -> Callable[[], object]:
    """What to do once the register is filled, so that the index counts, or SQL does."""
    return facet_index.build_now if request.param == "index" else lambda: None


def values(client: Client, address: str) -> list[tuple[str, str, str]]:
    """Return address, label and number of the values on a page that are not chosen."""
    page = client.get(address).content.decode()
    found = re.findall(
        r'<li><a href="([^"]*)" rel="nofollow">([^<]*)</a>'
        r'<span class="facet-number"><span class="unseen">:</span> ([+0-9]+)</span></li>',
        page,
    )
    return [(unescape(href), label, number) for href, label, number in found]


def number_of(client: Client, address: str) -> int:
    """Return how many meetings a list has."""
    heading = re.search(r"<h1>(\d+) ", client.get(address).content.decode())
    assert heading is not None, address
    return int(heading[1])


@pytest.mark.parametrize(
    "query",
    [
        "",
        "country=CHN",
        "country=CHN&country=IND&match=any",
        "country=CHN&country=RUS&match=only",
        "person=wang-yi&match=any&channel=call",
        "channel=call",
        "sides=2&summit=g20-2024-rio-de-janeiro",
        "publisher=gazette",
        "occurrence=any",
        "occurrence=announced",
        "accounts=third_party",
        "accounts=disputed",
        "accounts=disputed&accounts=third_party&occurrence=held",
        "topic=ukraine&match=any",
    ],
)
def test_each_number_is_what_a_click_gives_or_adds(
    client: Client, ready: Callable[[], object], query: str
) -> None:
    published_rio()
    meeting_of(["CHN", "RUS"], "1998", channel="call")
    meeting_of(["CHN", "USA"], "2001", occurrence="denied")
    meeting_of(["IND", "RUS", "CHN"], "2002")
    meeting_of(["IND", "RUS"], "2024-05", occurrence="announced")
    ready()
    address = f"/meetings/?{query}"
    now = number_of(client, address)
    beside = values(client, address)
    assert beside
    for href, label, number in beside:
        after = number_of(client, href)
        assert number == (f"+{after - now}" if number[0] == "+" else str(after)), label


@pytest.fixture
def many() -> None:
    for code in CODES[:10]:
        meeting_of(["CHN", code], "2024-03-05")
    meeting_of(["CHN", "AUS"], "2024-03-06")


LINK = (
    '<p><a href="{}" rel="nofollow" data-hx-boost="false">Show all values'
    '<span class="unseen"> of Country</span></a></p>'
)


@pytest.mark.usefixtures("many")
def test_a_facet_with_more_values_than_it_shows_links_to_all(
    client: Client, ready: Callable[[], object]
) -> None:
    ready()
    page = client.get("/meetings/?sort=oldest&from=2024").content.decode()
    assert LINK.format("/meetings/values/country/?from=2024") in page
    every = client.get("/meetings/values/country/?from=2024").content.decode()
    assert "<h1>Country: 11 values</h1>" in every
    assert (
        "how many meetings it leaves of this selection: "
        '<a href="/meetings/?from=2024">Meetings since 2024</a>.'
    ) in " ".join(every.split())
    assert values(client, "/meetings/values/country/?from=2024")[:3] == [
        ("/meetings/?country=CHN&from=2024", "Chn", "11"),
        ("/meetings/?country=AUS&from=2024", "Aus", "2"),
        ("/meetings/?country=BRA&from=2024", "Bra", "1"),
    ]


def test_a_facet_of_ten_values_shows_them_all(client: Client, ready: Callable[[], object]) -> None:
    for code in CODES[:9]:
        meeting_of(["CHN", code], "2024-03-05")
    ready()
    assert "Show all values" not in client.get("/meetings/").content.decode()


@pytest.mark.usefixtures("many")
def test_all_values_stand_on_pages(
    client: Client, ready: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetings.views.lists._VALUES_A_PAGE", 4)
    ready()
    address = "/meetings/values/country/"
    assert [label for _, label, _ in values(client, address)] == ["Chn", "Aus", "Bra", "Can"]
    page = client.get(f"{address}?page=3").content.decode()
    assert [label for _, label, _ in values(client, f"{address}?page=3")] == ["Hun", "Ind", "Jpn"]
    assert '<link rel="canonical" href="/meetings/values/country/?page=3">' in page
    assert '<a href="/meetings/values/country/?page=2" rel="prev">' in page
    assert client.get(f"{address}?page=4").status_code == 404


def test_addresses_that_are_none(client: Client) -> None:
    published_rio()
    assert client.get("/meetings/values/channel/").status_code == 404
    assert client.get("/meetings/values/nothing/").status_code == 404
    assert client.get("/meetings/values/country/?country=QQQ").status_code == 400
    moved = client.get("/meetings/values/country/?country=chn&page=2&q=topic:ukraine")
    assert moved.headers["Location"] == "/meetings/values/country/?country=CHN&topic=ukraine"


def test_all_values_cost_few_queries(
    client: Client, facet_index: Holder, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published_rio()
    facet_index.build_now()
    # The state of the register, the keys, what the form offers, the labels.
    with django_assert_num_queries(4):
        client.get("/meetings/values/topic/?country=CHN")
    facet_index.forget()
    with django_assert_num_queries(5):
        client.get("/meetings/values/topic/?country=CHN")
