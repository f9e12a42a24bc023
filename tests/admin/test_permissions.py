"""What the desk shows needs the permission of what is shown, also by the way."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings.admin.typed.kinds import KINDS
from meetings.publication.publish import publish
from tests.drafts import Rio, editor, reviewer, rio, user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Rio:
    story = rio()
    publish(story.with_russia.pk, None)
    return story


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("kind", [*KINDS, "tenure", "summit-details"])
def test_suggestions_need_the_permission_of_their_kind(story: Rio, kind: str) -> None:
    address = f"/admin/suggest/{kind}/?q=a"
    nobody = client_of(User.objects.create_user("nobody", is_staff=True))
    assert nobody.get(address).status_code == 403
    assert client_of(editor()).get(address).status_code == 200


def test_one_permission_does_not_open_another_kind(story: Rio) -> None:
    client = client_of(user_with("ada", "view_topic"))
    assert client.get("/admin/suggest/topic/?q=a").status_code == 200
    assert client.get("/admin/suggest/meeting/?q=a").status_code == 403


def test_a_waiting_change_is_shown_to_reviewers_who_may_see_the_thing(story: Rio) -> None:
    address = f"/admin/meetings/person/{story.wang.person.pk}/publish-change/"
    nobody = User.objects.create_user("nobody", is_staff=True)
    for user, status in (
        (nobody, 403),
        (editor(), 403),
        (user_with("hedy", "publish_meeting"), 403),
        (user_with("mary", "publish_meeting", "view_person"), 200),
        (reviewer(), 200),
    ):
        assert client_of(user).get(address).status_code == status


def test_a_preview_needs_the_permission_to_see_meetings(story: Rio) -> None:
    address = f"/admin/meetings/meeting/{story.with_india.pk}/preview/"
    assert client_of(user_with("ada", "view_person")).get(address).status_code == 403
