"""The list of meetings: its sentence, clauses, lines, form and ways out."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.models import Address, Entry
from meetings.search.by_index.holder import Holder
from tests.register import meeting_of, published_rio

from .test_meeting import permalink, text_of

pytestmark = pytest.mark.django_db


def titles(client: Client, address: str) -> list[str]:
    """Return the titles of the lines of a list."""
    page = client.get(address).content.decode()
    found = re.findall(r'<a class="line-title" href="[^"]*">(.*?)</a>', page, re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", one)).strip() for one in found]


def test_two_countries_mean_the_same_meeting(client: Client) -> None:
    story = published_rio()
    assert len(titles(client, "/meetings/?country=CHN&summit=g20-2024-rio-de-janeiro")) == 2
    page = client.get("/meetings/?country=CHN&country=RUS").content.decode()
    assert "<h1>1 meeting at which China and Russia both took part</h1>" in page
    assert f'href="{permalink(story.with_russia)}"' in page
    assert permalink(story.with_india) not in page


def test_a_line_says_when_who_where_what_and_whose_account(client: Client) -> None:
    published_rio()
    text = text_of(client, "/meetings/?country=IND")
    assert (
        "Reported 19 Nov 2024; day not stated Wang Yi (China) and Subrahmanyam Jaishankar (India), "
        "on the sidelines of G20 Rio de Janeiro Rio de Janeiro on the sidelines of "
        "G20 Rio de Janeiro about Direct flights own accounts: China, "
        "1 of 2 sides" in text
    )


def test_clauses_are_links_that_drop_them(client: Client) -> None:
    published_rio()
    page = client.get("/meetings/?country=RUS&country=CHN&from=2024&page=1").content.decode()
    for address in (
        "/meetings/?country=RUS&amp;from=2024",
        "/meetings/?country=CHN&amp;from=2024",
        "/meetings/?country=CHN&amp;country=RUS",
    ):
        assert f'<a class="pill" href="{address}">' in page
    assert '<a href="/meetings/">Clear all</a>' in page
    canonical = "/meetings/?country=CHN&amp;country=RUS&amp;from=2024"
    assert f'<link rel="canonical" href="{canonical}">' in page


def test_an_empty_answer_says_which_clause_to_drop(client: Client) -> None:
    published_rio()
    text = text_of(client, "/meetings/?country=RUS&to=1999")
    assert "0 meetings at which Russia took part, until 1999" in text
    assert "That nothing is recorded does not mean that nothing happened." in text
    assert "without to 1999 : 1 meeting without country Russia : still none" in text


def test_the_form_offers_what_was_met_and_keeps_what_was_chosen(client: Client) -> None:
    published_rio()
    page = client.get("/meetings/?country=CHN&person=wang-yi").content.decode()
    assert page.count('name="country"') == 2
    assert '<option value="CHN" selected>China</option>' in page
    assert '<option value="BRA"' not in page.split('name="organisation"', maxsplit=1)[0]
    assert 'value="wang-yi"' in page
    assert '<option value="sergey-lavrov">Sergey Lavrov</option>' in page
    assert '<option value="g20-2024-rio-de-janeiro">G20 Rio de Janeiro</option>' in page


def test_a_draft_is_offered_nowhere(client: Client) -> None:
    story = published_rio()
    story.jaishankar.person.names.create(name="A name of the desk")
    page = client.get("/meetings/").content.decode()
    assert "A name of the desk" not in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("country=QQQ", "No country in the register goes by “QQQ”."),
        ("from=2024-13", "Months run from 01 to 12: there is none in “2024-13”."),
        ("page=201", "Narrow the selection, to a year for example, to see what comes after."),
        ("person=wangg", "No person in the register goes by “wangg”."),
    ],
)
def test_what_cannot_be_read_is_a_400_with_a_way_out(
    client: Client, query: str, words: str
) -> None:
    published_rio()
    text = text_of(client, f"/meetings/?topic=ukraine&{query}", 400)
    assert words in text
    page = client.get(f"/meetings/?topic=ukraine&{query}").content.decode()
    assert '<a href="/meetings/?topic=ukraine">see the 1 meeting without it</a>' in page


def test_a_name_typed_by_hand_leads_to_the_person(client: Client) -> None:
    published_rio()
    response = client.get("/meetings/?person=Wang+Yi&country=CHN")
    assert response.headers["Location"] == "/meetings/?country=CHN&person=wang-yi"


def test_a_key_of_before_redirects_for_a_while(client: Client) -> None:
    published_rio()
    entry = Entry.objects.get(kind="topic", key="ukraine")
    Address.objects.create(kind="topic", key="ukrainian-crisis", entry=entry, current=False)
    response = client.get("/meetings/?topic=ukrainian-crisis&country=CHN&utm_source=x")
    assert response.status_code == 302
    assert response.headers["Location"] == "/meetings/?country=CHN&topic=ukraine"
    assert response.headers["Cache-Control"] == "public, max-age=300"
    page = client.get("/topics/ukrainian-crisis/")
    assert (page.status_code, page.headers["Location"]) == (301, "/topics/ukraine/")


def test_pages_of_a_list(client: Client) -> None:
    for number in range(30):
        meeting_of(["CHN", "RUS"], f"2024-01-{number + 1:02}", title=f"Meeting {number}")
    assert titles(client, "/meetings/?page=2") == [f"Meeting {n}" for n in (4, 3, 2, 1, 0)]
    assert titles(client, "/meetings/?sort=oldest&per_page=50")[:2] == ["Meeting 0", "Meeting 1"]
    page = client.get("/meetings/?country=CHN").content.decode()
    assert '<a href="/meetings/?country=CHN&amp;page=2" rel="next">Next</a>' in page
    text = text_of(client, "/meetings/?page=3")
    assert "There is no page 3: the selection has 2. Go to the first page." in text


@pytest.mark.parametrize(
    ("indexed", "query", "few", "queries"),
    [
        # The state of the register, what there is to choose from, the rows, the labels of facets.
        (True, "per_page=50", 3, 4),
        # And the keys together with the tree of topics.
        (True, "country=CHN&topic=ukraine&match=any&per_page=50", 3, 5),
        # And which records have the words.
        (True, "q=Rio&country=CHN&topic=ukraine&match=any&per_page=50", 3, 6),
        # Without an index one query counts everything; words are part of the conditions.
        (False, "per_page=50", 3, 5),
        (False, "q=Rio&country=CHN&topic=ukraine&match=any&per_page=50", 3, 6),
        (False, "country=CHN&country=RUS&match=only&per_page=50", 2, 6),
    ],
)
def test_a_list_needs_as_many_queries_for_fifty_rows_as_for_few(
    client: Client,
    facet_index: Holder,
    django_assert_num_queries: DjangoAssertNumQueries,
    indexed: bool,
    query: str,
    few: int,
    queries: int,
) -> None:
    published_rio()
    meeting_of(["CHN", "RUS"], "2024-02", title="Rio again")
    for rows in (few, 50):
        if indexed:
            facet_index.build_now()
        with django_assert_num_queries(queries):
            assert len(titles(client, f"/meetings/?{query}")) == rows
        for number in range(50):
            meeting_of(["CHN", "RUS"], "2024-02", title=f"Rio, {number}")


def test_catching_up_costs_five_queries_whatever_changed(
    client: Client, facet_index: Holder, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting_of(["CHN", "RUS"], "2024-03-01")
    facet_index.build_now()
    assert len(titles(client, "/meetings/")) == 1
    for number in range(2):
        for day in (1, 2, 3):
            meeting_of(["CHN", "RUS"], f"2024-0{number + 1}-0{day}")
        # The state, the rows, the labels; what there is to choose from is kept: no entry is new.
        with django_assert_num_queries(8):
            assert len(titles(client, "/meetings/")) == 4 + 3 * number


@pytest.mark.parametrize("indexed", [True, False])
def test_an_empty_list_needs_one_more_query(
    client: Client,
    facet_index: Holder,
    django_assert_num_queries: DjangoAssertNumQueries,
    indexed: bool,
) -> None:
    published_rio()
    if indexed:
        facet_index.build_now()
    # No rows; instead what the ways out would give, and whether the text names an actor.
    with django_assert_num_queries(7):
        text = text_of(client, "/meetings/?q=Lavrov&country=IND&topic=ukraine")
    assert "without country India : 1 meeting" in text


def test_a_default_that_hides_says_so(client: Client) -> None:
    published_rio()
    assert "not held" not in text_of(client, "/meetings/?country=CHN")
    meeting_of(["CHN", "RUS"], "2024-12", occurrence="announced")
    page = client.get("/meetings/?country=CHN").content.decode()
    assert (
        '<a href="/meetings/?country=CHN&amp;occurrence=any">+1 that was not held: 1 announced</a>'
    ) in page
    assert "not held" not in text_of(client, "/meetings/?country=CHN&occurrence=any")


def test_facets_whose_values_add_look_like_check_boxes(client: Client) -> None:
    published_rio()
    page = client.get("/meetings/").content.decode()
    for caption, adds in (("Country", False), ("Summit", True), ("Status", True), ("Where", True)):
        start = page.rindex("<details", 0, page.index(f"<summary>{caption}</summary>"))
        assert ("facet-adds" in page[start : start + 60]) is adds
    either = client.get("/meetings/?country=CHN&match=any").content.decode()
    start = either.rindex("<details", 0, either.index("<summary>Country</summary>"))
    assert "facet-adds" in either[start : start + 60]
