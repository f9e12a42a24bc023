"""Suggestions as one types: what is found by which name, in which order, and what never is."""

import re
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.models import Person, PersonName
from meetings.publication.publish import publish
from meetings.publication.shared import publish_shared
from meetings.search.box import suggestions as box
from meetings.search.parameters import ENTRIES
from tests.drafts import rio
from tests.register import meeting_of, published_rio, reference

from .test_meeting import text_of

pytestmark = pytest.mark.django_db


def suggested(client: Client, typed: str, parameter: str = "") -> list[str]:
    """Return what is suggested, as “person:wang-yi”, in order."""
    page = client.get(f"/suggest/?q={quote(typed)}&parameter={parameter}").content.decode()
    return re.findall(r'data-typed="([^"]*)"', page)


def with_other_names() -> None:
    """Publish the Rio story with the ministers' names in their own scripts."""
    story = rio()
    for tenure, name, language in (
        (story.wang, "王毅", "zh-Hans"),
        (story.lavrov, "Сергей Лавров", "ru"),
    ):
        PersonName.objects.create(person=tenure.person, name=name, language=language)
        tenure.person.save()
    publish(story.with_russia.pk, None)
    publish(story.with_india.pk, None)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lav", "person:sergey-lavrov"),
        ("LAVROV Sergey", "person:sergey-lavrov"),
        ("лавр", "person:sergey-lavrov"),
        ("Сергей", "person:sergey-lavrov"),
        ("王毅", "person:wang-yi"),
        ("毅", "person:wang-yi"),
        ("yi wang", "person:wang-yi"),
        ("Wáng Yì", "person:wang-yi"),
        ("chn", "country:CHN"),
        ("kor", "topic:korean-peninsula"),
        ("reut", "publisher:reuters"),
        ("aishanka", "person:subrahmanyam-jaishankar"),
        ("country:rus", "country:RUS"),
        ("host:braz", "host:BRA"),
        ("talks with wang yi", "talks with person:wang-yi"),
    ],
)
def test_one_thing_by_any_name(client: Client, typed: str, found: str) -> None:
    with_other_names()
    assert suggested(client, typed) == [found]


def test_the_nearest_comes_first_and_its_group_too(client: Client) -> None:
    published_rio()
    meeting_of(["CHL", "EU"], "2024-01-02")
    reference("IRN", "MRI")
    # A word that begins so before the inside of one; a code before a name; then the alphabet.
    assert suggested(client, "ri") == [
        "summit:g20-2024-rio-de-janeiro",
        "country:MRI",
    ]
    assert suggested(client, "ch") == ["country:CHN", "country:CHL"]
    assert suggested(client, "chn") == ["country:CHN"]
    assert suggested(client, "g20") == ["series:g20", "summit:g20-2024-rio-de-janeiro"]
    assert suggested(client, "eu", "organisation") == ["organisation:EU"]
    assert suggested(client, "r", "topic") == [
        "topic:direct-flights",
        "topic:korean-peninsula",
        "topic:ukraine",
    ]


def test_a_group_has_five_and_one_parameter_alone_ten(client: Client) -> None:
    people = [Person.objects.create(name=f"Minister {letter}") for letter in "ABCDEFGHIJKL"]
    for one in people:
        meeting_of(["CHN", "RUS"], "2024-01-02", people=[one, one], title=one.name)
    keys = [f"person:minister-{letter}" for letter in "abcdefghijkl"]
    assert suggested(client, "minister") == keys[:5]
    assert suggested(client, "minister", "person") == keys[:10]


def test_each_leads_to_its_meetings_and_says_what_it_is(client: Client) -> None:
    with_other_names()
    page = client.get("/suggest/?q=grain+王毅").content.decode()
    assert '<a href="/meetings/?q=grain&amp;person=wang-yi"' in page
    assert '<span lang="zh-Hans">王毅</span>' in page
    assert "People Wang Yi 王毅 Minister of Foreign Affairs, China" in text_of(
        client, "/suggest/?q=王毅"
    )
    assert "Summits G20 Rio de Janeiro 18–19 November 2024" in text_of(client, "/suggest/?q=rio")
    assert "Publishers Reuters News agency" in text_of(client, "/suggest/?q=reuters")
    assert "Nothing in the register goes by this name." in text_of(client, "/suggest/?q=qqq")


def test_the_page_works_by_itself(client: Client) -> None:
    published_rio()
    page = client.get("/suggest/?parameter=person").content.decode()
    assert '<form class="filters" method="get" action="/suggest/"' in page
    assert '<input type="hidden" name="parameter" value="person">' in page
    assert 'data-typed="' not in page


def test_what_only_the_desk_knows_is_not_suggested(client: Client) -> None:
    story = rio()
    publish(story.with_russia.pk, None)
    PersonName.objects.create(person=story.lavrov.person, name="Zerafim")
    story.lavrov.person.save()
    # He is in a draft alone; Lavrov's new name is not published yet.
    assert suggested(client, "jaishankar") == []
    assert suggested(client, "flights") == []
    assert suggested(client, "zerafim") == []
    publish_shared(story.lavrov.person, None)
    assert suggested(client, "zerafim") == ["person:sergey-lavrov"]


@pytest.mark.parametrize(
    "query", ["q=" + "x" * 201, "q=a%00b", "q=lav&parameter=office", "parameter=q"]
)
def test_what_makes_no_sense_is_a_400(client: Client, query: str) -> None:
    assert client.get(f"/suggest/?{query}").status_code == 400


def test_it_is_cached_by_the_clock_like_any_page(client: Client) -> None:
    published_rio()
    response = client.get("/suggest/?q=lav")
    assert response.headers["Cache-Control"] == (
        "public, max-age=0, s-maxage=60, stale-while-revalidate=600"
    )
    etag = {"If-None-Match": response.headers["ETag"]}
    assert client.get("/suggest/?q=lav", headers=etag).status_code == 304
    meeting_of(["CHN", "RUS"], "2024-01-02")
    assert client.get("/suggest/?q=lav", headers=etag).status_code == 200
    assert "HX-Request" not in response.headers.get("Vary", "")


@pytest.mark.parametrize(
    ("typed", "queries"),
    [
        # The clock, the names, the numbers, the actors whose offices people held.
        ("lav", 4),
        # One more for the tree of topics.
        ("ukr", 4),
        ("", 1),
        # Two more where only the last of many words is a name.
        ("talks about with wang", 6),
    ],
)
def test_it_costs_as_much_for_many_names_as_for_few(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, typed: str, queries: int
) -> None:
    published_rio()
    for letter in ("a", "b"):
        with django_assert_num_queries(queries):
            client.get(f"/suggest/?q={quote(typed)}")
        people = [Person.objects.create(name=f"{word} {letter}") for word in ("Lavo", "Wango")]
        meeting_of(["CHN", "RUS"], "2024-01-02", people=people)


def test_what_no_parameter_selects_by_is_typed_as_a_phrase_and_leads_to_its_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    published_rio()
    others = {name: one for name, one in ENTRIES.items() if name != "topic"}
    monkeypatch.setattr(box, "ENTRIES", others)
    page = client.get("/suggest/?q=peace+ukr").content.decode()
    assert (
        '<a href="/topics/ukraine/" rel="nofollow" data-key="ukraine" '
        'data-typed="peace &quot;Ukraine&quot;">Ukraine</a>'
    ) in page
