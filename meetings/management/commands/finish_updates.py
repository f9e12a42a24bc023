"""Continue interrupted updates of shared things."""

from typing import Any

from django.core.management.base import BaseCommand

from meetings.publication.shared import finish_updates


class Command(BaseCommand):
    help = "Republish the meetings that an interrupted update of a shared name left behind."

    def handle(self, *args: Any, **options: Any) -> None:
        done = finish_updates()
        self.stdout.write(f"{done} meeting{'' if done == 1 else 's'} republished.")
