"""Locks of the desk and of publication are taken in one order: nobody waits in a circle."""

import os
import threading
from collections.abc import Callable

import pytest
from django.db import connection, models, transaction
from django.http import HttpRequest
from django.test import Client

from meetings.admin.meetings.page import MeetingAdmin
from meetings.desk import changes
from meetings.models import Meeting, Participation
from meetings.publication import errors
from meetings.publication.publish import publish, withdraw
from tests.drafts import Rio, editor, reviewer, rio

on_postgresql = pytest.mark.skipif(
    "sqlite" in os.environ.get("DATABASE_URL", "sqlite"), reason="one writer at a time"
)


def beside(hold: Callable[[], object], work: Callable[[], object], then: object) -> str:
    """Do ``work`` on another connection while a transaction did ``hold``, and then ``then``.

    ``then`` begins when the work has ended or waits for a lock. Returns the name of the error of
    the work, or "done".
    """
    ended: list[str] = []

    def run() -> None:
        try:
            work()
            ended.append("done")
        except Exception as error:
            ended.append(type(error).__name__)
        finally:
            connection.close()

    worker = threading.Thread(target=run)
    try:
        with transaction.atomic():
            hold()
            worker.start()
            while worker.is_alive() and not somebody_waits():
                pass
            if callable(then):
                then()
    finally:
        worker.join()
    return ended[0]


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
            " WHERE NOT granted AND datname = current_database()"
        )
        return bool(cursor.fetchone()[0])


def in_review() -> Rio:
    story = rio()
    Meeting.objects.update(status="in_review")
    return story


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_publishing_does_not_wait_for_somebody_who_saves_a_person() -> None:
    story, ada, grace = in_review(), editor(), reviewer()
    meeting, person = story.with_russia, story.lavrov.person
    # Saving “acting” of a term locks the person, then the meetings that show the term.
    ended = beside(
        lambda: changes.lock_shared(person, 0),
        lambda: publish(meeting.pk, grace),
        lambda: changes.record_change(meeting, ada),
    )
    assert ended == "StaleEdit"


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_saving_a_meeting_does_not_wait_for_somebody_who_saves_a_person() -> None:
    story, ada = in_review(), editor()
    meeting, india = story.with_russia, story.jaishankar

    @transaction.atomic
    def add_participant() -> None:
        Participation.objects.create(
            meeting=changes.lock_meeting(meeting.pk, 0),
            actor=india.office.actor,
            person=india.person,
            position=2,
        )

    ended = beside(
        lambda: changes.lock_shared(india.person, 0),
        add_participant,
        lambda: changes.record_change(meeting, ada),
    )
    assert ended == "done"


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_publishing_waits_for_a_deletion_and_says_so() -> None:
    meeting = in_review().with_russia
    ended = beside(
        lambda: changes.lock_meeting(meeting.pk, 0),
        lambda: publish(meeting.pk, None),
        lambda: Meeting.objects.get(pk=meeting.pk).delete(),
    )
    assert ended == "Deleted"


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_deletion_waits_for_a_publication_and_is_refused() -> None:
    meeting = in_review().with_russia

    @transaction.atomic
    def delete() -> None:
        changes.lock_meeting(meeting.pk, 0)
        Meeting.objects.get(pk=meeting.pk, record=None).delete()

    assert beside(lambda: publish(meeting.pk, None), delete, None) == "DoesNotExist"
    assert Meeting.objects.get(pk=meeting.pk).record is not None


@pytest.mark.django_db
def test_what_is_deleted_is_said_to_be() -> None:
    meeting, grace = in_review().with_russia, reviewer()
    meeting_id = meeting.pk
    meeting.delete()
    for action in (
        lambda: publish(meeting_id, grace),
        lambda: withdraw(meeting_id, grace, "Never took place."),
        lambda: changes.submit(meeting_id, grace),
        lambda: changes.return_to_draft(meeting_id, grace),
        lambda: changes.lock_meeting(meeting_id, 0),
    ):
        with pytest.raises(errors.Deleted, match=r"^The meeting was deleted meanwhile\.$"):
            action()


@pytest.mark.django_db
def test_deleting_what_a_colleague_deleted_meanwhile_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = rio().with_russia
    client.force_login(editor())

    def lock(page: MeetingAdmin, row: models.Model, revision: int) -> None:
        Meeting.objects.filter(pk=meeting.pk).delete()
        changes.lock_meeting(meeting.pk, revision)

    monkeypatch.setattr(MeetingAdmin, "lock", lock)
    address = f"/admin/meetings/meeting/{meeting.pk}/delete/"
    response = client.post(address, {"post": "yes", "revision": "0"}, follow=True)
    (message,) = [str(message) for message in response.context["messages"]]
    assert "doesn’t exist. Perhaps it was deleted?" in message


@pytest.mark.django_db
def test_publishing_what_was_deleted_meanwhile_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = in_review().with_russia
    client.force_login(reviewer())
    address = f"/admin/meetings/meeting/{meeting.pk}/publish/"
    seen = client.get(address).context["form"].initial
    publish_now = MeetingAdmin._publish

    def publish_too_late(
        page: MeetingAdmin, request: HttpRequest, row: Meeting, data: dict[str, object]
    ) -> list[str]:
        Meeting.objects.filter(pk=row.pk).delete()
        return publish_now(page, request, row, data)

    monkeypatch.setattr(MeetingAdmin, "_publish", publish_too_late)
    response = client.post(address, {"revision": seen["revision"], "things": seen["things"]})
    assert response.status_code == 409
    assert response.context["refusals"] == ["The meeting was deleted meanwhile."]
