"""Earlier states of a meeting at the desk, restored with all their rows."""

import json

import pytest
from django.test import Client
from reversion.models import Version as State

from meetings.models import Actor, Meeting, Person, Record, Report, ReportVoice
from meetings.publication.publish import publish
from tests.drafts import Rio

from .forms import open_form

pytestmark = pytest.mark.django_db


def base_of(story: Rio) -> str:
    return f"/admin/meetings/meeting/{story.with_russia.pk}/"


def save(client: Client, story: Rio, **typed: str) -> None:
    change = base_of(story) + "change/"
    response = client.post(change, open_form(client, change, "meeting") | typed)
    assert response.status_code == 302


def states(client: Client, story: Rio) -> list[int]:
    return [one.pk for one in client.get(base_of(story) + "history/").context["states"]]


def described(meeting: Meeting) -> list[str]:
    said = [
        f"{report}: {', '.join(map(str, report.topics.all()))} | "
        f"{', '.join(map(str, report.statements.all()))}"
        for report in meeting.reports.all()
    ]
    return [meeting.summary, *map(str, meeting.participations.all()), *said]


def test_a_state_is_restored_with_its_rows(desk: Client, story: Rio) -> None:
    save(desk, story, summary="First.")
    before = described(Meeting.objects.get(pk=story.with_russia.pk))
    save(
        desk,
        story,
        summary="Second.",
        **{"participations-1-DELETE": "on", "reports-1-DELETE": "on"},
    )
    assert described(Meeting.objects.get(pk=story.with_russia.pk)) != before

    address = f"{base_of(story)}history/{states(desk, story)[1]}/"
    page = desk.get(address)
    lines = [(line.what, line.then, line.now) for line in page.context["lines"]]
    assert ("Summary", "First.", "Second.") in lines
    revision = page.context["original"].revision
    assert desk.post(address, {"revision": revision}).status_code == 302
    meeting = Meeting.objects.get(pk=story.with_russia.pk)
    assert described(meeting) == before
    assert meeting.revision == revision + 1
    assert len(states(desk, story)) == 4


def test_restoring_over_a_newer_change_is_refused(desk: Client, story: Rio) -> None:
    save(desk, story, summary="First.")
    address = f"{base_of(story)}history/{states(desk, story)[0]}/"
    save(desk, story, summary="Second.")
    answer = desk.post(address, {"revision": "1"}, follow=True)
    assert "Somebody else saved this meeting since you opened it." in [
        str(message) for message in answer.context["messages"]
    ]
    assert Meeting.objects.get(pk=story.with_russia.pk).summary == "Second."


def test_restoring_changes_nothing_public(desk: Client, story: Rio) -> None:
    save(desk, story, summary="First.")
    save(desk, story, summary="Second.")
    publish(story.with_russia.pk, None)
    address = f"{base_of(story)}history/{states(desk, story)[1]}/"
    desk.post(address, {"revision": "2"})
    meeting = Meeting.objects.get(pk=story.with_russia.pk)
    assert (meeting.summary, meeting.status, meeting.unpublished_changes) == (
        "First.",
        "published",
        True,
    )
    assert Record.objects.get().card["summary"] == "Second."


def test_what_is_gone_is_named(desk: Client, story: Rio) -> None:
    extra = Person.objects.create(name="Ajit Doval")
    story.with_russia.participations.create(actor=story.wang.office.actor, person=extra, position=2)
    save(desk, story, summary="First.")
    save(desk, story, **{"participations-2-DELETE": "on"})
    extra.delete()
    address = f"{base_of(story)}history/{states(desk, story)[1]}/"
    answer = desk.post(address, {"revision": "2"}, follow=True)
    assert answer.status_code == 200
    sentences = [str(message) for message in answer.context["messages"]]
    assert len(sentences) == 1
    assert sentences[0].startswith("Its participation refers to something that is gone: ")
    assert story.with_russia.participations.count() == 2


def test_a_deleted_draft_is_recovered(desk: Client, story: Rio) -> None:
    save(desk, story, summary="First.")
    public_id = story.with_russia.public_id
    before = described(Meeting.objects.get(pk=story.with_russia.pk))
    desk.post(base_of(story) + "delete/", {"post": "yes", "revision": "1"})
    assert not Meeting.objects.filter(public_id=public_id).exists()

    page = desk.get("/admin/meetings/meeting/recover/")
    (kept,) = page.context["states"]
    desk.post("/admin/meetings/meeting/recover/", {"state": kept.pk})
    meeting = Meeting.objects.get(public_id=public_id)
    assert described(meeting) == before
    assert (meeting.status, meeting.revision) == ("draft", 3)
    again = desk.post("/admin/meetings/meeting/recover/", {"state": kept.pk}, follow=True)
    assert "The meeting is there already." in [str(one) for one in again.context["messages"]]


def test_the_page_of_a_report_keeps_the_whole_meeting(desk: Client, story: Rio) -> None:
    report = story.with_russia.reports.get(voices__code="CHN")
    address = f"/admin/meetings/report/{report.pk}/change/"
    desk.post(address, open_form(desk, address, "report") | {"summary": "They agreed."})
    before = described(Meeting.objects.get(pk=story.with_russia.pk))
    save(desk, story, **{"reports-0-DELETE": "on"})
    desk.post(f"{base_of(story)}history/{states(desk, story)[1]}/", {"revision": "2"})
    assert described(Meeting.objects.get(pk=story.with_russia.pk)) == before


