"""The Django application of Sidelines."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Register of diplomatic meetings: desk, public record, pages, exports and API."""

    name = "meetings"
    verbose_name = "Register"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the receivers that run after migrations (groups and permissions)."""
        from . import groups  # noqa: PLC0415 - models must be loaded first

        groups.connect()
