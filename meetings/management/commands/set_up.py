"""Migrate and fill a database; ``make run`` calls this before it serves."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from meetings.demo import files as demo
from meetings.history import rows as history
from meetings.publication.shared import finish_updates
from meetings.reference import fingerprint
from meetings.reference import tables as reference


class Command(BaseCommand):
    help = (
        "Migrate, make the cache table and load the reference data; in development also the "
        "demonstration, the historic register and logins. Running it again is quick and loses "
        "nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Bringing the database up to date")
        call_command("migrate", interactive=False, verbosity=0)
        if "DatabaseCache" in settings.CACHES["default"]["BACKEND"]:
            call_command("createcachetable", verbosity=0)
        self._load("reference", "Loading the reference data", reference.DATA.parent)
        finish_updates()  # that an earlier process left behind
        if settings.DEVELOPMENT and settings.SIDELINES_DEMO:
            self._load("demo", "Loading demonstration meetings", demo.DATA.parent)
            self._load("history", "Loading the historic register", *history.FOLDERS)
        if settings.DEVELOPMENT:
            call_command("demo_logins", stdout=self.stdout)

    def _load(self, name: str, message: str, *folders: Path) -> None:
        if fingerprint.is_loaded(name, *folders):
            return
        self.stdout.write(message)
        call_command(f"load_{name}", stdout=self.stdout)
