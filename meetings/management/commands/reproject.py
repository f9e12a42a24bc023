"""Reproject the register: write derived rows again, after a release derives them anew."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.publication.reproject import PARTS, Progress, reproject

# Rows between two lines of progress.
_ROWS_A_LINE = 10_000


class Command(BaseCommand):
    help = (
        "Bring records, their links and texts, and entries into the form that this release gives "
        "them. The site may answer meanwhile. Running it again, or going on after it was stopped, "
        "writes only what differs. It makes no versions."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from",
            dest="start",
            type=_position,
            default=("entries", 0),
            metavar="PART:NUMBER",
            help="go on where a line of progress says that a run has come to (records:120000)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        part, after = options["start"]
        done: dict[str, Progress] = {}
        try:
            for progress in reproject(part, after):
                before = done[progress.part].read if progress.part in done else 0
                done[progress.part] = progress
                if before // _ROWS_A_LINE < progress.read // _ROWS_A_LINE:
                    self.stdout.write(f"{progress.part}:{progress.last}")
        except LookupError as error:
            raise CommandError(str(error)) from error
        for name, last in done.items():
            self.stdout.write(f"{name}: {last.read:,} read, {last.written:,} written.")


def _position(text: str) -> tuple[str, int]:
    """Read a position such as ``records:120000``."""
    part, colon, number = text.partition(":")
    if not colon or part not in PARTS or not number.isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}” is none of {', '.join(PARTS)} with a number")
    return part, int(number)
