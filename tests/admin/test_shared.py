"""Changing what published meetings show: asked first, then published by somebody else."""

import pytest
from django.apps import apps
from django.test import Client
from pytest_django import Settings

from meetings.models import Meeting, Person, Record, Source, Version
from meetings.publication.publish import publish
from tests.drafts import Rio, editor, reviewer, rio

from .forms import add_row, errors_of, inputs_of, open_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Rio:
    story = rio()
    publish(story.with_russia.pk, None)
    return story


def page_of(person: Person) -> str:
    return f"/admin/meetings/person/{person.pk}/change/"


def test_a_change_that_is_public_is_asked_about_and_kept(desk: Client, story: Rio) -> None:
    lavrov = story.lavrov.person
    typed = open_form(desk, page_of(lavrov), "person") | {"name": "Sergei Lavrov"}
    question = desk.post(page_of(lavrov), typed)
    assert question.status_code == 200
    page = question.content.decode()
    assert "1 published meeting" in page
    assert "Wang Yi (China) and Sergey Lavrov (Russia)" in page
    lavrov.refresh_from_db()
    assert (lavrov.name, lavrov.pending_update) == ("Sergey Lavrov", False)

    carried = dict(question.context["typed"])
    assert carried["name"] == "Sergei Lavrov"
    response = desk.post(page_of(lavrov), {**carried, question.context["confirmed"]: "1"})
    assert response.status_code == 302
    lavrov.refresh_from_db()
    assert (lavrov.name, lavrov.pending_update) == ("Sergei Lavrov", True)
    assert [user.username for user in lavrov.editors.all()] == ["ada"]
    assert "Sergey Lavrov" in Record.objects.get().title


def test_another_reviewer_publishes_the_change(client: Client, story: Rio) -> None:
    lavrov = story.lavrov.person
    grace, barbara = reviewer("grace"), reviewer("barbara")
    client.force_login(grace)
    typed = open_form(client, page_of(lavrov), "person") | {"name": "Sergei Lavrov"}
    client.post(page_of(lavrov), {**typed, "_confirmed": "1"})

    publishing = f"/admin/meetings/person/{lavrov.pk}/publish-change/"
    own = client.post(publishing, {"things": client.get(publishing).context["seen"]})
    assert own.status_code == 409
    assert own.context["refusal"] == (
        "You changed “Sergei Lavrov” yourself; another reviewer has to publish the change."
    )
    assert "Sergey Lavrov" in Record.objects.get().title

    client.force_login(barbara)
    page = client.get(page_of(lavrov)).content.decode()
    assert "Publish the change (1 meeting)" in page
    shown = client.get(publishing)
    assert "1 published meeting" in shown.content.decode()
    client.post(publishing, {"things": shown.context["seen"]})
    assert "Sergei Lavrov" in Record.objects.get().title
    lavrov.refresh_from_db()
    assert not lavrov.pending_update


def test_an_editor_may_not_publish_a_change(desk: Client, story: Rio) -> None:
    lavrov = story.lavrov.person
    typed = open_form(desk, page_of(lavrov), "person") | {"name": "Sergei Lavrov"}
    desk.post(page_of(lavrov), {**typed, "_confirmed": "1"})
    assert "Publish the change" not in desk.get(page_of(lavrov)).content.decode()
    publishing = f"/admin/meetings/person/{lavrov.pk}/publish-change/"
    assert desk.get(publishing).status_code == 403
    assert desk.post(publishing).status_code == 403


def test_in_a_team_of_one_the_change_is_public_at_once(
    client: Client, story: Rio, settings: Settings
) -> None:
    settings.SIDELINES_TEAM_TOO_SMALL_FOR_TWO = True
    client.force_login(reviewer())
    lavrov = story.lavrov.person
    typed = open_form(client, page_of(lavrov), "person") | {"name": "Sergei Lavrov"}
    client.post(page_of(lavrov), {**typed, "_confirmed": "1"})
    assert "Sergei Lavrov" in Record.objects.get().title
    assert [version.kind for version in Version.objects.order_by("number")] == ["first", "update"]


def test_what_no_published_meeting_shows_is_saved_at_once(desk: Client, story: Rio) -> None:
    person = story.jaishankar.person
    typed = open_form(desk, page_of(person), "person") | {"name": "S. Jaishankar"}
    assert desk.post(page_of(person), typed).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.pending_update) == ("S. Jaishankar", False)


def test_a_new_name_is_found_at_once(desk: Client, story: Rio) -> None:
    person = story.jaishankar.person
    typed = add_row(
        open_form(desk, page_of(person), "person"), "names", name="एस जयशंकर", language="hi"
    )
    response = desk.post(page_of(person), typed)
    assert response.status_code == 302, errors_of(response)
    assert list(Person.objects.named("जयशंकर")) == [person]


def test_a_public_key_is_read_only(desk: Client, story: Rio) -> None:
    assert "slug" not in open_form(desk, page_of(story.lavrov.person), "person")
    assert "slug" in open_form(desk, page_of(story.jaishankar.person), "person")
    actor = story.lavrov.office.actor
    assert "code" not in open_form(desk, f"/admin/meetings/actor/{actor.pk}/change/", "actor")


def test_two_editors_of_a_person_lose_nothing(story: Rio) -> None:
    person = story.jaishankar.person
    ada, grace = Client(), Client()
    ada.force_login(editor("ada"))
    grace.force_login(editor("grace"))
    mine, theirs = (open_form(client, page_of(person), "person") for client in (ada, grace))
    grace.post(page_of(person), theirs | {"wikidata_id": "Q3536"})
    refused = ada.post(page_of(person), mine | {"short_name": "Jaishankar"})
    assert refused.status_code == 409
    shown = inputs_of(refused, "person")
    assert (shown["wikidata_id"], shown["short_name"]) == ("Q3536", "Jaishankar")