def test_a_state_is_compared_field_by_field_rows_included(desk: Client, story: Rio) -> None:
    save(desk, story, title="First")
    save(
        desk,
        story,
        **{"participations-1-title_as_reported": "Chief diplomat", "reports-0-extent": "whole"},
    )
    newest, *_ = desk.get(base_of(story) + "history/").context["steps"]
    assert newest[1] == [
        "Participant Sergey Lavrov (Russia): Title as reported",
        (
            "Report China, in TRT World: Foreign ministers of China and Russia meet at the G20: "
            "Extent seen"
        ),
    ]
    page = desk.get(f"{base_of(story)}history/{states(desk, story)[1]}/")
    assert [(line.then, line.now) for line in page.context["lines"]] == [
        ("", "Chief diplomat"),
        ("Relayed by others", "Whole document"),
    ]


def test_words_and_quotes_of_an_account_are_compared_too(desk: Client, story: Rio) -> None:
    save(desk, story, title="First")
    report = story.with_russia.reports.get(voices__code="RUS")
    address = f"/admin/meetings/report/{report.pk}/change/"
    desk.post(address, open_form(desk, address, "report") | {"statements-0-text": "No."})
    page = desk.get(f"{base_of(story)}history/{states(desk, story)[1]}/")
    assert [(line.what, line.then, line.now) for line in page.context["lines"]] == [
        (
            "Statement Sergey Lavrov: No.: Text",
            "We are at a stage without precedent.",
            "No.",
        )
    ]


def test_the_state_before_the_first_edit_is_kept(desk: Client, story: Rio) -> None:
    before = described(Meeting.objects.get(pk=story.with_russia.pk))
    save(desk, story, **{"participations-1-title_as_reported": "Chief", "title": "Wrong"})
    (_, changed), (first, _) = desk.get(base_of(story) + "history/").context["steps"]
    assert changed == ["Title", "Participant Sergey Lavrov (Russia): Title as reported"]
    assert first.revision.comment == "Before the first edit at the desk."
    desk.post(f"{base_of(story)}history/{first.pk}/", {"revision": "1"})
    assert described(Meeting.objects.get(pk=story.with_russia.pk)) == before


@pytest.mark.parametrize("edited_before", [False, True])
def test_changes_since_what_is_published_are_discarded(
    desk: Client, story: Rio, edited_before: bool
) -> None:
    if edited_before:
        save(desk, story, title="Talks in Rio")
    publish(story.with_russia.pk, None)
    address = base_of(story) + "discard/"
    assert desk.get(address).status_code == 404
    save(desk, story, **{"participations-1-title_as_reported": "Chief"})
    save(desk, story, title="Wrong")
    page = desk.get(base_of(story) + "history/").content.decode()
    assert "Discard changes since version 1" in page
    question = desk.get(address)
    assert "Discard the changes" in question.content.decode()
    revision = question.context["original"].revision
    assert desk.post(address, {"revision": revision}).status_code == 302
    meeting = Meeting.objects.get(pk=story.with_russia.pk)
    assert meeting.title == ("Talks in Rio" if edited_before else "")
    assert not meeting.unpublished_changes
    assert [row.title_as_reported for row in meeting.participations.all()] == ["", ""]


def test_the_log_has_the_newest_first(desk: Client, story: Rio) -> None:
    save(desk, story, title="First")
    save(desk, story, summary="Second")
    log = desk.get(base_of(story) + "history/").context["action_list"]
    assert [entry.get_change_message() for entry in log] == ["Changed Summary.", "Changed Title."]


def test_a_state_kept_when_reports_had_one_voice_is_restored_with_it(
    desk: Client, story: Rio
) -> None:
    save(desk, story)
    for kept in State.objects.get_for_model(Report):
        (row,) = json.loads(kept.serialized_data)
        row["fields"]["voice"] = Actor.objects.get(code="IND").pk
        kept.serialized_data = json.dumps([row])
        kept.save()
    State.objects.get_for_model(ReportVoice).delete()
    save(desk, story, **{"reports-0-DELETE": "on", "reports-1-DELETE": "on"})
    number = states(desk, story)[-2]
    revision = Meeting.objects.get(pk=story.with_russia.pk).revision
    desk.post(f"{base_of(story)}history/{number}/", {"revision": str(revision)})
    reports = Meeting.objects.get(pk=story.with_russia.pk).reports.all()
    assert [[str(row) for row in report.voice_rows.all()] for report in reports] == [
        ["India"],
        ["India"],
    ]


def test_what_an_editor_confirmed_is_compared_in_words(desk: Client, story: Rio) -> None:
    save(desk, story, summary="First.")
    meeting = Meeting.objects.get(pk=story.with_russia.pk)
    meeting.confirmed = {"held on 2099": "", "not the same as K2": "They met again."}
    meeting.save()
    save(desk, story, summary="Second.")
    page = desk.get(f"{base_of(story)}history/{states(desk, story)[-1]}/")
    lines = [(line.what, line.then, line.now) for line in page.context["lines"]]
    assert ("Confirmed", "", "held on 2099; not the same as K2: They met again.") in lines
