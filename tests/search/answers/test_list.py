"""Facets say what a click yields and where it leads; an empty answer says which clause to drop."""

import re
from collections.abc import Callable

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.models import Topic
from meetings.pages.list_page import YearChart, blocks_of, chart_of
from meetings.search.answers.list import Facet, Year
from meetings.search.by_index.holder import Holder
from meetings.search.query import Query
from meetings.search.selection import read_selection
from tests.register import meeting_of, published_rio
from tests.search.by_index.answered import answered
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
    assert "Leaving out any one of these is not enough. Clear all without search text" in text_of(
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
    numbers = "&".join(
        f"level={one}" for one in ("leaders", "foreign_ministers", "ministers", "officials")
    )
    kinds = "channel=call&channel=video&setting=meal&setting=talks&sides=2&sides=3&sides=4%2B"
    ways = offered(client, f"/meetings/?{numbers}&{kinds}&accounts=disputed&from=2024&to=2025")
    assert len(ways) == 14
    assert [number for _, _, number in ways] == ["still none"] * 12 + [""] * 2


def facets(query: str) -> dict[str, Facet]:
    """Return the facets of a selection by parameter."""
    found = answered(read_selection(QueryDict(query)))
    return {facet.parameter: facet for facet in found.facets}


def shown(query: str, facet: str) -> list[tuple[str, int, bool, str]]:
    """Return label, count, whether it is chosen, and the query one click away."""
    return [
        (one.label, one.count, one.selected, one.toggle.encoded)
        for one in facets(query)[facet].values
    ]


def years(query: str) -> list[Year]:
    return answered(read_selection(QueryDict(query))).years


@pytest.fixture
def talks() -> None:
    meeting_of(["CHN", "RUS"], "2024-03-05")
    meeting_of(["CHN", "IND"], "2023-12-30/2024-01-02", channel="call")
    meeting_of(["CHN", "IND", "RUS"], "2021-07-01")
    meeting_of(["IND", "RUS"], "2024-05", occurrence="announced")


@pytest.mark.usefixtures("talks")
def test_values_that_hold_together_narrow() -> None:
    assert shown("country=CHN", "country") == [
        ("Chn", 3, True, ""),
        ("Ind", 2, False, "country=CHN&country=IND"),
        ("Rus", 2, False, "country=CHN&country=RUS"),
    ]


@pytest.mark.usefixtures("talks")
def test_a_further_alternative_widens_by_what_it_adds() -> None:
    assert shown("channel=call", "channel") == [
        ("In person", 2, False, "channel=call&channel=in_person"),
        ("Telephone call", 1, True, ""),
    ]
    assert (facets("channel=call")["channel"].widened, facets("")["channel"].widened) == (
        True,
        False,
    )


@pytest.mark.usefixtures("talks")
def test_any_of_them_is_a_choice_of_alternatives() -> None:
    values = shown("country=CHN&country=IND&match=any", "country")
    # Russia was only where one of them was: it adds nothing.
    assert [(label, count) for label, count, _, _ in values] == [("Chn", 3), ("Ind", 2)]
    one = shown("country=IND&match=any", "country")
    assert [(label, count) for label, count, _, _ in one] == [("Ind", 2), ("Chn", 1), ("Rus", 1)]


@pytest.mark.usefixtures("talks")
def test_only_these_counts_one_more_and_nobody_else() -> None:
    values = shown("country=CHN&country=RUS&match=only", "country")
    assert [(label, count) for label, count, _, _ in values] == [("Chn", 1), ("Rus", 1), ("Ind", 1)]
    # Without the last actor "only" would mean nothing.
    assert shown("country=CHN&match=only", "country")[0][3] == ""


@pytest.mark.usefixtures("talks")
def test_what_took_place_can_be_switched_off() -> None:
    assert shown("", "occurrence") == [
        ("Announced", 1, False, "occurrence=announced&occurrence=held"),
        ("Held", 3, True, "occurrence=any"),
    ]
    assert shown("occurrence=any", "occurrence") == [
        ("Announced", 1, False, "occurrence=announced"),
        ("Held", 3, False, ""),
    ]


@pytest.mark.usefixtures("talks")
def test_a_click_drops_the_page_and_keeps_the_order() -> None:
    (chn, *_) = shown("sort=oldest&page=2", "country")
    assert chn == ("Chn", 3, False, "country=CHN&sort=oldest")


def test_a_topic_counts_what_is_below_it_once() -> None:
    war = Topic.objects.create(name="War", slug="war")
    ukraine = Topic.objects.create(name="Ukraine", slug="ukraine", parent=war)
    grain = Topic.objects.create(name="Grain", slug="grain", parent=ukraine)
    meeting_of(["CHN", "RUS"], "2024-03-05", topics=[ukraine, grain])
    meeting_of(["CHN", "RUS"], "2024-03-06", topics=[grain])
    values = [(label, count) for label, count, _, _ in shown("", "topic")]
    assert sorted(values) == [("Grain", 2), ("Ukraine", 2), ("War", 2)]


def test_a_series_goes_by_its_short_name() -> None:
    published_rio()
    assert shown("", "series") == [("G20", 2, False, "series=g20")]


@pytest.mark.usefixtures("talks")
def test_a_meeting_that_may_have_been_in_two_years_is_in_both_unless_certain() -> None:
    assert [(year.year, year.count) for year in years("")] == [
        (2021, 1),
        (2022, 0),
        (2023, 1),
        (2024, 2),
    ]
    assert [year.count for year in years("dates=certain")] == [1, 0, 0, 1]


@pytest.mark.usefixtures("talks")
def test_a_bar_selects_its_year_and_lets_go_of_it() -> None:
    found = years("from=2023&to=2024")
    assert [(year.count, year.within) for year in found] == [
        (1, False),
        (0, False),
        (1, True),
        (2, True),
    ]
    assert found[0].toggle.encoded == "from=2021&to=2021"
    alone = years("from=2024&to=2024&country=RUS")[-1]
    assert (alone.selected, alone.toggle.encoded) == (True, "country=RUS")


@pytest.mark.usefixtures("talks")
def test_what_the_page_shows() -> None:
    found = answered(read_selection(QueryDict("channel=call")))
    blocks = blocks_of(found.facets, Query())
    channel = next(one for one in blocks if one.parameter == "channel")
    assert (channel.caption, channel.open, channel.every) == ("How they met", True, "")
    assert [(one.number, one.href) for one in channel.links] == [
        ("+2", "/meetings/?channel=call&channel=in_person"),
        ("1", "/meetings/"),
    ]
    chart = chart_of(years(""))
    assert isinstance(chart, YearChart)
    assert [(bar.x, bar.y, bar.height, bar.label) for bar in chart.bars] == [
        (0, 50, 50, "2021: 1 meeting"),
        (1, 100, 0, "2022: 0 meetings"),
        (2, 50, 50, "2023: 1 meeting"),
        (3, 0, 100, "2024: 2 meetings"),
    ]
    assert (chart.bars[1].href, chart.marks) == ("", (2021, 2022, 2024))


def test_no_meetings_no_facets() -> None:
    found = answered(read_selection(QueryDict("")))
    assert (found.number, found.years, chart_of(found.years)) == (0, [], None)
    # What is chosen stays in sight.
    assert [one.parameter for one in found.facets] == ["occurrence"]