def test_the_list_shows_what_awaits_an_update(desk: Client, story: Rio) -> None:
    Person.objects.filter(pk=story.lavrov.person.pk).update(pending_update=True)
    page = desk.get("/admin/meetings/person/?pending_update__exact=1").content.decode()
    assert "Sergey Lavrov" in page
    assert "Wang Yi" not in page
    assert "awaiting update" in page


def test_the_list_is_searched_in_any_script(desk: Client, story: Rio) -> None:
    story.lavrov.person.names.create(name="Лавров", language="ru")
    story.lavrov.person.refresh_search_text()
    page = desk.get("/admin/meetings/person/?q=лавров").content.decode()
    assert "Sergey Lavrov" in page
    assert "Wang Yi" not in page


def test_what_an_editor_says_of_acting_counts_as_a_change_of_the_meetings_that_show_it(
    desk: Client, story: Rio
) -> None:
    person = story.wang.person
    typed = open_form(desk, page_of(person), "person") | {"tenures-0-acting": "on"}
    assert desk.post(page_of(person), typed).status_code == 302
    for meeting, changed in ((story.with_russia, True), (story.with_india, False)):
        after = Meeting.objects.get(pk=meeting.pk)
        assert (after.revision, after.unpublished_changes) == (1, changed)
        assert [user.username for user in after.editors.all()] == ["ada"]


def test_a_tenure_meetings_refer_to_keeps_its_office(desk: Client, story: Rio) -> None:
    office = type(story.wang.office).objects.create(
        actor=story.wang.office.actor, name="Envoy", rank="envoy", slug="chn-envoy"
    )
    person = story.jaishankar.person
    typed = open_form(desk, page_of(person), "person")
    response = desk.post(page_of(person), typed | {"tenures-0-office": f"Envoy [#{office.pk}]"})
    assert errors_of(response) == [
        "office: Meetings refer to this one: add another, and choose it in them."
    ]


SOURCE = "/admin/meetings/source/add/"


def test_a_source_is_entered_with_new_publishers(desk: Client) -> None:
    typed = open_form(desk, SOURCE, "source") | {
        "publisher": "+ TRT World",
        "via": "+ Reuters",
        "title": "Ministers meet",
        "url": "https://news.example/g20",
        "published": "November 19, 2024",
    }
    typed = add_row(typed, "captures", text="One line.\r\nAnother.", taken="2024-11-20 10:00")
    response = desk.post(SOURCE, {**typed, "_addmeeting": "1"})
    assert response.status_code == 302, errors_of(response)
    source = Source.objects.get()
    assert (source.publisher.name, source.publisher.kind) == ("TRT World", "press")
    assert source.via is not None
    assert source.via.kind == "agency"
    assert source.published == "2024-11-19"
    assert source.captures.get().sha256 == (
        "0ac4d1347ac4328322d7209d7b9d79abed841c9813c93b1901e55e18a42d3947"
    )
    assert response.headers["Location"] == f"/admin/meetings/meeting/add/?source={source.pk}"


def test_a_document_is_not_entered_twice(desk: Client, story: Rio) -> None:
    typed = open_form(desk, SOURCE, "source") | {
        "publisher": "TRT World", "title": "Again", "url": "https://news.example/g20",
    }  # fmt: skip
    sentence = (
        "url: This document is entered already: "
        f'<a href="/admin/meetings/source/{story.source.pk}/change/" target="_blank">TRT World: '
        f"Foreign ministers of China and Russia meet at the G20 [#{story.source.pk}]</a>. "
        f'<a href="/admin/meetings/meeting/add/?source={story.source.pk}">Add a meeting from it</a>'
    )
    assert errors_of(desk.post(SOURCE, typed)) == [sentence]


def test_an_official_publisher_has_an_actor(desk: Client, story: Rio) -> None:
    address = "/admin/meetings/publisher/add/"
    typed = open_form(desk, address, "publisher") | {"name": "MFA China", "kind": "ministry"}
    assert errors_of(desk.post(address, typed)) == [
        "actor: Whose? An official publisher speaks for an actor."
    ]
    assert desk.post(address, typed | {"actor": "CHN"}).status_code == 302


def test_a_popup_hands_back_the_text_of_a_typed_relation(desk: Client, story: Rio) -> None:
    address = "/admin/meetings/office/add/?_popup=1"
    typed = open_form(desk, address, "office") | {
        "actor": "CHN", "name": "Premier", "rank": "head_of_government",
    }  # fmt: skip
    response = desk.post(address, typed)
    assert response.status_code == 200
    office = type(story.wang.office).objects.get(name="Premier")
    assert response.context["popup_response_data"] == (
        f'{{"value": "Premier, China [#{office.pk}]", "obj": "Premier, China"}}'
    )
    assert office.slug == "premier-china"


@pytest.mark.parametrize(
    "model",
    ["actor", "office", "person", "place", "series", "summit", "topic", "publisher", "source"],
)
def test_every_page_opens_and_saves_what_it_shows(desk: Client, story: Rio, model: str) -> None:
    row = apps.get_model("meetings", model).objects.order_by("pk").first()
    assert row is not None
    address = f"/admin/meetings/{model}/{row.pk}/change/"
    typed = open_form(desk, address, model)
    response = desk.post(address, typed)
    assert response.status_code == 302, errors_of(response)
    row.refresh_from_db()
    assert (row.pending_update, row.revision) == (False, 0)
    assert desk.get(f"/admin/meetings/{model}/").status_code == 200
    assert desk.get(f"/admin/meetings/{model}/add/").status_code == 200
