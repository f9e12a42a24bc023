"""Signal receivers after migrations: groups with permissions, and an empty full-text index."""

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions
from django.db import DEFAULT_DB_ALIAS
from django.db.models import CASCADE, Model
from django.db.models.signals import post_migrate

EDITORS = "Editors"
REVIEWERS = "Reviewers"

# Only ``meetings.publication`` and the loading of reference data write the models of these
# modules; editors may view versions.
_NOT_OF_THE_DESK = (
    "meetings.models.loaded",
    "meetings.models.record",
    "meetings.models.record_text",
)


def connect() -> None:
    """Connect the receivers to ``post_migrate``."""
    post_migrate.connect(make_groups, dispatch_uid="meetings_make_groups")
    post_migrate.connect(empty_text_index, dispatch_uid="meetings_empty_text_index")


def make_groups(
    sender: AppConfig, using: str = DEFAULT_DB_ALIAS, verbosity: int = 1, **_rest: Any
) -> None:
    """Create the groups Editors and Reviewers, and add missing permissions.

    Runs after the migrations of this application. Permissions that an administrator added to a
    group stay. Django's own receiver may run later, so permissions are created here first.
    """
    if sender.label != "meetings":
        return
    create_permissions(sender, verbosity=verbosity, interactive=False, using=using)
    group_model, permission_model = (
        apps.get_model("auth", name) for name in ("Group", "Permission")
    )
    permissions = permission_model._default_manager.using(using).filter(
        content_type__app_label="meetings"
    )
    for name, codenames in ((EDITORS, editor_codenames()), (REVIEWERS, reviewer_codenames())):
        group, _ = group_model._default_manager.using(using).get_or_create(name=name)
        group.permissions.add(*permissions.filter(codename__in=codenames))


def empty_text_index(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **_rest: Any) -> None:
    """Empty the full-text index if ``flush`` emptied its table."""
    if sender.label == "meetings":
        texts: Any = apps.get_model("meetings", "RecordText")._default_manager
        texts.db_manager(using).empty_index_of_empty_table()


def editor_codenames() -> set[str]:
    """Return the codenames of the permissions of editors: everything at the desk, and handing in.

    Editors may delete parts of a row, through the form of that row, but not shared things. They
    may delete meetings; the desk refuses this if the meeting was ever public.
    """
    desk = [
        model
        for model in apps.get_app_config("meetings").get_models()
        if model.__module__ not in _NOT_OF_THE_DESK
    ]
    names = {model._meta.model_name or "": _is_part(model) for model in desk}
    codenames = {f"{action}_{name}" for name in names for action in ("add", "change", "view")}
    deletable = {f"delete_{name}" for name, is_part in names.items() if is_part}
    return codenames | deletable | {"delete_meeting", "submit_meeting", "view_version"}


def _is_part(model: type[Model]) -> bool:
    """Whether the rows of a model belong to a row of another model and are deleted with it."""
    return any(
        field.remote_field is not None and field.remote_field.on_delete is CASCADE
        for field in model._meta.concrete_fields
    )


def reviewer_codenames() -> set[str]:
    """Return the codenames of the permissions of reviewers: as editors, plus those of a meeting."""
    meeting = apps.get_model("meetings", "Meeting")
    return editor_codenames() | {codename for codename, _ in meeting._meta.permissions}
