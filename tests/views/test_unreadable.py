"""An address that cannot be read comes back as the form, with all that was typed."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.models import Person
from tests.register import meeting_of, published_rio

pytestmark = pytest.mark.django_db


def page_of(client: Client, query: str) -> str:
    response = client.get(f"/meetings/?{query}")
    assert response.status_code == 400
    page = response.content.decode()
    return page[page.index("<main") : page.index("</main>")]


def control(page: str, name: str, number: int = 1) -> str:
    """Return the control of a parameter, without the options that are not chosen."""
    start = page.index(f'<label for="id_{name}_{number}"')
    part = page[start:].partition('<div class="control')[0]
    return re.sub(r'<option value="[^"]*">.*?</option>', "", part)


def test_everything_typed_is_there_again_with_the_problem_at_its_control(client: Client) -> None:
    published_rio()
    page = page_of(client, "q=talks&country=CHN&person=nobody&level=boss&channel=in_person")
    assert "Part of this search cannot be read" in page
    assert 'value="talks"' in control(page, "q")
    assert '<option value="CHN" selected>China</option>' in control(page, "country")
    assert '<option value="in_person" selected>In person</option>' in control(page, "channel")
    person = control(page, "person")
    assert 'value="nobody"' in person
    assert 'aria-invalid="true" aria-describedby="id_person_1_problem"' in person
    assert '<div id="id_person_1_problem" class="problem">' in person
    assert "No person in the register goes by “nobody”." in person
    level = control(page, "level")
    assert '<option value="boss" selected>boss</option>' in level
    # In the words of the form; the API names the keys.
    assert "Level is one of these: Leaders, " in level
    assert "foreign_ministers, " not in level
    assert '<a href="#id_person_1">No person in the register goes by “nobody”.</a>' in page


def test_the_selection_without_it_is_counted(client: Client) -> None:
    published_rio()
    assert "see the 2 meetings without it" in page_of(client, "country=CHN&person=nobody")
    assert 'href="/meetings/?country=CHN"' in page_of(client, "country=CHN&person=nobody")
    assert "see the 1 meeting without it" in page_of(client, "country=RUS&from=2024-13")
    assert "see all 2 meetings" in page_of(client, "summit=none")


def test_a_name_that_one_alone_has_is_taken(client: Client) -> None:
    published_rio()
    response = client.get("/meetings/?person=Lavrov&country=china")
    assert (response.status_code, response.headers["Location"]) == (
        302,
        "/meetings/?country=CHN&person=sergey-lavrov",
    )


def test_a_name_that_several_have_comes_back_with_the_choice_at_its_field(client: Client) -> None:
    people = [Person.objects.create(name=name) for name in ("George Bush", "Jeb Bush")]
    meeting_of(["CHN", "RUS"], "2024", people=people)
    person = control(page_of(client, "person=bush&country=CHN"), "person")
    assert "“bush” may be more than one person: choose which." in person
    assert (
        '<li><a href="/meetings/?country=CHN&amp;person=george-bush">George Bush</a></li>'
        '<li><a href="/meetings/?country=CHN&amp;person=jeb-bush">Jeb Bush</a></li>'
    ) in person


def test_a_misspelt_name_is_asked_about(client: Client) -> None:
    published_rio()
    person = control(page_of(client, "person=Lavrow"), "person")
    assert "No person in the register goes by “Lavrow”." in person
    assert '<a href="/meetings/?person=sergey-lavrov">Sergey Lavrov</a>' in person


def test_words_beside_a_name_say_which(client: Client) -> None:
    published_rio()
    people = [Person.objects.create(name=name) for name in ("George Bush", "Jeb Bush")]
    meeting_of(["CHN", "RUS"], "2024", people=people)
    person = control(page_of(client, "q=person:bush+jeb"), "person")
    assert person.index("/meetings/?person=jeb-bush") < person.index("george-bush")


def test_what_the_search_box_refuses_stays_in_it(client: Client) -> None:
    box = control(page_of(client, "q=grain+-country:CHN"), "q")
    assert 'value="grain -country:CHN"' in box
    assert "A filter cannot be turned round; a minus is for words." in box


def test_what_was_typed_is_escaped(client: Client) -> None:
    page = page_of(client, "person=%3Cscript%3E&level=%22%3E%3Cscript%3E&q=%3Cb%3E+is:x")
    assert "<script>" not in page
    assert "<b>" not in page


def test_programs_get_a_problem_document(client: Client) -> None:
    for path in ("/meetings.csv", "/api/v1/meetings/"):
        response = client.get(f"{path}?level=boss")
        assert response.status_code == 400
        assert response.headers["Content-Type"] == "application/problem+json"
        assert "Level is one of leaders, " in response.json()["errors"][0]["message"]


def test_it_costs_few_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published_rio()
    # The clock, the options, the keys, the name by its words and by its letters, the number.
    with django_assert_num_queries(7):
        client.get("/meetings/?country=CHN&person=nobody")
