"""The rule of two: nobody publishes alone what they changed, in whatever way it becomes public."""

import importlib

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from pytest_django import Settings

from meetings.desk import history, states
from meetings.models import Entry, Meeting, Person, Record, Source, Tenure, Topic
from meetings.publication import editors, errors
from meetings.publication.publish import publish
from meetings.publication.shared import publish_shared, published_with, record_shared_change
from tests.admin.forms import open_form
from tests.drafts import Rio, editor, reviewer, rio, user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Rio:
    """Both Rio meetings, handed to review."""
    story = rio()
    Meeting.objects.update(status="in_review")
    return story


@pytest.fixture
def public(story: Rio) -> Rio:
    publish(story.with_russia.pk, None)
    publish(story.with_india.pk, None)
    return story


def publisher(name: str) -> User:
    return user_with(name, "publish_meeting")


def saved(person: Person, user: User, **values: str) -> Person:
    for name, value in values.items():
        setattr(person, name, value)
    person.save()
    record_shared_change(person, user)
    return person


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_later_hand_does_not_hide_an_earlier_one(public: Rio) -> None:
    grace, ada = publisher("grace"), user_with("ada")
    person = saved(public.lavrov.person, grace, name="Dishonest Name")
    saved(person, ada, sort_name="Name, Dishonest")
    with pytest.raises(errors.OwnWork, match="Dishonest Name"):
        publish_shared(person, grace)
    assert publish_shared(person, publisher("edsger")) == 1
    assert person.editors.count() == 0


def test_editors_of_a_change_that_was_taken_back_are_forgotten(public: Rio) -> None:
    grace = publisher("grace")
    person = saved(public.lavrov.person, grace, name="Another")
    assert list(person.editors.all()) == [grace]
    saved(person, user_with("ada"), name="Sergey Lavrov")
    assert person.editors.count() == 0


def test_a_meeting_counts_who_changed_what_becomes_public_with_it(story: Rio) -> None:
    grace = publisher("grace")
    saved(story.lavrov.person, grace, name="Dishonest Person")
    with pytest.raises(errors.OwnWork, match="You changed “Dishonest Person” yourself"):
        publish(story.with_russia.pk, grace)
    assert not Record.objects.exists()
    publish(story.with_russia.pk, publisher("edsger"))
    assert story.lavrov.person.editors.count() == 0


def test_a_meeting_counts_who_changed_its_source(story: Rio) -> None:
    grace = publisher("grace")
    Source.objects.update(title="Dishonest title")
    source = Source.objects.get(pk=story.source.pk)
    record_shared_change(source, grace)
    with pytest.raises(errors.OwnWork, match="Dishonest title"):
        publish(story.with_russia.pk, grace)


def test_what_is_public_already_awaits_its_own_publication(public: Rio) -> None:
    grace = publisher("grace")
    saved(public.lavrov.person, grace, name="Dishonest Person")
    Meeting.objects.filter(pk=public.with_russia.pk).update(summary="New.")
    publish(public.with_russia.pk, grace)
    assert "Dishonest" not in Record.objects.get(public_id=public.with_russia.public_id).title


def test_a_pending_office_does_not_slip_out_with_a_meeting(public: Rio) -> None:
    lavrov = public.lavrov.person
    Tenure.objects.create(person=lavrov, office=public.wang.office, start="2030")
    record_shared_change(lavrov, publisher("grace"))
    Meeting.objects.filter(pk=public.with_russia.pk).update(summary="New.")
    publish(public.with_russia.pk, publisher("edsger"))
    detail = Entry.objects.get(kind="person", key="sergey-lavrov").detail
    assert [row["start"] for row in detail["tenures"]] == ["2004-03-09"]


def test_what_becomes_public_with_a_changed_name_counts_too(public: Rio) -> None:
    grace = publisher("grace")
    topic = Entry.objects.get(kind="topic", key="ukraine")
    assert topic.parent is None
    row = Topic.objects.get(slug="ukraine")
    parent = Topic.objects.create(name="War", slug="war")
    parent.editors.add(grace)
    row.parent = parent
    row.save()
    record_shared_change(row, user_with("ada"))
    with pytest.raises(errors.OwnWork, match="War"):
        publish_shared(row, grace)


def test_only_the_state_that_was_looked_at_is_published(public: Rio) -> None:
    ada, grace = user_with("ada"), publisher("grace")
    person = saved(public.lavrov.person, ada, name="B")
    seen = editors.fingerprint(published_with(person))
    saved(person, ada, name="EVIL")
    with pytest.raises(errors.StaleEdit):
        publish_shared(person, grace, things=seen)
    assert Entry.objects.get(kind="person", key="sergey-lavrov").label == "Sergey Lavrov"
    assert publish_shared(person, grace, things=editors.fingerprint(published_with(person))) == 1


