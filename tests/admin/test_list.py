"""The list of meetings at the desk."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.models import Meeting, Participation, Report
from tests.drafts import Rio

from .forms import open_form

pytestmark = pytest.mark.django_db

LIST = "/admin/meetings/meeting/"


def listed(client: Client, query: str) -> list[int]:
    page = client.get(LIST + query)
    assert page.status_code == 200
    return [row.pk for row in page.context["cl"].result_list]


def test_a_line_says_who_when_and_how_it_stands(desk: Client, story: Rio) -> None:
    page = desk.get(LIST).content.decode()
    assert "Wang Yi (China) – Sergey Lavrov (Russia), G20 Rio de Janeiro" in page
    assert "Draft" in page
    assert "Held" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=lavrov", ["russia"]),
        ("?q=LÁVROV+china", ["russia"]),
        ("?q=india", ["india"]),
        ("?q=rio", ["india", "russia"]),
        ("?q=nobody", []),
        ("?actor=RUS", ["russia"]),
        ("?actor=Chinese+[CHN]&summit=G20+Rio+de+Janeiro", []),
        ("?actor=China&summit=G20+Rio+de+Janeiro", ["india", "russia"]),
        ("?actor=Narnia", []),
        ("?status__exact=draft", ["india", "russia"]),
        ("?status__exact=published", []),
        ("?changed_by=me", []),
    ],
)
def test_search_and_filters(desk: Client, story: Rio, query: str, found: list[str]) -> None:
    names = {story.with_russia.pk: "russia", story.with_india.pk: "india"}
    assert sorted(names[pk] for pk in listed(desk, query)) == found


def test_what_a_filter_does_not_know_it_says(desk: Client, story: Rio) -> None:
    page = desk.get(f"{LIST}?actor=Narnia").content.decode()
    assert "No actor is called “Narnia”." in page


def test_changed_by_me(desk: Client, story: Rio) -> None:
    address = f"{LIST}{story.with_india.pk}/change/"
    desk.post(address, open_form(desk, address, "meeting") | {"title": "Talks"})
    assert listed(desk, "?changed_by=me") == [story.with_india.pk]


def test_the_number_of_queries_does_not_grow(
    desk: Client, story: Rio, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    desk.get(LIST)  # content types are looked up once a process
    with django_assert_num_queries(LIST_QUERIES):
        desk.get(LIST)
    for number in range(20):
        meeting = Meeting.objects.create(title=f"Meeting {number}", summit=story.summit)
        for tenure in (story.wang, story.jaishankar):
            Participation.objects.create(
                meeting=meeting, actor=tenure.office.actor, person=tenure.person, tenure=tenure
            )
        Report.objects.create(meeting=meeting, source=story.source)
    with django_assert_num_queries(LIST_QUERIES):
        desk.get(LIST)


def test_the_form_needs_as_many_for_two_rows_as_for_twelve(
    desk: Client, story: Rio, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = f"{LIST}{story.with_russia.pk}/change/"
    desk.get(address)
    with django_assert_num_queries(FORM_QUERIES):
        desk.get(address)
    for number in range(10):
        person = type(story.wang.person).objects.create(name=f"Person {number}")
        Participation.objects.create(
            meeting=story.with_russia, actor=story.wang.office.actor, person=person, position=number
        )
    with django_assert_num_queries(FORM_QUERIES):
        desk.get(address)


LIST_QUERIES = 14
FORM_QUERIES = 48
