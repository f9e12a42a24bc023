"""Publishing a meeting: desk rows in, version, record, entries, addresses and clock out."""

import pytest
from django.db import transaction
from pytest_django import Settings

from meetings.desk import changes
from meetings.models import (
    Address,
    Entry,
    Meeting,
    Office,
    Record,
    RecordLink,
    RegisterClock,
    Tenure,
    Version,
)
from meetings.models.choices import VersionKind
from meetings.publication.check import problems_of_register
from meetings.publication.errors import (
    EditorialError,
    NotAllowed,
    NothingToPublish,
    NotPublishable,
    OwnWork,
    StaleEdit,
    WrongState,
)
from meetings.publication.publish import publish, withdraw
from meetings.snapshot.shape import SCHEMA
from tests.drafts import rio, user_with

pytestmark = pytest.mark.django_db


def change(meeting: Meeting, name: str = "ada", **values: object) -> None:
    """Change a meeting at the desk as an editor does."""
    user = user_with(name)
    with transaction.atomic():
        locked = changes.lock_meeting(meeting.pk, meeting.revision)
        for field, value in values.items():
            setattr(locked, field, value)
        locked.save()
        changes.record_change(locked, user)
    meeting.refresh_from_db()


def test_first_publication_makes_version_record_address_and_advances_the_clock() -> None:
    story = rio()
    version = publish(story.with_russia.pk, None)
    record = Record.objects.get()
    assert (version.number, version.kind) == (1, "first")
    assert record.title == (
        "Wang Yi (China) and Sergey Lavrov (Russia), on the sidelines of G20 Rio de Janeiro"
    )
    assert record.slug.startswith("wang-yi-china-and-sergey-lavrov-russia-on-the-sidelines")
    assert (record.sides, record.level) == (2, "foreign_minister")
    assert (record.occurrence, record.accounts) == ("held", "all_sides")
    assert (str(record.earliest), str(record.latest)) == ("2024-11-18", "2024-11-19")
    assert record.host is not None
    assert record.host.key == "BRA"
    assert Address.objects.get(kind="meeting").key == story.with_russia.public_id
    assert RegisterClock.objects.now() == 1
    assert record.clock == 1
    assert list(problems_of_register()) == []


def test_the_host_is_linked_as_a_mention_and_not_as_a_participant() -> None:
    publish(rio().with_russia.pk, None)
    brazil = Entry.objects.get(kind="actor", key="BRA")
    assert list(brazil.links.values_list("role", flat=True)) == [RecordLink.Role.MENTION]
    actors = RecordLink.objects.filter(role=RecordLink.Role.ACTOR).order_by("side")
    assert list(actors.values_list("entry__key", "side")) == [("CHN", 1), ("RUS", 2)]


def test_what_only_a_draft_shows_gets_no_entry() -> None:
    publish(rio().with_russia.pk, None)
    assert not Entry.objects.filter(key__in=["IND", "subrahmanyam-jaishankar"]).exists()


def test_everything_missing_is_named_at_once_and_nothing_is_written() -> None:
    empty = Meeting.objects.create()
    with pytest.raises(NotPublishable) as refused:
        publish(empty.pk, None)
    assert [one.code for one in refused.value.missing] == ["actors", "date", "report"]
    assert (Record.objects.count(), Version.objects.count(), RegisterClock.objects.now()) == (
        0,
        0,
        0,
    )


def test_an_announced_meeting_needs_no_date() -> None:
    story = rio()
    Meeting.objects.filter(pk=story.with_india.pk).update(
        date="", date_earliest=None, date_latest=None, date_basis="stated"
    )
    story.with_india.reports.update(occurrence="announced")
    publish(story.with_india.pk, None)
    record = Record.objects.get()
    assert (record.occurrence, record.earliest, str(record.listed_on)) == (
        "announced",
        None,
        "9999-12-31",
    )


def test_the_office_of_another_person_is_refused() -> None:
    story = rio()
    story.with_india.participations.filter(actor__code="CHN").update(tenure=story.jaishankar)
    with pytest.raises(NotPublishable, match="office of another person"):
        publish(story.with_india.pk, None)


def test_a_change_at_the_desk_is_public_only_when_published_again() -> None:
    story = rio()
    publish(story.with_russia.pk, None)
    change(story.with_russia, summary="They spoke for an hour.")
    assert story.with_russia.unpublished_changes
    assert RegisterClock.objects.now() == 1
    assert Record.objects.get().card["summary"] == ""
    version = publish(story.with_russia.pk, None, kind=VersionKind.ADDITION, note="Duration")
    assert (version.number, version.kind, RegisterClock.objects.now()) == (2, "addition", 2)
    assert Record.objects.get().card["summary"] == "They spoke for an hour."
    assert not Meeting.objects.get(pk=story.with_russia.pk).unpublished_changes
    assert list(problems_of_register()) == []


def test_the_first_version_stays_as_it_was() -> None:
    story = rio()
    first = publish(story.with_russia.pk, None)
    before = Version.objects.get(pk=first.pk).snapshot
    change(story.with_russia, summary="Longer.")
    publish(story.with_russia.pk, None)
    assert Version.objects.get(pk=first.pk).snapshot == before


def test_the_slug_is_frozen_at_first_publication() -> None:
    story = rio()
    publish(story.with_russia.pk, None)
    slug = Record.objects.get().slug
    change(story.with_russia, title="Quite another title")
    publish(story.with_russia.pk, None)
    record = Record.objects.get()
    assert (record.title, record.slug) == ("Quite another title", slug)


