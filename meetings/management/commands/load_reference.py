"""Bring the register into step with the reference data that comes with the code."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.models import Tenure
from meetings.reference import fingerprint, tables
from meetings.reference.load import load


class Command(BaseCommand):
    help = (
        "Load countries, organisations, offices, places, series, summits, topics, publishers, "
        "people and their terms. What an editor has changed is left alone. Running it again "
        "changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            tally = load()
        except tables.MalformedRow as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        fingerprint.remember("reference", tables.DATA.parent)
        for model, loaded in tally.loaded.items():
            name = str(model._meta.verbose_name_plural)
            self.stdout.write(
                f"{name:<10} {len(loaded.rows):>5}"
                f"  new {len(loaded.created):>5}  changed {len(loaded.changed):>5}"
            )
        terms = tally.terms
        self.stdout.write(
            f"{'terms':<10} {Tenure.objects.count():>5}"
            f"  new {len(terms.created):>5}  changed {len(terms.changed):>5}"
            f"  left as an editor has them {len(terms.kept):>5}"
        )
        self.stdout.write(f"{tally.entries} entries of the public record written.")
