"""The front page: the latest, and what is covered."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.search.by_index.holder import Holder
from tests.register import meeting_of, published_rio

from .test_meeting import text_of

pytestmark = pytest.mark.django_db

FIGURES = ["2 meetings held", "3 countries", "3 people named", "2 publishers of sources"]


def figures(client: Client) -> list[str]:
    page = client.get("/").content.decode()
    listed = page.split('<ul class="figures">')[1].split("</ul>", maxsplit=1)[0]
    return re.findall(r"<a [^>]*>([^<]*)</a>", listed)


def test_figures_are_the_same_with_an_index_and_without(
    client: Client, facet_index: Holder
) -> None:
    published_rio()
    meeting_of(["EU", "CHN"], "2024-12", occurrence="announced")
    assert figures(client) == FIGURES
    facet_index.build_now()
    assert figures(client) == FIGURES


@pytest.mark.parametrize(("indexed", "queries"), [(True, 5), (False, 7)])
def test_the_front_page_needs_as_many_queries_for_many_meetings(
    client: Client,
    facet_index: Holder,
    django_assert_num_queries: DjangoAssertNumQueries,
    indexed: bool,
    queries: int,
) -> None:
    published_rio()
    for _ in range(2):
        if indexed:
            facet_index.build_now()
        # The state, what there is to choose from, latest meetings and summits; three for figures.
        with django_assert_num_queries(queries):
            client.get("/")
        for day in range(1, 20):
            meeting_of(["CHN", "RUS"], f"2024-01-{day:02}")


def test_imported_meetings_give_way_to_those_that_an_editor_has_checked(client: Client) -> None:
    imported = meeting_of(["CHN", "RUS"], "2025-01-01", title="Imported", checked=False)
    assert "Imported" in client.get("/").content.decode()
    meeting_of(["CHN", "RUS"], "2024-01-01", title="Checked")
    page = client.get("/").content.decode()
    assert "Checked" in page
    assert imported.public_id not in page
    assert "2 meetings held" in page


def test_an_empty_register_says_so(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Latest summits" not in page
    assert "Nothing is published yet." in page
    assert "0 meetings held" in page


def test_the_latest_summits_are_named_with_their_days(client: Client) -> None:
    published_rio()
    assert "Latest summits G20 Rio de Janeiro 18–19 November 2024" in text_of(client, "/")
