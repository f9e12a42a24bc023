"""What runs after migrations: groups of the desk with their permissions, an emptied index."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate

EDITORS = "Editors"
REVIEWERS = "Reviewers"

# The public record is written by ``meetings.publication`` alone; versions may be looked at.
PUBLIC_RECORD = (
    "address",
    "entry",
    "record",
    "recordlink",
    "recordtext",
    "registerclock",
    "version",
)

# Parts of a desk row, which go when the form that holds them says so.
PARTS = (
    "actorname",
    "capture",
    "formerstate",
    "membership",
    "participation",
    "personname",
    "placename",
    "report",
    "reporttopic",
    "statement",
    "tenure",
    "topicalias",
)


def connect() -> None:
    """Connect the receivers."""
    post_migrate.connect(make_groups, dispatch_uid="meetings_make_groups")
    post_migrate.connect(empty_text_index, dispatch_uid="meetings_empty_text_index")


def make_groups(
    sender: AppConfig, using: str = DEFAULT_DB_ALIAS, verbosity: int = 1, **_rest: Any
) -> None:
    """Make the groups Editors and Reviewers, or give them permissions they lack.

    Runs after the migrations of this application. What an administrator has added to a group
    stays. Django's own receiver may run later than this one, so permissions are made first.
    """
    if sender.label != "meetings":
        return
    create_permissions(sender, verbosity=verbosity, interactive=False, using=using)
    from django.contrib.auth.models import Group, Permission  # noqa: PLC0415 - models are loaded

    known = Permission.objects.using(using).filter(content_type__app_label="meetings")
    for name, wanted in ((EDITORS, editor_codenames()), (REVIEWERS, reviewer_codenames())):
        group, _ = Group.objects.using(using).get_or_create(name=name)
        group.permissions.add(*known.filter(codename__in=wanted))


def empty_text_index(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **_rest: Any) -> None:
    """Empty the index of the searchable text where ``flush`` emptied the table it is of."""
    if sender.label == "meetings":
        from .models import RecordText  # noqa: PLC0415 - models are loaded

        RecordText.objects.db_manager(using).empty_index_of_empty_table()


def editor_codenames() -> set[str]:
    """Return the codenames of what editors may do: everything at the desk but publish."""
    from django.apps import apps  # noqa: PLC0415 - at import time no model is loaded

    models = [
        model._meta.model_name or "" for model in apps.get_app_config("meetings").get_models()
    ]
    desk = [name for name in models if name not in (*PUBLIC_RECORD, "loadeddata")]
    named = {f"{action}_{name}" for name in desk for action in ("add", "change", "view")}
    deletable = {f"delete_{name}" for name in (*PARTS, "meeting")}
    return named | deletable | {"submit_meeting", "view_version"}


def reviewer_codenames() -> set[str]:
    """Return the codenames of what reviewers may do: the same as editors, and publish."""
    return editor_codenames() | {"publish_meeting"}
