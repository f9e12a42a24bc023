"""The line above a list: which meetings are shown, in which order, and how many a page."""

import re

import pytest
from django.test import Client

from tests.register import meeting_of, published_rio

pytestmark = pytest.mark.django_db


def arrangement(client: Client, address: str) -> tuple[str, list[tuple[str, str]]]:
    """Return what is shown, in words, and the ways to arrange it with their addresses."""
    page = client.get(address).content.decode()
    found = re.search(r'<div class="arrangement".*?</div>', page, re.DOTALL)
    assert found is not None
    shown = re.search(r"<p>(.*?)</p>", found[0])
    assert shown is not None
    ways = re.findall(
        r'<(?:a href="([^"]*)" rel="nofollow"|span aria-current="true")>(.*?)<', found[0]
    )
    return shown[1], [(label, href.replace("&amp;", "&")) for href, label in ways]


def test_a_single_meeting_has_no_order(client: Client) -> None:
    published_rio()
    assert arrangement(client, "/meetings/?country=RUS") == ("1–1 of 1", [])


def test_an_order_keeps_the_selection_and_begins_at_the_first_page(client: Client) -> None:
    published_rio()
    assert arrangement(client, "/meetings/?country=CHN&page=1") == (
        "1–2 of 2",
        [("Newest first", ""), ("Oldest first", "/meetings/?country=CHN&sort=oldest")],
    )
    assert arrangement(client, "/meetings/?country=CHN&sort=oldest") == (
        "1–2 of 2",
        [("Newest first", "/meetings/?country=CHN"), ("Oldest first", "")],
    )


def test_relevance_is_offered_for_words(client: Client) -> None:
    published_rio()
    _, ways = arrangement(client, "/meetings/?q=Wang")
    assert ways[2:] == [("Most relevant first", "/meetings/?q=Wang&sort=relevance")]


def test_sizes_of_a_page(client: Client) -> None:
    for day in range(1, 29):
        meeting_of(["CHN", "RUS"], f"2024-01-{day:02}")
    shown, ways = arrangement(client, "/meetings/?page=2")
    assert shown == "26–28 of 28"
    assert ways[2:] == [
        ("25", ""),
        ("50", "/meetings/?per_page=50"),
        ("100", "/meetings/?per_page=100"),
    ]
    assert arrangement(client, "/meetings/?per_page=50")[0] == "1–28 of 28"
