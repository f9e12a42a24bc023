"""Print what a reader proposes for stories."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.intake import printing, stored
from meetings.intake.proposal import Reader, Reading
from meetings.intake.reader import read_story
from meetings.intake.second import reader as second
from meetings.intake.second.errors import NoAnswer


class Command(BaseCommand):
    help = (
        "Print what a reader of stories proposes for FILES: for people, or a JSON line each, in "
        "the form of proposals (json; docs/reading.md) or in that of the measure (jsonl)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--format", choices=["text", "json", "jsonl"], default="text")
        parser.add_argument(
            "--reader",
            choices=[reader.value for reader in Reader],
            default=Reader.RULES.value,
            help="model: send the texts to the endpoint that STORY_MODEL_URL names.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["files"]:
            try:
                text = path.read_text(encoding="utf-8", errors="replace")
            except OSError as error:
                raise CommandError(f"{path}: {error.strerror}") from error
            reading = _read(text, options["reader"])
            self.stdout.write(_written(reading, text, options["format"]))


def _written(reading: Reading, text: str, form: str) -> str:
    if form == "text":
        return printing.as_text(reading, text)
    content = stored.as_json(reading) if form == "json" else printing.as_answer(reading)
    return json.dumps(content, ensure_ascii=False)


def _read(text: str, reader: str) -> Reading:
    if reader == Reader.RULES:
        return read_story(text)
    try:
        return second.read_story(text)
    except NoAnswer as refusal:
        raise CommandError(f"There is no second reader: {refusal}.") from refusal
