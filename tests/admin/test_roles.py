"""Who may do what with a meeting, and what each action does."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from meetings.desk import changes
from meetings.models import Meeting, Record
from meetings.publication.publish import publish
from tests.drafts import Rio, editor, reviewer

from .forms import errors_of, inputs_of, open_form

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def base_of(story: Rio) -> str:
    return f"/admin/meetings/meeting/{story.with_russia.pk}/"


def messages_of(client: Client, address: str) -> list[str]:
    return [str(message) for message in client.get(address).context["messages"]]


ACTIONS = ["preview", "publish", "return", "withdraw"]


@pytest.mark.parametrize("action", ["", "add/", *(f"1/{name}/" for name in ACTIONS)])
def test_strangers_are_sent_to_the_login(client: Client, story: Rio, action: str) -> None:
    response = client.get(f"/admin/meetings/meeting/{action}")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/admin/login/?next=")


@pytest.mark.parametrize("action", ["add/", "change/", "delete/", *(f"{one}/" for one in ACTIONS)])
def test_staff_of_no_group_may_nothing(story: Rio, action: str) -> None:
    client = client_of(User.objects.create_user("nobody", is_staff=True))
    base = "/admin/meetings/meeting/" if action == "add/" else base_of(story)
    respond = client.post if action == "return/" else client.get
    assert respond(base + action).status_code == 403


@pytest.mark.parametrize(
    ("action", "as_editor", "as_reviewer"),
    [("preview", 200, 200), ("publish", 403, 200), ("withdraw", 403, 200)],
)
def test_pages_of_actions(story: Rio, action: str, as_editor: int, as_reviewer: int) -> None:
    address = f"{base_of(story)}{action}/"
    assert client_of(editor()).get(address).status_code == as_editor
    assert client_of(reviewer()).get(address).status_code == as_reviewer


def test_an_editor_hands_in_and_a_reviewer_publishes(story: Rio) -> None:
    ada, grace = client_of(editor()), client_of(reviewer())
    change = base_of(story) + "change/"
    response = ada.post(change, open_form(ada, change, "meeting") | {"_submit": "1"})
    assert response.status_code == 302, errors_of(response)
    assert Meeting.objects.get(pk=story.with_russia.pk).status == "in_review"
    assert "Publish…" not in ada.get(change).content.decode()

    page = grace.get(change).content.decode()
    assert "Publish…" in page
    assert "Return to editors" in page
    publishing = base_of(story) + "publish/"
    values = {"revision": grace.get(publishing).context["form"].initial["revision"]}
    assert grace.post(publishing, values).status_code == 302
    record = Record.objects.get()
    assert (record.state, record.version.number if record.version else 0) == ("published", 1)
    assert f"/meetings/{record.public_id}/{record.slug}/" in grace.get(change).content.decode()


def test_nobody_publishes_their_own_work(story: Rio, settings: Settings) -> None:
    grace = client_of(reviewer())
    change, publishing = base_of(story) + "change/", base_of(story) + "publish/"
    grace.post(change, open_form(grace, change, "meeting") | {"summary": "They spoke."})
    Meeting.objects.filter(pk=story.with_russia.pk).update(status="in_review")
    page = grace.get(change).content.decode()
    assert "Publish…" not in page
    assert "You changed this meeting yourself; another reviewer has to publish it." in page
    refused = grace.post(publishing, {"revision": "1"})
    assert refused.status_code == 409
    assert refused.context["refusals"] == [
        "You changed this meeting yourself; another reviewer has to publish it."
    ]
    assert Record.objects.count() == 0
    settings.SIDELINES_TEAM_TOO_SMALL_FOR_TWO = True
    assert grace.post(publishing, {"revision": "1"}).status_code == 302
    assert Record.objects.count() == 1


def test_what_nobody_handed_in_is_neither_offered_nor_published(story: Rio) -> None:
    grace = client_of(reviewer())
    page = grace.get(base_of(story) + "change/").content.decode()
    assert "Publish…" not in page
    assert "This is a draft that nobody has handed to review yet." in page
    refused = grace.post(base_of(story) + "publish/", {"revision": "0"})
    assert refused.context["refusals"] == ["This is a draft that nobody has handed to review yet."]
    assert Record.objects.count() == 0


FILTERS = "?_changelist_filters=status__exact%3Din_review%26q%3Drio"
FILTERED = "/admin/meetings/meeting/?status__exact=in_review&q=rio"


def test_the_list_stays_filtered_after_every_action(story: Rio) -> None:
    ada, grace = client_of(editor()), client_of(reviewer())
    change = base_of(story) + "change/" + FILTERS

    def hand_in() -> None:
        answer = ada.post(change, open_form(ada, change, "meeting") | {"_submit": "1"})
        assert answer.headers["Location"] == FILTERED

    hand_in()
    page = grace.get(change).content.decode()
    for action in ("preview", "publish", "return"):
        assert f"{base_of(story)}{action}/{FILTERS}" in page
    answer = grace.post(base_of(story) + "return/" + FILTERS)
    assert answer.headers["Location"] == FILTERED
    hand_in()
    publishing = base_of(story) + "publish/" + FILTERS
    revision = grace.get(publishing).context["form"].initial["revision"]
    answer = grace.post(publishing, {"revision": revision})
    assert answer.headers["Location"] == FILTERED
    answer = grace.post(base_of(story) + "withdraw/" + FILTERS, {"note": "A mix-up."})
    assert answer.headers["Location"] == FILTERED


def test_a_withdrawn_meeting_says_when_by_whom_and_why(story: Rio) -> None:
    publish(story.with_russia.pk, None)
    grace = client_of(reviewer())
    grace.post(base_of(story) + "withdraw/", {"note": "It never took place."})
    withdrawal = Record.objects.get().version
    assert withdrawal is not None
    page = client_of(editor()).get(base_of(story) + "change/").content.decode()
    when = f"{withdrawal.published_at:%-d %B %Y, %H:%M}"
    assert f"Withdrawn on {when} UTC by grace: It never took place." in page


def test_what_changed_since_the_page_was_shown_is_not_published(story: Rio) -> None:
    ada, grace = client_of(editor()), client_of(reviewer())
    publishing, change = base_of(story) + "publish/", base_of(story) + "change/"
    changes.submit(story.with_russia.pk, editor("eva"))
    revision = grace.get(publishing).context["form"].initial["revision"]
    ada.post(change, open_form(ada, change, "meeting") | {"summary": "New."})
    refused = grace.post(publishing, {"revision": revision})
    assert refused.context["refusals"] == [
        "The meeting was changed since you opened this page. Look at it again."
    ]


def test_everything_missing_is_said_at_once(story: Rio) -> None:
    empty = Meeting.objects.create()
    page = client_of(reviewer()).get(f"/admin/meetings/meeting/{empty.pk}/publish/")
    assert [one.code for one in page.context["missing"]] == ["actors", "date", "report"]


def test_an_empty_draft_has_a_preview() -> None:
    empty = Meeting.objects.create()
    page = client_of(editor()).get(f"/admin/meetings/meeting/{empty.pk}/preview/")
    assert "Preview – not public" in page.content.decode()


def test_the_preview_shows_the_draft_and_publishes_nothing(story: Rio) -> None:
    page = client_of(editor()).get(base_of(story) + "preview/").content.decode()
    assert "Sergey Lavrov" in page
    assert "Preview – not public" in page
    assert Record.objects.count() == 0


def test_publishing_again_says_why(story: Rio) -> None:
    publish(story.with_russia.pk, None)
    ada, grace = client_of(editor()), client_of(reviewer())
    change, publishing = base_of(story) + "change/", base_of(story) + "publish/"
    ada.post(change, open_form(ada, change, "meeting") | {"summary": "They spoke."})
    assert "unpublished changes" in ada.get(change).content.decode()
    refused = grace.post(publishing, {"revision": "1", "kind": "correction", "note": ""})
    assert refused.context["refusals"] == ["Say what was wrong; the note is public."]
    answer = grace.post(publishing, {"revision": "1", "kind": "correction", "note": "Length."})
    assert answer.status_code == 302
    version = Record.objects.get().version
    assert version is not None
    assert (version.number, version.kind, version.note) == (2, "correction", "Length.")


def test_a_reviewer_returns_a_meeting(story: Rio) -> None:
    changes.submit(story.with_russia.pk, editor())
    grace = client_of(reviewer())
    assert grace.get(base_of(story) + "return/").status_code == 405
    grace.post(base_of(story) + "return/")
    assert Meeting.objects.get(pk=story.with_russia.pk).status == "draft"


def test_a_reviewer_withdraws_with_a_note(story: Rio) -> None:
    publish(story.with_russia.pk, None)
    grace = client_of(reviewer())
    address = base_of(story) + "withdraw/"
    assert grace.post(address, {"note": ""}).status_code == 200
    assert Record.objects.get().state == "published"
    grace.post(address, {"note": "It never took place."})
    assert Record.objects.get().state == "withdrawn"
    assert Meeting.objects.get(pk=story.with_russia.pk).status == "withdrawn"


def test_only_drafts_that_were_never_public_are_deleted(story: Rio) -> None:
    ada = client_of(editor())
    assert ada.get(base_of(story) + "delete/").status_code == 200
    publish(story.with_russia.pk, None)
    assert ada.get(base_of(story) + "delete/").status_code == 403
    assert ada.post(base_of(story) + "delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("model", ["record", "version", "entry", "address", "registerclock"])
def test_the_public_record_is_not_at_the_desk(model: str) -> None:
    client = client_of(User.objects.create_superuser("chief"))
    assert client.get(f"/admin/meetings/{model}/").status_code == 404


def test_a_change_of_a_published_meeting_shows_in_the_list(story: Rio) -> None:
    publish(story.with_russia.pk, None)
    ada = client_of(editor())
    change = base_of(story) + "change/"
    values = inputs_of(ada.get(change), "meeting")
    ada.post(change, values | {"summary": "They spoke."})
    page = ada.get("/admin/meetings/meeting/?unpublished_changes__exact=1").content.decode()
    assert "Wang Yi (China) – Sergey Lavrov (Russia)" in page
    assert "Jaishankar" not in page