def test_publishing_the_same_again_is_refused() -> None:
    story = rio()
    publish(story.with_russia.pk, None)
    with pytest.raises(NothingToPublish):
        publish(story.with_russia.pk, None)
    assert RegisterClock.objects.now() == 1


def test_a_correction_says_what_was_wrong() -> None:
    story = rio()
    publish(story.with_russia.pk, None)
    change(story.with_russia, summary="Right.")
    with pytest.raises(EditorialError, match="what was wrong"):
        publish(story.with_russia.pk, None, kind=VersionKind.CORRECTION, note=" ")


@pytest.mark.parametrize("kind", [VersionKind.FIRST, VersionKind.UPDATE, VersionKind.WITHDRAWAL])
def test_nobody_chooses_a_kind_that_is_set_by_what_is_done(kind: VersionKind) -> None:
    story = rio()
    publish(story.with_russia.pk, None)
    change(story.with_russia, summary="New.")
    with pytest.raises(EditorialError, match="addition, a correction or a revised source"):
        publish(story.with_russia.pk, None, kind=kind, note="x")


def test_an_editor_may_not_publish() -> None:
    story = rio()
    with pytest.raises(NotAllowed):
        publish(story.with_russia.pk, user_with("ada", "change_meeting", "submit_meeting"))
    assert Record.objects.count() == 0


def test_nobody_publishes_their_own_work() -> None:
    story = rio()
    reviewer = user_with("grace", "publish_meeting")
    story.with_russia.editors.add(reviewer)
    with pytest.raises(OwnWork):
        publish(story.with_russia.pk, reviewer)
    publish(story.with_russia.pk, user_with("edsger", "publish_meeting"))
    assert Record.objects.count() == 1


def test_a_team_too_small_for_two_pairs_of_eyes_may(settings: Settings) -> None:
    settings.SIDELINES_TEAM_TOO_SMALL_FOR_TWO = True
    story = rio()
    reviewer = user_with("grace", "publish_meeting")
    story.with_russia.editors.add(reviewer)
    assert publish(story.with_russia.pk, reviewer).editor == reviewer


def test_after_publication_everybody_starts_with_clean_hands() -> None:
    story = rio()
    author = user_with("ada", "publish_meeting")
    story.with_russia.editors.add(author)
    publish(story.with_russia.pk, None)
    assert story.with_russia.editors.count() == 0


def test_what_changed_since_the_reviewer_looked_is_not_published() -> None:
    story = rio()
    seen = story.with_russia.revision
    change(story.with_russia, summary="Slipped in.")
    with pytest.raises(StaleEdit):
        publish(story.with_russia.pk, None, revision=seen)
    assert Record.objects.count() == 0


def test_a_withdrawn_meeting_keeps_its_address_and_nothing_else() -> None:
    story = rio()
    publish(story.with_russia.pk, None)
    version = withdraw(story.with_russia.pk, user_with("grace", "publish_meeting"), "A mix-up.")
    record = Record.objects.get()
    assert (version.number, version.kind, version.note) == (2, "withdrawal", "A mix-up.")
    assert version.snapshot == {"schema": SCHEMA, "public_id": story.with_russia.public_id}
    assert (record.state, record.title, record.card) == ("withdrawn", "Withdrawn meeting", {})
    assert record.links.count() == 0
    assert Meeting.objects.get(pk=story.with_russia.pk).status == "withdrawn"
    assert RegisterClock.objects.now() == 2
    assert list(problems_of_register()) == []


def test_a_withdrawn_meeting_can_be_published_again() -> None:
    story = rio()
    publish(story.with_russia.pk, None)
    withdraw(story.with_russia.pk, None, "A mix-up.")
    assert publish(story.with_russia.pk, None).number == 3
    assert Record.objects.get().state == "published"
    assert list(problems_of_register()) == []


def test_withdrawing_needs_a_note_a_reviewer_and_a_published_meeting() -> None:
    story = rio()
    reviewer = user_with("grace", "publish_meeting")
    with pytest.raises(WrongState):
        withdraw(story.with_russia.pk, reviewer, "Because.")
    publish(story.with_russia.pk, None)
    with pytest.raises(EditorialError, match="note is public"):
        withdraw(story.with_russia.pk, reviewer, "  ")
    with pytest.raises(NotAllowed):
        withdraw(story.with_russia.pk, user_with("ada"), "Because.")
    assert Record.objects.get().state == "published"


def tenures_of(key: str) -> list[str]:
    return [one["office"] for one in Entry.objects.get(key=key).detail["tenures"]]


def test_an_office_that_came_in_with_a_draft_is_no_public_fact() -> None:
    story = rio()
    publish(story.with_russia.pk, None)
    assert tenures_of("wang-yi") == ["Minister of Foreign Affairs"]
    office = Office.objects.get(actor__code="IND")
    office.pk, office.slug, office.name = None, "chn-secret", "Secret office"
    office.save()
    tenure = Tenure.objects.create(person=story.wang.person, office=office)
    story.with_india.participations.filter(actor__code="CHN").update(tenure=tenure)
    change(story.with_russia, summary="More.")
    publish(story.with_russia.pk, None)
    assert tenures_of("wang-yi") == ["Minister of Foreign Affairs"]
    publish(story.with_india.pk, None)
    assert tenures_of("wang-yi") == ["Minister of Foreign Affairs", "Secret office"]
