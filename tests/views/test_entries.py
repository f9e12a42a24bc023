"""Pages and indexes of countries, people, summits and the rest."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.models import (
    Actor,
    Membership,
    Participation,
    Person,
    Series,
    Source,
    Summit,
    Tenure,
    Topic,
)
from meetings.models.choices import ActorKind
from meetings.publication.clock import public_change
from meetings.publication.entries import publish_entries
from meetings.publication.publish import publish, withdraw
from meetings.publication.shared import publish_shared
from meetings.search.by_index.holder import Holder
from tests.drafts import holder, rio, state
from tests.register import meeting_of, published_rio, reference

from .test_meeting import text_of

pytestmark = pytest.mark.django_db

# Address, words that have to be on the page, and how many queries it takes without an index and
# with one.
PAGES = [
    ("/countries/CHN/", "State China Code CHN Meetings", 9, 6),
    (
        "/people/wang-yi/",
        "Offices held Minister of Foreign Affairs, China from 25 July 2023",
        10,
        7,
    ),
    ("/summits/g20-2024-rio-de-janeiro/", "When 18–19 November 2024 Where Rio de Janeiro", 10, 7),
    ("/series/g20/", "Editions G20 Rio de Janeiro 18–19 November 2024", 9, 6),
    ("/topics/ukraine/", "Topic Ukraine Meetings", 9, 6),
    ("/publishers/trt-world/", "Latest sources Foreign ministers of China and Russia", 7, 5),
]


@pytest.mark.parametrize("indexed", [False, True])
@pytest.mark.parametrize(("address", "words", "by_sql", "by_index"), PAGES)
def test_a_page_says_what_it_is_in_as_many_queries_for_fifty_meetings_as_for_one(
    client: Client,
    facet_index: Holder,
    django_assert_num_queries: DjangoAssertNumQueries,
    *,
    indexed: bool,
    address: str,
    words: str,
    by_sql: int,
    by_index: int,
) -> None:
    story = published_rio()
    queries = by_index if indexed else by_sql
    if indexed:
        facet_index.build_now()
    assert words in text_of(client, address)
    with django_assert_num_queries(queries):
        client.get(address)
    for number in range(15):
        topic = Topic.objects.create(
            name=f"Topic {number}", slug=f"topic-{number}", parent=Topic.objects.get(slug="ukraine")
        )
        edition = Summit.objects.create(
            series=story.summit.series, name=f"G20 {number}", slug=f"g20-{number}", date="2001"
        )
        meeting_of(["CHN", "RUS"], "2024", topics=[topic], summit=edition)
        meeting_of(
            ["CHN", f"Q{chr(65 + number)}A"],
            "2024",
            people=[story.wang.person, Person.objects.create(name=f"Person {number}")],
            topics=[Topic.objects.get(name="Ukraine")],
            summit=story.summit,
        )
    if indexed:
        facet_index.build_now()
    with django_assert_num_queries(queries):
        client.get(address)


def test_a_country_shows_its_latest_meetings_and_whom_it_met(client: Client) -> None:
    published_rio()
    page = client.get("/countries/CHN/").content.decode()
    assert '<a href="/meetings/?country=CHN">2 meetings held</a>' in page
    # A link to others only where there are some.
    assert "occurrence=any" not in page
    for other in ("IND", "RUS"):
        assert f'<a href="/meetings/?country=CHN&amp;country={other}">' in page
    assert "BRA" not in page.split("Most often", 1)[1]
    meeting_of(["CHN", "RUS"], "2024-12", occurrence="announced")
    page = client.get("/countries/CHN/").content.decode()
    assert '<a href="/meetings/?country=CHN&amp;occurrence=any">' in page


def test_counts_beside_a_counterpart_are_those_of_the_list(client: Client) -> None:
    for year in (2021, 2022):
        meeting_of(["CHN", "RUS"], str(year))
    meeting_of(["CHN", "RUS"], "2023", occurrence="denied")
    text = text_of(client, "/countries/CHN/")
    assert "Most often at the same meetings" in text
    assert "Rus 2 meetings" in text
    assert "2 meetings at which" in text_of(client, "/meetings/?country=CHN&country=RUS")


def test_a_country_without_meetings_has_a_page_that_says_so(client: Client) -> None:
    reference("FRA")
    text = text_of(client, "/countries/FRA/")
    assert "No meeting held is recorded." in text


def test_people_sources_and_publishers_exist_only_with_a_published_meeting(client: Client) -> None:
    story = published_rio()
    Person.objects.create(name="Somebody Else")
    source = Source.objects.create(publisher=story.source.publisher, title="Unread")
    assert client.get("/people/somebody-else/").status_code == 404
    assert client.get(f"/sources/{source.public_id}/").status_code == 404
    assert client.get("/publishers/reuters/").status_code == 200
    text = text_of(client, f"/sources/{story.source.public_id}/")
    assert "Publisher TRT World Agency credited Reuters Published 19 November 2024" in text
    assert "Wang Yi (China) and Sergey Lavrov (Russia)" in text


@pytest.mark.parametrize("address", ["/people/sergey-lavrov/", "/people/Sergey-Lavrov/"])
def test_a_person_whom_no_meeting_shows_any_more_keeps_an_address_that_tells_nothing(
    client: Client, address: str
) -> None:
    story = published_rio()
    withdraw(story.with_russia.pk, None, "A mix-up.")
    frozen = client.get(f"/meetings/{story.with_russia.public_id}/v1/").content.decode()
    assert 'href="/people/sergey-lavrov/"' in frozen
    response = client.get(address, follow=True)
    page = response.content.decode()
    assert response.status_code == 200
    assert "A published meeting once showed this person; none does now." in page
    assert '<meta name="robots" content="noindex">' in page
    assert "Lavrov" not in page
    assert "Lavrov" not in text_of(client, "/people/")


def test_an_office_known_from_no_published_meeting_is_not_told(client: Client) -> None:
    story = published_rio()
    holder(state("XYZ", "Nowhere"), "Wang Yi", "Honorary President", "head_of_state")
    assert Tenure.objects.filter(person=story.wang.person).count() == 2
    assert "Honorary President" not in text_of(client, "/people/wang-yi/")


def test_spellings_of_keys_redirect(client: Client) -> None:
    published_rio()
    meeting_of(["EU", "CHN"], "2024")
    for address, target in (
        ("/countries/chn/", "/countries/CHN/"),
        ("/organisations/CHN/", "/countries/CHN/"),
        ("/countries/EU/", "/organisations/EU/"),
        ("/people/Wang-Yi/", "/people/wang-yi/"),
    ):
        response = client.get(address)
        assert (response.status_code, response.headers["Location"]) == (301, target)


@pytest.mark.parametrize(
    ("address", "words", "queries"),
    [
        ("/countries/", "B Brazil C China I India R Russia", 2),
        ("/organisations/", "There is none.", 2),
        ("/people/", "S Sergey Lavrov Subrahmanyam Jaishankar W Wang Yi", 3),
        ("/people/?letter=W", "Wang Yi", 3),
        ("/people/?letter=X", "There is none under X.", 3),
        ("/people/?letter=other", "There is none under other.", 3),
        ("/summits/", "G20 Rio de Janeiro 18–19 November 2024", 3),
        ("/series/", "G20", 3),
        ("/topics/", "D Direct flights K Korean Peninsula U Ukraine", 2),
        ("/publishers/", "R Reuters T TRT World", 3),
        ("/sources/", "Foreign ministers of China and Russia meet at the G20 19 November 2024", 3),
    ],
)
def test_an_index_lists_what_has_a_page(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    words: str,
    queries: int,
) -> None:
    published_rio()
    Person.objects.create(name="Draft Person")
    text = text_of(client, address)
    assert words in text
    assert "Draft" not in text
    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize("query", ["letter=AA", "letter=%00", "page=0", "page=x", "page=1e9"])
def test_an_index_refuses_what_it_cannot_read(client: Client, query: str) -> None:
    assert client.get(f"/people/?{query}").status_code == 400


def test_an_organisation_shows_members_series_summits_and_meetings_at_them(
    client: Client,
) -> None:
    published_rio()
    g20 = state("G20", "Group of Twenty", kind=ActorKind.ORGANISATION, article=True)
    with public_change() as change:
        publish_entries([g20], change)
    china = Actor.objects.get(code="CHN")
    Membership.objects.create(organisation=g20, member=china, start="1999")
    series = Series.objects.get()
    series.organisation = g20
    series.save()
    publish_shared(china, None)
    publish_shared(series, None)
    page = client.get("/organisations/G20/").content.decode()
    text = text_of(client, "/organisations/G20/")
    assert "No meeting held is recorded." not in text
    assert "Meetings at its summits" in text
    assert '<a href="/meetings/?series=g20">2 meetings held</a>' in page
    assert '<a href="/series/g20/">' in page
    assert '<a href="/summits/g20-2024-rio-de-janeiro/">' in page
    assert "Members China from 1999" in text


def test_a_summit_shows_the_meeting_of_its_days_and_place_that_is_filed_elsewhere(
    client: Client,
) -> None:
    story = published_rio()
    place = story.summit.place
    talks = Summit.objects.create(
        name="China–Russia summit", slug="talks", date="2024-11-18", place=place
    )
    with public_change() as change:
        publish_entries([talks], change)
    meeting_of(["CHN", "RUS"], "2024-11-18", title="The two alone", place=place)
    meeting_of(["CHN", "RUS"], "2024-11-21", title="Days later", place=place)
    text = text_of(client, "/summits/talks/")
    assert "Other meetings there on these days" in text
    assert "The two alone" in text
    assert "Days later" not in text


def test_who_was_absent_is_found_on_the_page_of_the_person(client: Client) -> None:
    absent = Person.objects.create(name="Andrés López")
    meeting = meeting_of(["CHN", "RUS"], "2024", title="Without him")
    Participation.objects.create(
        meeting=meeting,
        position=9,
        actor=Actor.objects.get(code="CHN"),
        person=absent,
        attendance="absent",
        basis="named",
    )
    publish(meeting.pk, None)
    text = text_of(client, "/people/andres-lopez/")
    assert "Named, but not present" in text
    assert "Without him" in text
    assert "Also those announced" not in text


def test_a_source_names_the_archive_of_its_copy(client: Client) -> None:
    story = rio()
    copy = "https://web.archive.org/web/20241120100000/https://news.example/g20"
    type(story.source).objects.filter(pk=story.source.pk).update(archive_url=copy)
    publish(story.with_russia.pk, None)
    page = client.get(f"/sources/{story.source.public_id}/").content.decode()
    assert f'href="{copy}"' in page
    assert "Internet Archive, 20 November 2024" in page
