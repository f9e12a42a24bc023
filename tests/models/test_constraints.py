"""Every named constraint is provoked, on whichever database the suite runs on."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from meetings import models as m
from meetings.publication.publish import publish
from tests.drafts import rio, state

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 11, 18)
BEFORE = datetime.date(2024, 11, 17)


def bounds(name: str) -> dict[str, Any]:
    """Return values for an EDTF field whose bounds are the wrong way round."""
    return {name: "2024-11-18", f"{name}_earliest": DAY, f"{name}_latest": BEFORE}


def period() -> dict[str, Any]:
    """Return values for a period that ends before it starts."""
    later = {"start": "2024-11-18", "start_earliest": DAY, "start_latest": DAY}
    return later | {"end": "2024-11-17", "end_earliest": BEFORE, "end_latest": BEFORE}


def itself(row: models.Model) -> object:
    return row.pk


# Constraint -> model and values that break it (a callable makes a value from the row).
BROKEN: dict[str, tuple[type[models.Model], dict[str, Any]]] = {
    "actor_code_form": (m.Actor, {"code": "e-u", "kind": "company"}),
    "actor_kind_known": (m.Actor, {"kind": "nonsense"}),
    "actor_country_code_form": (m.Actor, {"code": "CHINA"}),
    "actor_organ_has_parent": (m.Actor, {"kind": "organ", "parent": None}),
    "actor_not_its_own_parent": (m.Actor, {"parent": itself}),
    "actor_start_bounds": (m.Actor, bounds("start")),
    "actor_end_bounds": (m.Actor, bounds("end")),
    "actor_ends_after_start": (m.Actor, period()),
    "actorname_kind_known": (m.ActorName, {"kind": "nonsense"}),
    "actorname_start_bounds": (m.ActorName, bounds("start")),
    "actorname_end_bounds": (m.ActorName, bounds("end")),
    "membership_status_known": (m.Membership, {"status": "nonsense"}),
    "membership_not_of_itself": (m.Membership, {"member": lambda row: row.organisation_id}),
    "membership_start_bounds": (m.Membership, bounds("start")),
    "membership_end_bounds": (m.Membership, bounds("end")),
    "membership_ends_after_start": (m.Membership, period()),
    "person_has_name": (m.Person, {"name": ""}),
    "person_has_slug": (m.Person, {"slug": ""}),
    "office_rank_known": (m.Office, {"rank": "nonsense"}),
    "office_start_bounds": (m.Office, bounds("start")),
    "office_end_bounds": (m.Office, bounds("end")),
    "tenure_start_bounds": (m.Tenure, bounds("start")),
    "tenure_end_bounds": (m.Tenure, bounds("end")),
    "tenure_ends_after_start": (m.Tenure, period()),
    "place_coordinates_in_range": (m.Place, {"latitude": 91, "longitude": 0}),
    "formerstate_has_end": (m.FormerState, {"end": "", "end_earliest": None, "end_latest": None}),
    "formerstate_start_bounds": (m.FormerState, bounds("start") | {"start_earliest": None}),
    "formerstate_end_bounds": (m.FormerState, bounds("end")),
    "formerstate_ends_after_start": (m.FormerState, period()),
    "summit_channel_known": (m.Summit, {"channel": "nonsense"}),
    "summit_has_date": (m.Summit, {"date": "", "date_earliest": None, "date_latest": None}),
    "summit_date_bounds": (m.Summit, bounds("date")),
    "topic_not_its_own_parent": (m.Topic, {"parent": itself}),
    "publisher_kind_known": (m.Publisher, {"kind": "nonsense"}),
    "publisher_has_slug": (m.Publisher, {"slug": ""}),
    "publisher_actor_if_official": (m.Publisher, {"kind": "ministry", "actor": None}),
    "publishersite_end_bounds": (m.PublisherSite, bounds("end")),
    "source_has_title": (m.Source, {"title": ""}),
    "source_not_same_as_itself": (m.Source, {"same_text_as": itself}),
    "source_published_bounds": (m.Source, bounds("published")),
    "capture_hash_with_text": (m.Capture, {"text": "Words.", "sha256": ""}),
    "meeting_public_id_form": (m.Meeting, {"public_id": "ILOU000000"}),
    "meeting_date_basis_known": (m.Meeting, {"date_basis": "nonsense"}),
    "meeting_channel_known": (m.Meeting, {"channel": "nonsense"}),
    "meeting_setting_known": (m.Meeting, {"setting": "nonsense"}),
    "meeting_status_known": (m.Meeting, {"status": "nonsense"}),
    "meeting_occurrence_override_known": (
        m.Meeting,
        {"occurrence_override": "nonsense", "occurrence_note": "Why."},
    ),
    "meeting_date_bounds": (m.Meeting, bounds("date") | {"date_basis": "stated"}),
    "meeting_publication_basis_no_bare_day": (
        m.Meeting,
        {"date": "2024-11-18", "date_earliest": DAY, "date_latest": DAY},
    ),
    "meeting_sidelines_of_a_summit": (m.Meeting, {"sidelines": True, "summit": None}),
    "meeting_occurrence_override_has_note": (m.Meeting, {"occurrence_override": "held"}),
    "meeting_not_its_own_replacement": (m.Meeting, {"replaces": itself}),
    "meeting_published_has_record": (m.Meeting, {"status": "published", "record": None}),
    "participation_rank_known": (m.Participation, {"rank": "nonsense"}),
    "participation_role_known": (m.Participation, {"role": "nonsense"}),
    "participation_attendance_known": (m.Participation, {"attendance": "nonsense"}),
    "participation_basis_known": (m.Participation, {"basis": "nonsense"}),
    "participation_office_needs_person": (m.Participation, {"person": None}),
    "participation_actor_only_unnamed": (m.Participation, {"basis": "actor_only"}),
    "participation_not_own_stand_in": (
        m.Participation,
        {"standing_in_for": lambda row: row.person_id},
    ),
    "participation_also_for_another": (m.Participation, {"also_for": lambda row: row.actor_id}),
    "participation_side_from_one": (m.Participation, {"side": 0}),
    "report_extent_known": (m.Report, {"extent": "nonsense"}),
    "report_attribution_known": (m.Report, {"attribution": "nonsense"}),
    "report_occurrence_known": (m.Report, {"occurrence": "disputed"}),
    "report_date_bounds": (m.Report, bounds("date")),
    "reporttopic_span_forward": (m.ReportTopic, {"span_start": 9, "span_end": 3}),
    "statement_one_speaker": (m.Statement, {"speaker": None, "institution": None}),
    "statement_has_text": (m.Statement, {"text": ""}),
    "registerclock_one_row": (m.RegisterClock, {"id": 2}),
    "entry_kind_known": (m.Entry, {"kind": "nonsense"}),
    "record_state_known": (m.Record, {"state": "nonsense"}),
    "record_occurrence_known": (m.Record, {"occurrence": "nonsense"}),
    "record_accounts_known": (m.Record, {"accounts": "nonsense"}),
    "record_date_bounds": (m.Record, {"earliest": DAY, "latest": BEFORE}),
    "recordlink_role_known": (m.RecordLink, {"role": 99}),
    "version_number_from_one": (m.Version, {"number": 0}),
    "version_kind_known": (m.Version, {"kind": "nonsense"}),
    "version_correction_has_note": (m.Version, {"kind": "correction", "note": ""}),
    "version_redaction_has_reason": (m.Version, {"redacted": True}),
    "story_state_known": (m.Story, {"state": "nonsense"}),
    "story_has_text": (m.Story, {"text": ""}),
    "address_one_target": (m.Address, {"entry": None, "record": None}),
}

# Unique constraint -> model and what to change in a copy of a row so that only it is broken.
REPEATED: dict[str, tuple[type[models.Model], dict[str, Any]]] = {
    "actorname_unique": (m.ActorName, {}),
    "membership_unique": (m.Membership, {}),
    "personname_unique": (m.PersonName, {}),
    "office_unique": (m.Office, {"slug": "another"}),
    "tenure_unique": (m.Tenure, {}),
    "placename_unique": (m.PlaceName, {}),
    "formerstate_unique": (m.FormerState, {}),
    "topicalias_names_one_topic": (m.TopicAlias, {}),
    "publishername_unique": (m.PublisherName, {}),
    "publishersite_unique": (m.PublisherSite, {}),
    "source_url_unique": (m.Source, {"public_id": "ZZZZZZZZZZ"}),
    "capture_unique": (m.Capture, {}),
    "participation_person_once": (m.Participation, {}),
    "reportvoice_once": (m.ReportVoice, {}),
    "reporttopic_once": (m.ReportTopic, {}),
    "entry_key_unique": (m.Entry, {}),
    "version_number_once": (m.Version, {}),
    "address_unique": (m.Address, {"current": False}),
    "address_one_current_of_entry": (m.Address, {"key": "another"}),
    "story_text_once": (m.Story, {}),
    "storymeeting_card_once": (m.StoryMeeting, {}),
}


def rows() -> dict[type[models.Model], models.Model]:
    """Return one valid row of every model, the meeting published."""
    story = rio()
    china, place = state("CHN", "China"), story.summit.place
    assert place is not None
    unions = state("SUN", "Soviet Union")
    meeting = story.with_russia
    m.ActorName.objects.create(actor=china, name="Cathay")
    m.Membership.objects.create(organisation=unions, member=china)
    m.PersonName.objects.create(person=story.wang.person, name="王毅", language="zh")
    m.PlaceName.objects.create(place=place, name="Rio")
    m.FormerState.objects.create(place=place, state=unions, end="1991-12-26")
    m.TopicAlias.objects.create(topic=m.Topic.objects.get(slug="ukraine"), name="Kyiv")
    m.PublisherName.objects.create(publisher=story.source.publisher, name="TRT")
    m.PublisherSite.objects.create(publisher=story.source.publisher, host="trtworld.com")
    m.Capture.objects.create(source=story.source, taken=timezone.now())
    publish(meeting.pk, None)
    m.LoadedData.objects.create(name="reference")
    received = m.Story.objects.create(text="They met.", sha256="0" * 64)
    m.StoryMeeting.objects.create(story=received, key="m1", meeting=meeting)
    chosen: dict[type[models.Model], models.Model] = {
        model: model._default_manager.all()[0]
        for model in apps.get_app_config("meetings").get_models()
    }
    entry_address = m.Address.objects.filter(entry__isnull=False)[0]
    report = meeting.reports.filter(voices__isnull=False)[0]
    return chosen | {
        m.Actor: china,
        m.Meeting: meeting,
        m.Address: entry_address,
        m.Report: report,
        m.Publisher: m.Publisher.objects.get(name="TRT World"),
    }


def refused_by(act: Callable[[], object]) -> str:
    """Return the message with which the database refuses ``act``."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        act()
    return str(refused.value)


