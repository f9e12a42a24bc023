"""Bring who held which office up to date from a table."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.models import Person, Tenure
from meetings.reference import office_holders
from meetings.reference.tables import MalformedRow


class Command(BaseCommand):
    help = (
        "Add people and terms of office from a table of office holders (docs/reference-data.md). "
        "What an editor has set stays. Running it again changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a CSV file")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if path.suffix != ".csv" or not path.is_file():
            raise CommandError(f"There is no CSV file {path}.")
        try:
            report = office_holders.load_table(path, dry_run=options["dry_run"])
        except MalformedRow as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        tally = report.tally
        people = tally.loaded[Person]
        for slug in sorted(people.created):
            self.stdout.write(f"new person: {people.rows[slug]}")
        for heading, terms in (
            ("new", tally.terms.created),
            ("changed", tally.terms.changed),
            ("left as an editor has it", tally.terms.kept),
        ):
            for term in terms:
                self.stdout.write(f"{heading}: {_described(term)}")
        for refusal in report.refused:
            self.stderr.write(f"not read: {refusal}")
        done = "would be" if options["dry_run"] else "were"
        self.stdout.write(
            f"{len(people.created)} people and {len(tally.terms.created)} terms {done} added, "
            f"{len(tally.terms.changed)} terms changed, {len(tally.terms.kept)} left as an editor "
            f"has them; {report.doubtful} doubtful rows and {len(report.refused)} that cannot be "
            "read stay out."
        )


def _described(term: Tenure) -> str:
    sure = "" if term.confirmed else ", not confirmed"
    return f"{term} {term.start or '?'} to {term.end or 'now'}{sure}"