def test_the_page_of_a_change_carries_what_it_showed(public: Rio) -> None:
    ada, grace = user_with("ada"), logged_in(reviewer())
    person = saved(public.lavrov.person, ada, name="B")
    address = f"/admin/meetings/person/{person.pk}/publish-change/"
    page = grace.get(address)
    assert f'name="things" value="{page.context["seen"]}"' in page.content.decode()
    saved(person, ada, name="EVIL")
    refused = grace.post(address, {"things": page.context["seen"]})
    assert refused.status_code == 409
    assert "This was changed since you opened this page" in refused.content.decode()
    assert grace.post(address).status_code == 409
    assert not Record.objects.filter(title__contains="EVIL").exists()
    assert grace.post(address, {"things": refused.context["seen"]}).status_code == 302
    assert Record.objects.filter(title__contains="EVIL").exists()


def test_a_meeting_is_stale_when_something_that_comes_with_it_changed(story: Rio) -> None:
    grace = logged_in(reviewer())
    address = f"/admin/meetings/meeting/{story.with_russia.pk}/publish/"
    initial = grace.get(address).context["form"].initial
    saved(story.lavrov.person, user_with("ada"), name="EVIL")
    values = {"revision": initial["revision"], "things": initial["things"]}
    refused = grace.post(address, values)
    assert refused.status_code == 409
    assert not Record.objects.exists()


def test_whoever_adds_a_thing_at_the_desk_is_its_first_editor(story: Rio) -> None:
    grace = reviewer()
    client = logged_in(grace)
    address = "/admin/meetings/topic/add/"
    response = client.post(address, open_form(client, address, "topic") | {"name": "Fisheries"})
    assert response.status_code == 302
    assert list(Topic.objects.get(name="Fisheries").editors.all()) == [grace]


def test_whoever_creates_a_thing_in_place_is_its_first_editor(story: Rio) -> None:
    grace = reviewer()
    client = logged_in(grace)
    address = f"/admin/meetings/meeting/{story.with_russia.pk}/change/"
    typed = open_form(client, address, "meeting") | {"reports-0-topic_names": "+ Fisheries"}
    assert client.post(address, typed).status_code == 302
    assert list(Topic.objects.get(name="Fisheries").editors.all()) == [grace]


def test_a_recovered_draft_keeps_its_authors(story: Rio) -> None:
    grace, ada = logged_in(reviewer()), editor()
    address = f"/admin/meetings/meeting/{story.with_russia.pk}/change/"
    typed = open_form(grace, address, "meeting") | {"summary": "Mine."}
    assert grace.post(address, typed).status_code == 302
    public_id = story.with_russia.public_id
    Meeting.objects.get(pk=story.with_russia.pk).delete()
    history.recover(states.deleted_states()[0], ada)
    meeting = Meeting.objects.get(public_id=public_id)
    assert {user.username for user in meeting.editors.all()} == {"ada", "grace"}


def test_a_team_of_one_publishes_everything(story: Rio, settings: Settings) -> None:
    settings.SIDELINES_TEAM_TOO_SMALL_FOR_TWO = True
    grace = publisher("grace")
    saved(story.lavrov.person, grace, name="Own")
    publish(story.with_russia.pk, grace)
    assert publish_shared(saved(story.lavrov.person, grace, name="Own again"), grace) == 1


@pytest.mark.django_db(transaction=True)
def test_the_last_hand_becomes_an_editor() -> None:
    migrations = importlib.import_module("meetings.migrations.0006_rule_of_two_and_epoch")
    name = migrations.__name__.rpartition(".")[2]
    executor = MigrationExecutor(connection)
    executor.migrate([("meetings", migrations.Migration.dependencies[0][1])])
    apps = executor.loader.project_state([migrations.Migration.dependencies[0]]).apps
    user = apps.get_model("auth", "User")._default_manager.create(username="ada")
    people = apps.get_model("meetings", "Person")._default_manager
    people.create(name="Changed", slug="changed", changed_by=user)
    people.create(name="Settled", slug="settled")
    executor = MigrationExecutor(connection)
    executor.migrate([("meetings", name)])
    assert [p.name for p in Person.objects.filter(editors__username="ada")] == ["Changed"]
    leaves = executor.loader.graph.leaf_nodes()
    MigrationExecutor(connection).migrate(leaves)
