"""Begin a new epoch of the register, after a restore from a backup."""

from typing import Any

from django.core.management.base import BaseCommand

from meetings.publication.clock import new_epoch


class Command(BaseCommand):
    help = (
        "Begin a new epoch: to be called once after every restore from a backup. Caches then "
        "fetch every page anew, and whoever keeps a copy by the API is told to begin again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"The register is in epoch {new_epoch()}.")
