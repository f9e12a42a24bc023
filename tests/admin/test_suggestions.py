"""What the combobox of the desk is told."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.admin.typed.offices import Held, resolve_office
from meetings.models import Actor, Meeting, Office, Participation, Person, Tenure
from tests.drafts import Rio, holder, rio, state

pytestmark = pytest.mark.django_db


def asked(client: Client, kind: str, **params: str) -> list[dict[str, Any]]:
    response = client.get(f"/admin/suggest/{kind}/", params)
    assert response.status_code == 200
    results: list[dict[str, Any]] = response.json()["results"]
    return results


def test_people_are_found_by_any_name_and_told_apart(desk: Client) -> None:
    story = rio()
    lavrov = story.lavrov.person
    lavrov.names.create(name="Лавров", language="ru")
    lavrov.refresh_search_text()
    found = {
        "value": f"Sergey Lavrov [#{lavrov.pk}]",
        "label": "Sergey Lavrov",
        "hint": "Minister of Foreign Affairs, Russia, since 2004",
    }
    for words in ("lavr", "ЛАВРОВ", "sergey lavrov", "lavrov ser"):
        assert asked(desk, "person", q=words) == [found]


def test_a_code_comes_first_then_beginnings(desk: Client) -> None:
    state("IND", "India")
    state("IDN", "Indonesia")
    state("XAB", "British Indian Ocean Territory")
    labels = [one["label"] for one in asked(desk, "actor", q="ind")]
    assert labels == ["India", "Indonesia", "British Indian Ocean Territory"]


def test_the_commonest_names_are_exact(desk: Client) -> None:
    soviet, america = state("SUN", "Soviet Union"), state("USA", "United States", alpha2="US")
    soviet.names.create(name="USSR")
    britain = state("GBR", "United Kingdom", alpha2="GB")
    britain.names.create(name="UK")
    state("UKR", "Ukraine")
    for actor in (soviet, britain, america):
        actor.refresh_search_text()
    assert [one["label"] for one in asked(desk, "actor", q="US")] == [
        "United States",
        "Soviet Union",
    ]
    assert [one["label"] for one in asked(desk, "actor", q="uk")] == ["United Kingdom", "Ukraine"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Zelenskiy", "Volodymyr Zelensky"),
        ("Lavrow", "Sergey Lavrov"),
        ("Macron Emanuel", "Emmanuel Macron"),
        ("Selenskyj", "Volodymyr Zelensky"),
    ],
)
def test_a_spelling_of_others_is_suggested_where_nothing_else_is(
    desk: Client, typed: str, name: str
) -> None:
    for person in ("Volodymyr Zelensky", "Sergey Lavrov", "Emmanuel Macron", "Xi Jinping"):
        Person.objects.create(name=person)
    assert [one["label"] for one in asked(desk, "person", q=typed)] == [name]


def test_short_names_have_no_spelling(desk: Client) -> None:
    Person.objects.create(name="Xi Jinping")
    assert asked(desk, "person", q="Li") == []


def test_at_most_twenty_in_a_bounded_number_of_queries(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        Person.objects.create(name=f"Wang {number}")
    with django_assert_max_num_queries(8):
        assert len(asked(desk, "person", q="wang")) == 20


def suggested(client: Client, **params: str) -> list[tuple[str, str]]:
    return [(one["label"], one["hint"]) for one in asked(client, "person", **params)]


def meet(person: Person, actor: Actor, *dates: str) -> None:
    """Enter meetings of somebody who was there for ``actor``, without an office."""
    for date in dates:
        meeting = Meeting.objects.create(date=date)
        Participation.objects.create(meeting=meeting, actor=actor, person=person)


def test_people_of_the_country_come_first_and_those_in_office_that_day_before_all(
    desk: Client,
) -> None:
    egypt, greece = state("EGY", "Egypt"), state("GRC", "Greece")
    for actor, name, start, end in (
        (greece, "Aris Wang", "2019-07-09", ""),
        (egypt, "Bassem Wang", "2001", "2011-03-06"),
        (egypt, "Cyril Wang", "2014-06-17", "2024-07-03"),
    ):
        term = holder(actor, name, "Minister of Foreign Affairs", "foreign_minister", start)
        term.end = end
        term.save()
    Person.objects.create(name="Wangari")
    names = dict(suggested(desk, q="wang"))
    assert names == {
        "Aris Wang": "Minister of Foreign Affairs, Greece, since 2019",
        "Bassem Wang": "Minister of Foreign Affairs, Egypt, 2001–2011",
        "Cyril Wang": "Minister of Foreign Affairs, Egypt, 2014–2024",
        "Wangari": "",
    }
    assert list(names) == ["Aris Wang", "Bassem Wang", "Cyril Wang", "Wangari"]
    for date, first in (
        ("8 January 2020", ["Cyril Wang", "Bassem Wang", "Aris Wang", "Wangari"]),
        ("2005", ["Bassem Wang", "Cyril Wang", "Aris Wang", "Wangari"]),
        ("", ["Bassem Wang", "Cyril Wang", "Aris Wang", "Wangari"]),
    ):
        asks = {"q": "wang", "actor": "Egypt [EGY]", "date": date}
        assert [name for name, _ in suggested(desk, **asks)] == first
    # A whole name goes before an office.
    exact = suggested(desk, q="wangari", actor="EGY")
    assert [name for name, _ in exact] == ["Wangari"]
    Person.objects.create(name="Wang")
    assert suggested(desk, q="wang", actor="EGY")[0] == ("Wang", "")


def test_among_equals_the_people_with_more_meetings_come_first(desk: Client) -> None:
    china = state("CHN", "China")
    few, many = (Person.objects.create(name=name) for name in ("Li Jun", "Li Wei"))
    Person.objects.create(name="Li An")
    meet(few, china, "2021-05-03")
    meet(many, china, "2019-01", "", "2024-11-18")
    assert suggested(desk, q="li") == [
        ("Li Wei", "for China, 2019–2024"),
        ("Li Jun", "for China, 2021"),
        ("Li An", ""),
    ]


def test_names_spelt_alike_are_ranked_too(desk: Client) -> None:
    russia = state("RUS", "Russia")
    first, second = (Person.objects.create(name="Sergey Lavrov") for _ in "ab")
    meet(second, russia, "2020")
    values = [one["value"] for one in asked(desk, "person", q="Lavrow")]
    assert values == [f"Sergey Lavrov [#{second.pk}]", f"Sergey Lavrov [#{first.pk}]"]
    holder(russia, "Sergey Lavrov II", "Envoy", "envoy")
    assert suggested(desk, q="Lavrow", actor="RUS")[0] == ("Sergey Lavrov II", "Envoy, Russia")


@pytest.mark.parametrize("words", ["", "  ", "%", "'", "[", "x" * 300])
def test_nothing_typed_suggests_nothing(desk: Client, words: str) -> None:
    rio()
    assert asked(desk, "person", q=words) == []


def test_only_staff_are_told(client: Client) -> None:
    assert client.get("/admin/suggest/person/?q=wang").status_code == 302


def test_an_unknown_kind_is_not_found(desk: Client) -> None:
    assert desk.get("/admin/suggest/version/?q=a").status_code == 404


def second_office(story: Rio) -> Tenure:
    office = Office.objects.create(
        actor=story.wang.office.actor,
        name="State Councillor",
        rank="minister",
        slug="chn-state-councillor",
    )
    return Tenure.objects.create(
        person=story.wang.person, office=office, start="2018-03-19", end="2023-03-12"
    )


@pytest.mark.parametrize(
    ("date", "held"),
    [
        ("18 November 2024", ["Minister of Foreign Affairs"]),
        ("2020-05", ["State Councillor"]),
        ("2023", ["Minister of Foreign Affairs", "State Councillor"]),
        ("", ["Minister of Foreign Affairs", "State Councillor"]),
        ("someday", ["Minister of Foreign Affairs", "State Councillor"]),
    ],
)
def test_offices_held_on_the_date_come_first(desk: Client, date: str, held: list[str]) -> None:
    second_office(rio())
    results = asked(desk, "tenure", person="Wang Yi", actor="CHN", date=date)
    assert [one["label"] for one in results if one["held"]] == held
    assert [one["label"] for one in results[len(held) :]] == [
        "Minister of Foreign Affairs",
        "State Councillor",
    ]


def test_without_a_date_the_summit_says_when(desk: Client) -> None:
    story = rio()
    second_office(story)
    results = asked(
        desk, "tenure", person="Wang Yi", actor="CHN", summit="G20 Rio de Janeiro", q="min"
    )
    assert [one["label"] for one in results if one["held"]] == ["Minister of Foreign Affairs"]


def test_a_new_person_has_held_nothing(desk: Client) -> None:
    rio()
    results = asked(desk, "tenure", person="+ Qin GANG", actor="CHN")
    assert [one["held"] for one in results] == [False]


def test_a_summit_tells_its_place_and_days(desk: Client) -> None:
    story = rio()
    place = story.summit.place
    assert place is not None
    answer = desk.get("/admin/suggest/summit-details/", {"summit": "G20 Rio de Janeiro"})
    assert answer.json() == {
        "place": f"Rio de Janeiro [#{place.pk}]",
        "date": "[2024-11-18..2024-11-19]",
        "label": "One day of 18–19 November 2024",
    }
    assert desk.get("/admin/suggest/summit-details/", {"summit": "?"}).json() == {}


def test_a_date_is_explained_while_it_is_typed(desk: Client) -> None:
    def explained(text: str) -> str:
        answer: dict[str, str] = desk.get("/admin/suggest/date/", {"q": text}).json()
        return answer["understood"]

    assert explained("November 19, 2024") == "Understood: 19 November 2024"
    assert explained("someday").startswith("“someday” is not understood")
    assert explained("") == ""


def test_an_office_typed_becomes_the_tenure_held_then() -> None:
    story = rio()
    person, actor = story.wang.person, story.wang.office.actor
    day = datetime.date(2024, 11, 18)
    for text in (
        "Minister of Foreign Affairs",
        "minister of foreign affairs",
        f"Minister of Foreign Affairs [tenure {story.wang.pk}]",
        f"Minister of Foreign Affairs, China [#{story.wang.office.pk}]",
    ):
        assert resolve_office(text, Held(person, actor, (day, day))) == story.wang


def refused(held: Held, text: str = "Minister of Foreign Affairs") -> list[str]:
    with pytest.raises(ValidationError) as error:
        resolve_office(text, held)
    return list(error.value.messages)


def test_an_office_not_held_then_is_asked_about() -> None:
    story = rio()
    person, actor = story.wang.person, story.wang.office.actor
    before = datetime.date(2020, 1, 1)
    question = (
        "Wang Yi held this from 25 July 2023. Tick “Add a term in this office” if there was "
        "another term then, or choose a different office."
    )
    assert refused(Held(person, actor, (before, before))) == [question]
    by_key = f"Minister of Foreign Affairs [tenure {story.wang.pk}]"
    assert refused(Held(person, actor, (before, before)), by_key) == [question]
    yes = Held(person, actor, (before, before), confirmed=True, start="2013-03-16")
    new = resolve_office("Minister of Foreign Affairs", yes)
    assert new._state.adding
    assert (new.person, new.office, new.start) == (person, story.wang.office, "2013-03-16")


def test_the_office_of_another_state_is_asked_about() -> None:
    story = rio()
    day = datetime.date(2024, 11, 18)
    assert refused(Held(story.wang.person, story.lavrov.office.actor, (day, day))) == [
        (
            "Wang Yi is not known to have been Minister of Foreign Affairs, Russia. Tick “Add a "
            "term in this office” if it is so, or choose a different office."
        )
    ]


def test_somebody_new_holds_the_office_they_are_entered_with() -> None:
    story = rio()
    day = datetime.date(2024, 11, 18)
    somebody, office = Person(name="Somebody"), story.lavrov.office
    new = resolve_office("Minister of Foreign Affairs", Held(somebody, office.actor, (day, day)))
    assert (new.person, new.office) == (somebody, office)
    foreign = f"Minister of Foreign Affairs, China [#{story.wang.office.pk}]"
    assert refused(Held(somebody, office.actor, (day, day)), foreign) != []


def test_another_time_in_an_office_of_unknown_start_is_asked_about() -> None:
    story = rio()
    known = story.wang
    known.start, known.end = "", "2022-12-30"
    known.save()
    person, actor = known.person, known.office.actor
    day = datetime.date(2024, 11, 18)
    assert refused(Held(person, actor, (day, day))) == [
        (
            "Wang Yi held this until 30 December 2022. Tick “Add a term in this office” if there "
            "was another term then, or choose a different office."
        )
    ]
    # A second term without a start could not be told apart from the first.
    assert refused(Held(person, actor, (day, day), confirmed=True)) == [
        (
            f"Say which time in this office: Minister of Foreign Affairs [tenure {known.pk}] "
            "(China, –30 December 2022). A further one is added at the person."
        )
    ]


def results(desk: Client, name: str, **row: str) -> list[str]:
    answer = desk.get(f"/admin/suggest/{name}/", {"date": "18 November 2024", **row}).json()
    return [one["value"] for one in answer["results"]]


def test_a_known_person_proposes_the_country(desk: Client) -> None:
    rio()
    assert results(desk, "represented", person="Sergey Lavrov") == ["Russia [RUS]"]
    assert results(desk, "represented", person="Sergey Lavrov", date="1990") == []
    assert results(desk, "represented", person="Nobody") == []
    assert results(desk, "represented", person="+ Somebody") == []


def test_country_office_and_date_propose_the_person(desk: Client) -> None:
    story = rio()
    office, person = story.lavrov.office, story.lavrov.person
    for text in ("Minister of Foreign Affairs", f"{office} [#{office.pk}]"):
        assert results(desk, "holders", actor="RUS", office=text) == [
            f"Sergey Lavrov [#{person.pk}]"
        ]
    assert results(desk, "holders", actor="RUS", office="Tsar") == []
    assert results(desk, "holders", actor="RUS", office=f"{office.name}", date="1990") == []
    assert results(desk, "holders", actor="", office="Minister of Foreign Affairs") == []
