"""Delete what is kept for a time only: ended sessions, and old records of logins."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = (
        "Delete ended sessions, and logins and failed logins older than LOGIN_LOG_DAYS. "
        "To be called once a day."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("clearsessions")
        days = settings.LOGIN_LOG_DAYS
        deleted = AxesProxyHandler.reset_logs(age_days=days)
        deleted += AxesProxyHandler.reset_failure_logs(age_days=days)
        self.stdout.write(f"{deleted} records of logins older than {days} days deleted.")
