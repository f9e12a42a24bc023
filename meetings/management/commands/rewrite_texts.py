"""Write searchable texts again, after a release that makes words differently."""

from typing import Any

from django.core.management.base import BaseCommand

from meetings.publication.reproject import rewrite_texts


class Command(BaseCommand):
    help = "Bring what full-text search finds meetings by up to date with this release."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = rewrite_texts()
        self.stdout.write(f"{changed} text{'' if changed == 1 else 's'} written again.")
