"""The desk speaks in its own words, not in those of the framework."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings.models import Topic
from meetings.publication.publish import publish
from tests.drafts import editor, rio

pytestmark = pytest.mark.django_db


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return str(response.content.decode())


def test_lists_and_rows_are_called_what_they_are(client: Client) -> None:
    story = rio()
    client.force_login(editor())
    meetings = page(client, "/admin/meetings/meeting/")
    assert "Select meeting to change" not in meetings
    assert "<h1>Meetings</h1>" in meetings
    assert "<h1>People</h1>" in page(client, "/admin/meetings/person/")
    form = page(client, "/admin/meetings/meeting/add/")
    assert "Add another Participant" in form
    assert "Participation" not in form
    person = page(client, f"/admin/meetings/person/{story.wang.person.pk}/change/")
    assert "Add another Other name" in person
    assert "Person name" not in person


def test_deletion_names_what_belongs_to_the_meeting_and_no_tables(client: Client) -> None:
    story = rio()
    ada = editor()
    story.with_russia.editors.add(ada)
    client.force_login(ada)
    text = page(client, f"/admin/meetings/meeting/{story.with_russia.pk}/delete/")
    assert "Wang Yi (China)" in text
    assert "relationship" not in text


def test_a_refused_deletion_is_explained_at_the_desk(client: Client) -> None:
    story = rio()
    publish(story.with_russia.pk, None)
    client.force_login(editor())
    address = f"/admin/meetings/meeting/{story.with_russia.pk}/delete/"
    text = page(client, address, status=403)
    assert "Only drafts that were never public are deleted; what is public can be" in text
    assert "Sidelines desk" in text
    text = page(client, f"/admin/meetings/person/{story.wang.person.pk}/delete/", status=403)
    assert "Your login may not delete a person." in text


def test_what_others_show_is_not_deleted(client: Client) -> None:
    rio()
    ukraine = Topic.objects.get(name="Ukraine")
    client.force_login(User.objects.create_superuser("chief"))
    text = page(client, f"/admin/meetings/topic/{ukraine.pk}/delete/")
    assert "cannot be deleted while these show it:" in text
    assert "protected" not in text
