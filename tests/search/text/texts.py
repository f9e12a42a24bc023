"""A small register of texts: records with nothing but what full-text search needs."""

import datetime
import itertools

from django.db import transaction
from django.utils import timezone

from meetings.models import Record, RecordText
from meetings.tokens import SearchText, search_text

_numbers = itertools.count(1)


def records_with(*texts: SearchText, listed_on: str = "2024-01-01") -> list[Record]:
    """Return a published record for each text, in order."""
    now = timezone.now()
    records = [
        Record(
            public_id=f"text{next(_numbers):06}",
            title="A title",
            listed_on=datetime.date.fromisoformat(listed_on),
            channel="in_person",
            setting="talks",
            occurrence="held",
            accounts="third_party",
            first_published=now,
            last_published=now,
        )
        for _ in texts
    ]
    with transaction.atomic():
        made = Record.objects.bulk_create(records)
        RecordText.objects.write(
            {record.pk: text for record, text in zip(made, texts, strict=True)}
        )
    return made


def about(*body: str, title: str = "") -> SearchText:
    """Return the searchable text of a meeting with a title and other texts."""
    return search_text([title] if title else [], body)
