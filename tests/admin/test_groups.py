"""The groups of the desk, made after migrations."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from meetings.groups import editor_codenames, make_groups, reviewer_codenames
from tests.drafts import editor, reviewer

pytestmark = pytest.mark.django_db


def test_editors_hand_in_and_only_reviewers_publish() -> None:
    ada, grace = editor(), reviewer()
    assert ada.has_perm("meetings.submit_meeting")
    assert not ada.has_perm("meetings.publish_meeting")
    assert grace.has_perm("meetings.submit_meeting")
    assert grace.has_perm("meetings.publish_meeting")


def test_what_else_one_may_do_with_a_meeting_is_for_reviewers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meta = apps.get_model("meetings", "Meeting")._meta
    monkeypatch.setattr(meta, "permissions", (*meta.permissions, ("redact_meeting", "Can redact")))
    assert "redact_meeting" in reviewer_codenames()
    assert "redact_meeting" not in editor_codenames()


@pytest.mark.parametrize(
    "codename", ["add_meeting", "change_report", "add_person", "delete_participation"]
)
def test_editors_may(codename: str) -> None:
    assert editor().has_perm(f"meetings.{codename}")


@pytest.mark.parametrize(
    "codename", ["change_record", "add_version", "change_entry", "delete_person", "delete_source"]
)
def test_nobody_of_the_desk_may(codename: str) -> None:
    assert not reviewer().has_perm(f"meetings.{codename}")


def test_running_again_adds_what_is_missing_and_keeps_what_was_added() -> None:
    group = Group.objects.get(name="Editors")
    extra = Permission.objects.get(codename="view_user")
    group.permissions.add(extra)
    group.permissions.remove(Permission.objects.get(codename="add_meeting"))
    make_groups(sender=apps.get_app_config("meetings"), verbosity=0)
    names = set(group.permissions.values_list("codename", flat=True))
    assert {"view_user", "add_meeting"} <= names
    assert Group.objects.filter(name__in=["Editors", "Reviewers"]).count() == 2


def test_permissions_that_are_not_there_yet_are_made() -> None:
    Permission.objects.filter(content_type__app_label="meetings").delete()
    make_groups(sender=apps.get_app_config("meetings"), verbosity=0)
    assert Group.objects.get(name="Reviewers").permissions.filter(codename="publish_meeting")


def test_editors_delete_parts_of_rows_and_meetings_and_nothing_shared() -> None:
    codenames = {name for name in editor_codenames() if name.startswith("delete_")}
    assert codenames == {
        "delete_actorname",
        "delete_capture",
        "delete_formerstate",
        "delete_meeting",
        "delete_membership",
        "delete_participation",
        "delete_personname",
        "delete_placename",
        "delete_publishername",
        "delete_publishersite",
        "delete_report",
        "delete_reporttopic",
        "delete_reportvoice",
        "delete_statement",
        "delete_storymeeting",
        "delete_tenure",
        "delete_topicalias",
    }


def test_every_model_is_of_the_desk_or_written_by_publication_alone() -> None:
    models = {model._meta.model_name for model in apps.get_app_config("meetings").get_models()}
    changed = {name.removeprefix("change_") for name in editor_codenames() if "change_" in name}
    assert models - changed == {
        "address",
        "entry",
        "loadeddata",
        "record",
        "recordlink",
        "recordtext",
        "registerclock",
        "version",
    }
