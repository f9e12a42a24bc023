"""Earlier states of shared things at the desk, compared field by field with their rows."""

import datetime

import pytest
from django.apps import apps
from django.test import Client

from meetings.desk import states
from meetings.models import Capture, Person, Tenure
from meetings.publication.publish import publish
from tests.drafts import Rio, editor, holder, state

from .forms import add_row, errors_of, open_form

pytestmark = pytest.mark.django_db
Lines = list[tuple[str, str, str]]


def base_of(kind: str, number: int) -> str:
    return f"/admin/meetings/{kind}/{number}/"


def save(client: Client, kind: str, number: int, **typed: str) -> None:
    change = base_of(kind, number) + "change/"
    response = client.post(change, open_form(client, change, kind) | typed)
    assert response.status_code == 302, errors_of(response)


def steps(client: Client, kind: str, number: int) -> list[tuple[str, list[str]]]:
    page = client.get(base_of(kind, number) + "history/")
    return [(one.revision.comment, changed) for one, changed in page.context["steps"]]


def compared(client: Client, kind: str, number: int, place: int = -1) -> Lines:
    """Return the lines of a kept state, the oldest unless ``place`` says which, newest first."""
    kept = client.get(base_of(kind, number) + "history/").context["states"]
    page = client.get(f"{base_of(kind, number)}history/{kept[place].pk}/")
    assert page.status_code == 200
    return [(line.what, line.then, line.now) for line in page.context["lines"]]


def test_a_person_is_compared_field_by_field_with_names_and_tenures(
    desk: Client, story: Rio
) -> None:
    lavrov = story.lavrov.person
    lavrov.names.create(name="Лавров", language="ru")
    save(
        desk,
        "person",
        lavrov.pk,
        family_name="Lavrov",
        **{"names-0-name": "Сергей Лавров", "tenures-0-start": "10 March 2004"},
    )
    assert steps(desk, "person", lavrov.pk) == [
        (
            "",
            [
                "Family name",
                "Other name Сергей Лавров: Name",
                "Term of office Sergey Lavrov, Minister of Foreign Affairs, Russia: Start",
            ],
        ),
        ("Before the first edit at the desk.", []),
    ]
    assert compared(desk, "person", lavrov.pk) == [
        ("Family name", "", "Lavrov"),
        ("Other name Сергей Лавров: Name", "Лавров", "Сергей Лавров"),
        (
            "Term of office Sergey Lavrov, Minister of Foreign Affairs, Russia: Start",
            "2004-03-09",
            "2004-03-10",
        ),
    ]
    assert compared(desk, "person", lavrov.pk, 0) == []


def test_rows_added_and_removed_are_lines(desk: Client, story: Rio) -> None:
    lavrov = story.lavrov.person
    lavrov.names.create(name="Lavrow")
    address = base_of("person", lavrov.pk) + "change/"
    typed = add_row(open_form(desk, address, "person"), "names", name="Лавров", language="ru")
    assert desk.post(address, typed | {"names-0-DELETE": "on"}).status_code == 302
    assert compared(desk, "person", lavrov.pk) == [
        ("Other name", "Lavrow", ""),
        ("Other name", "", "Лавров"),
    ]


def test_relations_and_choices_are_said_in_words(desk: Client, story: Rio) -> None:
    office = story.lavrov.office
    save(desk, "office", office.pk, rank="minister")
    rio_de_janeiro = story.summit.place
    assert rio_de_janeiro is not None
    save(desk, "place", rio_de_janeiro.pk, state="CHN", contested="on", latitude="-22.9")
    save(desk, "summit", story.summit.pk, host="RUS", date="18 November 2024")
    assert compared(desk, "office", office.pk) == [("Rank", "Foreign minister", "Minister")]
    assert compared(desk, "place", rio_de_janeiro.pk) == [
        ("State", "Brazil", "China"),
        ("Latitude", "", "-22.9000"),
        ("Its state is contested", "no", "yes"),
    ]
    assert compared(desk, "summit", story.summit.pk) == [
        ("Dates", "2024-11-18/2024-11-19", "2024-11-18"),
        ("Host", "Brazil", "Russia"),
    ]


