"""Load demonstration meetings into a register marked as a demonstration."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.demo import files, load
from meetings.reference.fingerprint import remember


class Command(BaseCommand):
    help = (
        "Load and publish well-documented meetings since 1945 to look at. Needs the reference "
        "data. What is there already stays as it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--yes", action="store_true", help="load them in production, too")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SIDELINES_DEMO:
            raise CommandError(
                "This register does not say that it is a demonstration. Set SIDELINES_DEMO=true "
                "first, so that every page does."
            )
        if not settings.DEVELOPMENT and not options["yes"]:
            raise CommandError(
                "Demonstration meetings cannot be told from entered ones afterwards. "
                "Use --yes if this installation is for nothing else."
            )
        try:
            tally = load.load_demo()
        except files.MalformedDemo as error:
            raise CommandError(str(error)) from error
        remember("demo", files.DATA.parent)
        self.stdout.write(
            f"Demonstration: {tally.described} meetings, {tally.created} of them new."
        )