@pytest.mark.parametrize("name", BROKEN)
def test_check_constraint(name: str) -> None:
    model, values = BROKEN[name]
    row = rows()[model]
    update = {key: value(row) if callable(value) else value for key, value in values.items()}
    manager = model._default_manager
    assert name in refused_by(lambda: manager.filter(pk=row.pk).update(**update))


@pytest.mark.parametrize("name", REPEATED)
def test_unique_constraint(name: str) -> None:
    model, values = REPEATED[name]
    row = rows()[model]
    row.pk = None
    for key, value in values.items():
        setattr(row, key, value)
    message = refused_by(lambda: model._default_manager.bulk_create([row]))
    # SQLite names the columns, PostgreSQL the constraint.
    assert name in message if connection.vendor == "postgresql" else "UNIQUE" in message


def test_a_delegation_without_names_stands_once() -> None:
    meeting = rio().with_russia
    row = m.Participation(meeting=meeting, actor=state("BRA", "Brazil"))
    row.save()
    row.pk = None
    assert "UNIQUE" in refused_by(row.save).upper()


def test_a_record_has_one_current_address() -> None:
    meeting = rio().with_russia
    publish(meeting.pk, None)
    record = m.Record.objects.get()
    message = refused_by(
        lambda: m.Address.objects.create(kind="meeting", key="ZZZZZZZZZZ", record=record)
    )
    assert "UNIQUE" in message.upper()


def test_every_constraint_is_provoked() -> None:
    named = {
        constraint.name
        for model in apps.get_app_config("meetings").get_models()
        for constraint in model._meta.constraints
    }
    alone = {
        "participation_delegation_once",
        "address_one_current_of_record",
    }
    assert named == {*BROKEN, *REPEATED, *alone}