def test_a_captured_text_is_compared_by_its_digest(desk: Client, story: Rio) -> None:
    taken = datetime.datetime(2024, 11, 20, 10, 0, 0, 123456, tzinfo=datetime.UTC)
    Capture.objects.create(source=story.source, taken=taken, text="One.", sha256="a" * 64)
    save(desk, "source", story.source.pk, **{"captures-0-text": "Two."})
    ((what, then, _),) = [
        line for line in compared(desk, "source", story.source.pk) if "SHA" in line[0]
    ]
    assert (what.rsplit(": ", 1)[-1], then) == ("SHA-256", "a" * 64)


def test_what_other_pages_and_commands_change_is_a_state_of_its_own(
    desk: Client, story: Rio
) -> None:
    person = story.jaishankar.person
    save(desk, "person", person.pk, short_name="Jaishankar")
    holder(state("IND", "India"), person.name, "Foreign Secretary", "senior_official", "2015")
    save(desk, "person", person.pk, short_name="S. Jaishankar")
    assert steps(desk, "person", person.pk) == [
        ("", ["Short name"]),
        ("Changed on other pages, or by a command.", ["Term of office"]),
        ("", ["Short name"]),
        ("Before the first edit at the desk.", []),
    ]


def test_what_is_asked_about_first_leaves_no_state(desk: Client, story: Rio) -> None:
    publish(story.with_russia.pk, None)
    lavrov = story.lavrov.person
    change = base_of("person", lavrov.pk) + "change/"
    typed = open_form(desk, change, "person") | {"name": "Sergei Lavrov"}
    assert desk.post(change, typed).status_code == 200
    assert steps(desk, "person", lavrov.pk) == [("Before the first edit at the desk.", [])]
    desk.post(change, {**typed, "_confirmed": "1"})
    assert steps(desk, "person", lavrov.pk)[0] == ("", ["Name"])
    assert ("Name", "Sergey Lavrov", "Sergei Lavrov") in compared(desk, "person", lavrov.pk)


def test_what_a_meeting_makes_in_place_begins_with_that(desk: Client, story: Rio) -> None:
    change = f"/admin/meetings/meeting/{story.with_india.pk}/change/"
    typed = open_form(desk, change, "meeting") | {
        "participations-1-person": "+ Vikram MISRI", "participations-1-tenure": "",
    }  # fmt: skip
    assert desk.post(change, typed).status_code == 302
    misri = Person.objects.get(name="Vikram Misri")
    (kept,) = states.states_of(misri)
    assert str(kept.revision.user) == "ada"
    save(desk, "person", misri.pk, short_name="Misri")
    assert compared(desk, "person", misri.pk) == [("Short name", "", "Misri")]


def test_a_state_of_another_thing_is_not_found(desk: Client, story: Rio) -> None:
    first, second = story.lavrov.person, story.wang.person
    save(desk, "person", first.pk, short_name="Lavrov")
    (*_, kept) = states.states_of(first)
    assert desk.get(f"{base_of('person', second.pk)}history/{kept.pk}/").status_code == 404
    assert desk.get(f"{base_of('person', first.pk)}history/999999999/").status_code == 404


def test_a_state_of_a_shared_thing_is_only_looked_at(desk: Client, story: Rio) -> None:
    lavrov = story.lavrov.person
    save(desk, "person", lavrov.pk, short_name="Lavrov")
    (*_, first) = states.states_of(lavrov)
    address = f"{base_of('person', lavrov.pk)}history/{first.pk}/"
    assert "Restore" not in desk.get(address).content.decode()
    desk.post(address, {"revision": "1"})
    lavrov.refresh_from_db()
    assert lavrov.short_name == "Lavrov"


def test_only_those_who_see_a_thing_see_its_states(
    client: Client, desk: Client, story: Rio
) -> None:
    lavrov = story.lavrov.person
    save(desk, "person", lavrov.pk, short_name="Lavrov")
    (*_, first) = states.states_of(lavrov)
    desk.logout()
    user = editor("eve")
    user.groups.clear()
    client.force_login(user)
    address = f"{base_of('person', lavrov.pk)}history/{first.pk}/"
    assert client.get(address).status_code == 403


@pytest.mark.parametrize(
    "model",
    ["actor", "office", "person", "place", "series", "summit", "topic", "publisher", "source"],
)
def test_every_kind_keeps_and_compares_its_states(desk: Client, story: Rio, model: str) -> None:
    row = apps.get_model("meetings", model).objects.order_by("pk").first()
    assert row is not None
    save(desk, model, row.pk, notes="Looked at.")
    assert compared(desk, model, row.pk) == [("Notes of the desk", "", "Looked at.")]
    assert Tenure.objects.count() == 3
