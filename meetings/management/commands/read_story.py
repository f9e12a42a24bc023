"""Print what the reader proposes for stories."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.intake import printing
from meetings.intake.reader import read_story


class Command(BaseCommand):
    help = "Print what the reader of stories proposes for FILES: for people, or a JSON line each."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--format", choices=["text", "jsonl"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["files"]:
            try:
                text = path.read_text(encoding="utf-8", errors="replace")
            except OSError as error:
                raise CommandError(f"{path}: {error.strerror}") from error
            reading = read_story(text)
            if options["format"] == "jsonl":
                self.stdout.write(json.dumps(printing.as_answer(reading), ensure_ascii=False))
            else:
                self.stdout.write(printing.as_text(reading, text))
