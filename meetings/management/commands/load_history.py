"""Load the historic register."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.history import load, rows
from meetings.reference.fingerprint import remember
from meetings.reference.tables import MalformedRow


class Command(BaseCommand):
    help = (
        "Load and publish meetings since 1866 from the lists of the US Office of the Historian, as "
        "imported and not checked (docs/historic-register.md). Needs the reference data. What is "
        "there already stays as it is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            tally = load.load_history()
        except MalformedRow as error:
            raise CommandError(str(error)) from error
        for reason in tally.refused:
            self.stderr.write(f"not loaded: {reason}")
        remember("history", *rows.FOLDERS)
        self.stdout.write(
            f"Historic register: {tally.listed} meetings, {tally.created} of them new; "
            f"{tally.there} were there, {tally.told} the register tells otherwise"
            f"{f', {len(tally.refused)} were not loaded' if tally.refused else ''}."
        )
