"""Put a folder of saved stories into the desk's queue."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.intake import queue, receiving
from meetings.intake.documents import NotReadable


class Command(BaseCommand):
    help = (
        "Put every file of a folder (pages, text, PDF, e-mail) into the desk's queue of stories, "
        "and read it. A story that is there already stays as it is, so running it again changes "
        "nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.")
        new = known = refused = 0
        for path in sorted(folder.iterdir()):
            if path.name.startswith(".") or not path.is_file():
                continue
            try:
                is_new = self._take(path)
            except NotReadable as refusal:
                self.stderr.write(f"{path.name}: {refusal}")
                refused += 1
                continue
            new, known = new + is_new, known + (not is_new)
        self.stdout.write(f"{new} new, {known} known already, {refused} not readable.")

    def _take(self, path: Path) -> bool:
        """Put a file into the queue; return whether its story is new there."""
        if path.stat().st_size > receiving.MOST_BYTES:
            raise NotReadable(receiving.TOO_LARGE)
        document = receiving.from_file(path.read_bytes(), path.name)
        story, is_new = queue.receive(document, None, file_name=path.name)
        if story.reading is None:
            queue.read(story)
        return is_new
