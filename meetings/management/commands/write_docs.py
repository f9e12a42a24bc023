"""Generate documents from the code: whole files, and marked parts of other files."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from meetings.exports import units
from meetings.intake import form_tables
from meetings.intake.form import DRAFT, schema_of
from meetings.intake.proposal import Reading
from meetings.intake.second.answer import Answer
from meetings.search import documented

# Document -> name of a marked part -> function that returns its text.
PARTS: Mapping[str, Mapping[str, Callable[[], str]]] = {
    "docs/codebook.md": {
        "tokens": units.token_table,
        "last columns": units.trailer_table,
        "units": units.unit_chapters,
    },
    "docs/api.md": {"parameters": documented.parameter_table},
    "docs/reading.md": {"proposals": form_tables.proposals, "answers": form_tables.answers},
    "docs/search.md": {"keys": documented.key_table, "states": documented.state_table},
}
# Document -> form whose JSON Schema it is.
SCHEMAS: Mapping[str, type] = {
    "docs/schema/reading.schema.json": Reading,
    "docs/schema/answer.schema.json": Answer,
}


def documents() -> dict[Path, str]:
    """Return all generated files, with the text that each should have."""
    texts = {path: write() for path, write in settings.WRITTEN_FILES.items()}
    for name, parts in PARTS.items():
        path = settings.BASE_DIR / name
        text = path.read_text(encoding="utf-8")
        for part, write in parts.items():
            text = replaced(text, part, write())
        texts[path] = text
    for name, form in SCHEMAS.items():
        texts[settings.BASE_DIR / name] = schema_file(form)
    return texts


def schema_file(form: type) -> str:
    """Return the text of the file with the JSON Schema of a form."""
    schema = {"$schema": DRAFT, "title": form.__name__, **schema_of(form)}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def replaced(text: str, part: str, content: str) -> str:
    """Return ``text`` with ``content`` between the marks of ``part``. Raises ValueError.

    Each mark is a comment on a line of its own, which readers of the document do not see.
    """
    begin = f"<!-- {part}: written by `manage.py write_docs` -->"
    end = f"<!-- end of {part} -->"
    match = re.fullmatch(f"(.*{re.escape(begin)}\n).*(\n{re.escape(end)}\n.*)", text, re.DOTALL)
    if match is None:
        raise ValueError(f"“{begin}” and “{end}” do not stand around a part of the document.")
    return f"{match[1]}\n{content}\n{match[2]}"


class Command(BaseCommand):
    """Writes the files that differ."""

    help = "Write the tables in docs/ and the files that follow from the code."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files, and print their names."""
        for path, text in documents().items():
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
                self.stdout.write(f"Written: {path.relative_to(settings.BASE_DIR)}")
