"""Check that every record equals the projection of its version."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.publication import check, shared


class Command(BaseCommand):
    help = "Check that the public record is what its versions say."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--sample", type=int, metavar="N", help="check N records spread over the register"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        sample = options["sample"]
        records = check.sample_of_records(sample) if sample else None
        number = 0
        for problem in check.problems_of_register(records):
            self.stderr.write(problem)
            number += 1
        for sentence in shared.updates_under_way():
            self.stdout.write(f"{sentence} Goes on by itself, or by manage.py finish_updates.")
        if number:
            raise CommandError(f"{number} problem{'s' if number > 1 else ''} found.")
        self.stdout.write("The register agrees with its versions.")
